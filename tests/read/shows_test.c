/*
 * When a picture shows its value, names of fields, and what pages print.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "read/names.h"
#include "read/printed.h"
#include "read/shows.h"

static void accepts_what_fonts_and_windows_do(void **state)
{
    (void) state;
    assert_true(shows_value("Done by\nFriday.", "Done by Friday.\r\n"));
    assert_true(shows_value("", ""));
    assert_true(shows_value("D·r, t· ?42.50", "Dŵr, tŷ £42.50")); /* stand-ins */
    assert_true(shows_value("Dr, t 42.50", "Dŵr, tŷ £42.50"));    /* nothing */
    assert_true(shows_value("ﬁne oﬀer", "fine offer"));           /* ligatures */
    assert_true(shows_value("ab ةطخ cd", "ab خطة cd"));           /* right to left */
    assert_true(shows_value("", "✅"));
    assert_true(shows_value("waffle l n X [x]", "waffle ﬁ ﬂ\nl n X ✓ ☑ [x]")); /* a ligature that was typed */
    assert_true(shows_value("waffle fi ?", "waffle ﬁ ﬂ"));
    g_autofree gchar *line = g_strnfill(150, 'x');
    g_autofree gchar *value = g_strconcat("start ", line, line, " end", NULL);
    g_autofree gchar *window = g_strconcat(line, line, NULL);
    assert_true(shows_value(window, value)); /* clipped at both ends */
}

static void refuses_other_words(void **state)
{
    (void) state;
    assert_false(shows_value("Not done.", "Done."));
    assert_false(shows_value("", "Done."));
    assert_false(shows_value("Done.", ""));
    assert_false(shows_value("Agreed", "Agreed, but for the plan"));
    assert_false(shows_value("12/11/2026", "11/12/2026"));
    assert_false(shows_value("Reid", "Réid"));
    assert_false(shows_value("Dŵr and more", "Dŵr"));
    assert_true(shows_same("a\r\nb", "a b"));
    assert_false(shows_same("a b", "a c"));
}

static void knows_fields_by_their_names(void **state)
{
    (void) state;
    static const struct {
        const gchar *name;
        Part part;
        guint stage;
    } ours[] = {{"stage-1.response", PART_RESPONSE, 1},        {"stage-12.proceed", PART_PROCEED, 12},
                {"merge_1.stage-2.date", PART_DATE, 2},        {"a.b.stage-2+1.resolved", PART_RESOLVED, 2},
                {"stage-3.responder_7f3a", PART_RESPONDER, 3}, {"form.id", PART_IDENTITY, 0},
                {"merge_2.form.id", PART_IDENTITY, 0},         {"compliment.date", PART_DATE, 0}};
    static const gchar *const others[] = {
        "response",         "stage-1",           "stage-0.date",       "stage-100.date", "stage-1x.date",
        "backstage-1.date", "stage-1.responses", "compliment.proceed", "platform.id",    ""};
    Part part = PART_N;
    guint stage = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(ours); i++) {
        assert_true(part_from_field_name(ours[i].name, &part, &stage));
        assert_int_equal(part, ours[i].part);
        assert_int_equal(stage, ours[i].stage);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(others); i++) {
        assert_false(part_from_field_name(others[i], &part, &stage));
    }
    assert_true(part_from_bare_name("response", &part));
    assert_false(part_from_bare_name("x.response", &part));
}

static void reads_what_pages_print(void **state)
{
    (void) state;
    const gchar *text = "See NCC-2026-0002-L and ncc-2026-0001-k, not NCC-2026-0001-X.\nStage 2, Page 3 of 4";
    guint page = 0;
    guint pages = 0;
    g_autoptr(GPtrArray) references = printed_references(text);
    assert_int_equal(references->len, 2);
    assert_string_equal(g_ptr_array_index(references, 0), "NCC-2026-0002-L");
    assert_string_equal(g_ptr_array_index(references, 1), "NCC-2026-0001-K");
    assert_int_equal(printed_number(text, "stage"), 2);
    assert_int_equal(printed_stage(text), 2);
    assert_int_equal(printed_stage("NCC-2026-0001-K · dispute: Stage 1, Team Manager\nProceed to Stage 2"),
                     1);
    assert_int_equal(printed_stage("NCC-2026-0001-X: Stage 1\nStage 3\nNCC-2026-0001-K"), 3);
    assert_int_equal(printed_stage(NULL), 0);
    assert_true(printed_page_of(text, &page, &pages));
    assert_int_equal(page, 3);
    assert_int_equal(pages, 4);
    assert_false(printed_page_of("Page 5 of 4", &page, &pages));
    assert_false(printed_page_of(NULL, &page, &pages));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepts_what_fonts_and_windows_do), cmocka_unit_test(refuses_other_words),
        cmocka_unit_test(knows_fields_by_their_names), cmocka_unit_test(reads_what_pages_print)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
