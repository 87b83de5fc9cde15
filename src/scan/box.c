#include <math.h>

#include "scan/blobs.h"
#include "scan/box_view.h"
#include "scan/dots.h"
#include "scan/fine.h"
#include "scan/limits.h"
#include "scan/scan.h"
#include "scan/streaks.h"
#include "scan/strokes.h"

#define SCALE  3.0 /* samples for a pt: about 216 dpi */
#define MARGIN (LIMIT_REACH + LIMIT_RING + 1)

void box_ink_clear(BoxInk *ink)
{
    g_free(ink->why);
    *ink = (BoxInk){0};
}

static guint8 *find_dark(const BoxView *view, Part part, gdouble limit, gdouble speck, GArray **blobs)
{
    const Patch *patch = view->patch;
    guint8 *dark = g_malloc0((gsize) patch->width * patch->height);

    for (guint y = 0; y < patch->height; y++)
        for (guint x = 0; x < patch->width; x++)
            dark[y * patch->width + x] =
                patch->dark[y * patch->width + x] > limit && box_view_part(view, (gint) x, (gint) y) == part;
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

static void settle(BoxInk *ink, Mark mark, const gchar *why)
{
    ink->mark = mark;
    ink->why = g_strdup(why);
}

/* Of what may be nothing but motes; judge_patch() tells. */
static void settle_dots(BoxInk *ink, const gchar *why)
{
    settle(ink, MARK_UNCLEAR, why);
    ink->motes = TRUE;
}

static gboolean has_stroke(const BoxView *view, gdouble limit, gdouble longer)
{
    g_autofree guint8 *dark = fine_find(view, PART_INSIDE, MAX(limit, 5 * view->patch->sharp_noise), 0);

    return fine_measure_longest(view, dark) > longer;
}

static void judge_little(const BoxView *view, BoxInk *ink)
{
    g_autofree guint8 *about =
        fine_find(view, PART_RING, MAX(LIMIT_THREAD, 5 * view->patch->sharp_noise), LIMIT_RING_SPECK);

    ink->trace = view->patch->two_toned ? dots_about(view) : has_stroke(view, LIMIT_TRACE, LIMIT_TRACE_LONG);
    if (dots_may_be_ink(view))
        settle_dots(ink, "there are dots in the box, as pale ink leaves in black and white");
    else if ((ink->around > LIMIT_AROUND || strokes_measure_length(view, about) > LIMIT_STRAY) &&
             !strokes_pass_by(view, about))
        settle(ink, MARK_UNCLEAR, "the box is blank, but there is ink about it");
    else if ((ink->pale = view->patch->two_toned && dots_end_a_tick(view)))
        settle(ink, MARK_UNCLEAR, "the box is blank, but the end of a tick may stand beside it");
    else if (view->frame.covered < LIMIT_WHOLE)
        settle(ink, MARK_UNCLEAR, "the box seems blank, but its frame is broken, as pale ink would be");
    else
        settle(ink, MARK_OFF, NULL);
}

/* A thin pale stroke is no more than dust when nine samples are averaged. */
static gboolean has_thread(const BoxView *view)
{
    return has_stroke(view, LIMIT_THREAD_FAINT, LIMIT_THREAD_LEAST) ||
           has_stroke(view, LIMIT_THREAD_DIM, LIMIT_THREAD_LEAST_DIM);
}

static gboolean is_blank(const BoxView *view, const BoxInk *ink)
{
    gdouble faintest = MIN(LIMIT_THREAD_FAINT, LIMIT_FAINT * view->frame.darkness);
    gdouble limit = MAX(faintest, 5 * view->patch->sharp_noise);

    if (ink->faint <= LIMIT_BLANK)
        return !has_thread(view);
    gdouble grain = view->patch->two_toned ? LIMIT_GRAIN_TWO_TONED : LIMIT_GRAIN;
    return ink->faint <= grain && fine_is_dust(view, limit, LIMIT_MOTE, LIMIT_MOTES);
}

/* Round and solid: strokes leave paper between them, and what is filled in has
 * no white corners. */
static gboolean is_blot(const BoxView *view, const BoxInk *ink, const guint8 *inside)
{
    return ink->inside < LIMIT_ALMOST_FILLED && strokes_measure_length(view, inside) < LIMIT_BLOT &&
           strokes_measure_solid(view, inside) > LIMIT_SOLID &&
           strokes_measure_forked(view, inside) < LIMIT_FORKED;
}

/* Whether it is a stroke that long, and no blot. */
static gboolean is_thread(const BoxView *view, const BoxInk *ink, const guint8 *inside)
{
    return fine_measure_longest(view, inside) >= LIMIT_THREAD_LONG && !is_blot(view, ink, inside);
}

static gboolean is_mark(const BoxView *view, const BoxInk *ink, const guint8 *inside)
{
    gdouble length = strokes_measure_length(view, inside);

    if (is_blot(view, ink, inside))
        return FALSE;
    return (ink->inside >= LIMIT_MARKED && length >= LIMIT_EXTENT) ||
           (ink->inside >= LIMIT_THIN && length >= LIMIT_LONG);
}

/* What black and white leaves of a stroke that is almost too pale for it. */
static gboolean is_in_pieces(const BoxView *view)
{
    return view->patch->two_toned && !fine_is_unbroken(view, LIMIT_FIRM);
}

/* Strokes that run out on both sides. Where they are dark, their blur would
 * join them if pale samples counted; pale ones leave fewer pieces. */
static gboolean is_hatched(const BoxView *view)
{
    gdouble faint = MAX(LIMIT_THREAD_FAINT, 4 * view->patch->sharp_noise);
    gdouble dark = MAX(LIMIT_INK * view->frame.darkness, 5 * view->patch->sharp_noise);

    return fine_is_hatched(view, faint, LIMIT_HATCH) || fine_is_hatched(view, dark, LIMIT_HATCH) ||
           (is_in_pieces(view) && fine_is_hatched_in_pieces(view, dark, LIMIT_HATCH_PALE));
}

/* Crossed out, it is overrun on all sides; filled in, by no more than the pen's
 * width, and by a thin pen, which leaves gaps, on two sides at most. */
static gboolean is_crossed_out(const BoxView *view, const BoxInk *ink, const guint8 *ring)
{
    gdouble limit = MAX(LIMIT_INK * view->frame.darkness, 5 * view->patch->sharp_noise);
    gdouble overrun = fine_measure_overrun(view, limit, 0.5);
    gdouble ends = fine_measure_overrun(view, limit, LIMIT_ENDS);

    if (ink->inside >= LIMIT_ALMOST_FILLED && !fine_is_solid(view, 0) &&
        fine_overruns_three(view, limit, LIMIT_OVERRUN_SHARE))
        return TRUE;
    if (ink->inside >= LIMIT_FILLED)
        return ends > (fine_is_solid(view, LIMIT_BROAD) ? LIMIT_OVERRUN_MOST : LIMIT_OVERRUN_GAPS) ||
               is_hatched(view);
    return overrun > LIMIT_OVERRUN || (ink->inside >= LIMIT_ALMOST_FILLED && ends > LIMIT_OVERRUN_ENDS) ||
           is_hatched(view) ||
           (ink->faint >= LIMIT_HATCHED && overrun > LIMIT_OVERRUN_LEAST &&
            strokes_overrun(view, ring, LIMIT_SPILLED));
}

/* Of a box full of ink the frame may have been taken for one of the strokes. */
static gboolean is_crossed_out_in_place(const BoxView *view, const BoxInk *ink, const guint8 *ring)
{
    BoxView there = *view;

    there.frame = view->expected;
    there.frame.darkness = view->frame.darkness;
    return ink->inside >= LIMIT_ALMOST_FILLED && is_crossed_out(&there, ink, ring);
}

static void judge_mark(const BoxView *view, BoxInk *ink, const guint8 *inside, const guint8 *ring)
{
    gdouble limit = MAX(LIMIT_LETTER_DARK * strokes_measure_mean(view, inside), 5 * view->patch->sharp_noise);

    if (fine_is_lettered(view, limit, LIMIT_LETTERED))
        settle(ink, MARK_UNCLEAR, "something seems to be written in the box");
    else if (is_crossed_out(view, ink, ring) || is_crossed_out_in_place(view, ink, ring))
        settle(ink, MARK_UNCLEAR, "the box seems to be crossed out");
    else if (strokes_surround(view, ring))
        settle(ink, MARK_UNCLEAR, "the box has ink all about it");
    else if (strokes_measure_arc(view, inside, ring) > LIMIT_ARC)
        settle(ink, MARK_UNCLEAR, "a line runs through the box, or it is crossed out");
    else if (ink->inside < LIMIT_LINE && strokes_run_in(view, inside, ring, ink->inside < LIMIT_HAIR))
        settle(ink, MARK_UNCLEAR, "a line runs into the box from outside");
    else if (is_in_pieces(view) && ink->inside < LIMIT_LINE && strokes_are_level(view, inside))
        settle(ink, MARK_UNCLEAR, "what is in the box may be left of a line struck through it");
    else
        settle(ink, MARK_ON, NULL);
    ink->firm = ink->mark == MARK_ON && fine_is_unbroken(view, LIMIT_FIRM);
    ink->pale = ink->mark == MARK_ON &&
                (view->patch->two_toned ? !ink->firm : strokes_measure_mean(view, inside) < LIMIT_PALE_PEN);
}

/* With every dot about the box, each of which may be part of a longer line. */
static gboolean judge_pieces(const BoxView *view, BoxInk *ink)
{
    g_autofree guint8 *inside = fine_find(view, PART_INSIDE, LIMIT_THREAD, 0);
    g_autofree guint8 *ring = fine_find(view, PART_RING, LIMIT_THREAD, 0);

    if (!view->patch->two_toned || is_blot(view, ink, inside) ||
        !(dots_are_strokes(view) || dots_are_remains(view)))
        return FALSE;
    judge_mark(view, ink, inside, ring);
    return TRUE;
}

/* A thin or pale stroke, dark enough sample by sample and without a gap. */
static void judge_thread(const BoxView *view, BoxInk *ink)
{
    gdouble limit = MAX(MAX(LIMIT_THREAD, LIMIT_INK * view->frame.darkness), 4 * view->patch->sharp_noise);
    gdouble paler = MAX(LIMIT_THREAD_PALE * limit, 5 * view->patch->sharp_noise);
    g_autofree guint8 *inside = fine_find(view, PART_INSIDE, limit, LIMIT_THREAD_SPECK);
    g_autofree guint8 *pale = fine_find_pale(view, PART_INSIDE, paler, limit, LIMIT_THREAD_FIRM);
    g_autofree guint8 *pale_ring = fine_find(view, PART_RING, paler, LIMIT_RING_DUST);

    if (is_thread(view, ink, inside))
        judge_mark(view, ink, inside, pale_ring);
    else if (!view->patch->two_toned && is_thread(view, ink, pale))
        judge_mark(view, ink, pale, pale_ring);
    else if (!judge_pieces(view, ink))
        settle_dots(ink, "there is too little ink for a mark, and too much for a blank box");
}

/* What a pale pen drew about the box is as pale. */
static void judge_pale(const BoxView *view, BoxInk *ink, const guint8 *inside)
{
    gdouble limit = MAX(LIMIT_THREAD_PALE * LIMIT_THREAD, 5 * view->patch->sharp_noise);
    g_autofree guint8 *ring = fine_find(view, PART_RING, limit, LIMIT_RING_DUST);

    judge_mark(view, ink, inside, ring);
}

/* The order matters: what speaks against a sure answer comes first. */
static void judge(const BoxView *view, BoxInk *ink, const guint8 *inside, const guint8 *ring)
{
    if (is_blank(view, ink))
        judge_little(view, ink);
    else if (is_mark(view, ink, inside) && strokes_measure_mean(view, inside) < LIMIT_PALE_MARK)
        judge_pale(view, ink, inside);
    else if (is_mark(view, ink, inside))
        judge_mark(view, ink, inside, ring);
    else
        judge_thread(view, ink);
}

/* Share of a part that is darker than a limit, but for specks. */
static gdouble measure_share(const BoxView *view, Part part, gdouble limit, gdouble speck)
{
    g_autoptr(GArray) blobs = NULL;

    g_free(find_dark(view, part, limit, speck, &blobs));
    return sum_areas(blobs) / box_view_area(view, part);
}

static void measure(const BoxView *view, BoxInk *ink)
{
    const Patch *patch = view->patch;
    gdouble line = view->frame.darkness;
    gdouble dark = MAX(MAX(LIMIT_INK * line, LIMIT_INK_LEAST), 5 * patch->noise),
            faint = MAX(LIMIT_FAINT * line, 4 * patch->noise);
    g_autoptr(GArray) strokes = NULL, weak = NULL, around = NULL, about = NULL;

    if (line < LIMIT_PALE || dark > 0.7 * line) {
        settle(ink, MARK_UNCLEAR, "the picture is too poor to tell ink from paper");
        return;
    }
    g_autofree guint8 *inside = find_dark(view, PART_INSIDE, dark, LIMIT_SPECK, &strokes);
    g_autofree guint8 *ring = find_dark(view, PART_RING, faint, LIMIT_RING_DUST, &around);
    g_free(find_dark(view, PART_RING, faint, 0, &about));
    ink->inside = sum_areas(strokes) / box_view_area(view, PART_INSIDE);
    ink->around = measure_share(view, PART_RING, dark, LIMIT_RING_SPECK);
    /* Pale strokes come through black and white as dust, but only in the box. */
    gdouble dust = measure_share(view, PART_INSIDE, faint, 0) -
                   LIMIT_DUST * sum_areas(about) / box_view_area(view, PART_RING);
    g_free(find_dark(view, PART_INSIDE, faint, LIMIT_SPECK, &weak));
    ink->faint = MAX(sum_areas(weak) / box_view_area(view, PART_INSIDE), dust);
    judge(view, ink, inside, ring);
}

static FrameFound expect_frame(const Patch *patch, const Rect *frame)
{
    gdouble left = (frame->x - patch->place.x) * patch->scale - 0.5;
    gdouble top = (patch->place.y + patch->place.height - frame->y - frame->height) * patch->scale - 0.5;

    return (FrameFound){.left = (gint) lround(left),
                        .top = (gint) lround(top),
                        .right = (gint) lround(left + frame->width * patch->scale),
                        .bottom = (gint) lround(top + frame->height * patch->scale)};
}

/* box: as for scan_judge_box(), from where the patch is. */
static void judge_patch(Patch *patch, const Picture *picture, const PageFix *fix, const Rect *box,
                        BoxInk *ink)
{
    static const FrameLimits limits = {
        .reach = LIMIT_REACH, .shrink = 1.0, .stretch = 1.0, .least = LIMIT_FRAME};
    Rect frame = frame_of_box(box);

    patch_judge_plane(patch);
    BoxView view = {
        .patch = patch,
        .clear = (gint) lround((BOX_LINE_CLEAR + BOX_BLUR_CLEAR * 72 / CLAMP(fix->dpi, 100, 400)) * SCALE),
        .ring = (gint) lround(LIMIT_RING * SCALE)};
    view.expected = expect_frame(patch, &frame);
    if (!frame_find(patch, &frame, &limits, &view.frame)) {
        settle(ink, MARK_UNCLEAR, "the frame of the box was not found in its place");
        return;
    }
    measure(&view, ink);
    if (ink->mark == MARK_OFF && patch->two_toned && dots_by_frame_may_be_ink(&view, picture, fix, box))
        settle_dots(ink, "there are dots in the box, as pale ink leaves in black and white");
    ink->pale = ink->pale || ink->motes;
    ink->motes = ink->motes && ink->faint <= LIMIT_GRAIN && dots_are_motes(&view, picture, fix, box);
}

void scan_judge_box(const Picture *picture, const PageFix *fix, const Rect *box, BoxInk *ink)
{
    Rect around = {box->x - MARGIN, box->y - MARGIN, box->width + 2 * MARGIN, box->height + 2 * MARGIN};

    *ink = (BoxInk){.blank = LIMIT_BLANK, .marked = LIMIT_MARKED};
    if (!fix->registered) {
        settle(ink, MARK_UNCLEAR, "the page could not be brought into register");
        return;
    }
    g_autoptr(Patch) patch = patch_cut(picture, fix, &around, box, SCALE);
    if (patch == NULL) {
        settle(ink, MARK_UNCLEAR, "the box is not on the picture");
    } else {
        streaks_take_off(patch, picture, fix, box);
        judge_patch(patch, picture, fix, box, ink);
    }
}
