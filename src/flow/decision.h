/*
 * What a person records about a dispute beside the returned forms: bypass, no
 * response, referral, closing and the like.
 */
#pragma once

#include "flow/session.h"

/* Within a transaction. on: DAY_NONE for today; text: may be NULL. Fails with
 * IRO_ERROR_INPUT when it cannot be recorded now, saying what can. */
gboolean decision_record(Session *session, const gchar *reference, EventKind kind, Day on, const gchar *text,
                         GError **error);

/* A pause (EVENT_PAUSED, with its reason) and its end (EVENT_RESUMED) are agreed
 * too: the working days that were left when the clock stopped are counted on
 * from the day it runs again. The total of the process does not move. */

/* A later deadline for the current stage, agreed by both sides; text says why
 * and has to. Otherwise as decision_record. */
gboolean decision_extend(Session *session, const gchar *reference, Day until, Day on, const gchar *text,
                         GError **error);

/* What the policy asks for that this record does not say yet, as one line for
 * the person who records it; NULL when nothing. The caller frees. */
gchar *decision_reminder(Session *session, const gchar *reference, EventKind kind, const gchar *text);
