/*
 * The stretch of time that a report is about: a month, a quarter or a year.
 * Years are of the calendar ("2026") or financial ("2026-27": 1 April 2026 to
 * 31 March 2027, as councils and the Department for Education count); a
 * quarter is of the one or the other ("2026-Q3": July to September 2026;
 * "2026-27-Q2": the same months).
 */
#pragma once

#include <glib.h>

#include "model/day.h"

typedef enum { PERIOD_MONTH, PERIOD_QUARTER, PERIOD_YEAR, PERIOD_FINANCIAL_YEAR } PeriodKind;

typedef struct {
    PeriodKind kind;
    gint year;   /* that it begins in */
    guint month; /* that it begins with: 1 to 12 */
    guint n_months;
    Day first, last;
} Period;

/* From what is typed: kind says which option it was given to; PERIOD_YEAR
 * takes both sorts of years. FALSE when it is none. */
gboolean period_from_text(PeriodKind kind, const gchar *text, Period *period);

/* FALSE unless `kind` may begin in that month. */
gboolean period_of(PeriodKind kind, gint year, guint month, Period *period);

/* The same months a year earlier. */
Period period_year_before(const Period *period);

/* Months since January of the year 0: the first of the period, and of a day. */
gint period_first_month(const Period *period);
gint period_month_of(Day day);

/* "October 2026", "July to September 2026", "January to December 2026", "April 2026 to March 2027";
 * the caller frees. */
gchar *period_words(const Period *period);
/* As a heading, and after "in": "October 2026", "July to September 2026", "2026",
 * "2026-27"; the caller frees. */
gchar *period_heading(const Period *period);
/* "2026-10", "2026-Q3", "2026", "2026-27": as it is typed; the caller frees. */
gchar *period_text(const Period *period);
