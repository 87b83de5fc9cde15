/*
 * From what was seen in a file to what it says. Nothing here opens or runs
 * anything.
 */
#pragma once

#include <glib.h>

#include "model/reading.h"
#include "stored/sighting.h"

/* One Reading for each form in the file, in page order, or one of
 * READING_NO_FORM with its problem; never empty. */
GPtrArray *judge_sighting(const gchar *name, const Sighting *sighting);

/* Where the fields stood on a form as it was issued, as
 * layout_placements_to_text() writes it; issue 0: the latest. The caller
 * frees; NULL when it is not known. */
typedef gchar *(*PlacementsLookup)(const gchar *reference, guint stage, guint issue, gpointer data);

/* What its lines said, as layout_wording_to_text() writes it; likewise. */
typedef gchar *(*WordingLookup)(const gchar *reference, guint stage, guint issue, gpointer data);

/* Who knows the forms that went out; either lookup may be NULL. */
typedef struct {
    PlacementsLookup placements;
    WordingLookup wording;
    gpointer data;
} IssueRecord;

/* The same, with what is known of the forms that went out, so that printed
 * copies can be read too and changes of what was printed are seen. */
GPtrArray *judge_sighting_placed(const gchar *name, const Sighting *sighting, const IssueRecord *record);

/* A file of which nothing was seen: one Reading with the problem. */
GPtrArray *judge_unseen(const gchar *name, ProblemCode why);

/* The same; message: what to do about it, in place of what is usually said. */
GPtrArray *judge_unseen_because(const gchar *name, ProblemCode why, const gchar *message);
