/*
 * Issuing the form of a stage, with its deadline.
 */
#pragma once

#include "flow/form_pdf.h"
#include "flow/session.h"

/*
 * The form of a stage (0: the current one) as PDF. The first time, the
 * deadline runs from today and an event is recorded; the same form asked for
 * again is the same bytes and no event. When the pack or template has changed
 * since, it is issued anew under the old deadline. Within a transaction.
 * Fails with IRO_ERROR_INPUT when the stage cannot be issued now.
 */
IssuedForm *issue_stage_form(Session *session, const gchar *reference, guint stage, GError **error);

/* The same with the working days that are chosen for this stage by risk, where
 * the process lets them be chosen; 0: those of progress_days(). Fails with
 * IRO_ERROR_INPUT when they are no choice, or when another clock runs already. */
IssuedForm *issue_stage_form_within(Session *session, const gchar *reference, guint stage, guint days,
                                    GError **error);

/* Where the fields stood on a form as it went out, as
 * layout_placements_to_text() writes it; number 0: the latest issue of the
 * stage. NULL when the record does not know. The caller frees. */
gchar *issue_placements(Session *session, const gchar *reference, guint stage, guint number);

/* Likewise what its lines say, as layout_wording_to_text() writes it. */
gchar *issue_wording(Session *session, const gchar *reference, guint stage, guint number);
