#include "store/sqlite_store.h"

static gboolean mark(SqliteStore *store, gint64 event, gint64 because, GError **error)
{
    sqlite3_stmt *statement = sqlite_store_prepare(
        store, STATEMENT_ERASE_EVENT,
        "INSERT INTO erasures (event, because) VALUES (?, ?) ON CONFLICT DO NOTHING", error);
    if (!statement) {
        return FALSE;
    }
    sqlite3_bind_int64(statement, 1, event);
    sqlite3_bind_int64(statement, 2, because);
    return sqlite_store_run(store, statement, error);
}

static gboolean erase_value(SqliteStore *store, gint64 event, const gchar *name, GError **error)
{
    sqlite3_stmt *statement = sqlite_store_prepare(
        store, STATEMENT_ERASE_VALUE, "DELETE FROM event_values WHERE event = ? AND name = ?", error);
    if (!statement) {
        return FALSE;
    }
    sqlite3_bind_int64(statement, 1, event);
    sqlite3_bind_text(statement, 2, name, -1, SQLITE_STATIC);
    return sqlite_store_run(store, statement, error);
}

gboolean sqlite_erase(gpointer state, const Event *event, gint64 because, StoreKeeps keeps, GError **error)
{
    SqliteStore *store = state;
    if (!sqlite_store_in_transaction(store, error) || !mark(store, event->id, because, error)) {
        return FALSE;
    }
    for (guint i = 0; i < facts_count(event->values); i++) {
        const gchar *name = facts_name_at(event->values, i);
        if (!keeps(name) && !erase_value(store, event->id, name, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

gboolean sqlite_file_in_use(gpointer state, const gchar *sha256, gboolean *in_use, GError **error)
{
    static const gchar sql[] =
        "SELECT EXISTS (SELECT 1 FROM events WHERE file = ?1 AND id NOT IN (SELECT event FROM erasures))"
        " OR EXISTS (SELECT 1 FROM event_values WHERE text = ?1)";
    SqliteStore *store = state;
    sqlite3_stmt *statement = sqlite_store_prepare(store, STATEMENT_FILE_IN_USE, sql, error);
    if (!statement) {
        return FALSE;
    }
    sqlite3_bind_text(statement, 1, sha256, -1, SQLITE_STATIC);
    gboolean read = sqlite3_step(statement) == SQLITE_ROW;
    *in_use = !read || sqlite3_column_int(statement, 0) != 0;
    sqlite3_reset(statement);
    return read || sqlite_store_fail(store, error);
}

/* The log still holds the pages as they were before; the database itself
 * overwrites what is deleted (secure_delete). */
gboolean sqlite_settle_erasures(gpointer state, GError **error)
{
    SqliteStore *store = state;
    int left = 0, moved = 0;
    if (sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, &left, &moved) == SQLITE_OK) {
        return TRUE;
    }
    return sqlite_store_fail(store, error);
}
