#include "scan/dots.h"

#include <math.h>
#include <stdlib.h>

#include "scan/blobs.h"
#include "scan/fine.h"
#include "scan/limits.h"
#include "scan/strokes.h"

#define TONE_CLEAR 1.2 /* pixels beyond the frame's line: black and white has no blur */
#define RISES      0.5 /* as high as wide: a row that rises */
#define TONE_SCALE 2.0 /* samples for a pixel, so that none of black and white is lost */

static int compare_levels(const void *a, const void *b)
{
    return *(const guint8 *) a - *(const guint8 *) b;
}

/* The lightness of paper in the box, of 255; 0 when there is none of it. */
static guint8 find_paper(const BoxView *view)
{
    const Patch *patch = view->patch;
    gsize size = (gsize) patch->width * patch->height, n = 0;
    g_autofree guint8 *levels = g_malloc(size);

    for (gsize i = 0; i < size; i++)
        if (box_view_part(view, (gint) (i % patch->width), (gint) (i / patch->width)) == PART_INSIDE)
            levels[n++] = patch->grey[i];
    if (n == 0)
        return 0;
    qsort(levels, n, 1, compare_levels);
    return levels[n - 1 - n / 4];
}

/* Of the patch's grey: darker may be ink. */
static gdouble find_dot_limit(const BoxView *view)
{
    return (1 - MAX(LIMIT_DOT, 6 * view->patch->noise)) * find_paper(view);
}

/* Rows of dots, joined. Of Blob. */
static GArray *find_pieces(const Patch *patch, const guint8 *dark)
{
    guint reach = (guint) lround(LIMIT_DOT_GAP * patch->scale / 2);

    return blobs_find_joined(dark, patch->width, patch->height, reach);
}

/* Which dots, or what is larger than those, are counted. */
typedef struct {
    gdouble longest; /* pt: of a mote */
    gboolean larger;
} Wanted;

static gboolean is_wanted(const Wanted *wanted, const Blob *dot, const Patch *patch)
{
    gboolean mote = MAX(dot->right - dot->left, dot->bottom - dot->top) < wanted->longest * patch->scale;

    return mote != wanted->larger;
}

/* Too small to be ink by itself. */
static const Wanted any_mote = {LIMIT_MOTE, FALSE};

/* least, most: samples from the frame, outside of it; negative is inside.
 * below: only that many rows from the top. */
static guint count_between(const BoxView *view, gint least, gint most, guint below, gdouble limit,
                           const Wanted *wanted)
{
    const Patch *patch = view->patch;
    gsize size = (gsize) patch->width * patch->height;
    g_autofree guint8 *dark = g_malloc0(size);

    for (gsize i = 0; i < MIN(size, (gsize) below * patch->width); i++) {
        gint out = -box_view_depth(view, (gint) (i % patch->width), (gint) (i / patch->width));
        dark[i] = patch->grey[i] < limit && out >= least && out <= most;
    }
    g_autoptr(GArray) dots = blobs_find(dark, patch->width, patch->height, 1);
    guint n = 0;
    for (guint i = 0; i < dots->len; i++)
        n += is_wanted(wanted, &g_array_index(dots, Blob, i), patch);
    return n;
}

static guint count_dots(const BoxView *view, gint least, gint most, guint below, gdouble limit)
{
    return count_between(view, least, most, below, limit, &any_mote);
}

/* Dots, or larger ink, in the box, that do not hang together with its frame. */
static guint count_loose(const BoxView *view, gdouble limit, const Wanted *wanted)
{
    const Patch *patch = view->patch;
    gsize size = (gsize) patch->width * patch->height;
    g_autofree guint8 *dark = g_malloc(size);

    for (gsize i = 0; i < size; i++)
        dark[i] = patch->grey[i] < limit;
    g_autoptr(GArray) dots = blobs_find(dark, patch->width, patch->height, 1);
    guint loose = 0;
    for (guint i = 0; i < dots->len; i++) {
        const Blob *dot = &g_array_index(dots, Blob, i);
        loose += is_wanted(wanted, dot, patch) &&
                 box_view_depth(view, (gint) dot->left, (gint) dot->top) > 0 &&
                 box_view_depth(view, (gint) dot->right, (gint) dot->bottom) > 0;
    }
    return loose;
}

/* The same, and what is so far from the frame that it is no part of its line. */
static guint count_inside(const BoxView *view, gdouble limit, const Wanted *wanted)
{
    return MAX(count_between(view, G_MININT, -view->clear, view->patch->height, limit, wanted),
               count_loose(view, limit, wanted));
}

/* The box pixel by pixel, of black and white; NULL when it cannot be cut out. */
static Patch *see_pixels(const BoxView *view, const Picture *picture, const PageFix *fix, const Rect *box,
                         BoxView *whole)
{
    gdouble scale = TONE_SCALE * fix->dpi / 72, times = scale / view->patch->scale;
    Patch *fine = patch_cut(picture, fix, &view->patch->place, box, scale);
    const FrameFound *f = &view->frame;

    *whole = (BoxView){.patch = fine,
                       .frame = {.left = (gint) lround((f->left + 0.5) * times),
                                 .top = (gint) lround((f->top + 0.5) * times),
                                 .right = (gint) lround((f->right + 0.5) * times),
                                 .bottom = (gint) lround((f->bottom + 0.5) * times)},
                       .clear = (gint) lround(BOX_LINE_CLEAR * scale + TONE_CLEAR * TONE_SCALE),
                       .ring = (gint) lround(LIMIT_RING * scale)};
    return fine;
}

/* Dots beside the frame, where its blur would be if the picture had one: of a
 * mark they may be all that is left as well. */
gboolean dots_by_frame_may_be_ink(const BoxView *view, const Picture *picture, const PageFix *fix,
                                  const Rect *box)
{
    BoxView whole;
    g_autoptr(Patch) fine = see_pixels(view, picture, fix, box, &whole);

    if (fine == NULL)
        return TRUE;
    gdouble limit = find_paper(&whole) / 2.0;
    guint dots = count_inside(&whole, limit, &any_mote);
    gint far = (gint) lround((BOX_LINE_CLEAR + LIMIT_DOT_NEAR) * fine->scale + BOX_BLUR_CLEAR * TONE_SCALE);
    return dots >= LIMIT_DOTS || (dots > 0 && count_dots(&whole, far, whole.ring, fine->height, limit) == 0);
}

/* Of a pale stroke black and white leaves single dots, too small to be ink: in
 * the box, or where a tick's end leaves it, which is upwards. A single one in
 * the box is dust where there is dust farther off too. */
gboolean dots_may_be_ink(const BoxView *view)
{
    gdouble limit = find_dot_limit(view);
    gint near = view->clear + (gint) (LIMIT_DOT_NEAR * view->patch->scale);
    guint middle = (guint) (view->frame.top + view->frame.bottom) / 2, all = view->patch->height;

    if (!view->patch->two_toned)
        return FALSE;
    guint dots = count_dots(view, G_MININT, -view->clear, all, limit);
    return dots >= LIMIT_DOTS || count_dots(view, view->clear, near, middle, limit) > 0 ||
           (dots > 0 && count_dots(view, near + 1, view->ring, all, limit) == 0);
}

gboolean dots_about(const BoxView *view)
{
    gdouble limit = find_dot_limit(view);
    gint far = (gint) lround(LIMIT_DOT_ABOUT * view->patch->scale);
    guint middle = (guint) (view->frame.top + view->frame.bottom) / 2;

    return count_dots(view, view->clear, far, middle, limit) > 0;
}

/* Beyond the box's upper side, from its middle on to the right, where the long
 * stroke of a tick ends. */
static guint8 *find_above(const BoxView *view)
{
    const Patch *patch = view->patch;
    const FrameFound *f = &view->frame;
    gint far = (gint) lround(LIMIT_TICK_END * patch->scale);
    guint8 *dark = g_malloc0((gsize) patch->width * patch->height);
    gint right = MIN(f->right + far, (gint) patch->width - 1);

    for (gint y = MAX(f->top - far, 0); y < f->top - view->clear; y++)
        for (gint x = (f->left + f->right) / 2; x <= right; x++)
            dark[(gsize) y * patch->width + (gsize) x] =
                patch->sharp[(gsize) y * patch->width + (gsize) x] > LIMIT_DOT;
    return dark;
}

gboolean dots_end_a_tick(const BoxView *view)
{
    const Patch *patch = view->patch;
    g_autofree guint8 *dark = find_above(view);
    g_autoptr(GArray) pieces = find_pieces(patch, dark);

    for (guint i = 0; i < pieces->len; i++) {
        const Blob *piece = &g_array_index(pieces, Blob, i);
        guint wide = piece->right - piece->left + 1, high = piece->bottom - piece->top + 1;
        gboolean goes_on =
            (gint) piece->top <= view->frame.top - (gint) lround(LIMIT_TICK_END * patch->scale);
        if (!goes_on && MAX(wide, high) > LIMIT_TICK_LEAST * patch->scale && high >= RISES * wide)
            return TRUE;
    }
    return FALSE;
}

/* How many dots and pieces there are in a part, for each pt^2 of it. */
static gdouble measure_density(const BoxView *view, Part part)
{
    const Patch *patch = view->patch;
    g_autofree guint8 *dark = fine_find(view, part, LIMIT_THREAD, 0);
    g_autoptr(GArray) dots = blobs_find(dark, patch->width, patch->height, 1);

    return (gdouble) dots->len / box_view_area(view, part) * patch->scale * patch->scale;
}

gboolean dots_are_strokes(const BoxView *view)
{
    const Patch *patch = view->patch;
    g_autofree guint8 *dark = fine_find(view, PART_INSIDE, LIMIT_THREAD, 0);
    g_autoptr(GArray) pieces = find_pieces(patch, dark);
    g_autoptr(GArray) dots = blobs_find(dark, patch->width, patch->height, 1);
    gdouble longest = 0;

    for (guint i = 0; i < pieces->len; i++) {
        const Blob *piece = &g_array_index(pieces, Blob, i);
        longest = MAX(longest, hypot(piece->right - piece->left + 1, piece->bottom - piece->top + 1));
    }
    return dots->len >= LIMIT_ROW_DOTS && longest >= LIMIT_ROW * patch->scale &&
           measure_density(view, PART_INSIDE) >= LIMIT_DENSER * measure_density(view, PART_RING);
}

gboolean dots_are_remains(const BoxView *view)
{
    const Patch *patch = view->patch;
    gsize size = (gsize) patch->width * patch->height;
    g_autofree guint8 *dark = fine_find(view, PART_INSIDE, LIMIT_THREAD, 0);
    g_autofree guint8 *ring = fine_find(view, PART_RING, LIMIT_THREAD, 0);
    g_autoptr(GArray) pieces = blobs_find(dark, patch->width, patch->height, 1);
    g_autoptr(GArray) about = blobs_find(ring, patch->width, patch->height, 1);
    guint ink = 0;

    for (gsize i = 0; i < size; i++)
        ink += dark[i] != 0;
    return pieces->len >= LIMIT_REMAINS && ink >= LIMIT_REMAINS_INK * box_view_area(view, PART_INSIDE) &&
           about->len <= 1 && strokes_measure_length(view, dark) > LIMIT_MOTE;
}

gboolean dots_are_motes(const BoxView *view, const Picture *picture, const PageFix *fix, const Rect *box)
{
    BoxView whole;
    g_autoptr(Patch) fine = see_pixels(view, picture, fix, box, &whole);

    if (fine == NULL || !view->patch->two_toned)
        return FALSE;
    gdouble limit = find_paper(&whole) / 2.0;
    const Wanted small = {LIMIT_LONE_LONG, FALSE}, larger = {LIMIT_LONE_LONG, TRUE};
    guint loose = count_loose(&whole, limit, &small);
    /* What hangs on the frame came from a stroke that crossed it. */
    return loose <= LIMIT_LONE_MOTES && count_inside(&whole, limit, &small) <= loose &&
           count_inside(&whole, limit, &larger) == 0;
}
