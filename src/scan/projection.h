/*
 * Plane projections: from points on a form (pt) to points in a picture
 * (pixels), fitted to pairs of them.
 */
#pragma once

#include <glib.h>

typedef struct {
    gdouble x, y;
} Point;

/* A point of the form, where it was seen, and how much it counts. */
typedef struct {
    Point form, seen;
    gdouble weight;
} Pair;

typedef enum {
    PROJECTION_SIMILAR, /* two pairs or more: turned, scaled, shifted */
    PROJECTION_AFFINE,  /* three or more */
    PROJECTION_FULL,    /* four or more: in perspective */
} ProjectionKind;

/* Least squares; row by row into `projection`. FALSE when the pairs do not
 * settle it. A similar projection mirrors the form's upward y. */
gboolean projection_fit(ProjectionKind kind, const Pair *pairs, guint n, gdouble projection[9]);

Point projection_apply(const gdouble projection[9], Point point);

/* Pixels for a pt of the form near a point. */
gdouble projection_scale(const gdouble projection[9], Point near);
