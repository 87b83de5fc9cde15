#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/store.h"

#include "../folder.h"

#define WRITERS 4
#define EACH    25 /* disputes opened by each writer */

static gchar *url_in(void **state)
{
    return g_build_filename(*state, "disputes.db", NULL);
}

/* In a child: says on stderr what went wrong, and leaves. */
static void leave_with(GError *error)
{
    g_printerr("child: %s\n", error ? error->message : "nothing to read");
    _exit(1);
}

/* Opens one dispute with two values, in one transaction. */
static gboolean open_dispute(Store *store, gboolean commit, GError **error)
{
    guint number = 0;
    if (!store_begin(store, error) ||
        !store_next_number(store, RECORD_DISPUTE, "NCC", 2026, &number, error)) {
        return FALSE;
    }
    Reference reference = {.kind = RECORD_DISPUTE, .code = "NCC", .year = 2026, .number = number};
    g_autofree gchar *text = reference_to_text(&reference);
    g_autoptr(Event) event = event_new(EVENT_OPENED, text, 0, day_from_ymd(2026, 11, 20));
    facts_set(event->values, "team", "North");
    facts_set(event->values, "action", "Do it");
    return store_append(store, event, error) && (!commit || store_commit(store, error));
}

/* Each store is opened anew for each dispute, as each command does. */
static void write_disputes(const gchar *url)
{
    for (guint i = 0; i < EACH; i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Store) store = store_open(url, STORE_WRITE, &error);
        if (!store || !open_dispute(store, TRUE, &error)) {
            leave_with(error);
        }
    }
    _exit(0);
}

/* What a reader sees is whole at every moment. */
static void read_disputes(const gchar *url)
{
    for (guint i = 0; i < EACH; i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Store) store = store_open(url, STORE_READ, &error);
        g_autoptr(GPtrArray) events = store ? store_events_of_kind(store, EVENT_OPENED, &error) : NULL;
        if (!events) {
            leave_with(error);
        }
        for (guint j = 0; j < events->len; j++) {
            const Event *event = g_ptr_array_index(events, j);
            if (!event->reference || facts_count(event->values) != 2) {
                _exit(2);
            }
        }
    }
    _exit(0);
}

static void assert_left_well(pid_t child)
{
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

/* Every dispute is there, with its values, under a number of its own. */
static void check_numbers(const gchar *url, guint expected)
{
    g_autoptr(Store) store = store_open(url, STORE_READ, NULL);
    g_autoptr(GPtrArray) references = store_references(store, RECORD_DISPUTE, NULL);
    g_autoptr(GPtrArray) events = store_events_of_kind(store, EVENT_OPENED, NULL);
    assert_int_equal(references->len, expected);
    assert_int_equal(events->len, expected);
    for (guint i = 0; i < expected; i++) {
        Reference reference;
        assert_true(reference_from_text(g_ptr_array_index(references, i), &reference));
        assert_int_equal(reference.number, i + 1);
        assert_int_equal(facts_count(((const Event *) g_ptr_array_index(events, i))->values), 2);
    }
}

static void test_writers_at_once(void **state)
{
    g_autofree gchar *url = url_in(state);
    pid_t children[WRITERS + 1];
    for (guint i = 0; i <= WRITERS; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0) {
            i < WRITERS ? write_disputes(url) : read_disputes(url);
        }
    }
    for (guint i = 0; i <= WRITERS; i++) {
        assert_left_well(children[i]);
    }
    check_numbers(url, WRITERS * EACH);
}

/* Dies without a word, as a power loss would have it, with or without commit. */
static void die_in_child(const gchar *url, gboolean commit)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        g_autoptr(Store) store = store_open(url, STORE_WRITE, NULL);
        if (store && open_dispute(store, commit, NULL)) {
            raise(SIGKILL);
        }
        _exit(1);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

static void assert_sound(const gchar *url)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_open_v2(url, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    assert_string_equal((const gchar *) sqlite3_column_text(statement, 0), "ok");
    sqlite3_finalize(statement);
    sqlite3_close(db);
}

static void test_killed_in_the_middle(void **state)
{
    g_autofree gchar *url = url_in(state);
    die_in_child(url, TRUE); /* what was committed stays */
    check_numbers(url, 1);
    die_in_child(url, FALSE); /* what was not is as if it had not been */
    check_numbers(url, 1);
    die_in_child(url, TRUE);
    check_numbers(url, 2);
    assert_sound(url);
}

/* Writers killed at any moment: their disputes are there whole or not at all,
 * and the next writer finds the store open. */
static void test_killed_at_any_moment(void **state)
{
    g_autofree gchar *url = url_in(state);
    for (guint i = 0; i < 20; i++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            write_disputes(url);
        }
        g_usleep(1500 * (i + 1));
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
    }
    g_autoptr(Store) store = store_open(url, STORE_WRITE, NULL);
    assert_non_null(store);
    assert_true(open_dispute(store, TRUE, NULL));
    g_autoptr(GPtrArray) references = store_references(store, RECORD_DISPUTE, NULL);
    guint count = references->len;
    assert_true(count >= 1);
    g_clear_pointer(&store, store_close);
    check_numbers(url, count);
    assert_sound(url);
}

/* A log that a killed writer left is read, and stays as it is. */
static void test_reader_leaves_the_log(void **state)
{
    g_autofree gchar *url = url_in(state);
    g_autofree gchar *log = g_strconcat(url, "-wal", NULL);
    g_autofree gchar *before = NULL;
    g_autofree gchar *after = NULL;
    gsize length_before = 0;
    gsize length_after = 0;
    die_in_child(url, TRUE);
    assert_true(g_file_get_contents(log, &before, &length_before, NULL));
    assert_true(length_before > 0);
    check_numbers(url, 1);
    assert_true(g_file_get_contents(log, &after, &length_after, NULL));
    assert_int_equal(length_after, length_before);
    assert_memory_equal(after, before, length_before);
}

/* Reads the store in a child that may not write. */
static void read_as_nobody(const gchar *url)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        /* root may write everywhere: become nobody */
        if (geteuid() == 0 && setuid(65534) != 0) {
            _exit(3);
        }
        g_autoptr(GError) error = NULL;
        g_autoptr(Store) reader = store_open(url, STORE_READ, &error);
        g_autoptr(GPtrArray) events = reader ? store_events_of_kind(reader, EVENT_OPENED, &error) : NULL;
        if (!events) {
            leave_with(error);
        }
        _exit(events->len == 1 ? 0 : 2);
    }
    assert_left_well(child);
}

/* A folder in which nothing may be made, as on a medium for reading only: with
 * the log that a writer leaves, and with the database alone. */
static void test_reader_without_permission_to_write(void **state)
{
    g_autofree gchar *url = url_in(state);
    g_autofree gchar *log = g_strconcat(url, "-wal", NULL);
    g_autofree gchar *index = g_strconcat(url, "-shm", NULL);
    g_autoptr(Store) store = store_open(url, STORE_WRITE, NULL);
    assert_true(open_dispute(store, TRUE, NULL));
    g_clear_pointer(&store, store_close);
    assert_true(g_file_test(log, G_FILE_TEST_EXISTS));
    assert_int_equal(g_chmod(url, 0444) + g_chmod(log, 0444) + g_chmod(index, 0444), 0);
    assert_int_equal(g_chmod(*state, 0555), 0);
    read_as_nobody(url);
    assert_int_equal(g_chmod(*state, 0700), 0);
    assert_sound(url); /* writes the log back */
    g_remove(log);
    g_remove(index);
    assert_int_equal(g_chmod(*state, 0555), 0);
    read_as_nobody(url);
    assert_int_equal(g_chmod(*state, 0700), 0);
    assert_int_equal(folder_count(*state), 1);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_set_up, folder_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_writers_at_once),
        IN_FOLDER(test_killed_in_the_middle),
        IN_FOLDER(test_killed_at_any_moment),
        IN_FOLDER(test_reader_leaves_the_log),
        IN_FOLDER(test_reader_without_permission_to_write),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
