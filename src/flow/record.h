/*
 * The record copy of a dispute or compliment: what its forms said when they came back, as a
 * PDF that can be kept (PDF/A-3u) with the same data as XML in it. Made from
 * the record alone, so that it holds what was recorded, not what a file shows.
 */
#pragma once

#include "flow/session.h"

typedef struct {
    GBytes *pdf;
    gchar *missing; /* how many characters no font has, in words; NULL when none */
} RecordCopy;

/*
 * stage: only that stage, or 0 for all that were reached; a compliment has none. Fails with
 * IRO_ERROR_INPUT when there is no such record, or the stage was not reached.
 */
RecordCopy *record_copy_make(Session *session, const gchar *reference, guint stage, GError **error);
void record_copy_free(RecordCopy *copy);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RecordCopy, record_copy_free)
