#include "cli/print.h"

#include <stdio.h>
#include <unistd.h>

#include "model/error.h"

static gboolean quietly = FALSE; /* set once from the command line */

void print_set_quiet(gboolean quiet)
{
    quietly = quiet;
}

void print_out(const gchar *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stdout, format, arguments);
    va_end(arguments);
}

G_GNUC_PRINTF(1, 0) static void say(const gchar *format, va_list arguments)
{
    g_autofree gchar *text = g_strdup_vprintf(format, arguments);
    fprintf(stderr, "iro: %s\n", text);
}

void print_notice(const gchar *format, ...)
{
    if (quietly)
        return;
    va_list arguments;
    va_start(arguments, format);
    say(format, arguments);
    va_end(arguments);
}

void print_error(const gchar *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say(format, arguments);
    va_end(arguments);
}

ExitStatus print_failure(const GError *failure)
{
    if (failure->domain == IRO_ERROR && failure->code == IRO_ERROR_INPUT) {
        /* Findings about a file are lines of their own that editors can follow. */
        g_auto(GStrv) lines = g_strsplit(failure->message, "\n", -1);
        for (guint i = 0; lines[i]; i++)
            if (*lines[i])
                fprintf(stderr, "%s%s\n", g_strv_length(lines) > 1 ? "" : "iro: ", lines[i]);
        return EXIT_INPUT;
    }
    print_error("%s", failure->message);
    return failure->domain == IRO_ERROR && failure->code == IRO_ERROR_USAGE ? EXIT_USAGE : EXIT_FAILED;
}

void print_progress(const gchar *what, guint done, guint all)
{
    if (quietly || all < 2 || !isatty(STDERR_FILENO))
        return;
    fprintf(stderr, "\r%s %u of %u%s", what, done, all, done == all ? "\n" : "");
    fflush(stderr);
}

ExitStatus print_worse(ExitStatus a, ExitStatus b)
{
    return MAX(a, b);
}

ExitStatus print_finish(ExitStatus status)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    print_error("what was printed could not be written out; is the disk full?");
    return EXIT_FAILED;
}
