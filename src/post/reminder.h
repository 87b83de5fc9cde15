/*
 * Deadlines as calendar entries. They hold a reference, a stage and a post,
 * never the name of a person: calendars are shared.
 */
#pragma once

#include "agenda/agenda.h"
#include "flow/session.h"
#include "flow/tracker.h"

/* The deadline of a stage whose form is out; NULL when none runs. */
AgendaEntry *reminder_of_stage(const Session *session, const Case *dispute, guint stage);

/* One entry as a file of its own; the caller frees. */
gchar *reminder_write(AgendaEntry *entry);

/*
 * A feed of every open deadline that the filter leaves: of the current stages,
 * and the last days of the whole processes. An entry keeps its UID as long as
 * its deadline is the same one, even when it moves. The caller frees.
 */
gchar *reminder_feed(Session *session, const TrackerFilter *filter, GError **error);
