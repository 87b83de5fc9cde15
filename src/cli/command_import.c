#include <string.h>

#include "cli/command.h"
#include "cli/print.h"
#include "csv/table.h"
#include "flow/children.h"

typedef struct {
    gchar *authority;
    gchar **maps;
    gchar *map_file;
    gboolean dry_run;
} ImportCommand;

/* Adds the lines of a map file, "HEADING=FIELD"; "#" begins a remark. */
static gboolean add_map_file(GPtrArray *maps, const gchar *file)
{
    g_autofree gchar *text = NULL;
    g_autoptr(GError) failure = NULL;
    if (!g_file_get_contents(file, &text, NULL, &failure)) {
        print_error("%s", failure->message);
        return FALSE;
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        g_strstrip(lines[i]);
        if (*lines[i] && *lines[i] != '#')
            g_ptr_array_add(maps, g_strdup(lines[i]));
    }
    return TRUE;
}

static CsvTable *read_table(const gchar *file)
{
    g_autofree gchar *bytes = NULL;
    gsize length = 0;
    g_autoptr(GError) failure = NULL;
    if (!g_file_get_contents(file, &bytes, &length, &failure)) {
        print_error("%s", failure->message);
        return NULL;
    }
    CsvTable *table = csv_table_read(bytes, length, &failure);
    if (!table)
        print_error("%s:%s", file, failure->message);
    return table;
}

static ExitStatus print_result(const ImportResult *result, gboolean dry_run, gboolean quiet)
{
    gboolean right = result->problems->len == 0;
    for (guint i = 0; i < result->taken->len && (right || dry_run); i++)
        print_out("%s\n", (const gchar *) g_ptr_array_index(result->taken, i));
    for (guint i = 0; i < result->problems->len; i++)
        print_error("%s", (const gchar *) g_ptr_array_index(result->problems, i));
    if (result->unused && !quiet)
        print_notice("not taken, for no field has this heading: %s (--map HEADING=FIELD takes a column)",
                     result->unused);
    if (!right)
        print_error("nothing was taken over: %u of the lines or headings need a correction first",
                    result->problems->len);
    else if (dry_run && !quiet)
        print_notice("this is what would be taken over; without --dry-run it is");
    return right ? EXIT_DONE : EXIT_INPUT;
}

/* Nothing of the children who left the list stays on the disk. */
static gboolean settle(Session *session, gboolean children, GError **error)
{
    return store_commit(session->store, error) && (!children || store_settle_erasures(session->store, error));
}

static ExitStatus import(const Options *options, const ImportCommand *wanted, const gchar *const *maps)
{
    ExitStatus status = EXIT_DONE;
    const gchar *file = options->arguments[1];
    g_autoptr(GError) failure = NULL;
    g_autoptr(CsvTable) table = read_table(file);
    if (!table)
        return EXIT_INPUT;
    g_autoptr(Session) session = options_open(options, wanted->dry_run ? STORE_READ : STORE_WRITE, &status);
    if (!session)
        return status;
    ImportOptions how = {.file = file, .authority = wanted->authority, .maps = maps};
    if (!wanted->dry_run && !store_begin(session->store, &failure))
        return print_failure(failure);
    gboolean children = g_str_equal(options->arguments[0], "children");
    g_autoptr(ImportResult) result = children
                                         ? children_import(session, table, &how, !wanted->dry_run, &failure)
                                         : import_disputes(session, table, &how, !wanted->dry_run, &failure);
    if (!result)
        return print_failure(failure);
    if (!wanted->dry_run && result->problems->len == 0 && !settle(session, children, &failure))
        return print_failure(failure);
    return print_result(result, wanted->dry_run, options->quiet);
}

static ExitStatus run(const Command *command, const Options *options, const ImportCommand *wanted)
{
    static const gchar *const kinds[] = {"disputes", "children", NULL};
    if (options->n_arguments != 2 || !g_strv_contains(kinds, options->arguments[0]))
        return options_misused(command,
                               "say what the table holds and name it: disputes FILE.csv, children FILE.csv");
    g_autoptr(GPtrArray) maps = g_ptr_array_new_with_free_func(g_free);
    if (wanted->map_file && !add_map_file(maps, wanted->map_file))
        return EXIT_INPUT;
    for (guint i = 0; wanted->maps && wanted->maps[i]; i++)
        g_ptr_array_add(maps, g_strdup(wanted->maps[i]));
    g_ptr_array_add(maps, NULL);
    return import(options, wanted, (const gchar *const *) maps->pdata);
}

ExitStatus command_import(const Command *command, int argc, char **argv)
{
    ImportCommand wanted = {0};
    const GOptionEntry own[] = {
        {"authority", 0, 0, G_OPTION_ARG_STRING, &wanted.authority, "Whose table it is: id of a form pack",
         "ID"},
        {"map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &wanted.maps, "Take a column for a field (- leaves it out)",
         "HEADING=FIELD"},
        {"map-file", 0, 0, G_OPTION_ARG_FILENAME, &wanted.map_file, "Such maps, one a line", "FILE"},
        {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &wanted.dry_run,
         "Say what would be taken over; change nothing", NULL},
        G_OPTION_ENTRY_NULL,
    };
    ExitStatus status = EXIT_DONE;
    g_auto(Options) options = {0};
    if (options_parse(&options, command, own, argc, argv, &status))
        status = run(command, &options, &wanted);
    g_free(wanted.authority);
    g_strfreev(wanted.maps);
    g_free(wanted.map_file);
    return status;
}
