/*
 * Working days: not a Saturday, a Sunday, or a bank holiday in England and
 * Wales. The list of bank holidays runs out; beyond its last year every
 * question is refused rather than guessed.
 */
#pragma once

#include <glib.h>

#include "model/day.h"

typedef struct {
    Day day;
    gchar *title; /* "Good Friday" */
} Holiday;

typedef struct Calendar Calendar;

Calendar *calendar_new(void);
void calendar_free(Calendar *calendar);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Calendar, calendar_free)

/* Adds one bank holiday; returns FALSE when that day was one already. */
gboolean calendar_add_holiday(Calendar *calendar, Day day, const gchar *title);

/* Every year from first to last is complete from now on; ranges may grow. */
void calendar_cover_years(Calendar *calendar, gint first, gint last);

gint calendar_first_year(const Calendar *calendar); /* 0 when empty */
gint calendar_last_year(const Calendar *calendar);  /* 0 when empty */

/* Short name of the version used, kept with every deadline: twelve
 * hexadecimal digits of the SHA-256 over the sorted days and the years. */
const gchar *calendar_version(Calendar *calendar);

/* Sorted by day; owned by the calendar. */
const GPtrArray *calendar_holidays(const Calendar *calendar);

/* Title of the bank holiday on that day, or NULL. */
const gchar *calendar_holiday_title(const Calendar *calendar, Day day);

/* Fails with IRO_ERROR_INPUT, naming the missing year's list. */
gboolean calendar_is_working_day(const Calendar *calendar, Day day, gboolean *working, GError **error);

/*
 * The day `working_days` working days after start. Day 0 is the start, even
 * when it is no working day itself; the next working day is day 1.
 */
gboolean calendar_add_working_days(const Calendar *calendar, Day start, guint working_days, Day *result,
                                   GError **error);

/*
 * Working days after `from` up to and with `to`, so that counting undoes
 * adding; 0 when `to` is not later.
 */
gboolean calendar_count_working_days(const Calendar *calendar, Day from, Day to, guint *count,
                                     GError **error);

/*
 * How the deadline came about, in words: "5 working days after Thursday 24
 * December 2026; not counted: 25, 26, 27, 28 December, 1 to 3 January". Days
 * in a row with two bank holidays or more are named one by one, so that each
 * can be looked up. The caller frees; NULL with IRO_ERROR_INPUT as above.
 */
gchar *calendar_explain(const Calendar *calendar, Day start, guint working_days, GError **error);
