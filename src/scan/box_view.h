/*
 * A box seen: its straightened piece of the page, its frame, and which places
 * of the piece are in it and which about it.
 */
#pragma once

#include "scan/frame.h"

#define BOX_LINE_CLEAR 1.2 /* pt from the middle of the frame's line, and */
#define BOX_BLUR_CLEAR 2.2 /* pixels of the picture: beyond its blur */

typedef struct {
    const Patch *patch;
    FrameFound frame;
    FrameFound expected; /* where the page says that it is: ink all over the box hides it */
    gint clear, ring;    /* samples from the frame: to where its blur reaches, to where is looked */
} BoxView;

typedef enum { PART_NONE, PART_INSIDE, PART_RING } Part;

/* Samples inside of the frame's line, negative outside. */
static inline gint box_view_depth(const BoxView *view, gint x, gint y)
{
    const FrameFound *f = &view->frame;

    return MIN(MIN(x - f->left, f->right - x), MIN(y - f->top, f->bottom - y));
}

/* The frame itself belongs to none. */
static inline Part box_view_part(const BoxView *view, gint x, gint y)
{
    gint depth = box_view_depth(view, x, y);

    if (depth >= view->clear)
        return PART_INSIDE;
    return -depth >= view->clear && -depth <= view->ring ? PART_RING : PART_NONE;
}

/* Samples of a part, at least 1. */
static inline guint box_view_area(const BoxView *view, Part part)
{
    guint n = 0;

    for (guint y = 0; y < view->patch->height; y++)
        for (guint x = 0; x < view->patch->width; x++)
            n += box_view_part(view, (gint) x, (gint) y) == part;
    return MAX(n, 1);
}
