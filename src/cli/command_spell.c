#include "cli/command.h"
#include "cli/print.h"
#include "cli/returned.h"
#include "flow/spelling.h"
#include "json/json_object.h"

static void print_misspelling(const gchar *file, const Misspelling *misspelling, const Options *options)
{
    if (options->json) {
        JsonObject *object = json_object_begin();
        json_object_add_text(object, "file", file);
        json_object_add_number(object, "line", misspelling->line);
        json_object_add_number(object, "column", misspelling->column);
        json_object_add_text(object, "word", misspelling->word);
        json_object_add_texts(object, "suggestions", (const gchar *const *) misspelling->suggestions);
        g_autofree gchar *line = json_object_end(object);
        print_out("%s\n", line);
        return;
    }
    g_autofree gchar *line = spelling_to_text(misspelling);
    if (options->n_arguments > 1)
        print_out("%s:", file);
    print_out("%s\n", line);
}

/* XML begins with "<", whatever the file is called. */
static gboolean is_xml(GBytes *content)
{
    gsize length = 0;
    const gchar *data = g_bytes_get_data(content, &length);
    gsize start = length >= 3 && data[0] == '\xEF' ? 3 : 0;
    while (start < length && g_ascii_isspace(data[start]))
        start++;
    return start < length && data[start] == '<';
}

static GPtrArray *spell_answers(const GPtrArray *readings, GError **error)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify) misspelling_free);
    for (guint i = 0; i < readings->len; i++) {
        const Reading *reading = g_ptr_array_index(readings, i);
        if (!reading->response)
            continue;
        GPtrArray *found = spelling_of_answer(reading->response, reading->responder, error);
        if (!found)
            return NULL;
        g_ptr_array_extend_and_steal(all, found);
    }
    return g_steal_pointer(&all);
}

/* A file without a form, or one that cannot be read, has no text to look at. */
static void say_why_not(const gchar *file, const Reading *reading)
{
    for (guint i = 0; i < reading->problems->len && !reading->response; i++) {
        const Problem *problem = g_ptr_array_index(reading->problems, i);
        if (problem_code_is_input(problem->code))
            print_error("%s: %s", file, problem->message);
    }
}

static ExitStatus spell_returned(const gchar *file, GPtrArray **found)
{
    ExitStatus status = EXIT_DONE;
    g_autoptr(GError) failure = NULL;
    g_autoptr(Reader) reader = reader_start(NULL, &failure);
    if (!reader)
        return print_failure(failure);
    g_autoptr(GBytes) content = NULL;
    g_autoptr(GPtrArray) readings = returned_read(reader, file, &content, &status);
    if (!readings)
        return status;
    for (guint i = 0; i < readings->len; i++) {
        const Reading *reading = g_ptr_array_index(readings, i);
        status = print_worse(status, returned_status(reading));
        say_why_not(file, reading);
    }
    *found = spell_answers(readings, &failure);
    if (!*found)
        return print_failure(failure);
    return status == EXIT_INPUT ? EXIT_INPUT : EXIT_DONE;
}

static ExitStatus spell_one(const gchar *file, const Options *options)
{
    g_autoptr(GError) failure = NULL;
    g_autoptr(GPtrArray) found = NULL;
    ExitStatus status = EXIT_DONE;
    g_autofree gchar *text = NULL;
    gsize length = 0;
    if (!g_file_get_contents(file, &text, &length, &failure)) {
        print_error("%s", failure->message);
        return EXIT_INPUT;
    }
    g_autoptr(GBytes) content = g_bytes_new_take(g_steal_pointer(&text), length);
    if (!is_xml(content))
        status = spell_returned(file, &found);
    else if (!(found = spelling_of_xml(file, &failure)))
        return print_failure(failure);
    for (guint i = 0; found && i < found->len; i++)
        print_misspelling(file, g_ptr_array_index(found, i), options);
    return print_worse(status, found && found->len ? EXIT_WAITING : EXIT_DONE);
}

ExitStatus command_spell(const Command *command, int argc, char **argv)
{
    ExitStatus status = EXIT_DONE;
    g_auto(Options) options = {0};
    if (!options_parse(&options, command, NULL, argc, argv, &status))
        return status;
    if (options.n_arguments == 0)
        return options_misused(command, "no file was named");
    for (guint i = 0; i < options.n_arguments; i++)
        status = print_worse(status, spell_one(options.arguments[i], &options));
    return status;
}
