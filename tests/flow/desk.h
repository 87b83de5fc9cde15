/*
 * A desk of one dispute: a store in a folder of its own, a day, and the
 * returned forms that are taken in at it.
 */
#pragma once

#include "flow/intake.h"
#include "flow/session.h"

typedef struct {
    gchar *folder;
    Session *session;
    gchar *reference; /* of the dispute that was opened */
    guint files;      /* how many were taken in; each has bytes of its own */
} Desk;

/* Of nottingham-minimal.xml, opened on 23 November 2026; for cmocka. */
int desk_set_up(void **state);
int desk_tear_down(void **state);

/* Closes the session and opens it again on that day. */
void desk_on_day(Desk *desk, const gchar *today);

/* Issues the form of the current stage. */
void desk_issue(Desk *desk);

/* What a returned form of the first issue says; its boxes are judged. */
Reading *desk_answered(const gchar *reference, guint stage, Mark resolved, Mark proceed,
                       const gchar *response);

/* Takes one reading in as a file of its own, which must be kept; of Intake, one, the caller frees. */
GPtrArray *desk_take_in(Desk *desk, Reading *reading);
