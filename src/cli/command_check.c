#include "cli/command.h"
#include "cli/print.h"
#include "pack/pack_load.h"
#include "json/json_object.h"

static void print_finding(const Finding *finding, gboolean json)
{
    if (!json) {
        g_autofree gchar *line = finding_to_text(finding);
        print_out("%s\n", line);
        return;
    }
    JsonObject *object = json_object_begin();
    json_object_add_text(object, "file", finding->file);
    json_object_add_number(object, "line", finding->line);
    json_object_add_number(object, "column", finding->column);
    json_object_add_text(object, finding->warning ? "warning" : "error", finding->text);
    g_autofree gchar *line = json_object_end(object);
    print_out("%s\n", line);
}

static ExitStatus check_one(const gchar *file, gboolean json)
{
    g_autoptr(GError) failure = NULL;
    XmlKind kind = XML_UNKNOWN;
    g_autoptr(GPtrArray) findings = xml_check(file, &kind, &failure);
    if (!findings)
        return print_failure(failure);
    ExitStatus status = EXIT_DONE;
    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = g_ptr_array_index(findings, i);
        print_finding(finding, json);
        status = finding->warning ? status : EXIT_INPUT;
    }
    return status;
}

ExitStatus command_check(const Command *command, int argc, char **argv)
{
    ExitStatus status = EXIT_DONE;
    g_auto(Options) options = {0};
    if (!options_parse(&options, command, NULL, argc, argv, &status))
        return status;
    if (options.n_arguments == 0)
        return options_misused(command, "no file was named");
    for (guint i = 0; i < options.n_arguments; i++)
        status = print_worse(status, check_one(options.arguments[i], options.json));
    return status;
}
