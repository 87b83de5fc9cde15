/*
 * Merging a published list of bank holidays, and what moves by it.
 */
#pragma once

#include "flow/session.h"

typedef struct {
    gchar *reference;
    guint stage; /* 0: the last day of the whole process */
    Day was;     /* the deadline as it was set */
    Day is;      /* as the merged calendar has it */
} MovedDeadline;

void moved_deadline_free(MovedDeadline *moved);

/*
 * Adds the England and Wales days of a published file to the store and the
 * session's calendar; what is known already stays. Sets *added. Returns the
 * open deadlines that the calendar now puts elsewhere (of MovedDeadline);
 * those of stages are told, not changed: people have them in their hands. The
 * last day of a whole process is counted anew each time. Within a transaction.
 */
GPtrArray *holidays_merge(Session *session, const gchar *file, guint *added, GError **error);
