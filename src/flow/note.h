/*
 * The consolidated case-record note of a dispute, from the record alone.
 */
#pragma once

#include "document/document.h"
#include "flow/session.h"

typedef struct {
    gboolean brief; /* title and summary only */
} NoteOptions;

/* The caller frees. Fails with IRO_ERROR_INPUT when there is no such dispute. */
Document *note_compose(Session *session, const gchar *reference, const NoteOptions *options, GError **error);
