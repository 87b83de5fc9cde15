/*
 * The table is RFC 4180 and harmless in a spreadsheet.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "flow/export.h"
#include "flow/session.h"

static Session *make_session(void)
{
    g_setenv("IRO_SHARE", IRO_SOURCE_DIR, TRUE);
    SessionOptions options = {.store = ":memory:", .mode = STORE_WRITE, .today = day_from_iso("2026-11-23")};
    Session *session = session_open(&options, NULL);
    assert_non_null(session);
    return session;
}

static void open_with(Session *session, const gchar *team, const gchar *concerns)
{
    g_autoptr(Event) event = session_event(session, EVENT_OPENED, "NCC-2026-0001-K", 0);
    facts_set(event->values, "pack", "nottingham");
    facts_set(event->values, "child.id", "0012345");
    facts_set(event->values, "team", team);
    facts_set(event->values, "concerns", concerns);
    assert_true(store_begin(session->store, NULL));
    assert_true(store_append(session->store, event, NULL));
    assert_true(store_commit(session->store, NULL));
}

static void test_quoting(void **state)
{
    (void) state;
    g_autoptr(Session) session = make_session();
    open_with(session, "North, \"the best\"", "First line.\nSecond line.");
    g_autofree gchar *csv = export_csv(session, NULL, NULL);
    assert_non_null(strstr(csv, ",\"North, \"\"the best\"\"\","));
    assert_non_null(strstr(csv, ",\"First line.\nSecond line.\","));
    assert_non_null(strstr(csv, ",0012345,"));
    assert_true(g_str_has_suffix(csv, "\r\n"));
}

static void test_formulas_are_text(void **state)
{
    (void) state;
    static const gchar *const starts[] = {"=1+1", "+44", "-2", "@SUM(A1)", "\tx"};
    for (guint i = 0; i < G_N_ELEMENTS(starts); i++) {
        g_autoptr(Session) session = make_session();
        open_with(session, starts[i], "x");
        g_autofree gchar *csv = export_csv(session, NULL, NULL);
        g_autofree gchar *cell = g_strdup_printf(",\"'%s\",", starts[i]);
        assert_non_null(strstr(csv, cell));
    }
}

static guint count_cells(const gchar *line)
{
    guint cells = 1;
    for (; *line && *line != '\r'; line++)
        cells += *line == ',';
    return cells;
}

static void test_as_many_cells_as_headings(void **state)
{
    (void) state;
    g_autoptr(Session) session = make_session();
    open_with(session, "North", "x");
    g_autofree gchar *csv = export_csv(session, NULL, NULL);
    g_auto(GStrv) lines = g_strsplit(csv, "\r\n", -1);
    assert_int_equal(g_strv_length(lines), 3);
    assert_int_equal(count_cells(lines[0]), count_cells(lines[1]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quoting),
        cmocka_unit_test(test_formulas_are_text),
        cmocka_unit_test(test_as_many_cells_as_headings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
