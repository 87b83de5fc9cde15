/*
 * The deadlines of a dispute: of its stages and in all, each with its
 * derivation in words, and what is to be done next by when.
 */
#pragma once

#include "flow/session.h"

/* How the deadline of a stage came about, extension and reason included; NULL
 * when its form is not out. The caller frees. */
gchar *clock_explain_stage(const Case *dispute, guint number, const Calendar *calendar);

/* The last day of the whole formal process; DAY_NONE when it has not begun, has
 * no limit, or the calendar does not reach that far. *explanation may be NULL;
 * the caller frees it. An extension of a stage does not move it. */
Day clock_total(const Case *dispute, const Calendar *calendar, gchar **explanation);

/* The day by which the current stage is to be issued; DAY_NONE when none is. */
Day clock_issue_by(const Case *dispute, const Calendar *calendar);

/* As progress_next_action, with the day by which a stage is to be issued. */
gchar *clock_next_action(const Case *dispute, const Calendar *calendar, Day today, Day *by);
