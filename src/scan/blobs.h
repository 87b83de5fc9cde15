/*
 * What hangs together in a picture of dark and light samples.
 */
#pragma once

#include <glib.h>

typedef struct {
    guint area;                     /* samples */
    guint left, top, right, bottom; /* samples, inclusive */
} Blob;

/* dark: width * height, row by row, not 0 where dark. Those of an area below
 * `least` are wiped from it, as specks. Of Blob. */
GArray *blobs_find(guint8 *dark, guint width, guint height, guint least);

/* Whether there is dark within `reach` samples of a place, which may lie outside. */
gboolean blobs_is_near(const guint8 *dark, guint width, guint height, gint x, gint y, gint reach);

/* Adds to `members` (of guint: places) all that hangs together with a place
 * where `dark` is 1, and makes it 2 there. */
void blobs_collect(guint8 *dark, guint width, guint height, guint place, GArray *members);

/* As blobs_find(), over gaps of up to twice `reach` samples: places of the dark itself;
 * `dark` stays as it is, and areas count the gaps' filling. */
GArray *blobs_find_joined(const guint8 *dark, guint width, guint height, guint reach);
