#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "model/error.h"
#include "json/json_text.h"

#define LIST(events)                                                                                         \
    "{\"england-and-wales\": {\"division\": \"england-and-wales\", \"events\": [" events "]}}"

static gboolean merge(Calendar *calendar, const gchar *text, guint *added)
{
    return json_merge_holidays(calendar, text, strlen(text), added, NULL);
}

static gchar *shipped(void)
{
    g_autofree gchar *path = g_build_filename(IRO_SOURCE_DIR, "forms", "bank-holidays.json", NULL);
    gchar *text = NULL;
    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    return text;
}

/* Easter Sunday by the Gregorian reckoning of the Book of Common Prayer's
 * tables (golden number, epact), which is not how the list was made. */
static Day easter_sunday(gint year)
{
    gint golden = year % 19 + 1;
    gint century = year / 100 + 1;
    gint leap_days_dropped = 3 * century / 4 - 12;
    gint moon = (8 * century + 5) / 25 - 5;
    gint sunday = 5 * year / 4 - leap_days_dropped - 10;
    gint epact = (11 * golden + 20 + moon - leap_days_dropped) % 30;
    if ((epact == 25 && golden > 11) || epact == 24) {
        epact++;
    }
    gint full_moon = 44 - epact;
    full_moon += full_moon < 21 ? 30 : 0;
    gint march = full_moon + 7 - (sunday + full_moon) % 7;
    return day_from_ymd(year, 3, 1) + march - 1;
}

static void test_shipped_list_has_easter(void **state)
{
    (void) state;
    g_autofree gchar *text = shipped();
    g_autoptr(Calendar) calendar = calendar_new();
    guint added = 0;
    assert_true(merge(calendar, text, &added));
    for (gint year = 2019; year <= 2028; year++) {
        Day easter = easter_sunday(year);
        assert_string_equal(calendar_holiday_title(calendar, easter - 2), "Good Friday");
        assert_string_equal(calendar_holiday_title(calendar, easter + 1), "Easter Monday");
    }
}

/* No bank holiday is lost on a weekend, and there are eight and the one-offs. */
static void test_shipped_list_is_complete(void **state)
{
    (void) state;
    g_autofree gchar *text = shipped();
    g_autoptr(Calendar) calendar = calendar_new();
    guint counts[10] = {0};
    guint added = 0;
    assert_true(merge(calendar, text, &added));
    const GPtrArray *holidays = calendar_holidays(calendar);
    for (guint i = 0; i < holidays->len; i++) {
        const Holiday *holiday = g_ptr_array_index(holidays, i);
        assert_true(day_weekday(holiday->day) < WEEKDAY_SATURDAY);
        counts[day_year(holiday->day) - 2019]++;
    }
    for (gint year = 2019; year <= 2028; year++) {
        assert_int_equal(counts[year - 2019], year == 2022 ? 10 : year == 2023 ? 9 : 8);
    }
    static const gchar *const proclaimed[] = {"2020-05-08", "2022-06-02", "2022-06-03", "2022-09-19",
                                              "2023-05-08"};
    for (guint i = 0; i < G_N_ELEMENTS(proclaimed); i++) {
        assert_non_null(calendar_holiday_title(calendar, day_from_iso(proclaimed[i])));
    }
    assert_null(calendar_holiday_title(calendar, day_from_ymd(2020, 5, 4)));  /* moved to the 8th */
    assert_null(calendar_holiday_title(calendar, day_from_ymd(2022, 5, 30))); /* moved to 2 June */
    assert_true(merge(calendar, text, &added));
    assert_int_equal(added, 0);
}

/* Only a year with its first and its last bank holiday is covered. */
static void test_part_of_a_year_is_not_covered(void **state)
{
    (void) state;
    g_autoptr(Calendar) calendar = calendar_new();
    guint added = 0;
    assert_true(merge(calendar,
                      LIST("{\"title\": \"Christmas Day\", \"date\": \"2028-12-25\"},"
                           "{\"title\": \"New Year's Day\", \"date\": \"2029-01-01\"},"
                           "{\"title\": \"Christmas Day\", \"date\": \"2029-12-25\", \"notes\": \"\"},"
                           "{\"title\": \"New Year\u2019s Day\", \"date\": \"2030-01-01\"}"),
                      &added));
    assert_int_equal(added, 4);
    assert_int_equal(calendar_first_year(calendar), 2029);
    assert_int_equal(calendar_last_year(calendar), 2029);
}

static void test_only_england_and_wales(void **state)
{
    (void) state;
    g_autoptr(Calendar) calendar = calendar_new();
    guint added = 0;
    assert_true(
        merge(calendar,
              "{\"scotland\": {\"events\": [{\"title\": \"2nd January\", \"date\": \"2026-01-02\"}]},"
              "\"england-and-wales\": {\"events\": [{\"title\": \"One-off\", \"date\": \"2026-06-04\"}]}}",
              &added));
    assert_int_equal(added, 1);
    assert_null(calendar_holiday_title(calendar, day_from_ymd(2026, 1, 2)));
}

static void test_wrong_lists_change_nothing(void **state)
{
    (void) state;
    static const struct {
        const gchar *text;
        const gchar *says;
    } wrong[] = {
        {"", "not JSON"},
        {"{\n\"england-and-wales\": oops}", "line 2"},
        {"<html></html>", "not JSON"},
        {"[]", "england-and-wales"},
        {"{\"scotland\": {\"events\": []}}", "england-and-wales"},
        {LIST(""), "events"},
        {LIST("{\"title\": \"One-off\", \"date\": \"2026-06-04\"}, {\"title\": \"x\"}"), "holiday 2"},
        {LIST("{\"title\": \"One-off\", \"date\": \"04/06/2026\"}"), "YYYY-MM-DD"},
        {LIST("{\"title\": \"One-off\", \"date\": \"2026-02-30\"}"), "YYYY-MM-DD"},
        {LIST("{\"title\": \"\", \"date\": \"2026-06-04\"}"), "title"},
        {LIST("{\"title\": 7, \"date\": \"2026-06-04\"}"), "title"},
        {LIST("7"), "title"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(Calendar) calendar = calendar_new();
        g_autoptr(GError) error = NULL;
        guint added = 0;
        assert_false(json_merge_holidays(calendar, wrong[i].text, strlen(wrong[i].text), &added, &error));
        assert_true(g_error_matches(error, IRO_ERROR, IRO_ERROR_INPUT));
        if (!strstr(error->message, wrong[i].says)) {
            fail_msg("\"%s\" does not say \"%s\"", error->message, wrong[i].says);
        }
        assert_int_equal(calendar_holidays(calendar)->len, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shipped_list_has_easter),       cmocka_unit_test(test_shipped_list_is_complete),
        cmocka_unit_test(test_part_of_a_year_is_not_covered), cmocka_unit_test(test_only_england_and_wales),
        cmocka_unit_test(test_wrong_lists_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
