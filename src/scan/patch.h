/*
 * A piece of the page cut out of the picture and straightened, and how dark
 * each place of it is against the paper around.
 */
#pragma once

#include "scan/scan.h"

typedef struct {
    Rect place;    /* of the form, pt */
    gdouble scale; /* samples for a pt */
    guint width, height;
    gboolean two_toned; /* the picture there is black and white, or as good as */
    guint8 *grey;       /* row by row from the top */
    gfloat *dark;       /* 0 is paper, 1 black, the mean of nine samples; NULL until it is judged */
    gfloat *sharp;      /* the same of each sample alone; only of a plane */
    gdouble noise;      /* of dark: one standard deviation of plain paper */
    gdouble sharp_noise;
    gdouble blackest; /* of dark: the darkest hundredth */
} Patch;

void patch_free(Patch *patch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Patch, patch_free)

/* NULL when `needed` does not lie wholly on the picture; the rest of the place
 * then looks like the picture's edge. */
Patch *patch_cut(const Picture *picture, const PageFix *fix, const Rect *place, const Rect *needed,
                 gdouble scale);

/* The paper is taken as a sloping plane: for small places. */
void patch_judge_plane(Patch *patch);

/* The paper is taken as what is lightest in each neighbourhood of `reach` pt:
 * for places with thin strokes only. */
void patch_judge_neighbourhood(Patch *patch, gdouble reach);
