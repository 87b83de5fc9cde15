/*
 * Lines of type in a straightened field, each by itself.
 */
#pragma once

#include "scan/patch.h"

typedef struct {
    guint8 *grey;        /* width * height, row by row from the top; 255 is white */
    guint width, height; /* samples */
    gint left, top;      /* of the patch: where it lies, samples */
    gboolean single;     /* no higher than one line is; otherwise several that cannot be told apart */
} TextLine;

/* From the top; of TextLine. The patch's grey is black on white. room: white to
 * leave about each, pt. What hangs down into the next line, or rises from it,
 * stays with its own. The caller unrefs. */
GArray *text_lines_cut(const Patch *patch, gdouble room);
