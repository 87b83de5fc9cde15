#include "scan/strokes.h"

#include <math.h>
#include <string.h>

#include "scan/blobs.h"
#include "scan/limits.h"

#define ASIDE           4  /* samples: so far beside its direction a stroke may go on */
#define GAP             2  /* samples: twice this between two pieces of a stroke */
#define BINS            72 /* directions from the middle of the box */
#define BESIDE          4 /* samples from where a stroke leaves the ring's inner edge to where it goes on inside */
#define LEAP            8    /* samples: a stroke may break off for so long */
#define BENT            1.42 /* times the spread of a straight stroke */
#define STRAIGHT        0.6  /* samples of bend, at most */
#define ALMOST_STRAIGHT 2.4
#define LEVEL           0.40 /* sine of the slope of a level stroke, at most: 24 degrees */
#define PASSING_BEND    4.0  /* the same, of a line that only passes by */
#define ALIKE           0.6  /* of the mark's darkness: of the same pen */
#define CLOSE           3    /* samples beyond the frame's blur: what leaves the box begins there */
#define PASSES          0.25 /* of the width of the box, between where a passing stroke comes and goes */

/* The ink inside taken as one stroke. */
typedef struct {
    gdouble x, y;             /* its middle, samples */
    gdouble along_x, along_y; /* its direction */
    gdouble length;           /* samples */
    gdouble bend;             /* samples: how much wider it spreads than a straight stroke of its width */
} Stroke;

static Stroke fit_stroke(const BoxView *view, const guint8 *dark)
{
    gdouble n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0, syy = 0, first = G_MAXDOUBLE, last = -G_MAXDOUBLE;
    guint width = view->patch->width, height = view->patch->height;

    for (guint i = 0; i < width * height; i++)
        if (dark[i]) {
            guint row = i / width;
            gdouble x = i % width, y = row;
            n++, sx += x, sy += y, sxx += x * x, sxy += x * y, syy += y * y;
        }
    if (n < 4)
        return (Stroke){0};
    sx /= n, sy /= n;
    sxx = sxx / n - sx * sx, syy = syy / n - sy * sy, sxy = sxy / n - sx * sy;
    gdouble angle = 0.5 * atan2(2 * sxy, sxx - syy);
    Stroke stroke = {.x = sx, .y = sy, .along_x = cos(angle), .along_y = sin(angle)};
    for (guint i = 0; i < width * height; i++)
        if (dark[i]) {
            guint row = i / width;
            gdouble along = (i % width - sx) * stroke.along_x + (row - sy) * stroke.along_y;
            first = MIN(first, along);
            last = MAX(last, along);
        }
    /* A straight stroke of width w has a spread of w / sqrt(12) across. */
    gdouble across = (sxx + syy) / 2 - hypot((sxx - syy) / 2, sxy);
    stroke.length = last - first + 1;
    stroke.bend = sqrt(MAX(across, 0)) - BENT * n / stroke.length / sqrt(12);
    return stroke;
}

static gboolean is_near(const BoxView *view, const guint8 *dark, gint x, gint y, gint reach)
{
    return blobs_is_near(dark, view->patch->width, view->patch->height, x, y, reach);
}

/* Whether the stroke goes on in one direction through the whole ring. */
static gboolean goes_on(const BoxView *view, const Stroke *stroke, gint direction, const guint8 *ring)
{
    guint steps = 0, dark = 0;

    for (gint step = 1; step < (gint) view->patch->width; step++) {
        gint x = (gint) lround(stroke->x + direction * step * stroke->along_x);
        gint y = (gint) lround(stroke->y + direction * step * stroke->along_y);
        if (box_view_part(view, x, y) != PART_RING)
            continue;
        steps++;
        dark += is_near(view, ring, x, y, ASIDE);
    }
    return steps > 0 && dark >= 0.80 * steps;
}

static guint count_dark(const BoxView *view, const guint8 *dark)
{
    guint n = 0;

    for (guint i = 0; i < view->patch->width * view->patch->height; i++)
        n += dark[i] != 0;
    return n;
}

/* How far beside the stroke's line its ink reaches, beyond half its width, samples. */
static gdouble measure_aside(const BoxView *view, const guint8 *dark, const Stroke *stroke)
{
    guint width = view->patch->width;
    gdouble farthest = 0;

    for (guint i = 0; i < width * view->patch->height; i++)
        if (dark[i]) {
            gdouble x = i % width - stroke->x, y = (gint) (i / width) - stroke->y;
            farthest = MAX(farthest, fabs(y * stroke->along_x - x * stroke->along_y));
        }
    return farthest - count_dark(view, dark) / MAX(stroke->length, 1) / 2;
}

gboolean strokes_run_in(const BoxView *view, const guint8 *inside, const guint8 *ring, gboolean thin)
{
    Stroke stroke = fit_stroke(view, inside);

    return stroke.length > 0 && stroke.bend < (thin ? ALMOST_STRAIGHT : STRAIGHT) &&
           measure_aside(view, inside, &stroke) < LIMIT_HOOK * view->patch->scale &&
           (goes_on(view, &stroke, 1, ring) || goes_on(view, &stroke, -1, ring));
}

gboolean strokes_are_level(const BoxView *view, const guint8 *inside)
{
    Stroke stroke = fit_stroke(view, inside);

    return stroke.length > 0 && fabs(stroke.along_y) < LEVEL && stroke.bend < ALMOST_STRAIGHT &&
           measure_aside(view, inside, &stroke) < LIMIT_HOOK * view->patch->scale;
}

/* Whether ink leaves the ring outwards in two places that lie so far apart
 * that a line so wide has passed, and keeps off the frame everywhere. */
static gboolean goes_by(const BoxView *view, const guint8 *ring, gdouble wide)
{
    guint width = view->patch->width, height = view->patch->height;
    gint nearest = (gint) lround(view->clear + LIMIT_APART * view->patch->scale);
    gint left = (gint) width, right = -1, top = (gint) height, bottom = -1;

    for (guint i = 0; i < width * height; i++) {
        gint x = (gint) (i % width), y = (gint) (i / width), out = -box_view_depth(view, x, y);
        if (ring[i] && out < nearest)
            return FALSE;
        if (ring[i] && out >= view->ring - 1) {
            left = MIN(left, x), right = MAX(right, x);
            top = MIN(top, y), bottom = MAX(bottom, y);
        }
    }
    return MAX(right - left, bottom - top) - wide >= PASSES * (view->frame.right - view->frame.left);
}

gboolean strokes_pass_by(const BoxView *view, const guint8 *ring)
{
    Stroke stroke = fit_stroke(view, ring);

    return stroke.length > 0 && stroke.bend < PASSING_BEND &&
           goes_by(view, ring, count_dark(view, ring) / stroke.length);
}

gdouble strokes_measure_mean(const BoxView *view, const guint8 *dark)
{
    gdouble sum = 0;
    guint n = 0;

    for (guint i = 0; i < view->patch->width * view->patch->height; i++)
        if (dark[i]) {
            sum += view->patch->dark[i];
            n++;
        }
    return n > 0 ? sum / n : 0;
}

/* Ink of the ring that hangs together with what is in the box,
 * or that is as dark and touches the frame, gets 2. */
static guint8 *follow_out(const BoxView *view, const guint8 *inside, const guint8 *ring)
{
    guint width = view->patch->width, height = view->patch->height;
    gdouble alike = ALIKE * strokes_measure_mean(view, inside);
    guint8 *reached = g_malloc0((gsize) width * height);
    g_autoptr(GArray) waiting = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < width * height; i++)
        reached[i] = ring[i] != 0;
    for (guint i = 0; i < width * height; i++) {
        gint x = (gint) (i % width), y = (gint) (i / width);
        if (ring[i] && -box_view_depth(view, x, y) <= view->clear + CLOSE &&
            (view->patch->dark[i] > alike || is_near(view, inside, x, y, 2 * view->clear + BESIDE))) {
            reached[i] = 2;
            g_array_append_val(waiting, i);
        }
    }
    while (waiting->len > 0) {
        guint at = g_array_index(waiting, guint, waiting->len - 1), x = at % width, y = at / width;
        g_array_set_size(waiting, waiting->len - 1);
        for (guint j = y > LEAP ? y - LEAP : 0; j <= MIN(y + LEAP, height - 1); j++)
            for (guint i = x > LEAP ? x - LEAP : 0; i <= MIN(x + LEAP, width - 1); i++) {
                guint next = j * width + i;
                if (reached[next] == 0 || reached[next] == 2)
                    continue;
                reached[next] = 2;
                g_array_append_val(waiting, next);
            }
    }
    return reached;
}

gdouble strokes_measure_arc(const BoxView *view, const guint8 *inside, const guint8 *ring)
{
    g_autofree guint8 *reached = follow_out(view, inside, ring);
    gboolean seen[BINS] = {FALSE};
    guint width = view->patch->width, height = view->patch->height, widest = 0;
    gdouble x0 = (view->frame.left + view->frame.right) / 2.0,
            y0 = (view->frame.top + view->frame.bottom) / 2.0;

    for (guint i = 0; i < width * height; i++) {
        gint x = (gint) (i % width), y = (gint) (i / width);
        if (reached[i] == 2 && -box_view_depth(view, x, y) >= view->ring - 1)
            seen[(guint) floor((atan2(y - y0, x - x0) / (2 * G_PI) + 1) * BINS) % BINS] = TRUE;
    }
    for (guint i = 0; i < BINS; i++)
        for (guint k = i + 1; seen[i] && k < BINS; k++)
            if (seen[k])
                widest = MAX(widest, MIN(k - i, BINS - (k - i)));
    return widest * 360.0 / BINS;
}

gboolean strokes_surround(const BoxView *view, const guint8 *ring)
{
    guint width = view->patch->width, height = view->patch->height;
    gint x0 = (view->frame.left + view->frame.right) / 2, y0 = (view->frame.top + view->frame.bottom) / 2;
    gboolean seen[4] = {FALSE};

    for (guint i = 0; i < width * height; i++) {
        gint x = (gint) (i % width), y = (gint) (i / width);
        if (ring[i] && -box_view_depth(view, x, y) >= view->ring - 1)
            seen[(x > x0 ? 1 : 0) + (y > y0 ? 2 : 0)] = TRUE;
    }
    return seen[0] && seen[1] && seen[2] && seen[3];
}

/* Share of a side with ink in the first samples outside of it. */
static gdouble measure_side(const BoxView *view, const guint8 *ring, guint side)
{
    const FrameFound *f = &view->frame;
    gint from = side < 2 ? f->top : f->left, to = side < 2 ? f->bottom : f->right;
    guint spilled = 0;

    for (gint along = from; along <= to; along++) {
        gboolean dark = FALSE;
        for (gint out = view->clear; out <= view->clear + 1; out++) {
            gint x = side == 0 ? f->left - out : side == 1 ? f->right + out : along;
            gint y = side == 2 ? f->top - out : side == 3 ? f->bottom + out : along;
            dark |= is_near(view, ring, x, y, 0);
        }
        spilled += dark;
    }
    return (gdouble) spilled / MAX(to - from + 1, 1);
}

gboolean strokes_overrun(const BoxView *view, const guint8 *ring, gdouble share)
{
    gboolean over[4];

    for (guint side = 0; side < 4; side++)
        over[side] = measure_side(view, ring, side) >= share;
    return (over[0] && over[1]) || (over[2] && over[3]);
}

gdouble strokes_measure_length(const BoxView *view, const guint8 *inside)
{
    g_autoptr(GArray) blobs = blobs_find_joined(inside, view->patch->width, view->patch->height, GAP);
    guint longest = 0;

    for (guint i = 0; i < blobs->len; i++) {
        const Blob *blob = &g_array_index(blobs, Blob, i);
        longest = MAX(longest, MAX(blob->right - blob->left, blob->bottom - blob->top) + 1);
    }
    return longest / view->patch->scale;
}

/* Share of the rows (columns) of a piece that cross ink twice or more. */
static gdouble measure_crossed(const guint8 *dark, guint width, const Blob *piece, gboolean rows)
{
    guint first = rows ? piece->top : piece->left, last = rows ? piece->bottom : piece->right;
    guint from = rows ? piece->left : piece->top, to = rows ? piece->right : piece->bottom, twice = 0;

    for (guint across = first; across <= last; across++) {
        guint times = 0;
        gboolean before = FALSE;
        for (guint along = from; along <= to; along++) {
            gboolean ink = dark[rows ? across * width + along : along * width + across] != 0;
            times += ink && !before;
            before = ink;
        }
        twice += times >= 2;
    }
    return (gdouble) twice / (last - first + 1);
}

gdouble strokes_measure_forked(const BoxView *view, const guint8 *inside)
{
    guint width = view->patch->width, height = view->patch->height;
    g_autofree guint8 *dark = g_memdup2(inside, (gsize) width * height);
    g_autoptr(GArray) pieces = blobs_find(dark, width, height, 1);
    Blob largest = {0};

    for (guint i = 0; i < pieces->len; i++)
        if (g_array_index(pieces, Blob, i).area > largest.area)
            largest = g_array_index(pieces, Blob, i);
    if (largest.area == 0)
        return 0;
    return MAX(measure_crossed(inside, width, &largest, TRUE),
               measure_crossed(inside, width, &largest, FALSE));
}

gdouble strokes_measure_solid(const BoxView *view, const guint8 *inside)
{
    guint width = view->patch->width, left = width, right = 0, top = G_MAXUINT, bottom = 0, n = 0;

    for (guint i = 0; i < width * view->patch->height; i++)
        if (inside[i]) {
            left = MIN(left, i % width), right = MAX(right, i % width);
            top = MIN(top, i / width), bottom = MAX(bottom, i / width);
            n++;
        }
    return n > 0 ? (gdouble) n / ((right - left + 1) * (bottom - top + 1)) : 0;
}
