/* Periods as they are typed, and which days they hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "figures/period.h"

static void assert_period(PeriodKind kind, const gchar *text, const gchar *first, const gchar *last,
                          const gchar *words)
{
    Period period;
    assert_true(period_from_text(kind, text, &period));
    g_autofree gchar *from = day_to_iso(period.first);
    g_autofree gchar *to = day_to_iso(period.last);
    g_autofree gchar *said = period_words(&period);
    assert_string_equal(from, first);
    assert_string_equal(to, last);
    assert_string_equal(said, words);
}

static void test_periods(void **state)
{
    (void) state;
    assert_period(PERIOD_MONTH, "2026-10", "2026-10-01", "2026-10-31", "October 2026");
    assert_period(PERIOD_MONTH, "2028-02", "2028-02-01", "2028-02-29", "February 2028");
    assert_period(PERIOD_MONTH, "2026-12", "2026-12-01", "2026-12-31", "December 2026");
    assert_period(PERIOD_QUARTER, "2026-Q3", "2026-07-01", "2026-09-30", "July to September 2026");
    assert_period(PERIOD_QUARTER, "2026-27-Q2", "2026-07-01", "2026-09-30", "July to September 2026");
    assert_period(PERIOD_QUARTER, "2026-27-Q4", "2027-01-01", "2027-03-31", "January to March 2027");
    assert_period(PERIOD_YEAR, "2026", "2026-01-01", "2026-12-31", "January to December 2026");
    assert_period(PERIOD_YEAR, "2026-27", "2026-04-01", "2027-03-31", "April 2026 to March 2027");
    assert_period(PERIOD_YEAR, "2099-00", "2099-04-01", "2100-03-31", "April 2099 to March 2100");
}

static void test_what_is_no_period(void **state)
{
    (void) state;
    static const struct {
        PeriodKind kind;
        const gchar *text;
    } wrong[] = {{PERIOD_MONTH, "2026-13"},      {PERIOD_MONTH, "2026-00"},   {PERIOD_MONTH, "2026-1"},
                 {PERIOD_MONTH, "2026-10x"},     {PERIOD_MONTH, ""},          {PERIOD_MONTH, "2026"},
                 {PERIOD_QUARTER, "2026-Q5"},    {PERIOD_QUARTER, "2026-Q0"}, {PERIOD_QUARTER, "2026-3"},
                 {PERIOD_QUARTER, "2026-28-Q1"}, {PERIOD_YEAR, "26"},         {PERIOD_YEAR, "2026-28"},
                 {PERIOD_YEAR, "2026-10"},       {PERIOD_YEAR, "2026-27-"},   {PERIOD_MONTH, "1600-01"}};
    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
        Period period;
        if (period_from_text(wrong[i].kind, wrong[i].text, &period))
            fail_msg("\"%s\" was taken for a period", wrong[i].text);
    }
}

static void test_year_before(void **state)
{
    (void) state;
    Period period, before;
    assert_true(period_from_text(PERIOD_MONTH, "2028-02", &period));
    before = period_year_before(&period);
    assert_int_equal(before.last, day_from_iso("2027-02-28"));
    assert_true(period_from_text(PERIOD_QUARTER, "2026-27-Q4", &period));
    before = period_year_before(&period);
    assert_int_equal(before.first, day_from_iso("2026-01-01"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_periods),
        cmocka_unit_test(test_what_is_no_period),
        cmocka_unit_test(test_year_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
