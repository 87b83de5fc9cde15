/*
 * A calendar day without time or zone, and how people write it.
 */
#pragma once

#include <glib.h>

typedef gint32 Day; /* days since 1970-01-01 */

#define DAY_NONE G_MININT32

/* Monday is 1, Sunday is 7, as in ISO 8601. */
typedef enum { WEEKDAY_MONDAY = 1, WEEKDAY_SATURDAY = 6, WEEKDAY_SUNDAY = 7 } Weekday;

/* DAY_NONE when the three do not name a day of the years 1900 to 2199. */
Day day_from_ymd(gint year, gint month, gint day_of_month);
gint day_year(Day day);
gint day_month(Day day);
Weekday day_weekday(Day day);

/* Exactly YYYY-MM-DD; DAY_NONE otherwise. */
Day day_from_iso(const gchar *text);

/*
 * A day as a person writes it, day first: 20/11/2026, 20.11.26, 20-11-2026,
 * 20 November 2026, Fri 20th Nov 2026, 2026-11-20. DAY_NONE when the text is
 * incomplete, impossible or could mean two days. A two-digit year is of 2000
 * to 2099.
 */
Day day_from_written(const gchar *text);

/* "2026-11-20"; the caller frees. NULL for DAY_NONE. */
gchar *day_to_iso(Day day);

/* "Friday 20 November 2026"; the caller frees. NULL for DAY_NONE. */
gchar *day_to_words(Day day);

/* "20 November 2026"; the caller frees. NULL for DAY_NONE. */
gchar *day_to_short_words(Day day);
