/*
 * The printed frame of a field, found near its place: what says that a page
 * lies as the marks tell, and where exactly the field is.
 */
#pragma once

#include "scan/patch.h"

typedef struct {
    gint left, top, right, bottom; /* samples of the patch: middles of the lines */
    gdouble covered;               /* share of the worst side that is there, 0 to 1 */
    gdouble darkness;              /* of its lines, as in Patch */
} FrameFound;

typedef struct {
    gdouble reach;           /* pt: how far it may lie off */
    gdouble shrink, stretch; /* pt: how much smaller or larger it may be */
    gdouble least;           /* share of each side that must be there */
} FrameLimits;

/* Where the frame of a text field or of a check box is printed: middles of its lines, pt. */
Rect frame_of_text(const Rect *field);
Rect frame_of_box(const Rect *box);

/* frame: as above. The patch has been judged. */
gboolean frame_find(const Patch *patch, const Rect *frame, const FrameLimits *limits, FrameFound *found);
