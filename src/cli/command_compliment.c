#include "cli/command.h"
#include "cli/output.h"
#include "cli/preview.h"
#include "cli/print.h"
#include "flow/opening.h"

static ExitStatus record_one(Session *session, const gchar *file, Outputs *outputs, GPtrArray *references)
{
    g_autoptr(GError) failure = NULL;
    gchar *reference = NULL;
    g_autoptr(IssuedForm) form = open_compliment(session, file, &reference, &failure);
    if (!form)
        return print_failure(failure);
    g_ptr_array_add(references, reference);
    g_autofree gchar *name = g_strdup_printf("%s-compliment.pdf", reference);
    if (form->missing)
        print_notice("%s: characters that the form's fonts do not have are shown as \xEF\xBF\xBD: %s",
                     reference, form->missing);
    return outputs_add(outputs, name, form->pdf, &failure) ? EXIT_DONE : print_failure(failure);
}

static ExitStatus record_all(const Options *options, const gchar *target)
{
    ExitStatus status = EXIT_DONE;
    g_autoptr(GError) failure = NULL;
    g_autoptr(Session) session = options_open(options, STORE_WRITE, &status);
    if (!session)
        return status;
    g_autoptr(GPtrArray) references = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Outputs) outputs = outputs_new(target, options->n_arguments > 1);
    if (!store_begin(session->store, &failure))
        return print_failure(failure);
    for (guint i = 0; i < options->n_arguments && status < EXIT_FAILED; i++)
        status = print_worse(status, record_one(session, options->arguments[i], outputs, references));
    if (status == EXIT_FAILED)
        return status;
    if (!store_commit(session->store, &failure) || !outputs_publish(outputs, &failure))
        return print_failure(failure);
    /* The form itself may be on stdout; then the reference stands beside it. */
    for (guint i = 0; i < references->len; i++) {
        const gchar *reference = g_ptr_array_index(references, i);
        if (target && g_strcmp0(target, "-") != 0)
            print_out("%s\n", reference);
        else
            print_notice("recorded as %s", reference);
    }
    return status;
}

ExitStatus command_compliment(const Command *command, int argc, char **argv)
{
    gchar *target = NULL, *preview = NULL, *look = NULL;
    const GOptionEntry own[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &target, "Where the PDF goes (default: stdout)", "FILE"},
        {"preview", 0, 0, G_OPTION_ARG_FILENAME, &preview,
         "Draw the blank form of a pack with example words; record nothing", "PACK.xml"},
        {"template", 0, 0, G_OPTION_ARG_FILENAME, &look,
         "With --preview: how it looks (default: templates/compliment.xml)", "FILE.xml"},
        G_OPTION_ENTRY_NULL,
    };
    ExitStatus status = EXIT_DONE;
    g_auto(Options) options = {0};
    if (options_parse(&options, command, own, argc, argv, &status)) {
        PreviewOptions form = {.pack = preview, .look = look, .compliment = TRUE};
        if (preview && options.n_arguments > 0)
            status = options_misused(command, "--preview draws the form of a pack; it takes no other file");
        else if (!preview && look)
            status = options_misused(
                command, "--template goes with --preview; issued forms take templates/compliment.xml");
        else if (!preview && options.n_arguments == 0)
            status = options_misused(command, "no file was named");
        else if (outputs_is_terminal(target))
            status = options_misused(command, "a PDF is not for a terminal; name a file with -o");
        else if (!target && options.n_arguments > 1)
            status = options_misused(command, "several forms need a folder; name it with -o");
        else
            status = preview ? preview_print(&options, &form, target) : record_all(&options, target);
    }
    g_free(target);
    g_free(preview);
    g_free(look);
    return status;
}
