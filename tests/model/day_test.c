#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/day.h"

/* GDate is another program's idea of the calendar. */
static void test_agrees_with_gdate(void **state)
{
    (void) state;
    GDate *date = g_date_new_dmy(1, G_DATE_JANUARY, 1900);
    Day day = day_from_ymd(1900, 1, 1);
    guint32 epoch = 719163; /* 1970-01-01 as GLib counts */
    for (; g_date_get_year(date) < 2200; g_date_add_days(date, 1), day++) {
        assert_int_equal(day, (gint) g_date_get_julian(date) - (gint) epoch);
        assert_int_equal(
            day, day_from_ymd(g_date_get_year(date), (gint) g_date_get_month(date), g_date_get_day(date)));
        assert_int_equal(day_year(day), g_date_get_year(date));
        assert_int_equal(day_month(day), g_date_get_month(date));
        assert_int_equal(day_weekday(day), g_date_get_weekday(date));
    }
    g_date_free(date);
}

static void test_refuses_what_is_no_day(void **state)
{
    (void) state;
    assert_int_equal(day_from_ymd(2026, 2, 29), DAY_NONE);
    assert_int_not_equal(day_from_ymd(2028, 2, 29), DAY_NONE);
    assert_int_equal(day_from_ymd(1900, 2, 29), DAY_NONE);
    assert_int_equal(day_from_ymd(2026, 4, 31), DAY_NONE);
    assert_int_equal(day_from_ymd(2026, 0, 1), DAY_NONE);
    assert_int_equal(day_from_ymd(2026, 13, 1), DAY_NONE);
    assert_int_equal(day_from_ymd(1899, 12, 31), DAY_NONE);
    assert_int_equal(day_from_ymd(2200, 1, 1), DAY_NONE);
}

static void test_iso_is_exact(void **state)
{
    (void) state;
    assert_int_equal(day_from_iso("2026-11-20"), day_from_ymd(2026, 11, 20));
    static const gchar *const wrong[] = {"2026-11-2",   "2026-11-020", "2026/11/20", " 2026-11-20",
                                         "2026-11-20 ", "20-11-2026x", "2026-02-30", "",
                                         "+026-11-20"};
    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
        assert_int_equal(day_from_iso(wrong[i]), DAY_NONE);
    }
    assert_int_equal(day_from_iso(NULL), DAY_NONE);
}

static void test_written_days(void **state)
{
    (void) state;
    static const struct {
        const gchar *text;
        const gchar *iso;
    } cases[] = {
        {"20/11/2026", "2026-11-20"},
        {"20.11.26", "2026-11-20"},
        {"20-11-2026", "2026-11-20"},
        {"20 11 2026", "2026-11-20"},
        {"20 / 11 / 2026", "2026-11-20"},
        {"2026-11-20", "2026-11-20"},
        {"  20/11/2026 ", "2026-11-20"},
        {"3/4/2026", "2026-04-03"}, /* day first is the rule */
        {"03/04/2026", "2026-04-03"},
        {"20 November 2026", "2026-11-20"},
        {"20 NOV 2026", "2026-11-20"},
        {"20th Nov. 2026", "2026-11-20"},
        {"Fri 20th Nov 2026", "2026-11-20"},
        {"Friday, 20 November 2026", "2026-11-20"},
        {"friday 20 november 2026.", "2026-11-20"},
        {"Fri 20/11/2026", "2026-11-20"},
        {"20th of November 2026", "2026-11-20"},
        {"November 20, 2026", "2026-11-20"},
        {"20-Nov-26", "2026-11-20"},
        {"20\u00a0November\u00a02026", "2026-11-20"},
        {"20\u201311\u20132026", "2026-11-20"},
        {"1st May 2026", "2026-05-01"},
        {"22nd May 2026", "2026-05-22"},
        {"3rd Sept 2026", "2026-09-03"},
        {"11th March 2026", "2026-03-11"},
        {"29 February 2028", "2028-02-29"},
        {"Tues 24 November 2026", "2026-11-24"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree gchar *iso = day_to_iso(day_from_written(cases[i].text));
        assert_string_equal(iso ? iso : cases[i].text, cases[i].iso);
    }
}

static void test_doubtful_days(void **state)
{
    (void) state;
    static const gchar *const cases[] = {
        "13/14/2026",              /* no such month */
        "31/04/2026",              /* no such day */
        "29 February 2026",        /* no leap year */
        "Monday 20 November 2026", /* it is a Friday */
        "20 November",             /* no year */
        "November 2026",           /* no day */
        "20/11",
        "20/11/026",
        "20/11/20266",
        "020/11/2026",
        "11/20/2026", /* month first: no such month */
        "20/11-2026", /* careless */
        "20st November 2026",
        "22th November 2026",
        "20 Tachwedd 2026",
        "20 Novembe 2026",
        "20 Nov 26 or 27",
        "20/11/2026 or 21/11/2026",
        "20/11/2026 10:30",
        "Nov 20 26", /* could be November 2020 */
        "2026/11/12",
        "20112026",
        "tomorrow",
        "Friday",
        "Friday 20",
        "0/11/2026",
        "-20/11/2026",
        "20//11/2026",
        "20 Nov 2026 Friday",
        "",
        "   ",
        "99999999999999999999/11/2026",
        "20 November 2026 20 November 2026 20 November 2026 20 November 2026 20 November 2026",
        "\xff\xfe",
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree gchar *iso = day_to_iso(day_from_written(cases[i]));
        if (iso) {
            fail_msg("\"%s\" was taken for %s", cases[i], iso);
        }
    }
    assert_int_equal(day_from_written(NULL), DAY_NONE);
}

static void test_words_and_back(void **state)
{
    (void) state;
    Day first = day_from_ymd(2024, 1, 1);
    for (Day day = first; day < first + 800; day++) {
        g_autofree gchar *words = day_to_words(day);
        g_autofree gchar *short_words = day_to_short_words(day);
        g_autofree gchar *iso = day_to_iso(day);
        assert_int_equal(day_from_written(words), day);
        assert_int_equal(day_from_written(short_words), day);
        assert_int_equal(day_from_iso(iso), day);
    }
    g_autofree gchar *words = day_to_words(day_from_ymd(2026, 12, 4));
    assert_string_equal(words, "Friday 4 December 2026");
    assert_null(day_to_words(DAY_NONE));
    assert_null(day_to_short_words(DAY_NONE));
    assert_null(day_to_iso(DAY_NONE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_agrees_with_gdate), cmocka_unit_test(test_refuses_what_is_no_day),
        cmocka_unit_test(test_iso_is_exact),      cmocka_unit_test(test_written_days),
        cmocka_unit_test(test_doubtful_days),     cmocka_unit_test(test_words_and_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
