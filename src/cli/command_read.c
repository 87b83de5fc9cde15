#include "cli/command.h"
#include "cli/print.h"
#include "cli/returned.h"
#include "flow/intake.h"
#include "json/json_text.h"

static ExitStatus print_one(Session *session, Reading *reading, gboolean json)
{
    g_autoptr(GError) failure = NULL;
    if (!intake_compare(session, reading, &failure))
        return print_failure(failure);
    if (json) {
        g_autofree gchar *line = json_from_reading(reading);
        print_out("%s\n", line);
    } else {
        returned_print(reading);
    }
    return returned_status(reading);
}

static ExitStatus read_all(const Options *options)
{
    ExitStatus status = EXIT_DONE;
    g_autoptr(GError) failure = NULL;
    g_autoptr(GPtrArray) files = returned_files(options->arguments, &status);
    /* The worker first: it warms up while the store is opened. */
    const ReaderOptions coming = {.files = files->len};
    g_autoptr(Reader) reader = reader_start(&coming, &failure);
    if (!reader)
        return print_failure(failure);
    g_autoptr(Session) session = options_open(options, STORE_READ, &status);
    if (!session)
        return status;
    returned_know_places(reader, &session);
    for (guint i = 0; i < files->len; i++) {
        g_autoptr(GBytes) content = NULL;
        g_autoptr(GPtrArray) readings = returned_read(reader, g_ptr_array_index(files, i), &content, &status);
        for (guint j = 0; readings && j < readings->len; j++)
            status = print_worse(status, print_one(session, g_ptr_array_index(readings, j), options->json));
        print_progress("read", i + 1, files->len);
    }
    return status;
}

ExitStatus command_read(const Command *command, int argc, char **argv)
{
    ExitStatus status = EXIT_DONE;
    g_auto(Options) options = {0};
    if (!options_parse(&options, command, NULL, argc, argv, &status))
        return status;
    if (options.n_arguments == 0)
        return options_misused(command, "no file was named");
    return read_all(&options);
}
