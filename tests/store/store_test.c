#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>
#include <sys/stat.h>

#include "model/error.h"
#include "store/store.h"

#include "../folder.h"

static gchar *url_in(void **state)
{
    return g_build_filename(*state, "below", "disputes.db", NULL);
}

static Store *open_or_fail(const gchar *url, StoreMode mode)
{
    g_autoptr(GError) error = NULL;
    Store *store = store_open(url, mode, &error);
    if (!store) {
        fail_msg("%s", error->message);
    }
    return store;
}

static gchar *reference_of(RecordKind kind, guint number)
{
    Reference reference = {.kind = kind, .code = "NCC", .year = 2026, .number = number};
    return reference_to_text(&reference);
}

static gint64 append(Store *store, EventKind kind, const gchar *reference, guint stage)
{
    g_autoptr(Event) event = event_new(kind, reference, stage, day_from_ymd(2026, 11, 20));
    event->who = g_strdup("iro");
    event->at = 1234567;
    facts_set(event->values, "team", "Zażółć gęślą jaźń");
    facts_set(event->values, "empty", "");
    facts_set(event->values, "lines", "one\ntwo\n\nthree; DROP TABLE events; --");
    assert_true(store_append(store, event, NULL));
    return event->id;
}

static void check_events(Store *store)
{
    g_autofree gchar *first = reference_of(RECORD_DISPUTE, 1);
    g_autofree gchar *second = reference_of(RECORD_DISPUTE, 2);
    g_autoptr(GPtrArray) events = store_events_of(store, first, NULL);
    assert_int_equal(events->len, 2);
    const Event *opened = g_ptr_array_index(events, 0);
    const Event *answered = g_ptr_array_index(events, 1);
    assert_int_equal(opened->kind, EVENT_OPENED);
    assert_string_equal(opened->reference, first);
    assert_string_equal(opened->who, "iro");
    assert_int_equal(opened->at, 1234567);
    assert_int_equal(opened->on, day_from_ymd(2026, 11, 20));
    assert_int_equal(opened->about, 0);
    assert_null(opened->file);
    assert_int_equal(facts_count(opened->values), 3);
    assert_string_equal(facts_name_at(opened->values, 0), "team");
    assert_string_equal(facts_get(opened->values, "team"), "Zażółć gęślą jaźń");
    assert_string_equal(facts_get(opened->values, "empty"), "");
    assert_string_equal(facts_get(opened->values, "lines"), "one\ntwo\n\nthree; DROP TABLE events; --");
    assert_int_equal(answered->stage, 2);
    assert_true(answered->id > opened->id);

    g_autoptr(GPtrArray) of_kind = store_events_of_kind(store, EVENT_OPENED, NULL);
    assert_int_equal(of_kind->len, 2);
    g_autoptr(GPtrArray) references = store_references(store, RECORD_DISPUTE, NULL);
    assert_int_equal(references->len, 2);
    assert_string_equal(g_ptr_array_index(references, 0), second); /* registered first */
    assert_string_equal(g_ptr_array_index(references, 1), first);
    g_autoptr(GPtrArray) unknown = store_events_of(store, "NCC-2026-0009-X", NULL);
    assert_int_equal(unknown->len, 0);
    g_autoptr(GError) error = NULL;
    assert_null(store_event(store, 99999, &error));
    assert_null(error);
    g_autoptr(Event) one = store_event(store, answered->id, NULL);
    assert_int_equal(one->kind, EVENT_ANSWERED);
}

static void add_events(Store *store)
{
    g_autofree gchar *first = reference_of(RECORD_DISPUTE, 1);
    g_autofree gchar *second = reference_of(RECORD_DISPUTE, 2);
    assert_true(store_begin(store, NULL));
    append(store, EVENT_OPENED, second, 0);
    append(store, EVENT_OPENED, first, 0);
    append(store, EVENT_ANSWERED, first, 2);
    assert_true(store_commit(store, NULL));
}

static void test_events_outlast_closing(void **state)
{
    g_autofree gchar *url = url_in(state);
    g_autoptr(Store) store = open_or_fail(url, STORE_WRITE);
    add_events(store);
    check_events(store);
    g_clear_pointer(&store, store_close);
    store = open_or_fail(url, STORE_READ);
    assert_true(store_exists(store));
    check_events(store);
    g_clear_pointer(&store, store_close);
    store = open_or_fail(url, STORE_WRITE);
    check_events(store);
}

static void test_in_memory(void **state)
{
    (void) state;
    g_autoptr(Store) store = open_or_fail(":memory:", STORE_WRITE);
    add_events(store);
    check_events(store);
    g_autoptr(GBytes) content = g_bytes_new_static("abc", 3);
    g_autofree gchar *sha256 = store_keep_file(store, content, NULL);
    g_autoptr(GBytes) kept = store_kept_file(store, sha256, NULL);
    assert_true(g_bytes_equal(kept, content));
    assert_null(store_kept_path(store, sha256));
}

static void test_closing_without_commit_undoes(void **state)
{
    g_autofree gchar *url = url_in(state);
    g_autofree gchar *reference = reference_of(RECORD_DISPUTE, 1);
    g_autoptr(Store) store = open_or_fail(url, STORE_WRITE);
    assert_true(store_begin(store, NULL));
    append(store, EVENT_OPENED, reference, 0);
    g_clear_pointer(&store, store_close);
    store = open_or_fail(url, STORE_READ);
    g_autoptr(GPtrArray) events = store_events_of_kind(store, EVENT_OPENED, NULL);
    g_autoptr(GPtrArray) references = store_references(store, RECORD_DISPUTE, NULL);
    assert_int_equal(events->len, 0);
    assert_int_equal(references->len, 0);
}

static void test_nothing_without_a_transaction(void **state)
{
    g_autofree gchar *url = url_in(state);
    g_autoptr(Store) store = open_or_fail(url, STORE_WRITE);
    g_autoptr(GError) error = NULL;
    guint number = 0;
    g_autoptr(Event) event = event_new(EVENT_RECEIVED, NULL, 0, DAY_NONE);
    assert_false(store_append(store, event, &error));
    assert_true(g_error_matches(error, IRO_ERROR, IRO_ERROR_STORE));
    assert_false(store_next_number(store, RECORD_DISPUTE, "NCC", 2026, &number, NULL));
    assert_false(store_commit(store, NULL));
}

static void test_numbers(void **state)
{
    g_autofree gchar *url = url_in(state);
    g_autoptr(Store) store = open_or_fail(url, STORE_WRITE);
    assert_true(store_begin(store, NULL));
    for (guint expected = 1; expected < 4; expected++) {
        guint number = 0;
        assert_true(store_next_number(store, RECORD_DISPUTE, "NCC", 2026, &number, NULL));
        assert_int_equal(number, expected);
        g_autofree gchar *reference = reference_of(RECORD_DISPUTE, number);
        append(store, EVENT_OPENED, reference, 0);
    }
    guint number = 0;
    assert_true(store_next_number(store, RECORD_DISPUTE, "NCC", 2027, &number, NULL));
    assert_int_equal(number, 1);
    assert_true(store_next_number(store, RECORD_COMPLIMENT, "NCC", 2026, &number, NULL));
    assert_int_equal(number, 1);
    assert_true(store_next_number(store, RECORD_DISPUTE, "YC", 2026, &number, NULL));
    assert_int_equal(number, 1);
    assert_true(store_commit(store, NULL));
}

/* A file of no known record, an event about another, and who and when by default. */
static void test_received_files(void **state)
{
    g_autofree gchar *url = url_in(state);
    g_autoptr(Store) store = open_or_fail(url, STORE_WRITE);
    g_autoptr(GBytes) content = g_bytes_new_static("%PDF-1.7", 8);
    g_autofree gchar *sha256 = store_keep_file(store, content, NULL);
    g_autoptr(Event) received = event_new(EVENT_RECEIVED, NULL, 0, DAY_NONE);
    received->file = g_strdup(sha256);
    gint64 before = g_get_real_time();
    assert_true(store_begin(store, NULL));
    assert_true(store_append(store, received, NULL));
    g_autoptr(Event) settled = event_new(EVENT_SETTLED, NULL, 0, day_from_ymd(2026, 11, 23));
    settled->about = received->id;
    assert_true(store_append(store, settled, NULL));
    assert_true(store_commit(store, NULL));

    g_autoptr(GPtrArray) events = store_events_of_file(store, sha256, NULL);
    assert_int_equal(events->len, 1);
    const Event *event = g_ptr_array_index(events, 0);
    assert_null(event->reference);
    assert_int_equal(event->on, DAY_NONE);
    assert_string_equal(event->file, sha256);
    assert_string_equal(event->who, g_get_user_name());
    assert_true(event->at >= before && event->at <= g_get_real_time());
    g_autoptr(Event) about = store_event(store, settled->id, NULL);
    assert_int_equal(about->about, received->id);

    g_autoptr(Event) lost = event_new(EVENT_SETTLED, NULL, 0, DAY_NONE);
    lost->about = 4711; /* there is no such event */
    assert_true(store_begin(store, NULL));
    assert_false(store_append(store, lost, NULL));
}

static void test_reading_creates_nothing(void **state)
{
    g_autofree gchar *url = url_in(state);
    g_autoptr(Store) store = open_or_fail(url, STORE_READ);
    assert_false(store_exists(store));
    g_autoptr(GPtrArray) events = store_events_of(store, "NCC-2026-0001-K", NULL);
    g_autoptr(GPtrArray) references = store_references(store, RECORD_DISPUTE, NULL);
    g_autoptr(Calendar) calendar = calendar_new();
    assert_int_equal(events->len, 0);
    assert_int_equal(references->len, 0);
    assert_true(store_load_holidays(store, calendar, NULL));
    g_autoptr(GError) error = NULL;
    assert_null(store_event(store, 1, &error));
    assert_null(error);
    assert_false(store_begin(store, &error));
    assert_true(g_error_matches(error, IRO_ERROR, IRO_ERROR_STORE));
    g_clear_pointer(&store, store_close);
    assert_int_equal(folder_count(*state), 0);

    store = open_or_fail(url, STORE_WRITE);
    g_clear_pointer(&store, store_close);
    g_autofree gchar *folder = g_path_get_dirname(url);
    guint before = folder_count(folder);
    store = open_or_fail(url, STORE_READ);
    assert_true(store_exists(store));
    assert_false(store_begin(store, NULL));
    g_clear_pointer(&store, store_close);
    assert_int_equal(folder_count(folder), before);
}

static guint mode_of(const gchar *path)
{
    GStatBuf status;
    assert_int_equal(g_stat(path, &status), 0);
    return status.st_mode & 0777;
}

static void test_modes(void **state)
{
    mode_t mask = umask(0); /* even when the account hides nothing */
    g_autofree gchar *url = url_in(state);
    g_autofree gchar *folder = g_path_get_dirname(url);
    g_autofree gchar *log = g_strconcat(url, "-wal", NULL);
    g_autofree gchar *files = g_strconcat(url, ".files", NULL);
    g_autoptr(Store) store = open_or_fail(url, STORE_WRITE);
    add_events(store);
    g_autoptr(GBytes) content = g_bytes_new_static("abc", 3);
    g_autofree gchar *sha256 = store_keep_file(store, content, NULL);
    g_autofree gchar *path = store_kept_path(store, sha256);
    g_autofree gchar *shelf = g_path_get_dirname(path);
    umask(mask);
    assert_int_equal(mode_of(folder), 0700);
    assert_int_equal(mode_of(url), 0600);
    assert_int_equal(mode_of(log), 0600);
    assert_int_equal(mode_of(files), 0700);
    assert_int_equal(mode_of(shelf), 0700);
    assert_int_equal(mode_of(path), 0600);
}

static void test_kept_files(void **state)
{
    g_autofree gchar *url = url_in(state);
    g_autoptr(Store) store = open_or_fail(url, STORE_WRITE);
    g_autoptr(GBytes) content = g_bytes_new_static("abc", 3);
    g_autoptr(GError) error = NULL;
    g_autofree gchar *sha256 = store_keep_file(store, content, NULL);
    g_autofree gchar *again = store_keep_file(store, content, NULL);
    /* FIPS 180-2, appendix B.1 */
    assert_string_equal(sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_string_equal(again, sha256);
    g_autofree gchar *path = store_kept_path(store, sha256);
    g_autofree gchar *shelf = g_path_get_dirname(path);
    assert_int_equal(folder_count(shelf), 1); /* once, and no temporary file */
    g_autoptr(GBytes) kept = store_kept_file(store, sha256, NULL);
    assert_true(g_bytes_equal(kept, content));

    assert_true(g_file_set_contents(path, "abd", 3, NULL));
    assert_null(store_kept_file(store, sha256, &error));
    assert_true(g_error_matches(error, IRO_ERROR, IRO_ERROR_STORE));
    assert_null(store_kept_file(store, "../../../../etc/passwd", NULL));
    assert_null(store_kept_path(store, "../../../../etc/passwd"));
    again[0] = 'c';
    assert_null(store_kept_file(store, again, NULL));

    g_autoptr(GBytes) empty = g_bytes_new_static("", 0);
    g_autofree gchar *nothing = store_keep_file(store, empty, NULL);
    g_autoptr(GBytes) still_empty = store_kept_file(store, nothing, NULL);
    assert_int_equal(g_bytes_get_size(still_empty), 0);
}

static void test_holidays_are_merged(void **state)
{
    g_autofree gchar *url = url_in(state);
    g_autoptr(Store) store = open_or_fail(url, STORE_WRITE);
    g_autoptr(Calendar) first = calendar_new();
    g_autoptr(Calendar) second = calendar_new();
    calendar_add_holiday(first, day_from_ymd(2026, 12, 25), "Christmas Day");
    calendar_cover_years(first, 2026, 2026);
    calendar_add_holiday(second, day_from_ymd(2026, 12, 25), "Renamed");
    calendar_add_holiday(second, day_from_ymd(2028, 9, 19), "One-off");
    calendar_cover_years(second, 2028, 2028);
    assert_true(store_begin(store, NULL));
    assert_true(store_add_holidays(store, first, NULL));
    assert_true(store_add_holidays(store, second, NULL));
    assert_true(store_commit(store, NULL));
    g_clear_pointer(&store, store_close);

    store = open_or_fail(url, STORE_READ);
    g_autoptr(Calendar) read = calendar_new();
    gboolean working = FALSE;
    assert_true(store_load_holidays(store, read, NULL));
    assert_int_equal(calendar_holidays(read)->len, 2);
    assert_string_equal(calendar_holiday_title(read, day_from_ymd(2026, 12, 25)), "Christmas Day");
    assert_string_equal(calendar_holiday_title(read, day_from_ymd(2028, 9, 19)), "One-off");
    assert_int_equal(calendar_first_year(read), 2026);
    assert_int_equal(calendar_last_year(read), 2028);
    assert_false(calendar_is_working_day(read, day_from_ymd(2027, 6, 9), &working, NULL));
}

typedef struct {
    GString *seen;
    guint records[8];
    guint n;
} Scanned;

static gboolean note_scanned(const Event *event, guint record, gpointer data, GError **error)
{
    Scanned *scanned = data;
    (void) error;
    g_assert(scanned->n < G_N_ELEMENTS(scanned->records));
    scanned->records[scanned->n++] = record;
    g_string_append_printf(scanned->seen, "%s %u %d:", event_kind_name(event->kind), event->stage, event->on);
    for (guint i = 0; i < facts_count(event->values); i++)
        g_string_append_printf(scanned->seen, " %s=%s", facts_name_at(event->values, i),
                               facts_value_at(event->values, i));
    g_string_append_c(scanned->seen, '\n');
    return event->kind != EVENT_CLOSED;
}

static void add_for_scan(Store *store, EventKind kind, const gchar *reference, Day on, const gchar *name)
{
    g_autoptr(Event) event = event_new(kind, reference, 1, on);
    facts_set(event->values, "response", "long");
    facts_set(event->values, name, "x");
    assert_true(store_append(store, event, NULL));
}

/* In order, without what the scan leaves out; it ends when it is told to. */
static void test_scan(void **state)
{
    g_autofree gchar *first = reference_of(RECORD_DISPUTE, 1);
    g_autofree gchar *second = reference_of(RECORD_DISPUTE, 2);
    g_autoptr(Store) store = open_or_fail(":memory:", STORE_WRITE);
    (void) state;
    assert_true(store_begin(store, NULL));
    add_for_scan(store, EVENT_OPENED, first, 100, "team");
    add_for_scan(store, EVENT_OPENED, second, 100, "theme");
    add_for_scan(store, EVENT_RECEIVED, first, 101, "outcome");
    add_for_scan(store, EVENT_ANSWERED, first, 102, "outcome");
    add_for_scan(store, EVENT_BYPASSED, second, 103, "text");
    add_for_scan(store, EVENT_CLOSED, first, 104, "text");
    add_for_scan(store, EVENT_REOPENED, first, 105, "text");
    assert_true(store_commit(store, NULL));
    Scanned scanned = {.seen = g_string_new(NULL)};
    assert_false(store_scan(store, note_scanned, &scanned, NULL));
    assert_string_equal(scanned.seen->str,
                        "opened 1 100: team=x\nopened 1 100: theme=x\nanswered 1 102: outcome=x\n"
                        "bypass 1 103:\nclosed 1 104:\n");
    assert_int_equal(scanned.records[0], scanned.records[2]);
    assert_int_equal(scanned.records[1], scanned.records[3]);
    assert_int_not_equal(scanned.records[0], scanned.records[1]);
    g_string_free(scanned.seen, TRUE);
}

static void test_urls(void **state)
{
    g_autoptr(GError) error = NULL;
    assert_null(store_open("postgresql://example.org/iro", STORE_WRITE, &error));
    assert_true(g_error_matches(error, IRO_ERROR, IRO_ERROR_STORE));
    assert_null(strstr(error->message, "example.org")); /* a URL may hold a password */
    assert_null(store_open("", STORE_READ, NULL));
    g_autoptr(Store) odd = NULL;
    g_autofree gchar *url = g_build_filename(*state, "a folder", "what? 100% #1.db", NULL);
    odd = open_or_fail(url, STORE_WRITE);
    add_events(odd);
    assert_true(g_file_test(url, G_FILE_TEST_IS_REGULAR));

    g_setenv("IRO_STORE", "/somewhere/x.db", TRUE);
    g_autofree gchar *named = store_default_url();
    assert_string_equal(named, "/somewhere/x.db");
    g_unsetenv("IRO_STORE");
    g_autofree gchar *usual = store_default_url();
    g_autofree gchar *expected = g_build_filename(g_get_user_data_dir(), "iro", "disputes.db", NULL);
    assert_string_equal(usual, expected);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_set_up, folder_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_events_outlast_closing),
        IN_FOLDER(test_in_memory),
        IN_FOLDER(test_closing_without_commit_undoes),
        IN_FOLDER(test_nothing_without_a_transaction),
        IN_FOLDER(test_numbers),
        IN_FOLDER(test_received_files),
        IN_FOLDER(test_reading_creates_nothing),
        IN_FOLDER(test_modes),
        IN_FOLDER(test_kept_files),
        IN_FOLDER(test_holidays_are_merged),
        IN_FOLDER(test_scan),
        IN_FOLDER(test_urls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
