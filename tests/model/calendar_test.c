#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "model/calendar.h"
#include "model/error.h"
#include "json/json_text.h"

/* The calendar that ships with the program. */
static Calendar *shipped(void)
{
    g_autofree gchar *path = g_build_filename(IRO_SOURCE_DIR, "forms", "bank-holidays.json", NULL);
    g_autofree gchar *text = NULL;
    gsize length = 0;
    guint added = 0;
    assert_true(g_file_get_contents(path, &text, &length, NULL));
    Calendar *calendar = calendar_new();
    assert_true(json_merge_holidays(calendar, text, length, &added, NULL));
    assert_int_equal(added, 83); /* eight a year; 2022 had ten, 2023 nine */
    return calendar;
}

/* Starts and the days 5, 10, 15 and 20 working days later, by hand from the
 * published lists. */
static void test_vectors(void **state)
{
    (void) state;
    static const gchar *const vectors[][5] = {
        {"2026-03-05", "2026-03-12", "2026-03-19", "2026-03-26", "2026-04-02"},
        {"2026-04-01", "2026-04-10", "2026-04-17", "2026-04-24", "2026-05-01"},
        {"2026-05-01", "2026-05-11", "2026-05-18", "2026-05-26", "2026-06-02"},
        {"2026-08-28", "2026-09-07", "2026-09-14", "2026-09-21", "2026-09-28"},
        {"2026-12-18", "2026-12-29", "2027-01-06", "2027-01-13", "2027-01-20"},
        {"2026-12-24", "2027-01-05", "2027-01-12", "2027-01-19", "2027-01-26"},
        {"2022-09-12", "2022-09-20", "2022-09-27", "2022-10-04", "2022-10-11"},
    };
    g_autoptr(Calendar) calendar = shipped();
    for (guint i = 0; i < G_N_ELEMENTS(vectors); i++) {
        Day start = day_from_iso(vectors[i][0]);
        for (guint step = 1; step <= 4; step++) {
            Day end = DAY_NONE;
            guint count = 0;
            assert_true(calendar_add_working_days(calendar, start, step * 5, &end, NULL));
            g_autofree gchar *iso = day_to_iso(end);
            assert_string_equal(iso, vectors[i][step]);
            assert_true(calendar_count_working_days(calendar, start, end, &count, NULL));
            assert_int_equal(count, step * 5);
        }
    }
}

static void test_working_days_of_years(void **state)
{
    (void) state;
    static const guint expected[] = {250, 251, 254, 253, 253, 253, 252}; /* 2022 to 2028 */
    g_autoptr(Calendar) calendar = shipped();
    for (guint i = 0; i < G_N_ELEMENTS(expected); i++) {
        gint year = 2022 + (gint) i;
        guint count = 0;
        assert_true(calendar_count_working_days(calendar, day_from_ymd(year, 1, 1),
                                                day_from_ymd(year, 12, 31), &count, NULL));
        assert_int_equal(count, expected[i]); /* 1 January, where counting starts, is a holiday */
    }
}

static void test_counting_undoes_adding(void **state)
{
    (void) state;
    g_autoptr(Calendar) calendar = shipped();
    for (Day start = day_from_ymd(2026, 1, 1); start < day_from_ymd(2027, 1, 1); start++) {
        for (guint days = 0; days <= 25; days++) {
            Day end = DAY_NONE;
            guint count = 99;
            gboolean working = FALSE;
            assert_true(calendar_add_working_days(calendar, start, days, &end, NULL));
            assert_true(calendar_count_working_days(calendar, start, end, &count, NULL));
            assert_int_equal(count, days);
            assert_true(calendar_is_working_day(calendar, end, &working, NULL));
            assert_true(working || days == 0);
        }
    }
    guint count = 99;
    Day day = day_from_ymd(2026, 6, 10);
    assert_true(calendar_count_working_days(calendar, day, day - 5, &count, NULL));
    assert_int_equal(count, 0);
}

static void assert_refused(gboolean done, GError *error, const gchar *year)
{
    assert_false(done);
    assert_true(g_error_matches(error, IRO_ERROR, IRO_ERROR_INPUT));
    assert_non_null(strstr(error->message, year));
    g_error_free(error);
}

static void test_refuses_beyond_what_is_known(void **state)
{
    (void) state;
    g_autoptr(Calendar) calendar = shipped();
    assert_int_equal(calendar_first_year(calendar), 2019);
    assert_int_equal(calendar_last_year(calendar), 2028);
    GError *error = NULL;
    Day end = 7;
    guint count = 7;
    gboolean working = TRUE;
    gboolean done = calendar_add_working_days(calendar, day_from_ymd(2028, 12, 28), 5, &end, &error);
    assert_refused(done, g_steal_pointer(&error), "2029");
    done = calendar_is_working_day(calendar, day_from_ymd(2029, 1, 6), &working, &error);
    assert_refused(done, g_steal_pointer(&error), "2029");
    done = calendar_add_working_days(calendar, day_from_ymd(2018, 12, 31), 1, &end, &error);
    assert_refused(done, g_steal_pointer(&error), "2018");
    done = calendar_count_working_days(calendar, day_from_ymd(2028, 12, 1), day_from_ymd(2029, 1, 1), &count,
                                       &error);
    assert_refused(done, g_steal_pointer(&error), "2029");
    assert_int_equal(end, 7);
    assert_int_equal(count, 7);

    g_autoptr(Calendar) empty = calendar_new();
    assert_int_equal(calendar_last_year(empty), 0);
    done = calendar_is_working_day(empty, day_from_ymd(2026, 6, 10), &working, &error);
    assert_refused(done, g_steal_pointer(&error), "2026");
    assert_false(calendar_is_working_day(calendar, DAY_NONE, &working, NULL));
}

/* A year between two lists is as unknown as one after them. */
static void test_gap_between_years(void **state)
{
    (void) state;
    g_autoptr(Calendar) calendar = calendar_new();
    gboolean working = FALSE;
    calendar_cover_years(calendar, 2024, 2024);
    calendar_cover_years(calendar, 2022, 2022);
    assert_int_equal(calendar_first_year(calendar), 2022);
    assert_int_equal(calendar_last_year(calendar), 2024);
    assert_false(calendar_is_working_day(calendar, day_from_ymd(2023, 6, 7), &working, NULL));
    assert_true(calendar_is_working_day(calendar, day_from_ymd(2024, 6, 5), &working, NULL));
    assert_true(working);
}

static void test_one_off_holiday_moves_a_deadline(void **state)
{
    (void) state;
    g_autoptr(Calendar) calendar = shipped();
    Day start = day_from_ymd(2026, 6, 1);
    Day before = DAY_NONE;
    Day after = DAY_NONE;
    g_autofree gchar *version = g_strdup(calendar_version(calendar));
    assert_int_equal(strlen(version), 12);
    assert_int_equal(strspn(version, "0123456789abcdef"), 12);
    assert_true(calendar_add_working_days(calendar, start, 5, &before, NULL));
    assert_true(calendar_add_holiday(calendar, day_from_ymd(2026, 6, 4), "One-off"));
    assert_false(calendar_add_holiday(calendar, day_from_ymd(2026, 6, 4), "Again"));
    assert_string_equal(calendar_holiday_title(calendar, day_from_ymd(2026, 6, 4)), "One-off");
    assert_null(calendar_holiday_title(calendar, day_from_ymd(2026, 6, 5)));
    assert_true(calendar_add_working_days(calendar, start, 5, &after, NULL));
    assert_int_equal(before, day_from_ymd(2026, 6, 8));
    assert_int_equal(after, day_from_ymd(2026, 6, 9));
    assert_string_not_equal(calendar_version(calendar), version);
}

static void test_version_depends_on_days_not_on_order(void **state)
{
    (void) state;
    g_autoptr(Calendar) one = calendar_new();
    g_autoptr(Calendar) two = calendar_new();
    for (gint i = 0; i < 40; i++) {
        calendar_add_holiday(one, day_from_ymd(2026, 1, 1) + i, "x");
        calendar_add_holiday(two, day_from_ymd(2026, 1, 1) + 39 - i, "y");
    }
    assert_string_equal(calendar_version(one), calendar_version(two));
    const GPtrArray *holidays = calendar_holidays(two);
    for (guint i = 1; i < holidays->len; i++) {
        const Holiday *earlier = g_ptr_array_index(holidays, i - 1);
        const Holiday *later = g_ptr_array_index(holidays, i);
        assert_true(earlier->day < later->day);
    }
    calendar_cover_years(two, 2026, 2026);
    assert_string_not_equal(calendar_version(one), calendar_version(two));
}

/* The words of a deadline; the first are those that were asked for. */
static void test_derivation_in_words(void **state)
{
    (void) state;
    static const struct {
        const gchar *start;
        guint days;
        const gchar *words;
    } examples[] = {
        {"2026-12-24", 5,
         "5 working days after Thursday 24 December 2026; not counted: 25, 26, 27, 28 December, 1 to 3 "
         "January"},
        {"2026-11-23", 1, "1 working day after Monday 23 November 2026"},
        {"2026-08-28", 1, "1 working day after Friday 28 August 2026; not counted: 29 to 31 August"},
        {"2026-04-01", 5, "5 working days after Wednesday 1 April 2026; not counted: 3, 4, 5, 6 April"},
        {"2026-01-30", 1, "1 working day after Friday 30 January 2026; not counted: 31 January, 1 February"},
        {"2022-09-16", 1, "1 working day after Friday 16 September 2022; not counted: 17 to 19 September"},
    };
    g_autoptr(Calendar) calendar = shipped();
    for (gsize i = 0; i < G_N_ELEMENTS(examples); i++) {
        g_autofree gchar *words =
            calendar_explain(calendar, day_from_iso(examples[i].start), examples[i].days, NULL);
        assert_string_equal(words, examples[i].words);
    }
    g_autoptr(GError) failure = NULL;
    assert_null(calendar_explain(calendar, day_from_iso("2028-12-29"), 5, &failure));
    assert_true(g_error_matches(failure, IRO_ERROR, IRO_ERROR_INPUT));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_derivation_in_words),
        cmocka_unit_test(test_vectors),
        cmocka_unit_test(test_working_days_of_years),
        cmocka_unit_test(test_counting_undoes_adding),
        cmocka_unit_test(test_refuses_beyond_what_is_known),
        cmocka_unit_test(test_gap_between_years),
        cmocka_unit_test(test_one_off_holiday_moves_a_deadline),
        cmocka_unit_test(test_version_depends_on_days_not_on_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
