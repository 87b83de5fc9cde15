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

/* The same over gaps of up to twice `reach` samples: places of the dark itself;
 * `dark` stays as it is, and areas count the gaps' filling. */
GArray *blobs_find_joined(const guint8 *dark, guint width, guint height, guint reach);
