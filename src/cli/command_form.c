#include "cli/command.h"
#include "cli/preview.h"
#include "cli/print.h"
#include "cli/references.h"
#include "flow/issue.h"

typedef struct {
    gint stage;
    gint days;
    gchar *target;
    gboolean all_open;
    gchar *preview; /* a pack, whose form is drawn with example words */
    gchar *track;
    gchar *look;
} FormOptions;

static gchar *file_name(const gchar *reference, guint stage)
{
    g_autofree gchar *upper = g_ascii_strup(reference, -1);
    return g_strdup_printf("%s-stage-%u.pdf", upper, stage);
}

static ExitStatus issue_one(Session *session, const gchar *reference, Outputs *outputs, gconstpointer options)
{
    const FormOptions *wanted = options;
    g_autoptr(GError) failure = NULL;
    g_autoptr(IssuedForm) form =
        issue_stage_form_within(session, reference, (guint) wanted->stage, (guint) wanted->days, &failure);
    if (!form)
        return print_failure(failure);
    g_autofree gchar *name = file_name(reference, form->stage);
    if (!outputs_add(outputs, name, form->pdf, &failure))
        return print_failure(failure);
    g_autofree gchar *deadline = day_to_words(form->deadline);
    print_notice("%s: to be answered by %s", form->form_id, deadline);
    if (form->missing)
        print_notice("%s: characters that the form's fonts do not have are shown as \xEF\xBF\xBD: %s",
                     form->form_id, form->missing);
    return EXIT_DONE;
}

static ExitStatus run(const Options *options, const FormOptions *wanted)
{
    const References references = {.progress = "form",
                                   .target = wanted->target,
                                   .all_open = wanted->all_open,
                                   .open = CASE_ISSUABLE,
                                   .mode = STORE_WRITE,
                                   .write = issue_one,
                                   .wanted = wanted};
    return references_write(options, &references);
}

static const gchar *check(const Options *options, const FormOptions *wanted)
{
    if (wanted->preview && (wanted->all_open || options->n_arguments > 0))
        return "--preview draws the form of a pack; it takes no reference";
    if (!wanted->preview && wanted->track)
        return "--track goes with --preview; a dispute names its own";
    if (!wanted->preview && wanted->look)
        return "--template goes with --preview; issued forms take templates/form.xml";
    if (!wanted->preview && wanted->all_open == (options->n_arguments > 0))
        return "name one or more references, or --all-open";
    if (wanted->stage < 0 || wanted->stage > 99)
        return "--stage takes the number of a stage";
    if (wanted->days < 0 || wanted->days > 99)
        return "--days takes a number of working days";
    if (outputs_is_terminal(wanted->target))
        return "a PDF is not for a terminal; name a file with -o";
    if (!wanted->target && (wanted->all_open || options->n_arguments > 1))
        return "several forms need a folder; name it with -o";
    return NULL;
}

static ExitStatus preview(const Options *options, const FormOptions *wanted)
{
    PreviewOptions form = {.pack = wanted->preview,
                           .look = wanted->look,
                           .track = wanted->track,
                           .stage = (guint) wanted->stage};
    return preview_print(options, &form, wanted->target);
}

ExitStatus command_form(const Command *command, int argc, char **argv)
{
    FormOptions wanted = {0};
    const GOptionEntry own[] = {
        {"stage", 0, 0, G_OPTION_ARG_INT, &wanted.stage, "The stage (default: the current one)", "N"},
        {"days", 0, 0, G_OPTION_ARG_INT, &wanted.days,
         "Working days, where the process lets them be chosen at the stage", "N"},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &wanted.target, "Where the PDF goes (default: stdout)",
         "FILE"},
        {"all-open", 0, 0, G_OPTION_ARG_NONE, &wanted.all_open, "Every dispute whose stage has a form", NULL},
        {"preview", 0, 0, G_OPTION_ARG_FILENAME, &wanted.preview,
         "Draw the blank form of a pack with example words; record nothing", "PACK.xml"},
        {"track", 0, 0, G_OPTION_ARG_STRING, &wanted.track, "With --preview: which of the pack's processes",
         "ID"},
        {"template", 0, 0, G_OPTION_ARG_FILENAME, &wanted.look,
         "With --preview: how it looks (default: templates/form.xml)", "FILE.xml"},
        G_OPTION_ENTRY_NULL,
    };
    ExitStatus status = EXIT_DONE;
    g_auto(Options) options = {0};
    if (options_parse(&options, command, own, argc, argv, &status)) {
        const gchar *why = check(&options, &wanted);
        status = why              ? options_misused(command, why)
                 : wanted.preview ? preview(&options, &wanted)
                                  : run(&options, &wanted);
    }
    g_free(wanted.target);
    g_free(wanted.preview);
    g_free(wanted.track);
    g_free(wanted.look);
    return status;
}
