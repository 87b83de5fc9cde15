/*
 * Reads pictures of pages: scans, photos, faxes. Private to this folder.
 */
#pragma once

#include <glib.h>

#include "model/reading.h"
#include "read/judge.h"
#include "read/worker_link.h"

/* One Reading for each form that a code in the pictures names; NULL when there
 * is none, or with `error`. */
GPtrArray *scanned_read(WorkerLink *scans, const gchar *name, GBytes *content, PlacementsLookup lookup,
                        gpointer data, GError **error);
