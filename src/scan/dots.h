/*
 * What black and white leaves of pale ink, and what dust is: single dots.
 */
#pragma once

#include "scan/box_view.h"

/* Whether dots in the box, or where a tick's end leaves it, may be all that is
 * left of pale ink; never in grey, which keeps it. */
gboolean dots_may_be_ink(const BoxView *view);

/* Whether there are dots about the box, above its middle, where strokes end. */
gboolean dots_about(const BoxView *view);

/* Whether dots and pieces in the box lie along a stroke: over gaps of
 * LIMIT_DOT_GAP it is long, and hardly anything lies about the box. */
gboolean dots_are_strokes(const BoxView *view);

/* Whether they are several larger pieces, and next to nothing lies about the
 * box: what is left of a mark. */
gboolean dots_are_remains(const BoxView *view);

/* Whether dots or pieces beyond the upper side stand as the end of a tick does
 * of which the rest is lost: in a row that rises, larger than dust. */
gboolean dots_end_a_tick(const BoxView *view);

/* As dots_may_be_ink(), of dots beside the frame, where the blur of a grey picture would
 * hide them. box: as for scan_judge_box(). */
gboolean dots_by_frame_may_be_ink(const BoxView *view, const Picture *picture, const PageFix *fix,
                                  const Rect *box);

/* Whether all there is in the box is a lone mote, in black and white: dust, if
 * no pale pen was used. Two may be what is left of a stroke of another pen.
 * box: as for scan_judge_box(). */
gboolean dots_are_motes(const BoxView *view, const Picture *picture, const PageFix *fix, const Rect *box);
