#include <string.h>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/print.h"
#include "flow/export.h"
#include "ods/ods.h"
#include "xlsx/xlsx.h"

typedef enum { FORMAT_CSV, FORMAT_XLSX, FORMAT_ODS, FORMAT_N } Format;

static const gchar *const FORMATS[] = {"csv", "xlsx", "ods"};

/* The format that was asked for, or that the file's name ends in; csv otherwise. */
static gboolean find_format(const gchar *name, const gchar *target, Format *format)
{
    const gchar *dot = target ? strrchr(target, '.') : NULL;
    const gchar *wanted = name ? name : dot ? dot + 1 : "csv";
    for (guint i = 0; i < FORMAT_N; i++) {
        if (g_ascii_strcasecmp(wanted, FORMATS[i]) == 0) {
            *format = (Format) i;
            return TRUE;
        }
    }
    *format = FORMAT_CSV;
    return name == NULL;
}

static GBytes *make(Session *session, Format format, const gchar *authority, GError **error)
{
    if (format == FORMAT_CSV) {
        gchar *csv = export_csv(session, authority, error);
        return csv ? g_bytes_new_take(csv, strlen(csv)) : NULL;
    }
    g_autoptr(Workbook) workbook = export_workbook(session, authority, error);
    if (!workbook)
        return NULL;
    return format == FORMAT_XLSX ? xlsx_from_workbook(workbook, error) : ods_from_workbook(workbook, error);
}

static ExitStatus export(const Options *options, Format format, const gchar *authority, const gchar *target)
{
    ExitStatus status = EXIT_DONE;
    g_autoptr(GError) failure = NULL;
    g_autoptr(Session) session = options_open(options, STORE_READ, &status);
    if (!session)
        return status;
    g_autoptr(GBytes) content = make(session, format, authority, &failure);
    if (!content)
        return print_failure(failure);
    g_autoptr(Outputs) outputs = outputs_new(target, FALSE);
    g_autofree gchar *name = g_strconcat("disputes.", FORMATS[format], NULL);
    if (!outputs_add(outputs, name, content, &failure) || !outputs_publish(outputs, &failure))
        return print_failure(failure);
    return status;
}

ExitStatus command_export(const Command *command, int argc, char **argv)
{
    g_autofree gchar *name = NULL, *target = NULL, *authority = NULL;
    const GOptionEntry own[] = {
        {"format", 0, 0, G_OPTION_ARG_STRING, &name, "csv (default), xlsx or ods", "FORMAT"},
        {"authority", 0, 0, G_OPTION_ARG_STRING, &authority, "Only this pack's (default: all)", "ID"},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &target, "Where the table goes (default: stdout)", "FILE"},
        G_OPTION_ENTRY_NULL,
    };
    ExitStatus status = EXIT_DONE;
    Format format = FORMAT_CSV;
    g_auto(Options) options = {0};
    if (!options_parse(&options, command, own, argc, argv, &status))
        return status;
    if (!find_format(name, target, &format))
        return options_misused(command, "--format takes csv, xlsx or ods");
    if (options.n_arguments > 0)
        return options_misused(command, "export takes no file or reference; name a file with -o");
    if (format != FORMAT_CSV && outputs_is_terminal(target))
        return options_misused(command, "a spreadsheet cannot be shown here; name a file with -o");
    return export(&options, format, authority, target);
}
