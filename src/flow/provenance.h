/*
 * Where a recorded answer comes from: which file said it, how it was read,
 * and what a person decided about it.
 */
#pragma once

#include "flow/session.h"
#include "model/reading.h"

/* The receipt that an answer or decision is about; NULL without error when there is none. */
Event *provenance_receipt(Session *session, gint64 id, GError **error);

/* As what the file was read; NULL when the receipt's reading is of a newer iro. */
Reading *provenance_reading(const Event *receipt);

/* The file's own name, without the folders that it lay in. */
const gchar *provenance_file_name(const Reading *reading);

/* "its form fields" */
const gchar *provenance_source_words(ReadingSource source);

/* Sets stage.read, stage.file, stage.accepted, stage.set of an answer. */
gboolean provenance_put(Session *session, const Event *answer, Facts *facts, GError **error);
