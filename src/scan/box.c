#include <math.h>
#include <string.h>

#include "scan/blobs.h"
#include "scan/frame.h"
#include "scan/patch.h"
#include "scan/scan.h"

#define SCALE      3.0 /* samples for a pt: about 216 dpi */
#define CHECK_LINE 1.0 /* pt: the frame's, as pdfout/fields.c draws it */
#define REACH      6.0 /* pt: about 2 mm, how far the frame may lie off */
#define LINE_CLEAR 1.2 /* pt from the middle of the frame's line, and */
#define BLUR_CLEAR 2.2 /* pixels of the picture: beyond its blur */
#define RING       6.0 /* pt outside of the frame: nearer than the label */
#define MARGIN     (REACH + RING + 1)
#define SPECK      0.6 /* pt^2: less is dust */
#define RING_SPECK 1.5 /* pt^2 */

#define BLANK       0.012 /* share of at least faint ink: no more than this is blank */
#define MARKED      0.05  /* share of ink: this much is marked */
#define MARK_EXTENT 5.5   /* pt: a smaller mark is a dot */
#define THIN        0.30  /* share of ink: more is no stray line */
#define DUST        1.5   /* times as much dust as around the box: more is a broken stroke */
#define AROUND      0.02  /* share of the ring: more speaks against a blank box */
#define SCRIBBLED   0.60  /* so dark, and */
#define SPILLED     0.30  /* so dark around: crossed out rather than filled in */

#define ASIDE 4 /* samples: so far beside its direction a stroke may go on */

#define INK   0.24 /* of the frame's darkness */
#define FAINT 0.14 /* of the frame's darkness: bleeding through is fainter still */
#define PALE  0.16 /* a frame fainter than this says nothing about ink */

typedef struct {
    const Patch *patch;
    FrameFound frame;
    gint clear, ring; /* samples */
} View;

typedef enum { PART_NONE, PART_INSIDE, PART_RING } Part;

void box_ink_clear(BoxInk *ink)
{
    g_free(ink->why);
    *ink = (BoxInk){0};
}

/* Which part of the view a sample belongs to; the frame itself to none. */
static Part find_part(const View *view, gint x, gint y)
{
    const FrameFound *f = &view->frame;
    gint inside = MIN(MIN(x - f->left, f->right - x), MIN(y - f->top, f->bottom - y));

    if (inside >= view->clear)
        return PART_INSIDE;
    return -inside >= view->clear && -inside <= view->ring ? PART_RING : PART_NONE;
}

static guint8 *find_dark(const View *view, Part part, gdouble limit, gdouble speck, GArray **blobs)
{
    const Patch *patch = view->patch;
    guint8 *dark = g_malloc0((gsize) patch->width * patch->height);

    for (guint y = 0; y < patch->height; y++)
        for (guint x = 0; x < patch->width; x++)
            dark[y * patch->width + x] =
                patch->dark[y * patch->width + x] > limit && find_part(view, (gint) x, (gint) y) == part;
    *blobs = blobs_find(dark, patch->width, patch->height, (guint) ceil(speck * SCALE * SCALE));
    return dark;
}

static gdouble sum_areas(GArray *blobs)
{
    gdouble area = 0;

    for (guint i = 0; i < blobs->len; i++)
        area += g_array_index(blobs, Blob, i).area;
    return area;
}

static guint count_part(const View *view, Part part)
{
    guint n = 0;

    for (guint y = 0; y < view->patch->height; y++)
        for (guint x = 0; x < view->patch->width; x++)
            n += find_part(view, (gint) x, (gint) y) == part;
    return MAX(n, 1);
}

/* The longest side of any stroke, pt. */
static gdouble find_extent(GArray *blobs)
{
    guint longest = 0;

    for (guint i = 0; i < blobs->len; i++) {
        const Blob *blob = &g_array_index(blobs, Blob, i);
        longest = MAX(longest, MAX(blob->right - blob->left, blob->bottom - blob->top) + 1);
    }
    return longest / SCALE;
}

/* The ink inside taken as one stroke. */
typedef struct {
    gdouble x, y;             /* its middle, samples */
    gdouble along_x, along_y; /* its direction */
    gboolean straight;
} Stroke;

static Stroke fit_stroke(const View *view, const guint8 *dark)
{
    gdouble n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0, syy = 0, first = G_MAXDOUBLE, last = -G_MAXDOUBLE;
    guint width = view->patch->width, height = view->patch->height;

    for (guint i = 0; i < width * height; i++)
        if (dark[i]) {
            gdouble x = i % width, y = i / width;
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
            gdouble along = (i % width - sx) * stroke.along_x + (i / width - sy) * stroke.along_y;
            first = MIN(first, along);
            last = MAX(last, along);
        }
    /* A straight stroke of width w has a spread of w / sqrt(12) across. */
    gdouble across = (sxx + syy) / 2 - hypot((sxx - syy) / 2, sxy);
    stroke.straight = sqrt(MAX(across, 0)) < 0.29 * 1.35 * n / (last - first + 1) + 0.2;
    return stroke;
}

/* Whether the stroke goes on in one direction through the whole ring. */
static gboolean goes_on(const View *view, const Stroke *stroke, gint direction, const guint8 *ring)
{
    guint steps = 0, dark = 0;
    gint width = (gint) view->patch->width, height = (gint) view->patch->height;

    for (gint step = 1; step < width; step++) {
        gint x = (gint) lround(stroke->x + direction * step * stroke->along_x);
        gint y = (gint) lround(stroke->y + direction * step * stroke->along_y);
        if (find_part(view, x, y) != PART_RING)
            continue;
        gboolean here = FALSE;
        for (gint j = MAX(y - ASIDE, 0); j <= MIN(y + ASIDE, height - 1); j++)
            for (gint i = MAX(x - ASIDE, 0); i <= MIN(x + ASIDE, width - 1); i++)
                here |= ring[j * width + i] != 0;
        steps++;
        dark += here;
    }
    return steps > 0 && dark >= 0.85 * steps;
}

static void settle(BoxInk *ink, Mark mark, const gchar *why)
{
    ink->mark = mark;
    ink->why = g_strdup(why);
}

/* The order matters: what speaks against a sure answer comes first. */
static void judge(const View *view, BoxInk *ink, GArray *strokes, const guint8 *inside, const guint8 *ring)
{
    if (ink->faint <= BLANK) {
        if (ink->around > AROUND)
            settle(ink, MARK_UNCLEAR, "the box is blank, but there is ink about it");
        else
            settle(ink, MARK_OFF, NULL);
        return;
    }
    if (ink->inside >= SCRIBBLED && ink->around >= SPILLED) {
        settle(ink, MARK_UNCLEAR, "the box seems to be crossed out");
        return;
    }
    if (ink->inside < MARKED || find_extent(strokes) < MARK_EXTENT) {
        settle(ink, MARK_UNCLEAR, "there is too little ink for a mark, and too much for a blank box");
        return;
    }
    Stroke stroke = fit_stroke(view, inside);
    if (stroke.straight && ink->inside < THIN &&
        (goes_on(view, &stroke, 1, ring) || goes_on(view, &stroke, -1, ring)))
        settle(ink, MARK_UNCLEAR, "a line runs into the box from outside");
    else
        settle(ink, MARK_ON, NULL);
}

/* Share of a part that is darker than a limit, but for specks. */
static gdouble measure_share(const View *view, Part part, gdouble limit, gdouble speck)
{
    g_autoptr(GArray) blobs = NULL;

    g_free(find_dark(view, part, limit, speck, &blobs));
    return sum_areas(blobs) / count_part(view, part);
}

static void measure(const View *view, BoxInk *ink)
{
    const Patch *patch = view->patch;
    gdouble line = view->frame.darkness;
    gdouble dark = MAX(INK * line, 5 * patch->noise), faint = MAX(FAINT * line, 4 * patch->noise);
    g_autoptr(GArray) strokes = NULL, about = NULL;

    if (line < PALE || dark > 0.7 * line) {
        settle(ink, MARK_UNCLEAR, "the picture is too poor to tell ink from paper");
        return;
    }
    g_autofree guint8 *inside = find_dark(view, PART_INSIDE, dark, SPECK, &strokes);
    g_autofree guint8 *ring = find_dark(view, PART_RING, faint, 0, &about);
    ink->inside = sum_areas(strokes) / count_part(view, PART_INSIDE);
    ink->around = measure_share(view, PART_RING, dark, RING_SPECK);
    /* Pale strokes come through black and white as dust, but only in the box. */
    gdouble dust =
        measure_share(view, PART_INSIDE, faint, 0) - DUST * sum_areas(about) / count_part(view, PART_RING);
    ink->faint = MAX(measure_share(view, PART_INSIDE, faint, SPECK), dust);
    judge(view, ink, strokes, inside, ring);
}

void scan_judge_box(const Picture *picture, const PageFix *fix, const Rect *box, BoxInk *ink)
{
    static const FrameLimits limits = {.reach = REACH, .shrink = 1.0, .stretch = 1.0, .least = 0.6};
    Rect around = {box->x - MARGIN, box->y - MARGIN, box->width + 2 * MARGIN, box->height + 2 * MARGIN};
    Rect frame = {box->x + CHECK_LINE / 2, box->y + CHECK_LINE / 2, box->width - CHECK_LINE,
                  box->height - CHECK_LINE};

    *ink = (BoxInk){.blank = BLANK, .marked = MARKED};
    if (!fix->registered) {
        settle(ink, MARK_UNCLEAR, "the page could not be brought into register");
        return;
    }
    g_autoptr(Patch) patch = patch_cut(picture, fix, &around, box, SCALE);
    if (patch == NULL) {
        settle(ink, MARK_UNCLEAR, "the box is not on the picture");
        return;
    }
    patch_judge_plane(patch);
    View view = {.patch = patch,
                 .clear = (gint) lround((LINE_CLEAR + BLUR_CLEAR * 72 / CLAMP(fix->dpi, 100, 400)) * SCALE),
                 .ring = (gint) lround(RING * SCALE)};
    if (frame_find(patch, &frame, &limits, &view.frame))
        measure(&view, ink);
    else
        settle(ink, MARK_UNCLEAR, "the frame of the box was not found in its place");
}
