#include "store/sqlite_store.h"

#include <errno.h>
#include <sys/random.h>

#include "model/error.h"

#define SALT_LENGTH 16 /* bytes */

/* One row for each value of an event, in order; an event without values has
 * one row. */
#define SELECT_EVENTS                                                                                        \
    "SELECT e.id, r.reference, e.kind, e.stage, e.day, e.at, e.who, e.file, e.about, v.name, v.text"         \
    " FROM events e LEFT JOIN records r ON r.id = e.record"                                                  \
    " LEFT JOIN event_values v ON v.event = e.id"
#define IN_ORDER " ORDER BY e.id, v.position"

static const gchar *kind_text(RecordKind kind)
{
    return kind == RECORD_COMPLIMENT ? "compliment" : "dispute";
}

/* What is bound outlives the statement's run, so SQLite need not copy it. */
static void bind_text(sqlite3_stmt *statement, int index, const gchar *text)
{
    sqlite3_bind_text(statement, index, text, -1, SQLITE_STATIC);
}

static void bind_id(sqlite3_stmt *statement, int index, gint64 id)
{
    if (id) {
        sqlite3_bind_int64(statement, index, id);
    }
}

gboolean sqlite_next_number(gpointer state, RecordKind kind, const gchar *code, guint year, guint *number,
                            GError **error)
{
    static const gchar sql[] =
        "SELECT coalesce(max(number), 0) + 1 FROM records WHERE kind = ? AND code = ? AND year = ?";
    SqliteStore *store = state;
    sqlite3_stmt *statement = NULL;
    if (!sqlite_store_in_transaction(store, error) ||
        !(statement = sqlite_store_prepare(store, STATEMENT_NEXT_NUMBER, sql, error))) {
        return FALSE;
    }
    bind_text(statement, 1, kind_text(kind));
    bind_text(statement, 2, code);
    sqlite3_bind_int64(statement, 3, year);
    if (sqlite3_step(statement) != SQLITE_ROW) {
        return sqlite_store_fail(store, error);
    }
    *number = (guint) sqlite3_column_int64(statement, 0);
    sqlite3_reset(statement);
    return TRUE;
}

/* *record is 0 when the reference is not registered. */
static gboolean find_record(SqliteStore *store, const gchar *reference, gint64 *record, GError **error)
{
    static const gchar sql[] = "SELECT id FROM records WHERE reference = ?";
    sqlite3_stmt *statement = sqlite_store_prepare(store, STATEMENT_FIND_RECORD, sql, error);
    if (!statement) {
        return FALSE;
    }
    bind_text(statement, 1, reference);
    int result = sqlite3_step(statement);
    *record = result == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    if (result != SQLITE_ROW && result != SQLITE_DONE) {
        return sqlite_store_fail(store, error);
    }
    sqlite3_reset(statement);
    return TRUE;
}

static gboolean add_record(SqliteStore *store, const gchar *text, gint64 *record, GError **error)
{
    static const gchar sql[] =
        "INSERT INTO records (reference, kind, code, year, number) VALUES (?, ?, ?, ?, ?)";
    Reference reference;
    if (!reference_from_text(text, &reference)) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_STORE, "store %s: \"%s\" is no reference", store->path, text);
        return FALSE;
    }
    sqlite3_stmt *statement = sqlite_store_prepare(store, STATEMENT_ADD_RECORD, sql, error);
    if (!statement) {
        return FALSE;
    }
    bind_text(statement, 1, text);
    bind_text(statement, 2, kind_text(reference.kind));
    bind_text(statement, 3, reference.code);
    sqlite3_bind_int64(statement, 4, reference.year);
    sqlite3_bind_int64(statement, 5, reference.number);
    if (!sqlite_store_run(store, statement, error)) {
        return FALSE;
    }
    *record = sqlite3_last_insert_rowid(store->db);
    return TRUE;
}

static gboolean add_event(SqliteStore *store, Event *event, gint64 record, GError **error)
{
    static const gchar sql[] = "INSERT INTO events (record, kind, stage, day, at, who, file, about)"
                               " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    sqlite3_stmt *statement = sqlite_store_prepare(store, STATEMENT_ADD_EVENT, sql, error);
    if (!statement) {
        return FALSE;
    }
    g_autofree gchar *day = day_to_iso(event->on);
    bind_id(statement, 1, record);
    bind_text(statement, 2, event_kind_name(event->kind));
    sqlite3_bind_int64(statement, 3, event->stage);
    bind_text(statement, 4, day);
    sqlite3_bind_int64(statement, 5, event->at);
    bind_text(statement, 6, event->who);
    bind_text(statement, 7, event->file);
    bind_id(statement, 8, event->about);
    if (!sqlite_store_run(store, statement, error)) {
        return FALSE;
    }
    event->id = sqlite3_last_insert_rowid(store->db);
    return TRUE;
}

static gboolean fill_random(guint8 *bytes, gsize length, GError **error)
{
    while (length > 0) {
        ssize_t got = getrandom(bytes, length, 0);
        if (got < 0 && errno != EINTR) {
            g_set_error(error, IRO_ERROR, IRO_ERROR_SYSTEM, "no random numbers: %s", g_strerror(errno));
            return FALSE;
        }
        if (got > 0) {
            bytes += got;
            length -= (gsize) got;
        }
    }
    return TRUE;
}

static gboolean add_values(SqliteStore *store, const Event *event, GError **error)
{
    static const gchar sql[] =
        "INSERT INTO event_values (event, position, name, salt, text) VALUES (?, ?, ?, ?, ?)";
    guint count = facts_count(event->values);
    for (guint i = 0; i < count; i++) {
        guint8 salt[SALT_LENGTH];
        sqlite3_stmt *statement = sqlite_store_prepare(store, STATEMENT_ADD_VALUE, sql, error);
        if (!statement || !fill_random(salt, sizeof salt, error)) {
            return FALSE;
        }
        sqlite3_bind_int64(statement, 1, event->id);
        sqlite3_bind_int64(statement, 2, i);
        bind_text(statement, 3, facts_name_at(event->values, i));
        sqlite3_bind_blob(statement, 4, salt, sizeof salt, SQLITE_STATIC);
        bind_text(statement, 5, facts_value_at(event->values, i));
        if (!sqlite_store_run(store, statement, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

gboolean sqlite_append(gpointer state, Event *event, GError **error)
{
    SqliteStore *store = state;
    gint64 record = 0;
    if (!sqlite_store_in_transaction(store, error)) {
        return FALSE;
    }
    if (event->reference && !find_record(store, event->reference, &record, error)) {
        return FALSE;
    }
    if (event->reference && !record && !add_record(store, event->reference, &record, error)) {
        return FALSE;
    }
    return add_event(store, event, record, error) && add_values(store, event, error);
}

/* The event of the row; NULL with error when its kind is none that is known. */
static Event *event_of_row(const SqliteStore *store, sqlite3_stmt *row, GError **error)
{
    EventKind kind = EVENT_OPENED;
    if (!event_kind_from_name((const gchar *) sqlite3_column_text(row, 2), &kind)) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_STORE,
                    "store %s: event %lld is of a kind that this program does not know: use a newer iro",
                    store->path, sqlite3_column_int64(row, 0));
        return NULL;
    }
    const gchar *reference = (const gchar *) sqlite3_column_text(row, 1);
    Day on = day_from_iso((const gchar *) sqlite3_column_text(row, 4));
    Event *event = event_new(kind, reference, (guint) sqlite3_column_int64(row, 3), on);
    event->id = sqlite3_column_int64(row, 0);
    event->at = sqlite3_column_int64(row, 5);
    event->who = g_strdup((const gchar *) sqlite3_column_text(row, 6));
    event->file = g_strdup((const gchar *) sqlite3_column_text(row, 7));
    event->about = sqlite3_column_int64(row, 8);
    return event;
}

static GPtrArray *read_events(SqliteStore *store, sqlite3_stmt *rows, GError **error)
{
    g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func((GDestroyNotify) event_free);
    Event *event = NULL;
    int result;
    while ((result = sqlite3_step(rows)) == SQLITE_ROW) {
        if (!event || event->id != sqlite3_column_int64(rows, 0)) {
            event = event_of_row(store, rows, error);
            if (!event) {
                sqlite3_reset(rows);
                return NULL;
            }
            g_ptr_array_add(events, event);
        }
        const gchar *name = (const gchar *) sqlite3_column_text(rows, 9);
        if (name) {
            facts_set(event->values, name, (const gchar *) sqlite3_column_text(rows, 10));
        }
    }
    if (result != SQLITE_DONE) {
        sqlite_store_fail(store, error);
    }
    sqlite3_reset(rows);
    return result == SQLITE_DONE ? g_steal_pointer(&events) : NULL;
}

GPtrArray *sqlite_events(gpointer state, const EventQuery *query, GError **error)
{
    static const struct {
        Statement statement;
        const gchar *sql;
    } queries[] = {
        [EVENTS_OF_REFERENCE] = {STATEMENT_EVENTS_OF_REFERENCE, SELECT_EVENTS
                                 " WHERE e.record = (SELECT id FROM records WHERE reference = ?)" IN_ORDER},
        [EVENTS_OF_KIND] = {STATEMENT_EVENTS_OF_KIND, SELECT_EVENTS " WHERE e.kind = ?" IN_ORDER},
        [EVENTS_OF_FILE] = {STATEMENT_EVENTS_OF_FILE, SELECT_EVENTS " WHERE e.file = ?" IN_ORDER},
        [EVENTS_OF_ID] = {STATEMENT_EVENTS_OF_ID, SELECT_EVENTS " WHERE e.id = ?" IN_ORDER},
    };
    SqliteStore *store = state;
    sqlite3_stmt *statement =
        sqlite_store_prepare(store, queries[query->of].statement, queries[query->of].sql, error);
    if (!statement) {
        return NULL;
    }
    if (query->of == EVENTS_OF_ID) {
        sqlite3_bind_int64(statement, 1, query->id);
    } else {
        bind_text(statement, 1, query->of == EVENTS_OF_KIND ? event_kind_name(query->kind) : query->text);
    }
    return read_events(store, statement, error);
}

GPtrArray *sqlite_references(gpointer state, RecordKind kind, GError **error)
{
    SqliteStore *store = state;
    sqlite3_stmt *statement = sqlite_store_prepare(
        store, STATEMENT_REFERENCES, "SELECT reference FROM records WHERE kind = ? ORDER BY id", error);
    if (!statement) {
        return NULL;
    }
    bind_text(statement, 1, kind_text(kind));
    g_autoptr(GPtrArray) references = g_ptr_array_new_with_free_func(g_free);
    int result;
    while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
        g_ptr_array_add(references, g_strdup((const gchar *) sqlite3_column_text(statement, 0)));
    }
    if (result != SQLITE_DONE) {
        sqlite_store_fail(store, error);
    }
    sqlite3_reset(statement);
    return result == SQLITE_DONE ? g_steal_pointer(&references) : NULL;
}
