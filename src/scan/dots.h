/*
 * What black and white leaves of pale ink, and what dust is: single dots.
 */
#pragma once

#include "scan/box_view.h"

/* Whether dots in the box, or where a tick's end leaves it, may be all that is
 * left of pale ink; never in grey, which keeps it. */
gboolean dots_may_be_ink(const BoxView *view);

/* The same of dots beside the frame, where the blur of a grey picture would
 * hide them. box: as for scan_judge_box(). */
gboolean dots_by_frame_may_be_ink(const BoxView *view, const Picture *picture, const PageFix *fix,
                                  const Rect *box);

/* Whether all there is in the box is a few motes, in black and white, that
 * stand in no row: dust, if no pale pen was used. box: as for scan_judge_box(). */
gboolean dots_are_motes(const BoxView *view, const Picture *picture, const PageFix *fix, const Rect *box);
