#include "flow/import.h"

#include "flow/import_row.h"
#include "model/error.h"
#include "model/progress_words.h"

void import_result_free(ImportResult *result)
{
    if (!result)
        return;
    g_ptr_array_unref(result->taken);
    g_ptr_array_unref(result->problems);
    g_free(result->unused);
    g_free(result);
}

typedef struct {
    Session *session;
    const CsvTable *table;
    const ImportOptions *options;
    ImportReport report;
    ImportColumns *columns;
    GPtrArray *plans;  /* of GPtrArray of Event: the rows that can be taken */
    GArray *lines;     /* of guint: where each of them stands */
    GHashTable *known; /* what tells a row from all others, to where it is */
} Import;

/* Their number there, or, without one, the child and the day. */
static gchar *key_of(const GPtrArray *events)
{
    const Event *opened = g_ptr_array_index(events, 0), *imported = g_ptr_array_index(events, 1);
    const gchar *number = facts_get(imported->values, "number");
    const gchar *pack = facts_get(opened->values, "pack");
    if (number)
        return g_strdup_printf("%s number %s", pack, number);
    g_autofree gchar *raised = day_to_iso(opened->on);
    const gchar *concerns = facts_get(opened->values, "concerns");
    return g_strdup_printf("%s child %s %s %s", pack, facts_get(opened->values, "child.id"), raised,
                           concerns ? concerns : "");
}

/* What earlier imports took, so that no log is taken twice. */
static gboolean load_known(Import *import, GError **error)
{
    Store *store = import->session->store;
    g_autoptr(GPtrArray) imported = store_events_of_kind(store, EVENT_IMPORTED, error);
    for (guint i = 0; imported && i < imported->len; i++) {
        const Event *event = g_ptr_array_index(imported, i);
        g_autoptr(GPtrArray) events = store_events_of(store, event->reference, error);
        if (!events)
            return FALSE;
        if (events->len > 1)
            g_hash_table_replace(import->known, key_of(events), g_strdup(event->reference));
    }
    return imported != NULL;
}

static void check_new(Import *import, const GPtrArray *events, guint line)
{
    gchar *key = key_of(events);
    const gchar *there = g_hash_table_lookup(import->known, key);
    if (there) {
        import_note(&import->report, line, import_columns_heading(import->columns, "number"),
                    "taken already: it is %s", there);
        g_free(key);
    } else {
        g_hash_table_insert(import->known, key, g_strdup_printf("line %u too", line));
    }
}

static const Pack *pack_of_row(Import *import, const CsvRow *row, GError **error)
{
    const gchar *id = import_columns_text(import->columns, row, "authority");
    if (!id)
        id = import->options->authority;
    else if (import->options->authority && g_ascii_strcasecmp(id, import->options->authority) != 0)
        id = NULL;
    const Pack *pack = id ? session_pack(import->session, id, error) : NULL;
    if (!pack)
        import_note(&import->report, row->line, import_columns_heading(import->columns, "authority"),
                    "no form pack of that id, or another than --authority says; `iro forms` lists them");
    g_clear_error(error);
    return pack;
}

static void plan_row(Import *import, const CsvRow *row)
{
    g_autoptr(GError) failure = NULL;
    const Pack *pack = pack_of_row(import, row, &failure);
    if (!pack)
        return;
    ImportRow one = {import->session, pack, import->columns, row, &import->report};
    GPtrArray *events = import_row_events(&one);
    if (!events)
        return;
    check_new(import, events, row->line);
    g_ptr_array_add(import->plans, events);
    g_array_append_val(import->lines, row->line);
}

/* What a row becomes, in words; without a name. */
static gchar *describe(Import *import, guint index, const gchar *reference)
{
    const GPtrArray *events = g_ptr_array_index(import->plans, index);
    const Event *opened = g_ptr_array_index(events, 0), *taken = g_ptr_array_index(events, 1);
    const Pack *pack = session_pack(import->session, facts_get(opened->values, "pack"), NULL);
    g_autoptr(Progress) progress = progress_derive(pack, events);
    g_autofree gchar *status = progress_status(progress, import->session->today);
    g_autofree gchar *raised = day_to_iso(opened->on), *ended = day_to_iso(progress->ended);
    const gchar *number = facts_get(taken->values, "number");
    return g_strdup_printf("%s:%u: %s%s%s%s%s, child %s, raised %s, %u events, stage %u, %s%s%s",
                           import->options->file, g_array_index(import->lines, guint, index),
                           reference ? reference : "", reference ? ", " : "", pack->id, number ? " " : "",
                           number ? number : "", facts_get(opened->values, "child.id"), raised, events->len,
                           progress->stage, status, ended ? " " : "", ended ? ended : "");
}

/* Gives the dispute its reference, of the year in which it was raised, and records it. */
static gchar *record_one(Session *session, GPtrArray *events, GError **error)
{
    const Event *opened = g_ptr_array_index(events, 0);
    const Pack *pack = session_pack(session, facts_get(opened->values, "pack"), error);
    Reference reference = {.kind = RECORD_DISPUTE, .year = (guint) day_year(opened->on)};
    g_strlcpy(reference.code, pack->code, sizeof reference.code);
    if (!store_next_number(session->store, RECORD_DISPUTE, pack->code, reference.year, &reference.number,
                           error))
        return NULL;
    g_autofree gchar *text = reference_to_text(&reference);
    for (guint i = 0; i < events->len; i++) {
        Event *event = g_ptr_array_index(events, i);
        event->reference = g_strdup(text);
        if (event->kind == EVENT_ISSUED) {
            FormId id = {.reference = text, .stage = event->stage, .issue = 1};
            facts_take(event->values, "form.id", form_id_to_text(&id));
        }
        if (!store_append(session->store, event, error))
            return NULL;
    }
    return g_steal_pointer(&text);
}

static gboolean finish(Import *import, ImportResult *result, gboolean record, GError **error)
{
    for (guint i = 0; i < import->plans->len; i++) {
        g_autofree gchar *reference = NULL;
        if (record && result->problems->len == 0) {
            reference = record_one(import->session, g_ptr_array_index(import->plans, i), error);
            if (!reference)
                return FALSE;
        }
        g_ptr_array_add(result->taken, describe(import, i, reference));
    }
    return TRUE;
}

static void read_rows(Import *import)
{
    const gchar *authority = import->options->authority;
    if (!authority && !import_columns_has(import->columns, "authority"))
        import_note(&import->report, 1, NULL,
                    "whose disputes are these? Say --authority ID; `iro forms` lists them");
    else
        for (guint i = 1; i < import->table->rows->len; i++)
            plan_row(import, g_ptr_array_index(import->table->rows, i));
}

/* Whose roles the headings name, when only the rows say whose they are. */
static const Pack *pack_of_table(Session *session, const CsvTable *table)
{
    ImportReport unheard = {"", g_ptr_array_new_with_free_func(g_free)};
    g_autoptr(ImportColumns) columns = import_columns_new(table, NULL, NULL, &unheard);
    const CsvRow *first = table->rows->len > 1 ? g_ptr_array_index(table->rows, 1) : NULL;
    const gchar *id = first ? import_columns_text(columns, first, "authority") : NULL;
    g_ptr_array_unref(unheard.problems);
    return id ? session_pack(session, id, NULL) : NULL;
}

ImportResult *import_disputes(Session *session, const CsvTable *table, const ImportOptions *options,
                              gboolean record, GError **error)
{
    const Pack *pack = options->authority ? session_pack(session, options->authority, error) : NULL;
    if (options->authority && !pack)
        return NULL;
    if (!pack)
        pack = pack_of_table(session, table);
    g_autoptr(ImportResult) result = g_new0(ImportResult, 1);
    result->taken = g_ptr_array_new_with_free_func(g_free);
    result->problems = g_ptr_array_new_with_free_func(g_free);
    Import import = {.session = session, .table = table, .options = options};
    import.report = (ImportReport){options->file, result->problems};
    import.columns = import_columns_new(table, pack, options->maps, &import.report);
    import.plans = g_ptr_array_new_with_free_func((GDestroyNotify) g_ptr_array_unref);
    import.lines = g_array_new(FALSE, FALSE, sizeof(guint));
    import.known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    gboolean right = load_known(&import, error);
    if (right) {
        read_rows(&import);
        right = finish(&import, result, record, error);
    }
    result->unused = import_columns_unused(import.columns);
    import_columns_free(import.columns);
    g_ptr_array_unref(import.plans);
    g_array_unref(import.lines);
    g_hash_table_unref(import.known);
    return right ? g_steal_pointer(&result) : NULL;
}
