#include "store/sqlite_store.h"

static gboolean add_fact(SqliteStore *store, const gchar *pack, const gchar *id, const gchar *name,
                         const gchar *text, GError **error)
{
    sqlite3_stmt *statement =
        sqlite_store_prepare(store, STATEMENT_ADD_CHILD,
                             "INSERT INTO children (pack, child, name, text) VALUES (?, ?, ?, ?)", error);
    if (!statement) {
        return FALSE;
    }
    sqlite3_bind_text(statement, 1, pack, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, id, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 3, name, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 4, text, -1, SQLITE_STATIC);
    return sqlite_store_run(store, statement, error);
}

static gboolean add_child(SqliteStore *store, const gchar *pack, const Facts *child, GError **error)
{
    const gchar *id = facts_get(child, "child.id");
    for (guint i = 0; i < facts_count(child); i++) {
        if (!add_fact(store, pack, id, facts_name_at(child, i), facts_value_at(child, i), error)) {
            return FALSE;
        }
    }
    return TRUE;
}

gboolean sqlite_replace_children(gpointer state, const gchar *pack, const GPtrArray *children, GError **error)
{
    SqliteStore *store = state;
    if (!sqlite_store_in_transaction(store, error)) {
        return FALSE;
    }
    sqlite3_stmt *clear =
        sqlite_store_prepare(store, STATEMENT_CLEAR_CHILDREN, "DELETE FROM children WHERE pack = ?", error);
    if (!clear) {
        return FALSE;
    }
    sqlite3_bind_text(clear, 1, pack, -1, SQLITE_STATIC);
    if (!sqlite_store_run(store, clear, error)) {
        return FALSE;
    }
    for (guint i = 0; i < children->len; i++) {
        if (!add_child(store, pack, g_ptr_array_index(children, i), error)) {
            return FALSE;
        }
    }
    return TRUE;
}

Facts *sqlite_child(gpointer state, const gchar *pack, const gchar *id, GError **error)
{
    SqliteStore *store = state;
    sqlite3_stmt *rows = sqlite_store_prepare(
        store, STATEMENT_CHILD, "SELECT name, text FROM children WHERE pack = ? AND child = ?", error);
    if (!rows) {
        return NULL;
    }
    sqlite3_bind_text(rows, 1, pack, -1, SQLITE_STATIC);
    sqlite3_bind_text(rows, 2, id, -1, SQLITE_STATIC);
    g_autoptr(Facts) child = facts_new();
    int result;
    while ((result = sqlite3_step(rows)) == SQLITE_ROW) {
        facts_set(child, (const gchar *) sqlite3_column_text(rows, 0),
                  (const gchar *) sqlite3_column_text(rows, 1));
    }
    if (result != SQLITE_DONE) {
        sqlite_store_fail(store, error);
    }
    sqlite3_reset(rows);
    return result == SQLITE_DONE && facts_count(child) > 0 ? g_steal_pointer(&child) : NULL;
}

gboolean sqlite_forget_child(gpointer state, const gchar *pack, const gchar *id, GError **error)
{
    SqliteStore *store = state;
    sqlite3_stmt *statement = sqlite_store_prepare(
        store, STATEMENT_FORGET_CHILD, "DELETE FROM children WHERE pack = ? AND child = ?", error);
    if (!statement || !sqlite_store_in_transaction(store, error)) {
        return FALSE;
    }
    sqlite3_bind_text(statement, 1, pack, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, id, -1, SQLITE_STATIC);
    return sqlite_store_run(store, statement, error);
}
