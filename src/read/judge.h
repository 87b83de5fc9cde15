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

/* A file of which nothing was seen: one Reading with the problem. */
GPtrArray *judge_unseen(const gchar *name, ProblemCode why);
