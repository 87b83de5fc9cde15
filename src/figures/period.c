#include "figures/period.h"

#include <stdio.h>
#include <string.h>

static const gchar *const MONTHS[] = {"January", "February", "March",     "April",   "May",      "June",
                                      "July",    "August",   "September", "October", "November", "December"};

static const guint N_MONTHS[] = {
    [PERIOD_MONTH] = 1, [PERIOD_QUARTER] = 3, [PERIOD_YEAR] = 12, [PERIOD_FINANCIAL_YEAR] = 12};

#define FINANCIAL_START 4 /* April */

gint period_first_month(const Period *period)
{
    return period->year * 12 + (gint) period->month - 1;
}

gint period_month_of(Day day)
{
    return day_year(day) * 12 + day_month(day) - 1;
}

gboolean period_of(PeriodKind kind, gint year, guint month, Period *period)
{
    if (month < 1 || month > 12 || (kind == PERIOD_QUARTER && month % 3 != 1) ||
        (kind == PERIOD_YEAR && month != 1) || (kind == PERIOD_FINANCIAL_YEAR && month != FINANCIAL_START))
        return FALSE;
    *period = (Period){.kind = kind, .year = year, .month = month, .n_months = N_MONTHS[kind]};
    gint next = period_first_month(period) + (gint) period->n_months;
    period->first = day_from_ymd(year, (gint) month, 1);
    Day after = day_from_ymd(next / 12, next % 12 + 1, 1);
    if (period->first == DAY_NONE || after == DAY_NONE)
        return FALSE;
    period->last = after - 1;
    return TRUE;
}

/* A number of exactly so many digits; moves *text behind it. */
static gboolean take_digits(const gchar **text, guint digits, gint *number)
{
    *number = 0;
    for (guint i = 0; i < digits; i++, (*text)++) {
        if (!g_ascii_isdigit(**text))
            return FALSE;
        *number = *number * 10 + (**text - '0');
    }
    return TRUE;
}

static gboolean take(const gchar **text, const gchar *prefix)
{
    if (!g_str_has_prefix(*text, prefix))
        return FALSE;
    *text += strlen(prefix);
    return TRUE;
}

/* Behind the first year: "-27" of a financial year. */
static gboolean take_second_year(const gchar **text, gint year)
{
    const gchar *at = *text;
    gint second = 0;
    if (!take(&at, "-") || !take_digits(&at, 2, &second) || second != (year + 1) % 100)
        return FALSE;
    *text = at;
    return TRUE;
}

static gboolean read_quarter(const gchar *text, gint year, gboolean financial, Period *period)
{
    gint quarter = 0;
    if (!(take(&text, "-Q") || take(&text, "-q")) || !take_digits(&text, 1, &quarter) || *text ||
        quarter < 1 || quarter > 4)
        return FALSE;
    guint month = (guint) (quarter - 1) * 3 + (financial ? FINANCIAL_START : 1);
    return period_of(PERIOD_QUARTER, month > 12 ? year + 1 : year, month > 12 ? month - 12 : month, period);
}

gboolean period_from_text(PeriodKind kind, const gchar *text, Period *period)
{
    gint year = 0, month = 0;
    if (!take_digits(&text, 4, &year))
        return FALSE;
    if (kind == PERIOD_MONTH)
        return take(&text, "-") && take_digits(&text, 2, &month) && !*text &&
               period_of(kind, year, (guint) month, period);
    gboolean financial = take_second_year(&text, year);
    if (kind == PERIOD_QUARTER)
        return read_quarter(text, year, financial, period);
    return !*text && period_of(financial ? PERIOD_FINANCIAL_YEAR : PERIOD_YEAR, year,
                               financial ? FINANCIAL_START : 1, period);
}

Period period_year_before(const Period *period)
{
    Period before = {0};
    period_of(period->kind, period->year - 1, period->month, &before);
    return before;
}

gchar *period_words(const Period *period)
{
    gint last = period_first_month(period) + (gint) period->n_months - 1;
    const gchar *from = MONTHS[period->month - 1], *to = MONTHS[last % 12];
    switch (period->kind) {
    case PERIOD_MONTH:
        return g_strdup_printf("%s %d", from, period->year);
    case PERIOD_QUARTER:
        return g_strdup_printf("%s to %s %d", from, to, period->year);
    case PERIOD_YEAR:
        return g_strdup_printf("January to December %d", period->year);
    case PERIOD_FINANCIAL_YEAR:
        break;
    }
    return g_strdup_printf("%s %d to %s %d", from, period->year, to, last / 12);
}

gchar *period_heading(const Period *period)
{
    gboolean year = period->kind == PERIOD_YEAR || period->kind == PERIOD_FINANCIAL_YEAR;
    return year ? period_text(period) : period_words(period);
}

gchar *period_text(const Period *period)
{
    switch (period->kind) {
    case PERIOD_MONTH:
        return g_strdup_printf("%d-%02u", period->year, period->month);
    case PERIOD_QUARTER:
        return g_strdup_printf("%d-Q%u", period->year, (period->month - 1) / 3 + 1);
    case PERIOD_YEAR:
        return g_strdup_printf("%d", period->year);
    case PERIOD_FINANCIAL_YEAR:
        break;
    }
    return g_strdup_printf("%d-%02d", period->year, (period->year + 1) % 100);
}
