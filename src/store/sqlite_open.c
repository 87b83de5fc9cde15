#include "store/sqlite_store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/error.h"
#include "store/kept_files.h"

#define IN_MEMORY    ":memory:"
#define BUSY_TIMEOUT 30000 /* milliseconds */
#define RETRY_PAUSE  5     /* milliseconds */

/*
 * None of these touches the disk. synchronous must be FULL: with NORMAL a power
 * loss takes back what was acknowledged. The log is written back at a megabyte
 * rather than at every close (leave_log): a command then waits for the disk
 * once instead of five times, and the next one has little to go through.
 */
static const gchar SETTINGS[] =
    "PRAGMA synchronous=FULL; PRAGMA cell_size_check=ON; PRAGMA secure_delete=ON; "
    "PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=250;";

static const gchar *advice_for(int result)
{
    switch (result) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return "another process has kept it busy: try again when that one has ended";
    case SQLITE_NOTADB:
        return "the file is no store: check --store, or move the file away";
    case SQLITE_CORRUPT:
        return "the file is damaged: restore the latest backup";
    case SQLITE_FULL:
        return "the disk is full: free some space and try again";
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
    case SQLITE_AUTH:
        return "it cannot be opened or written: check the permissions of the file and of its folder";
    case SQLITE_IOERR:
        return "reading or writing failed: check the disk";
    case SQLITE_CONSTRAINT:
        return "the record does not allow it";
    default:
        return NULL;
    }
}

gboolean sqlite_store_fail(const SqliteStore *store, GError **error)
{
    int result = store->db ? sqlite3_errcode(store->db) : SQLITE_NOMEM;
    const gchar *advice = advice_for(result & 0xff);
    if ((result & 0xff) == SQLITE_CONSTRAINT) {
        /* names a table or says what a trigger says, never a value */
        g_set_error(error, IRO_ERROR, IRO_ERROR_STORE, "store %s: %s (%s)", store->path, advice,
                    sqlite3_errmsg(store->db));
    } else {
        g_set_error(error, IRO_ERROR, IRO_ERROR_STORE, "store %s: %s", store->path,
                    advice ? advice : sqlite3_errstr(result));
    }
    return FALSE;
}

sqlite3_stmt *sqlite_store_prepare(SqliteStore *store, Statement statement, const gchar *sql, GError **error)
{
    sqlite3_stmt **prepared = &store->statements[statement];
    if (!*prepared &&
        sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, prepared, NULL) != SQLITE_OK) {
        sqlite_store_fail(store, error);
        return NULL;
    }
    sqlite3_reset(*prepared);
    sqlite3_clear_bindings(*prepared);
    return *prepared;
}

gboolean sqlite_store_run(SqliteStore *store, sqlite3_stmt *statement, GError **error)
{
    gboolean done = sqlite3_step(statement) == SQLITE_DONE;
    if (!done) {
        sqlite_store_fail(store, error);
    }
    sqlite3_reset(statement);
    return done;
}

gboolean sqlite_store_in_transaction(const SqliteStore *store, GError **error)
{
    if (!sqlite3_get_autocommit(store->db)) {
        return TRUE;
    }
    g_set_error(error, IRO_ERROR, IRO_ERROR_STORE, "store %s: nothing is added outside a transaction",
                store->path);
    return FALSE;
}

static gboolean begin(gpointer state, GError **error)
{
    /* IMMEDIATE: what is read after it stays true until the commit */
    sqlite3_stmt *statement = sqlite_store_prepare(state, STATEMENT_BEGIN, "BEGIN IMMEDIATE", error);
    return statement && sqlite_store_run(state, statement, error);
}

static gboolean commit(gpointer state, GError **error)
{
    sqlite3_stmt *statement = sqlite_store_prepare(state, STATEMENT_COMMIT, "COMMIT", error);
    return statement && sqlite_store_run(state, statement, error);
}

static void close_store(gpointer state)
{
    SqliteStore *store = state;
    for (guint i = 0; i < STATEMENT_N; i++) {
        sqlite3_finalize(store->statements[i]);
    }
    sqlite3_close(store->db); /* rolls back what was not committed */
    g_free(store->path);
    g_free(store);
}

/* Makes the file, and its folders, before SQLite does, so that nobody else may
 * read either even for a moment. */
static gboolean create_file(const gchar *path, GError **error)
{
    g_autofree gchar *folder = g_path_get_dirname(path);
    if (g_mkdir_with_parents(folder, 0700) != 0) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_STORE, "store %s: its folder cannot be made: %s", path,
                    g_strerror(errno));
        return FALSE;
    }
    int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0 && errno == EEXIST) {
        return TRUE; /* another process was quicker */
    }
    if (file < 0 || close(file) != 0 || !kept_files_sync_folder(folder)) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_STORE,
                    "store %s: cannot be made: %s: check the permissions of its folder", path,
                    g_strerror(errno));
        return FALSE;
    }
    return TRUE;
}

static gboolean apply_settings(SqliteStore *store, GError **error)
{
    sqlite3_busy_timeout(store->db, BUSY_TIMEOUT);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
    return sqlite3_exec(store->db, SETTINGS, NULL, NULL, NULL) == SQLITE_OK ||
           sqlite_store_fail(store, error);
}

static gboolean has_log(const SqliteStore *store)
{
    g_autofree gchar *log = g_strconcat(store->path, "-wal", NULL);
    GStatBuf status;
    return g_stat(log, &status) == 0 && status.st_size > 0;
}

/* Who closes the store last leaves the log beside it as it is. */
static void leave_log(SqliteStore *store)
{
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
}

/* The change to WAL does not wait for others by itself. */
static gboolean turn_wal_on(SqliteStore *store, GError **error)
{
    for (guint waited = 0; waited < BUSY_TIMEOUT; waited += RETRY_PAUSE) {
        int result = sqlite3_exec(store->db, "PRAGMA journal_mode=WAL", NULL, NULL, NULL);
        if (result == SQLITE_OK) {
            return TRUE;
        }
        if (result != SQLITE_BUSY) {
            break;
        }
        g_usleep((gulong) RETRY_PAUSE * 1000);
    }
    return sqlite_store_fail(store, error);
}

/*
 * Opens the database. A reader opens it for writing too, since SQLite's locks
 * need files beside it, which go away with the last one who uses it; where the
 * permissions forbid that, and no writer has left a log behind, it is read
 * as a file that does not change.
 */
static gboolean open_database(SqliteStore *store, gboolean unchanging, GError **error)
{
    g_autofree gchar *escaped = g_uri_escape_string(store->path, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH, FALSE);
    g_autofree gchar *uri = g_strdup_printf("file:%s?immutable=1", escaped);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    if (unchanging) {
        flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    }
    if (sqlite3_open_v2(unchanging ? uri : store->path, &store->db, flags, NULL) != SQLITE_OK) {
        return sqlite_store_fail(store, error);
    }
    return apply_settings(store, error);
}

/* TRUE when the folder forbids the files that a reader's locks need. */
static gboolean is_locked_away(const SqliteStore *store)
{
    g_autofree gchar *folder = g_path_get_dirname(store->path);
    return (access(folder, W_OK) != 0 || access(store->path, W_OK) != 0) && !has_log(store);
}

static gpointer open_store(const gchar *url, StoreMode mode, GError **error)
{
    gboolean memory = g_str_equal(url, IN_MEMORY);
    if (!memory && access(url, F_OK) != 0) {
        if (mode == STORE_READ && errno == ENOENT) {
            return NULL;
        }
        if (mode == STORE_WRITE && !create_file(url, error)) {
            return NULL;
        }
    }
    SqliteStore *store = g_new0(SqliteStore, 1);
    store->path = g_strdup(url);
    gboolean unchanging = mode == STORE_READ && !memory && is_locked_away(store);
    gboolean empty = FALSE;
    /* WAL comes last, so that another program's database is left as it is */
    if (!open_database(store, unchanging, error) || !sqlite_schema_prepare(store, mode, &empty, error) ||
        empty || (mode == STORE_WRITE && !memory && !turn_wal_on(store, error))) {
        close_store(store);
        return NULL;
    }
    if (mode == STORE_WRITE || has_log(store)) {
        leave_log(store);
    }
    return store;
}

const StoreBackend SQLITE_BACKEND = {
    .open = open_store,
    .close = close_store,
    .begin = begin,
    .commit = commit,
    .next_number = sqlite_next_number,
    .append = sqlite_append,
    .events = sqlite_events,
    .references = sqlite_references,
    .scan = sqlite_scan,
    .add_holidays = sqlite_add_holidays,
    .load_holidays = sqlite_load_holidays,
    .replace_children = sqlite_replace_children,
    .child = sqlite_child,
    .forget_child = sqlite_forget_child,
    .erase = sqlite_erase,
    .settle_erasures = sqlite_settle_erasures,
    .file_in_use = sqlite_file_in_use,
};
