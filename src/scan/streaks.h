/*
 * Pale straight lines over the whole page: folds, dust on a scanner's glass.
 * No hand draws them; they are taken off a piece of the page before it is judged.
 */
#pragma once

#include "scan/patch.h"

/* box: the part in the patch's middle that holds printed lines, pt. A line is
 * taken off when it goes on, level with the paper's edges, far beyond the
 * patch on both sides; what was drawn over it stays. */
void streaks_take_off(Patch *patch, const Picture *picture, const PageFix *fix, const Rect *box);
