/*
 * What the files of the SQLite back end share. No other folder includes this,
 * nor sqlite3.h.
 */
#pragma once

#include <sqlite3.h>

#include "store/backend.h"

/* The values that whole scans of the record look at; an index holds just them, so
 * that a scan need not pass by the texts. Never change it: the index is made so. */
#define IS_COUNTED_VALUE                                                                                     \
    "name IN ('pack','track','team','theme','child.id','concern.level','deadline','outcome','quotable',"     \
    "'imported')"

/* Every statement is prepared once, when it is first used. */
typedef enum {
    STATEMENT_BEGIN,
    STATEMENT_COMMIT,
    STATEMENT_NEXT_NUMBER,
    STATEMENT_FIND_RECORD,
    STATEMENT_ADD_RECORD,
    STATEMENT_ADD_EVENT,
    STATEMENT_ADD_VALUE,
    STATEMENT_EVENTS_OF_REFERENCE,
    STATEMENT_EVENTS_OF_KIND,
    STATEMENT_EVENTS_OF_FILE,
    STATEMENT_EVENTS_OF_ID,
    STATEMENT_REFERENCES,
    STATEMENT_SCAN_EVENTS,
    STATEMENT_SCAN_VALUES,
    STATEMENT_ADD_HOLIDAY,
    STATEMENT_ADD_YEAR,
    STATEMENT_HOLIDAYS,
    STATEMENT_YEARS,
    STATEMENT_CLEAR_CHILDREN,
    STATEMENT_ADD_CHILD,
    STATEMENT_CHILD,
    STATEMENT_FORGET_CHILD,
    STATEMENT_ERASE_EVENT,
    STATEMENT_ERASE_VALUE,
    STATEMENT_FILE_IN_USE,
    STATEMENT_N
} Statement;

typedef struct {
    sqlite3 *db;
    gchar *path;
    sqlite3_stmt *statements[STATEMENT_N];
} SqliteStore;

/* Sets IRO_ERROR_STORE from the database's last result; returns FALSE. */
gboolean sqlite_store_fail(const SqliteStore *store, GError **error);

/* The statement, prepared as `sql` says and with nothing bound; NULL with error. Owned by the store. */
sqlite3_stmt *sqlite_store_prepare(SqliteStore *store, Statement statement, const gchar *sql, GError **error);

/* Runs a statement that gives no row, and resets it. */
gboolean sqlite_store_run(SqliteStore *store, sqlite3_stmt *statement, GError **error);

/* Fails when no transaction is open: what is added must belong to a command. */
gboolean sqlite_store_in_transaction(const SqliteStore *store, GError **error);

/* Brings the tables to the program's version; refuses a newer one, and a
 * database that is none of ours. *empty: nothing is in it yet, and mode does
 * not allow to change that. */
gboolean sqlite_schema_prepare(SqliteStore *store, StoreMode mode, gboolean *empty, GError **error);

/* The functions of the back end. */
gboolean sqlite_next_number(gpointer state, RecordKind kind, const gchar *code, guint year, guint *number,
                            GError **error);
gboolean sqlite_append(gpointer state, Event *event, GError **error);
GPtrArray *sqlite_events(gpointer state, const EventQuery *query, GError **error);
GPtrArray *sqlite_references(gpointer state, RecordKind kind, GError **error);
gboolean sqlite_scan(gpointer state, StoreEach each, gpointer data, GError **error);
gboolean sqlite_add_holidays(gpointer state, const Calendar *calendar, GError **error);
gboolean sqlite_replace_children(gpointer state, const gchar *pack, const GPtrArray *children,
                                 GError **error);
Facts *sqlite_child(gpointer state, const gchar *pack, const gchar *id, GError **error);
gboolean sqlite_forget_child(gpointer state, const gchar *pack, const gchar *id, GError **error);
gboolean sqlite_erase(gpointer state, const Event *event, gint64 because, StoreKeeps keeps, GError **error);
gboolean sqlite_settle_erasures(gpointer state, GError **error);
gboolean sqlite_file_in_use(gpointer state, const gchar *sha256, gboolean *in_use, GError **error);
gboolean sqlite_load_holidays(gpointer state, Calendar *calendar, GError **error);
