/*
 * Reads pictures of pages: scans, photos, faxes. Private to this folder.
 */
#pragma once

#include <glib.h>

#include "model/reading.h"
#include "read/judge.h"
#include "read/worker_link.h"

/* Looks at `pages` (of guint, from 1; NULL: all of a picture). One Reading for
 * each form that a code on them names, and one of READING_NO_FORM when not all
 * could be looked at; NULL when there is nothing to say, or with `error`. */
GPtrArray *scanned_read(WorkerLink *scans, const gchar *name, GBytes *content, const GArray *pages,
                        PlacementsLookup lookup, gpointer data, GError **error);
