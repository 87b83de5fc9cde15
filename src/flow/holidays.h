/*
 * Merging a published list of bank holidays, and what moves by it.
 */
#pragma once

#include "flow/session.h"

typedef struct {
    gchar *reference;
    guint stage;
    Day was; /* the deadline as it was set */
    Day is;  /* as the merged calendar has it */
} MovedDeadline;

void moved_deadline_free(MovedDeadline *moved);

/*
 * Adds the England and Wales days of a published file to the store and the
 * session's calendar; what is known already stays. Sets *added. Returns the
 * open deadlines that the calendar now puts elsewhere (of MovedDeadline);
 * they are told, not changed. Within a transaction.
 */
GPtrArray *holidays_merge(Session *session, const gchar *file, guint *added, GError **error);
