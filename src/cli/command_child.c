#include "cli/command.h"
#include "cli/output.h"
#include "cli/print.h"
#include "flow/child_folder.h"

static ExitStatus write_folder(const Options *options, const gchar *target)
{
    ExitStatus status = EXIT_DONE;
    guint withheld = 0;
    g_autoptr(GError) failure = NULL;
    g_autoptr(Session) session = options_open(options, STORE_READ, &status);
    if (!session)
        return status;
    g_autoptr(GPtrArray) files = child_folder_make(session, options->arguments[0], &withheld, &failure);
    if (!files)
        return print_failure(failure);
    g_autoptr(Outputs) outputs = outputs_new(target, TRUE);
    for (guint i = 0; i < files->len; i++) {
        const ChildFile *file = g_ptr_array_index(files, i);
        if (!outputs_add(outputs, file->name, file->content, &failure))
            return print_failure(failure);
    }
    if (!outputs_publish(outputs, &failure))
        return print_failure(failure);
    if (withheld > 0)
        print_notice("%u returned files were left out, since they hold others too: see index.txt", withheld);
    return withheld > 0 ? EXIT_WAITING : EXIT_DONE;
}

ExitStatus command_child(const Command *command, int argc, char **argv)
{
    g_autofree gchar *target = NULL;
    const GOptionEntry own[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &target, "The folder for all of it", "FOLDER"},
        G_OPTION_ENTRY_NULL,
    };
    ExitStatus status = EXIT_DONE;
    g_auto(Options) options = {0};
    if (!options_parse(&options, command, own, argc, argv, &status))
        return status;
    if (options.n_arguments != 1 || !target || g_strcmp0(target, "-") == 0)
        return options_misused(command, "name one child's identifier, and a folder with -o");
    return write_folder(&options, target);
}
