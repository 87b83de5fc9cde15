/*
 * Ink too thin or too small for the averaged darkness, looked at sample by
 * sample.
 */
#pragma once

#include "scan/box_view.h"

/* What is darker than the limit in that part, but for blobs smaller than
 * `speck` pt^2: of the patch's size, not 0 where it is. Freed by the caller. */
guint8 *fine_find(const BoxView *view, Part part, gdouble limit, gdouble speck);

/* Strokes that get paler in places: what hangs together above `limit`, of which
 * that share is darker than `firm_limit`. Freed by the caller. */
guint8 *fine_find_pale(const BoxView *view, Part part, gdouble limit, gdouble firm_limit, gdouble share);

/* The longest side of anything that hangs together without a gap, pt. */
gdouble fine_measure_longest(const BoxView *view, const guint8 *dark);

/* Whether all that is darker than the limit in the box is a few motes: each no
 * longer than `longest` pt where it is at least half as dark as it gets. */
gboolean fine_is_dust(const BoxView *view, gdouble limit, gdouble longest, guint most);

/* Whether what is darker than the limit in the box is one long stroke or two,
 * all of it, without a gap: no dots, no pieces. */
gboolean fine_is_unbroken(const BoxView *view, gdouble limit);

/* Whether strokes stand beside each other as those of a word do: so large a
 * share of the rows in the box cross LETTERS of them or more, and hardly a column does. */
gboolean fine_is_lettered(const BoxView *view, gdouble limit, gdouble share);

/* Whether so many strokes or more leave the box on each of two sides that face
 * each other, as they do where it is crossed out. */
gboolean fine_is_hatched(const BoxView *view, gdouble limit, guint strokes);

/* The same of strokes with gaps: seen anywhere in the first 2 pt outside, or
 * any of them on three sides. */
gboolean fine_is_hatched_in_pieces(const BoxView *view, gdouble limit, guint strokes);

/* Whether ink goes on beyond three sides or more, along so much of each. */
gboolean fine_overruns_three(const BoxView *view, gdouble limit, gdouble share);

/* Whether there is no paper between the strokes in the box, not a sample less
 * than half as dark as most of them, which are at least so dark. */
gboolean fine_is_solid(const BoxView *view, gdouble least);

/* How far ink on the frame goes on beyond two sides that face each other, at
 * so large a share of the places along each no farther than this, pt
 * from the middles of both lines together; of the two pairs the larger. The
 * blurred line itself goes on for some 2 pt. */
gdouble fine_measure_overrun(const BoxView *view, gdouble limit, gdouble share);
