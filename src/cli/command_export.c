#include <string.h>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/print.h"
#include "flow/export.h"

static ExitStatus export(const Options *options, const gchar *target)
{
    ExitStatus status = EXIT_DONE;
    g_autoptr(GError) failure = NULL;
    g_autoptr(Session) session = options_open(options, STORE_READ, &status);
    if (!session)
        return status;
    gchar *csv = export_csv(session, &failure);
    if (!csv)
        return print_failure(failure);
    g_autoptr(GBytes) content = g_bytes_new_take(csv, strlen(csv));
    g_autoptr(Outputs) outputs = outputs_new(target, FALSE);
    if (!outputs_add(outputs, "disputes.csv", content, &failure) || !outputs_publish(outputs, &failure))
        return print_failure(failure);
    return status;
}

ExitStatus command_export(const Command *command, int argc, char **argv)
{
    gchar *format = NULL, *target = NULL;
    const GOptionEntry own[] = {
        {"format", 0, 0, G_OPTION_ARG_STRING, &format, "csv (default)", "FORMAT"},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &target, "Where the table goes (default: stdout)", "FILE"},
        G_OPTION_ENTRY_NULL,
    };
    ExitStatus status = EXIT_DONE;
    g_auto(Options) options = {0};
    if (options_parse(&options, command, own, argc, argv, &status)) {
        if (format && g_strcmp0(format, "csv") != 0)
            status = options_misused(command, "--format takes csv");
        else if (options.n_arguments > 0)
            status = options_misused(command, "export takes no file or reference; name a file with -o");
        else
            status = export(&options, target);
    }
    g_free(format);
    g_free(target);
    return status;
}
