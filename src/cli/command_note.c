#include <string.h>

#include "cli/command.h"
#include "cli/print.h"
#include "cli/references.h"
#include "flow/form_pdf.h"
#include "flow/note.h"

typedef struct {
    gchar *format;
    gchar *target;
    gboolean brief;
    gboolean all_open;
} NoteCommand;

static gboolean is_pdf(const NoteCommand *wanted)
{
    return g_strcmp0(wanted->format, "pdf") == 0;
}

static gboolean is_html(const NoteCommand *wanted)
{
    return g_strcmp0(wanted->format, "html") == 0;
}

static GBytes *render(const Document *document, const Session *session, const NoteCommand *wanted,
                      GError **error)
{
    if (!is_pdf(wanted)) {
        gchar *text = is_html(wanted) ? document_to_html(document) : document_to_text(document);
        return g_bytes_new_take(text, strlen(text));
    }
    g_autofree gchar *missing = NULL;
    GBytes *pdf = plain_pdf_make(document, session->now, &missing, error);
    if (missing)
        print_notice("characters that the note's fonts do not have are shown as \xEF\xBF\xBD: %s", missing);
    return pdf;
}

static ExitStatus write_one(Session *session, const gchar *reference, Outputs *outputs, gconstpointer chosen)
{
    const NoteCommand *wanted = chosen;
    g_autoptr(GError) failure = NULL;
    NoteOptions options = {.brief = wanted->brief};
    g_autoptr(Document) document = note_compose(session, reference, &options, &failure);
    g_autoptr(GBytes) content = document ? render(document, session, wanted, &failure) : NULL;
    g_autofree gchar *upper = g_ascii_strup(reference, -1);
    g_autofree gchar *name = g_strdup_printf("%s-note.%s", upper, wanted->format ? wanted->format : "txt");
    if (!content || !outputs_add(outputs, name, content, &failure))
        return print_failure(failure);
    return EXIT_DONE;
}

static ExitStatus run(const Options *options, const NoteCommand *wanted)
{
    const References references = {.progress = "note",
                                   .target = wanted->target,
                                   .all_open = wanted->all_open,
                                   .open = CASE_OPEN,
                                   .mode = STORE_READ,
                                   .write = write_one,
                                   .wanted = wanted};
    return references_write(options, &references);
}

static const gchar *check(const Options *options, const NoteCommand *wanted)
{
    if (wanted->format && !is_pdf(wanted) && !is_html(wanted) && g_strcmp0(wanted->format, "txt") != 0)
        return "--format takes txt, html or pdf";
    if (wanted->all_open == (options->n_arguments > 0))
        return "name one or more references, or --all-open";
    if (is_pdf(wanted) && outputs_is_terminal(wanted->target))
        return "a PDF is not for a terminal; name a file with -o";
    if (is_pdf(wanted) && !wanted->target && (wanted->all_open || options->n_arguments > 1))
        return "several notes as PDF need a folder; name it with -o";
    return NULL;
}

ExitStatus command_note(const Command *command, int argc, char **argv)
{
    NoteCommand wanted = {0};
    const GOptionEntry own[] = {
        {"short", 0, 0, G_OPTION_ARG_NONE, &wanted.brief, "Title and summary only", NULL},
        {"format", 0, 0, G_OPTION_ARG_STRING, &wanted.format, "txt (default), html or pdf", "FORMAT"},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &wanted.target, "Where the note goes (default: stdout)",
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
    g_free(wanted.format);
    g_free(wanted.target);
    return status;
}
