/*
 * Days to remember, as an iCalendar file (RFC 5545) that Outlook and other
 * calendars take in: all-day entries that block no time, each with an alarm.
 */
#pragma once

#include <glib.h>

#include "model/day.h"

typedef struct {
    gchar *uid;         /* the same for the same deadline, so that a later file replaces it */
    gchar *title;       /* no name: calendars are shared */
    gchar *description; /* or NULL */
    Day day;
    Day warned;     /* the day of the alarm, at nine in the morning; DAY_NONE: none */
    gint64 stamp;   /* when it came to be so: microseconds since 1970, UTC */
    guint sequence; /* how often it has changed (RFC 5545, 3.8.7.4) */
} AgendaEntry;

void agenda_entry_free(AgendaEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AgendaEntry, agenda_entry_free)

/* entries: of AgendaEntry. title: of the whole calendar, or NULL. UTF-8, lines
 * folded and ended by CR LF; the caller frees. */
gchar *agenda_write(const GPtrArray *entries, const gchar *title);
