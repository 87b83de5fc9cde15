/*
 * How the strokes in and about a box run: into it, through it, out of it.
 * inside, ring: of the patch's size, not 0 where there is ink in that part.
 */
#pragma once

#include "scan/box_view.h"

/* Whether all the ink inside is one straight line that comes from outside.
 * A thin one may bend more. */
gboolean strokes_run_in(const BoxView *view, const guint8 *inside, const guint8 *ring, gboolean thin);

/* Whether all the ink about the box is one straight line that neither points
 * into it nor out of it. */
gboolean strokes_pass_by(const BoxView *view, const guint8 *ring);

/* Whether all the ink inside is one straight level stroke: of a mark none is. */
gboolean strokes_are_level(const BoxView *view, const guint8 *inside);

/* Degrees, as seen from the box's middle, between the two farthest of the
 * places where ink that begins in the box leaves the ring; 0 when none does. */
gdouble strokes_measure_arc(const BoxView *view, const guint8 *inside, const guint8 *ring);

/* Whether there is ink beyond all four corners of the box where the looked-at ring ends, as of a
 * ring drawn about it. */
gboolean strokes_surround(const BoxView *view, const guint8 *ring);

/* Whether two sides that face each other have ink just outside along so much of them. */
gboolean strokes_overrun(const BoxView *view, const guint8 *ring, gdouble share);

/* The longest side of any stroke, pt; small gaps in a stroke do not matter. */
gdouble strokes_measure_length(const BoxView *view, const guint8 *inside);

/* Its mean darkness. */
gdouble strokes_measure_mean(const BoxView *view, const guint8 *dark);

/* Share of the rows, or of the columns if that is more, that cross the largest
 * piece of ink twice or more: none of a blot's do. */
gdouble strokes_measure_forked(const BoxView *view, const guint8 *inside);

/* How much of the smallest upright rectangle about all ink is ink. */
gdouble strokes_measure_solid(const BoxView *view, const guint8 *inside);
