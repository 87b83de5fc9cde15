#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "model/error.h"
#include "store/sqlite_store.h"
#include "store/store.h"

#include "../folder.h"

static gchar *url_in(void **state)
{
    return g_build_filename(*state, "disputes.db", NULL);
}

/* A store with one event and one holiday. */
static void make_store(const gchar *url)
{
    g_autoptr(Store) store = store_open(url, STORE_WRITE, NULL);
    g_autoptr(Event) event = event_new(EVENT_OPENED, "NCC-2026-0001-K", 0, day_from_ymd(2026, 11, 20));
    g_autoptr(Calendar) calendar = calendar_new();
    facts_set(event->values, "team", "North");
    calendar_add_holiday(calendar, day_from_ymd(2026, 12, 25), "Christmas Day");
    calendar_cover_years(calendar, 2026, 2026);
    assert_non_null(store);
    assert_true(store_begin(store, NULL));
    assert_true(store_append(store, event, NULL));
    assert_true(store_add_holidays(store, calendar, NULL));
    assert_true(store_commit(store, NULL));
}

/* The first column of the first row, as text; by a connection of our own. */
static gchar *ask(const gchar *url, const gchar *sql)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    gchar *answer = NULL;
    assert_int_equal(sqlite3_open_v2(url, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    if (sqlite3_step(statement) == SQLITE_ROW) {
        answer = g_strdup((const gchar *) sqlite3_column_text(statement, 0));
    }
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return answer;
}

static void assert_answer(const gchar *url, const gchar *sql, const gchar *expected)
{
    g_autofree gchar *answer = ask(url, sql);
    assert_string_equal(answer ? answer : "(none)", expected);
}

static int run(const gchar *url, const gchar *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open_v2(url, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    int result = sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_close(db);
    return result;
}

static void assert_refused(const gchar *url, StoreMode mode, const gchar *because)
{
    g_autoptr(GError) error = NULL;
    assert_null(store_open(url, mode, &error));
    assert_true(g_error_matches(error, IRO_ERROR, IRO_ERROR_STORE));
    assert_non_null(strstr(error->message, url)); /* says which store */
    if (!strstr(error->message, because)) {
        fail_msg("\"%s\" does not say \"%s\"", error->message, because);
    }
}

static gint pragma_of(SqliteStore *store, const gchar *name)
{
    sqlite3_stmt *statement = NULL;
    g_autofree gchar *sql = g_strdup_printf("PRAGMA %s", name);
    assert_int_equal(sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    gint value = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    return value;
}

/* With NORMAL, a power loss takes back what was acknowledged. */
static void test_settings(void **state)
{
    g_autofree gchar *url = url_in(state);
    SqliteStore *store = SQLITE_BACKEND.open(url, STORE_WRITE, NULL);
    assert_non_null(store);
    assert_int_equal(pragma_of(store, "synchronous"), 2); /* FULL */
    assert_int_equal(pragma_of(store, "foreign_keys"), 1);
    assert_int_equal(pragma_of(store, "trusted_schema"), 0);
    assert_int_equal(pragma_of(store, "cell_size_check"), 1);
    assert_int_equal(pragma_of(store, "secure_delete"), 1);
    assert_int_equal(pragma_of(store, "temp_store"), 2); /* MEMORY */
    assert_int_equal(pragma_of(store, "busy_timeout"), 30000);
    int defensive = 0;
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, -1, &defensive);
    assert_int_equal(defensive, 1);
    SQLITE_BACKEND.close(store);
    assert_answer(url, "PRAGMA journal_mode", "wal");
    assert_answer(url, "PRAGMA integrity_check", "ok");
    assert_answer(url,
                  "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
                  " AND name NOT LIKE 'sqlite_%' AND NOT strict",
                  "0");
}

static void test_nothing_is_changed_or_deleted(void **state)
{
    static const gchar *const tables[][2] = {
        {"records", "year"},   {"events", "stage"},       {"event_values", "text"},
        {"holidays", "title"}, {"holiday_years", "year"}, {"migrations", "at"},
    };
    g_autofree gchar *url = url_in(state);
    make_store(url);
    for (guint i = 0; i < G_N_ELEMENTS(tables); i++) {
        g_autofree gchar *change = g_strdup_printf("UPDATE %s SET %s = 7", tables[i][0], tables[i][1]);
        g_autofree gchar *delete = g_strdup_printf("DELETE FROM %s", tables[i][0]);
        g_autofree gchar *count = g_strdup_printf("SELECT count(*) FROM %s", tables[i][0]);
        assert_int_equal(run(url, change), SQLITE_CONSTRAINT);
        assert_int_equal(run(url, delete), SQLITE_CONSTRAINT);
        assert_answer(url, count, g_str_equal(tables[i][0], "migrations") ? "3" : "1");
    }
    assert_answer(url, "SELECT text FROM event_values", "North");
}

/* A value stands apart from its event, under a salt of its own. */
static void test_values_are_salted(void **state)
{
    g_autofree gchar *url = url_in(state);
    g_autoptr(Store) store = store_open(url, STORE_WRITE, NULL);
    assert_true(store_begin(store, NULL));
    for (guint i = 0; i < 3; i++) {
        g_autoptr(Event) event = event_new(EVENT_RECEIVED, NULL, 0, DAY_NONE);
        facts_set(event->values, "state", "same");
        facts_set(event->values, "reading", "same");
        assert_true(store_append(store, event, NULL));
    }
    assert_true(store_commit(store, NULL));
    assert_answer(url, "SELECT count(DISTINCT salt) FROM event_values WHERE length(salt) = 16", "6");
}

static void test_same_reference_is_registered_once(void **state)
{
    g_autofree gchar *url = url_in(state);
    make_store(url);
    g_autoptr(Store) store = store_open(url, STORE_WRITE, NULL);
    g_autoptr(Event) event = event_new(EVENT_CLOSED, "NCC-2026-0001-K", 0, day_from_ymd(2026, 11, 21));
    assert_true(store_begin(store, NULL));
    assert_true(store_append(store, event, NULL));
    assert_true(store_commit(store, NULL));
    assert_answer(url, "SELECT count(*) FROM records", "1");
    assert_int_equal(run(url, "INSERT INTO records (reference, kind, code, year, number)"
                              " VALUES ('other', 'dispute', 'NCC', 2026, 1)"),
                     SQLITE_CONSTRAINT);
    g_autoptr(Event) wrong = event_new(EVENT_OPENED, "NCC-2026-0001-A", 0, DAY_NONE);
    assert_true(store_begin(store, NULL));
    assert_false(store_append(store, wrong, NULL)); /* the check letter */
}

/* A creation that was cut off leaves an empty file. */
static void test_from_an_empty_file(void **state)
{
    g_autofree gchar *url = url_in(state);
    assert_true(g_file_set_contents(url, "", 0, NULL));
    g_autoptr(Store) reader = store_open(url, STORE_READ, NULL);
    assert_non_null(reader);
    assert_false(store_exists(reader));
    make_store(url);
    assert_answer(url, "PRAGMA user_version", "3");
    assert_answer(url, "SELECT group_concat(version) FROM migrations", "1,2,3");
}

/* A store of version 1 keeps what is in it and gets what came since with the next command that writes. */
static void test_from_version_1(void **state)
{
    g_autofree gchar *url = url_in(state);
    make_store(url);
    assert_int_equal(run(url,
                         "DROP INDEX counted_values; DROP TABLE children; DROP TABLE erasures; DROP TRIGGER "
                         "event_values_only_erased;"
                         "CREATE TRIGGER event_values_never_deleted BEFORE DELETE ON event_values"
                         " BEGIN SELECT RAISE(ABORT, 'event_values are never deleted'); END;"
                         "DROP TRIGGER migrations_never_deleted; DELETE FROM migrations WHERE version > 1;"
                         "CREATE TRIGGER migrations_never_deleted BEFORE DELETE ON migrations"
                         " BEGIN SELECT RAISE(ABORT, 'migrations are never deleted'); END;"
                         "PRAGMA user_version = 1"),
                     SQLITE_OK);
    assert_refused(url, STORE_READ, "older version 1");
    g_autoptr(Store) store = store_open(url, STORE_WRITE, NULL);
    assert_non_null(store);
    assert_answer(url, "PRAGMA user_version", "3");
    assert_answer(url, "SELECT count(*) FROM sqlite_schema WHERE name = 'counted_values'", "1");
    assert_answer(url, "SELECT count(*) FROM events", "1");
}

/* Values go when an erasure says so, and only those that are named; never otherwise. */
static gboolean keeps_pack(const gchar *name)
{
    return g_str_equal(name, "pack");
}

static void test_erasure(void **state)
{
    g_autofree gchar *url = url_in(state);
    g_autoptr(Store) store = store_open(url, STORE_WRITE, NULL);
    g_autoptr(Event) event = event_new(EVENT_OPENED, "NCC-2026-0001-K", 0, day_from_iso("2026-11-23"));
    g_autoptr(GBytes) bytes = g_bytes_new_static("returned", 8);
    event->file = store_keep_file(store, bytes, NULL);
    facts_set(event->values, "pack", "nottingham");
    facts_set(event->values, "child.name", "Sam Invented");
    g_autoptr(Event) why = event_new(EVENT_ERASED, "NCC-2026-0001-K", 0, day_from_iso("2032-11-23"));
    assert_true(store_begin(store, NULL) && store_append(store, event, NULL) &&
                store_append(store, why, NULL) && store_commit(store, NULL));
    assert_int_equal(run(url, "DELETE FROM event_values"), SQLITE_CONSTRAINT);
    assert_true(store_drop_file(store, event->file, NULL)); /* the event rests on it still */
    g_autoptr(GBytes) kept = store_kept_file(store, event->file, NULL);
    assert_non_null(kept);
    assert_true(store_begin(store, NULL));
    assert_true(store_erase(store, event, why->id, keeps_pack, NULL));
    assert_true(store_commit(store, NULL));
    assert_true(store_drop_file(store, event->file, NULL));
    assert_null(store_kept_file(store, event->file, NULL));
    assert_answer(url, "SELECT group_concat(name) FROM event_values", "pack");
    assert_answer(url, "SELECT count(*) FROM events", "2");
    assert_int_equal(run(url, "DELETE FROM erasures"), SQLITE_CONSTRAINT);
}

static void test_newer_version_is_refused(void **state)
{
    g_autofree gchar *url = url_in(state);
    make_store(url);
    assert_int_equal(run(url, "PRAGMA user_version = 99"), SQLITE_OK);
    assert_refused(url, STORE_WRITE, "newer iro");
    assert_refused(url, STORE_READ, "newer iro");
    assert_answer(url, "SELECT count(*) FROM events", "1");
}

static void test_other_databases_are_refused(void **state)
{
    g_autofree gchar *url = url_in(state);
    g_autofree gchar *none = ask(url, "CREATE TABLE notes (text)");
    assert_null(none);
    assert_refused(url, STORE_WRITE, "another program");
    assert_refused(url, STORE_READ, "another program");
    assert_answer(url, "SELECT count(*) FROM sqlite_schema", "1");
    assert_answer(url, "PRAGMA journal_mode", "delete"); /* left as it was */
}

static void test_other_files_are_refused(void **state)
{
    g_autofree gchar *url = url_in(state);
    g_autofree gchar *text = g_strnfill(20000, 'x');
    assert_true(g_file_set_contents(url, text, -1, NULL));
    assert_refused(url, STORE_WRITE, "no store");
    assert_refused(url, STORE_READ, "no store");
    g_autofree gchar *after = NULL;
    assert_true(g_file_get_contents(url, &after, NULL, NULL));
    assert_string_equal(after, text);
}

static void test_damaged_file_is_an_error(void **state)
{
    g_autofree gchar *url = url_in(state);
    g_autofree gchar *content = NULL;
    gsize length = 0;
    make_store(url);
    g_autofree gchar *written_back = ask(url, "PRAGMA wal_checkpoint(TRUNCATE)");
    assert_string_equal(written_back, "0");
    assert_true(g_file_get_contents(url, &content, &length, NULL));
    assert_true(length > 8192);
    memset(content + 4096, 0x5a, length - 4096); /* all pages but the first */
    assert_true(g_file_set_contents(url, content, (gssize) length, NULL));
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = store_open(url, STORE_READ, &error);
    g_autoptr(GPtrArray) events = store ? store_events_of_kind(store, EVENT_OPENED, &error) : NULL;
    assert_null(events);
    assert_true(g_error_matches(error, IRO_ERROR, IRO_ERROR_STORE));
    assert_non_null(strstr(error->message, "backup"));
}

static void test_folder_in_the_way(void **state)
{
    assert_refused(*state, STORE_WRITE, "permissions");
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_set_up, folder_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_settings),
        IN_FOLDER(test_nothing_is_changed_or_deleted),
        IN_FOLDER(test_values_are_salted),
        IN_FOLDER(test_same_reference_is_registered_once),
        IN_FOLDER(test_from_an_empty_file),
        IN_FOLDER(test_from_version_1),
        IN_FOLDER(test_erasure),
        IN_FOLDER(test_newer_version_is_refused),
        IN_FOLDER(test_other_databases_are_refused),
        IN_FOLDER(test_other_files_are_refused),
        IN_FOLDER(test_damaged_file_is_an_error),
        IN_FOLDER(test_folder_in_the_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
