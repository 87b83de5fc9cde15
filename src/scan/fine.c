#include "scan/fine.h"

#include <math.h>

#include "scan/blobs.h"

#define LETTERS 4    /* strokes in a row: "No" has four or five, a tick, a cross and a slash two at most */
#define FEW     0.20 /* share of the columns that may cross as many: of a scribble most do */
#define STROKE  5.0  /* pt: a long one */
#define BROAD   0.7  /* pt: a pen's */
#define WHOLE   0.97 /* of the ink */
#define NEAR    2.0  /* pt beyond the frame's blur */
#define GAP     1    /* samples without ink that do not end an overrun */

guint8 *fine_find(const BoxView *view, Part part, gdouble limit, gdouble speck)
{
    const Patch *patch = view->patch;
    guint8 *dark = g_malloc0((gsize) patch->width * patch->height);

    for (guint y = 0; y < patch->height; y++)
        for (guint x = 0; x < patch->width; x++)
            dark[y * patch->width + x] =
                patch->sharp[y * patch->width + x] > limit && box_view_part(view, (gint) x, (gint) y) == part;
    g_array_unref(blobs_find(dark, patch->width, patch->height,
                             (guint) ceil(MAX(speck * patch->scale * patch->scale, 1))));
    return dark;
}

/* Wipes what hangs together in `pale` with less than that share of it in `firm`. */
static void keep_firm(const Patch *patch, guint8 *pale, const guint8 *firm, gdouble share)
{
    gsize size = (gsize) patch->width * patch->height;

    for (gsize i = 0; i < size; i++)
        pale[i] = pale[i] != 0;
    g_autofree guint8 *seen = g_memdup2(pale, size);
    g_autoptr(GArray) blobs = blobs_find(seen, patch->width, patch->height, 1);
    for (guint k = 0; k < blobs->len; k++) {
        const Blob *blob = &g_array_index(blobs, Blob, k);
        guint in_firm = 0;
        for (guint y = blob->top; y <= blob->bottom; y++)
            for (guint x = blob->left; x <= blob->right; x++)
                in_firm += firm[(gsize) y * patch->width + x] && pale[(gsize) y * patch->width + x];
        if (in_firm >= share * blob->area)
            continue;
        for (guint y = blob->top; y <= blob->bottom; y++)
            for (guint x = blob->left; x <= blob->right; x++)
                pale[(gsize) y * patch->width + x] = 0;
    }
}

guint8 *fine_find_pale(const BoxView *view, Part part, gdouble limit, gdouble firm_limit, gdouble share)
{
    guint8 *pale = fine_find(view, part, limit, 0);
    g_autofree guint8 *firm = fine_find(view, part, firm_limit, 0);

    keep_firm(view->patch, pale, firm, share);
    return pale;
}

gdouble fine_measure_longest(const BoxView *view, const guint8 *dark)
{
    gsize size = (gsize) view->patch->width * view->patch->height;
    g_autofree guint8 *copy = g_memdup2(dark, size);
    g_autoptr(GArray) blobs = blobs_find(copy, view->patch->width, view->patch->height, 1);
    guint longest = 0;

    for (guint i = 0; i < blobs->len; i++) {
        const Blob *blob = &g_array_index(blobs, Blob, i);
        longest = MAX(longest, MAX(blob->right - blob->left, blob->bottom - blob->top) + 1);
    }
    return longest / view->patch->scale;
}

gboolean fine_is_unbroken(const BoxView *view, gdouble limit)
{
    const Patch *patch = view->patch;
    g_autofree guint8 *dark = fine_find(view, PART_INSIDE, limit, 0);
    g_autoptr(GArray) blobs = blobs_find(dark, patch->width, patch->height, 1);
    guint strokes = 0;
    gdouble all = 0, of_strokes = 0;

    for (guint i = 0; i < blobs->len; i++) {
        const Blob *blob = &g_array_index(blobs, Blob, i);
        guint longer = MAX(blob->right - blob->left, blob->bottom - blob->top) + 1;
        all += blob->area;
        if (longer < STROKE * patch->scale || blob->area < BROAD * patch->scale * longer)
            continue;
        strokes++;
        of_strokes += blob->area;
    }
    return strokes >= 1 && strokes <= 2 && of_strokes >= WHOLE * all;
}

/* The longer side of what is at least half as dark as the darkest of it, samples. */
static guint measure_mote(const Patch *patch, const Blob *blob)
{
    gfloat darkest = 0;
    guint left = G_MAXUINT, right = 0, top = G_MAXUINT, bottom = 0;

    for (guint y = blob->top; y <= blob->bottom; y++)
        for (guint x = blob->left; x <= blob->right; x++)
            darkest = MAX(darkest, patch->sharp[y * patch->width + x]);
    for (guint y = blob->top; y <= blob->bottom; y++)
        for (guint x = blob->left; x <= blob->right; x++)
            if (patch->sharp[y * patch->width + x] >= darkest / 2) {
                left = MIN(left, x), right = MAX(right, x);
                top = MIN(top, y), bottom = MAX(bottom, y);
            }
    return MAX(right - left, bottom - top) + 1;
}

gboolean fine_is_dust(const BoxView *view, gdouble limit, gdouble longest, guint most)
{
    const Patch *patch = view->patch;
    g_autofree guint8 *dark = fine_find(view, PART_INSIDE, limit, 0);
    g_autoptr(GArray) blobs = blobs_find(dark, patch->width, patch->height, 1);

    for (guint i = 0; i < blobs->len; i++)
        if (measure_mote(patch, &g_array_index(blobs, Blob, i)) > longest * patch->scale)
            return FALSE;
    return blobs->len <= most;
}

static gboolean is_dark(const Patch *patch, gint x, gint y, gdouble limit)
{
    return x >= 0 && y >= 0 && x < (gint) patch->width && y < (gint) patch->height &&
           patch->sharp[(gsize) y * patch->width + (gsize) x] > limit;
}

/* A side of the box: 0 left, 1 right, 2 top, 3 bottom. */
typedef struct {
    gboolean upright;
    gint from, to;   /* along it, samples */
    gint line, step; /* where it lies, and the way outside */
} Side;

static Side side_of(const BoxView *view, guint side)
{
    const FrameFound *f = &view->frame;

    return (Side){.upright = side < 2,
                  .from = side < 2 ? f->top : f->left,
                  .to = side < 2 ? f->bottom : f->right,
                  .line = side == 0   ? f->left
                          : side == 1 ? f->right
                          : side == 2 ? f->top
                                      : f->bottom,
                  .step = side % 2 == 0 ? -1 : 1};
}

/* Whether there is ink at a place along the side, anywhere between two distances outside of it. */
static gboolean is_dark_beside(const BoxView *view, const Side *side, gint along, gint least, gint most,
                               gdouble limit)
{
    for (gint out = least; out <= most; out++) {
        gint across = side->line + side->step * out;
        if (is_dark(view->patch, side->upright ? across : along, side->upright ? along : across, limit))
            return TRUE;
    }
    return FALSE;
}

/* Samples from the line that so many of the places along a side do not exceed. */
static guint measure_side(const BoxView *view, gdouble limit, gdouble share, guint side)
{
    const Side at = side_of(view, side);
    g_autofree guint *count = g_new0(guint, (gsize) view->ring + 1);
    guint n = 0, depth = 0;

    for (gint along = at.from; along <= at.to; along++) {
        gint last = 0;
        for (gint out = 1; out <= view->ring && out - last <= GAP + 1; out++)
            if (is_dark_beside(view, &at, along, out, out, limit))
                last = out;
        count[last]++;
        n++;
    }
    for (guint below = count[0]; below < n * share && depth < (guint) view->ring; below += count[depth])
        depth++;
    return depth;
}

gdouble fine_measure_overrun(const BoxView *view, gdouble limit, gdouble share)
{
    guint across = measure_side(view, limit, share, 0) + measure_side(view, limit, share, 1);
    guint upright = measure_side(view, limit, share, 2) + measure_side(view, limit, share, 3);

    return MAX(across, upright) / view->patch->scale;
}

/* Strokes that are seen outside of a side between two distances from it, samples. */
static guint count_leaving(const BoxView *view, gdouble limit, guint side, gint least, gint most)
{
    const Side at = side_of(view, side);
    gint last = at.from - GAP - 2;
    guint strokes = 0;

    for (gint along = at.from; along <= at.to; along++) {
        if (!is_dark_beside(view, &at, along, least, most, limit))
            continue;
        strokes += along - last > GAP + 1;
        last = along;
    }
    return strokes;
}

static gboolean leave_two_sides(const BoxView *view, gdouble limit, gint least, gint most, guint strokes)
{
    for (guint side = 0; side < 4; side += 2)
        if (count_leaving(view, limit, side, least, most) >= strokes &&
            count_leaving(view, limit, side + 1, least, most) >= strokes)
            return TRUE;
    return FALSE;
}

gboolean fine_is_hatched(const BoxView *view, gdouble limit, guint strokes)
{
    for (gint out = view->clear - 1; out <= view->clear + 1; out++)
        if (leave_two_sides(view, limit, out, out, strokes))
            return TRUE;
    return FALSE;
}

gboolean fine_is_hatched_in_pieces(const BoxView *view, gdouble limit, guint strokes)
{
    gint far = view->clear + (gint) lround(NEAR * view->patch->scale);
    guint sides = 0;

    for (guint side = 0; side < 4; side++)
        sides += count_leaving(view, limit, side, view->clear - 1, far) > 0;
    return sides >= 3 || leave_two_sides(view, limit, view->clear - 1, far, strokes);
}

/* Share of the places along a side with ink anywhere near outside of it. */
static gdouble measure_overrun(const BoxView *view, gdouble limit, guint side)
{
    const Side at = side_of(view, side);
    gint far = view->clear + (gint) lround(NEAR * view->patch->scale);
    guint over = 0;

    for (gint along = at.from; along <= at.to; along++)
        over += is_dark_beside(view, &at, along, view->clear - 1, far, limit);
    return (gdouble) over / MAX(at.to - at.from + 1, 1);
}

gboolean fine_overruns_three(const BoxView *view, gdouble limit, gdouble share)
{
    guint sides = 0;

    for (guint side = 0; side < 4; side++)
        sides += measure_overrun(view, limit, side) >= share;
    return sides >= 3;
}

gboolean fine_is_solid(const BoxView *view, gdouble least)
{
    const Patch *patch = view->patch;
    guint count[101] = {0}, n = 0, level = 0, light = 0;

    for (guint y = 0; y < patch->height; y++)
        for (guint x = 0; x < patch->width; x++)
            if (box_view_part(view, (gint) x, (gint) y) == PART_INSIDE) {
                count[(guint) (100 * CLAMP(patch->sharp[(gsize) y * patch->width + x], 0, 1))]++;
                n++;
            }
    for (guint below = count[0]; below < n / 2 && level < 100; below += count[level])
        level++;
    for (guint i = 0; i < level / 2; i++)
        light += count[i];
    return light == 0 && level >= 100 * least;
}

/* Share of the rows (columns) in the box that cross LETTERS strokes or more. */
static gdouble measure_crossed(const BoxView *view, gdouble limit, gboolean rows)
{
    const FrameFound *f = &view->frame;
    gint from = (rows ? f->top : f->left) + view->clear, to = (rows ? f->bottom : f->right) - view->clear;
    gint first = (rows ? f->left : f->top) + view->clear, last = (rows ? f->right : f->bottom) - view->clear;
    guint many = 0;

    for (gint across = from; across <= to; across++) {
        guint strokes = 0;
        gboolean before = FALSE;
        for (gint along = first; along <= last; along++) {
            gboolean dark = is_dark(view->patch, rows ? along : across, rows ? across : along, limit);
            strokes += dark && !before;
            before = dark;
        }
        many += strokes >= LETTERS;
    }
    return to >= from ? (gdouble) many / (to - from + 1) : 0;
}

gboolean fine_is_lettered(const BoxView *view, gdouble limit, gdouble share)
{
    return measure_crossed(view, limit, TRUE) >= share && measure_crossed(view, limit, FALSE) <= FEW;
}
