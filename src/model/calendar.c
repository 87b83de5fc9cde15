#include "model/calendar.h"

#include "model/error.h"

#define VERSION_LENGTH 12 /* hexadecimal digits */

struct Calendar {
    GPtrArray *holidays; /* of Holiday, sorted by day */
    GArray *years;       /* of gint, sorted: those whose list is complete */
    gchar *version;      /* NULL when it must be made anew */
};

static void holiday_free(gpointer data)
{
    Holiday *holiday = data;
    g_free(holiday->title);
    g_free(holiday);
}

Calendar *calendar_new(void)
{
    Calendar *calendar = g_new0(Calendar, 1);
    calendar->holidays = g_ptr_array_new_with_free_func(holiday_free);
    calendar->years = g_array_new(FALSE, FALSE, sizeof(gint));
    return calendar;
}

void calendar_free(Calendar *calendar)
{
    if (!calendar) {
        return;
    }
    g_ptr_array_unref(calendar->holidays);
    g_array_unref(calendar->years);
    g_free(calendar->version);
    g_free(calendar);
}

/* Index of the day, or of the place where it belongs. */
static guint find_place(const Calendar *calendar, Day day, gboolean *found)
{
    guint low = 0;
    guint high = calendar->holidays->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        const Holiday *holiday = g_ptr_array_index(calendar->holidays, middle);
        if (holiday->day < day) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    const Holiday *there = low < calendar->holidays->len ? g_ptr_array_index(calendar->holidays, low) : NULL;
    *found = there && there->day == day;
    return low;
}

gboolean calendar_add_holiday(Calendar *calendar, Day day, const gchar *title)
{
    gboolean found = FALSE;
    guint place = find_place(calendar, day, &found);
    if (found) {
        return FALSE;
    }
    Holiday *holiday = g_new0(Holiday, 1);
    holiday->day = day;
    holiday->title = g_strdup(title);
    g_ptr_array_insert(calendar->holidays, (gint) place, holiday);
    g_clear_pointer(&calendar->version, g_free);
    return TRUE;
}

static gboolean covers_year(const Calendar *calendar, gint year)
{
    for (guint i = 0; i < calendar->years->len; i++) {
        if (g_array_index(calendar->years, gint, i) == year) {
            return TRUE;
        }
    }
    return FALSE;
}

static gint compare_years(gconstpointer a, gconstpointer b)
{
    return *(const gint *) a - *(const gint *) b;
}

void calendar_cover_years(Calendar *calendar, gint first, gint last)
{
    for (gint year = first; year <= last; year++) {
        if (!covers_year(calendar, year)) {
            g_array_append_val(calendar->years, year);
        }
    }
    g_array_sort(calendar->years, compare_years);
    g_clear_pointer(&calendar->version, g_free);
}

gint calendar_first_year(const Calendar *calendar)
{
    return calendar->years->len ? g_array_index(calendar->years, gint, 0) : 0;
}

gint calendar_last_year(const Calendar *calendar)
{
    guint length = calendar->years->len;
    return length ? g_array_index(calendar->years, gint, length - 1) : 0;
}

const gchar *calendar_version(Calendar *calendar)
{
    if (calendar->version) {
        return calendar->version;
    }
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < calendar->holidays->len; i++) {
        const Holiday *holiday = g_ptr_array_index(calendar->holidays, i);
        g_autofree gchar *day = day_to_iso(holiday->day);
        g_string_append_printf(text, "%s\n", day);
    }
    for (guint i = 0; i < calendar->years->len; i++) {
        g_string_append_printf(text, "%d\n", g_array_index(calendar->years, gint, i));
    }
    g_autofree gchar *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text->str, (gssize) text->len);
    calendar->version = g_strndup(hash, VERSION_LENGTH);
    return calendar->version;
}

const GPtrArray *calendar_holidays(const Calendar *calendar)
{
    return calendar->holidays;
}

const gchar *calendar_holiday_title(const Calendar *calendar, Day day)
{
    gboolean found = FALSE;
    guint place = find_place(calendar, day, &found);
    return found ? ((const Holiday *) g_ptr_array_index(calendar->holidays, place))->title : NULL;
}

static gboolean check_covered(const Calendar *calendar, Day day, GError **error)
{
    if (day == DAY_NONE) {
        g_set_error_literal(error, IRO_ERROR, IRO_ERROR_INPUT,
                            "working days cannot be counted without a day");
        return FALSE;
    }
    gint year = day_year(day);
    if (covers_year(calendar, year)) {
        return TRUE;
    }
    if (calendar->years->len == 0) {
        g_set_error(
            error, IRO_ERROR, IRO_ERROR_INPUT,
            "the bank holidays of %d are not known: merge gov.uk's list with \"iro holidays merge FILE\"",
            year);
    } else {
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT,
                    "the bank holidays of %d are not known (those of %d to %d are): merge gov.uk's list with "
                    "\"iro holidays merge FILE\"",
                    year, calendar_first_year(calendar), calendar_last_year(calendar));
    }
    return FALSE;
}

gboolean calendar_is_working_day(const Calendar *calendar, Day day, gboolean *working, GError **error)
{
    if (!check_covered(calendar, day, error)) {
        return FALSE;
    }
    gboolean holiday = FALSE;
    find_place(calendar, day, &holiday);
    *working = !holiday && day_weekday(day) < WEEKDAY_SATURDAY;
    return TRUE;
}

gboolean calendar_add_working_days(const Calendar *calendar, Day start, guint working_days, Day *result,
                                   GError **error)
{
    if (!check_covered(calendar, start, error)) {
        return FALSE;
    }
    Day day = start;
    for (guint counted = 0; counted < working_days;) {
        gboolean working = FALSE;
        if (!calendar_is_working_day(calendar, ++day, &working, error)) {
            return FALSE;
        }
        counted += working ? 1 : 0;
    }
    *result = day;
    return TRUE;
}

gboolean calendar_count_working_days(const Calendar *calendar, Day from, Day to, guint *count, GError **error)
{
    if (!check_covered(calendar, from, error) || !check_covered(calendar, to, error)) {
        return FALSE;
    }
    guint counted = 0;
    for (Day day = from + 1; day <= to; day++) {
        gboolean working = FALSE;
        if (!calendar_is_working_day(calendar, day, &working, error)) {
            return FALSE;
        }
        counted += working ? 1 : 0;
    }
    *count = counted;
    return TRUE;
}

/* Days in a row that were not counted, all of one month. */
typedef struct {
    Day first;
    Day last;
    guint holidays;
} Run;

static gint day_of_month(Day day)
{
    return day - day_from_ymd(day_year(day), day_month(day), 1) + 1;
}

static const gchar *month_name(Day day)
{
    static const gchar *const NAMES[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    return NAMES[day_month(day) - 1];
}

static void append_day(GString *words, gboolean first, gint day)
{
    g_string_append_printf(words, "%s%d", first ? "" : ", ", day);
}

static void append_run(GString *words, const Run *run)
{
    gboolean span = run->last - run->first >= 2 && run->holidays < 2;
    if (span) {
        g_string_append_printf(words, "%d to %d", day_of_month(run->first), day_of_month(run->last));
        return;
    }
    for (Day day = run->first; day <= run->last; day++)
        append_day(words, day == run->first, day_of_month(day));
}

static gboolean same_month(Day a, Day b)
{
    return day_month(a) == day_month(b) && day_year(a) == day_year(b);
}

/* Adds the day to the last run, or begins another. */
static void add_day(GArray *runs, Day day, gboolean holiday)
{
    Run *last = runs->len ? &g_array_index(runs, Run, runs->len - 1) : NULL;
    if (last && last->last == day - 1 && same_month(last->last, day)) {
        last->last = day;
        last->holidays += holiday ? 1 : 0;
        return;
    }
    Run run = {.first = day, .last = day, .holidays = holiday ? 1 : 0};
    g_array_append_val(runs, run);
}

static void append_runs(GString *words, const Run *runs, guint count)
{
    for (guint i = 0; i < count; i++) {
        const gboolean last = i + 1 == count;
        append_run(words, &runs[i]);
        if (last || !same_month(runs[i].last, runs[i + 1].first))
            g_string_append_printf(words, " %s", month_name(runs[i].last));
        g_string_append(words, last ? "" : ", ");
    }
}

gchar *calendar_explain(const Calendar *calendar, Day start, guint working_days, GError **error)
{
    Day end = DAY_NONE;
    if (!calendar_add_working_days(calendar, start, working_days, &end, error))
        return NULL;
    g_autoptr(GArray) runs = g_array_new(FALSE, FALSE, sizeof(Run));
    for (Day day = start + 1; day < end; day++) {
        gboolean working = TRUE;
        if (!calendar_is_working_day(calendar, day, &working, error))
            return NULL;
        if (!working)
            add_day(runs, day, calendar_holiday_title(calendar, day) != NULL);
    }
    g_autofree gchar *from = day_to_words(start);
    g_autoptr(GString) words = g_string_new(NULL);
    g_string_append_printf(words, "%u working day%s after %s", working_days, working_days == 1 ? "" : "s",
                           from);
    if (runs->len > 0) {
        g_string_append(words, "; not counted: ");
        append_runs(words, &g_array_index(runs, Run, 0), runs->len);
    }
    return g_string_free(g_steal_pointer(&words), FALSE);
}
