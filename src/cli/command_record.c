#include "cli/command.h"
#include "cli/print.h"
#include "cli/references.h"
#include "flow/record.h"

typedef struct {
    gint stage;
    gchar *target;
    gboolean all_open;
} RecordOptions;

static gchar *file_name(const gchar *reference, guint stage)
{
    g_autofree gchar *upper = g_ascii_strup(reference, -1);
    return stage ? g_strdup_printf("%s-stage-%u-record.pdf", upper, stage)
                 : g_strdup_printf("%s-record.pdf", upper);
}

static ExitStatus write_one(Session *session, const gchar *reference, Outputs *outputs, gconstpointer chosen)
{
    const RecordOptions *wanted = chosen;
    guint stage = (guint) wanted->stage;
    g_autoptr(GError) failure = NULL;
    g_autoptr(RecordCopy) copy = record_copy_make(session, reference, stage, &failure);
    g_autofree gchar *name = file_name(reference, stage);
    if (!copy || !outputs_add(outputs, name, copy->pdf, &failure))
        return print_failure(failure);
    if (copy->missing)
        print_notice("%s: characters that the record copy's fonts do not have are shown as \xEF\xBF\xBD and "
                     "stand whole in its data: %s",
                     reference, copy->missing);
    return EXIT_DONE;
}

static ExitStatus run(const Options *options, const RecordOptions *wanted)
{
    const References references = {.progress = "record",
                                   .target = wanted->target,
                                   .all_open = wanted->all_open,
                                   .open = CASE_OPEN,
                                   .mode = STORE_READ,
                                   .write = write_one,
                                   .wanted = wanted};
    return references_write(options, &references);
}

static const gchar *check(const Options *options, const RecordOptions *wanted)
{
    if (wanted->all_open == (options->n_arguments > 0))
        return "name one or more references, or --all-open";
    if (wanted->stage < 0 || wanted->stage > 99)
        return "--stage takes the number of a stage";
    if (outputs_is_terminal(wanted->target))
        return "a PDF is not for a terminal; name a file with -o";
    if (!wanted->target && (wanted->all_open || options->n_arguments > 1))
        return "several record copies need a folder; name it with -o";
    return NULL;
}

ExitStatus command_record(const Command *command, int argc, char **argv)
{
    RecordOptions wanted = {0};
    const GOptionEntry own[] = {
        {"stage", 0, 0, G_OPTION_ARG_INT, &wanted.stage, "Only this stage (default: all so far)", "N"},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &wanted.target, "Where the PDF goes (default: stdout)",
         "FILE"},
        {"all-open", 0, 0, G_OPTION_ARG_NONE, &wanted.all_open, "Every dispute that is not closed", NULL},
        G_OPTION_ENTRY_NULL,
    };
    ExitStatus status = EXIT_DONE;
    g_auto(Options) options = {0};
    if (options_parse(&options, command, own, argc, argv, &status)) {
        const gchar *why = check(&options, &wanted);
        status = why ? options_misused(command, why) : run(&options, &wanted);
    }
    g_free(wanted.target);
    return status;
}
