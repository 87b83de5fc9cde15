#include "store/sqlite_store.h"

#include "model/error.h"

#define APPLICATION_ID 0x49524f31 /* "IRO1": tells our files from other databases */

/* What stands in a table stays. */
#define NEVER_CHANGED(table)                                                                                 \
    "CREATE TRIGGER " table "_never_updated BEFORE UPDATE ON " table " BEGIN SELECT RAISE(ABORT, '" table    \
    " are never changed'); END;"                                                                             \
    "CREATE TRIGGER " table "_never_deleted BEFORE DELETE ON " table " BEGIN SELECT RAISE(ABORT, '" table    \
    " are never deleted'); END;"

/*
 * Version n of the tables is made from version n - 1 by entry n - 1. Values are
 * personal: they stand apart from their events, each with a salt, so that a
 * chain over the events can hold a hash of each and outlast their erasure.
 */
static const gchar *const MIGRATIONS[] = {
    "CREATE TABLE migrations (version INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT;"
    "CREATE TABLE records ("
    " id INTEGER PRIMARY KEY, reference TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, code TEXT NOT NULL,"
    " year INTEGER NOT NULL, number INTEGER NOT NULL, UNIQUE (kind, code, year, number)) STRICT;"
    "CREATE TABLE events ("
    " id INTEGER PRIMARY KEY, record INTEGER REFERENCES records, kind TEXT NOT NULL, stage INTEGER NOT NULL,"
    " day TEXT, at INTEGER NOT NULL, who TEXT NOT NULL, file TEXT CHECK (length(file) = 64),"
    " about INTEGER REFERENCES events) STRICT;"
    "CREATE INDEX events_by_record ON events (record, id);"
    "CREATE INDEX events_by_kind ON events (kind, id);"
    "CREATE INDEX events_by_file ON events (file, id) WHERE file IS NOT NULL;"
    "CREATE TABLE event_values ("
    " event INTEGER NOT NULL REFERENCES events, position INTEGER NOT NULL, name TEXT NOT NULL,"
    " salt BLOB NOT NULL CHECK (length(salt) = 16), text TEXT NOT NULL,"
    " PRIMARY KEY (event, position)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE holidays (day TEXT PRIMARY KEY, title TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE holiday_years (year INTEGER PRIMARY KEY) STRICT;"
    /* clang-format off */
    NEVER_CHANGED("migrations")
    NEVER_CHANGED("records")
    NEVER_CHANGED("events")
    NEVER_CHANGED("event_values")
    NEVER_CHANGED("holidays")
    NEVER_CHANGED("holiday_years"),
    /* clang-format on */
    "CREATE INDEX counted_values ON event_values (event, name, text) WHERE " IS_COUNTED_VALUE ";",
    /* the child list, which is replaced and forgotten; values go when an erasure says so, and only then */
    "CREATE TABLE children ("
    " pack TEXT NOT NULL, child TEXT NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL,"
    " PRIMARY KEY (pack, child, name)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE erasures ("
    " event INTEGER PRIMARY KEY REFERENCES events, because INTEGER NOT NULL REFERENCES events) STRICT;"
    "DROP TRIGGER event_values_never_deleted;"
    "CREATE TRIGGER event_values_only_erased BEFORE DELETE ON event_values"
    " WHEN NOT EXISTS (SELECT 1 FROM erasures WHERE event = OLD.event)"
    " BEGIN SELECT RAISE(ABORT, 'event_values are never deleted but by an erasure'); END;" NEVER_CHANGED(
        "erasures"),
};

#define NEWEST ((gint) G_N_ELEMENTS(MIGRATIONS))

typedef struct {
    gint version;
    gint application;
} Header;

static gboolean read_header(SqliteStore *store, Header *header, GError **error)
{
    static const gchar sql[] =
        "SELECT user_version, application_id FROM pragma_user_version, pragma_application_id";
    sqlite3_stmt *statement = NULL;
    gboolean read = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) == SQLITE_OK &&
                    sqlite3_step(statement) == SQLITE_ROW;
    if (read) {
        header->version = sqlite3_column_int(statement, 0);
        header->application = sqlite3_column_int(statement, 1);
    } else {
        sqlite_store_fail(store, error);
    }
    sqlite3_finalize(statement);
    return read;
}

static gboolean run(SqliteStore *store, const gchar *sql, GError **error)
{
    return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK || sqlite_store_fail(store, error);
}

static gboolean has_tables(SqliteStore *store)
{
    sqlite3_stmt *statement = NULL;
    gboolean found =
        sqlite3_prepare_v2(store->db, "SELECT 1 FROM sqlite_schema", -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW;
    sqlite3_finalize(statement);
    return found;
}

/* Refuses what is not ours or newer than this program. */
static gboolean check_header(SqliteStore *store, const Header *header, GError **error)
{
    gboolean fresh = header->version == 0 && header->application == 0 && !has_tables(store);
    if (!fresh && header->application != APPLICATION_ID) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_STORE,
                    "store %s: the file is a database of another program: check --store", store->path);
        return FALSE;
    }
    if (header->version > NEWEST) {
        g_set_error(
            error, IRO_ERROR, IRO_ERROR_STORE,
            "store %s: it is of version %d, and this program knows versions up to %d: use a newer iro",
            store->path, header->version, NEWEST);
        return FALSE;
    }
    return TRUE;
}

/* One step, within a transaction. */
static gboolean migrate_step(SqliteStore *store, gint version, GError **error)
{
    g_autofree gchar *note = g_strdup_printf("INSERT INTO migrations VALUES (%d, %" G_GINT64_FORMAT ");"
                                             "PRAGMA user_version=%d; PRAGMA application_id=%d;",
                                             version, g_get_real_time(), version, APPLICATION_ID);
    return run(store, MIGRATIONS[version - 1], error) && run(store, note, error);
}

/* All steps in one transaction, so that nobody meets a store between two
 * versions; another process may be at it too, so the version is read again once
 * the transaction is open. */
static gboolean migrate(SqliteStore *store, GError **error)
{
    Header header = {0};
    if (!run(store, "BEGIN IMMEDIATE", error))
        return FALSE;
    gboolean right = read_header(store, &header, error) && check_header(store, &header, error);
    for (gint version = header.version + 1; right && version <= NEWEST; version++)
        right = migrate_step(store, version, error);
    if (right && run(store, "COMMIT", error))
        return TRUE;
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return FALSE;
}

/* What a reader may do about a store that is not of this program's version. */
static gboolean judge_for_reader(SqliteStore *store, gboolean *empty, GError **error)
{
    Header header = {0};
    /* one view for all questions: a writer may be about to make the tables */
    gboolean right = run(store, "BEGIN", error) && read_header(store, &header, error) &&
                     check_header(store, &header, error);
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    if (!right || header.version == NEWEST) {
        return right;
    }
    *empty = header.version == 0; /* made, but never written to */
    if (!*empty) {
        g_set_error(
            error, IRO_ERROR, IRO_ERROR_STORE,
            "store %s: it is of the older version %d: run a command that writes, which brings it to %d",
            store->path, header.version, NEWEST);
    }
    return *empty;
}

gboolean sqlite_schema_prepare(SqliteStore *store, StoreMode mode, gboolean *empty, GError **error)
{
    Header header = {0};
    *empty = FALSE;
    if (!read_header(store, &header, error)) {
        return FALSE;
    }
    if (header.version == NEWEST && header.application == APPLICATION_ID) {
        return TRUE;
    }
    return mode == STORE_WRITE ? migrate(store, error) : judge_for_reader(store, empty, error);
}
