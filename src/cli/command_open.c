#include "cli/command.h"
#include "cli/print.h"
#include "flow/opening.h"
#include "flow/spelling.h"

/* Spelling never holds a dispute up: it is told, and the work goes on. */
static void warn_of_spelling(const gchar *file, gboolean quiet)
{
    if (quiet)
        return;
    g_autoptr(GError) failure = NULL;
    g_autoptr(GPtrArray) found = spelling_of_xml(file, &failure);
    if (!found) {
        print_notice("%s: spelling not checked: %s", file, failure->message);
        return;
    }
    for (guint i = 0; i < found->len; i++) {
        g_autofree gchar *line = spelling_to_text(g_ptr_array_index(found, i));
        print_notice("%s:%s", file, line);
    }
}

static ExitStatus open_one(Session *session, const gchar *file, GPtrArray *references)
{
    g_autoptr(GError) failure = NULL;
    gchar *reference = open_dispute(session, file, &failure);
    if (!reference)
        return print_failure(failure);
    g_ptr_array_add(references, reference);
    return EXIT_DONE;
}

static ExitStatus open_all(const Options *options)
{
    ExitStatus status = EXIT_DONE;
    g_autoptr(GError) failure = NULL;
    g_autoptr(Session) session = options_open(options, STORE_WRITE, &status);
    if (!session)
        return status;
    g_autoptr(GPtrArray) references = g_ptr_array_new_with_free_func(g_free);
    if (!store_begin(session->store, &failure))
        return print_failure(failure);
    for (guint i = 0; i < options->n_arguments && status < EXIT_FAILED; i++)
        status = print_worse(status, open_one(session, options->arguments[i], references));
    if (status == EXIT_FAILED)
        return status;
    if (!store_commit(session->store, &failure))
        return print_failure(failure);
    for (guint i = 0; i < references->len; i++)
        print_out("%s\n", (const gchar *) g_ptr_array_index(references, i));
    return status;
}

ExitStatus command_open(const Command *command, int argc, char **argv)
{
    ExitStatus status = EXIT_DONE;
    g_auto(Options) options = {0};
    if (!options_parse(&options, command, NULL, argc, argv, &status))
        return status;
    if (options.n_arguments == 0)
        return options_misused(command, "no file was named");
    status = open_all(&options);
    for (guint i = 0; i < options.n_arguments && status == EXIT_DONE; i++)
        warn_of_spelling(options.arguments[i], options.quiet);
    return status;
}
