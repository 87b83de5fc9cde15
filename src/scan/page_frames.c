#include <math.h>
#include <string.h>

#include "scan/frame.h"
#include "scan/projection.h"
#include "scan/scan.h"

#define SCALE        1.5  /* samples for a pt */
#define NEIGHBOURS   24.0 /* pt: larger than any letter */
#define MARGIN       6.0  /* pt about what is looked at */
#define COVERED      0.60 /* of each side of a frame must be seen */
#define FIRST_REACH  4.0  /* pt that a frame may lie off, and */
#define REACH_SHARE  0.06 /* of its distance from what is known: a code tells little of what is far */
#define LAST_REACH   3.0
#define SLACK_SHARE  0.02 /* of a frame's side that it may be larger or smaller */
#define GOOD_ENOUGH  1.0  /* pt: marks that lie no farther off need no help */
#define LEAST_FRAMES 3
#define MOST_FRAMES  16
#define MOST_OFF     1.0  /* pt: a corner of a frame may lie so far from where all of them say */
#define CODE_OFF     3.0  /* pt: the same of the code, which is seen less finely */
#define CODE_WEIGHT  0.02 /* of a code's corner beside a frame's */
#define UNEVEN       1.02 /* scale along one edge of the page over that along the other, at most */

typedef struct {
    const Picture *picture;
    PageFix *fix; /* as far as it is known */
    Pair code[4]; /* of the page */
    Pair pairs[4 * MOST_FRAMES + 4];
    guint n; /* of the pairs: four for each frame found */
} Settling;

/* Adds the frame's four corners to the pairs. */
static gboolean add_frame(Settling *settling, const Rect *frame, gdouble reach, gdouble share)
{
    gdouble slack = 1 + share * MAX(frame->width, frame->height), room = reach + slack + MARGIN;
    Rect place = {frame->x - room, frame->y - room, frame->width + 2 * room, frame->height + 2 * room};
    FrameLimits limits = {.reach = reach, .shrink = slack, .stretch = slack, .least = COVERED};
    FrameFound found;

    g_autoptr(Patch) patch = patch_cut(settling->picture, settling->fix, &place, frame, SCALE);
    if (patch == NULL)
        return FALSE;
    patch_judge_neighbourhood(patch, NEIGHBOURS);
    if (!frame_find(patch, frame, &limits, &found))
        return FALSE;
    for (guint i = 0; i < 4; i++) {
        Point form = {frame->x + (i & 1 ? frame->width : 0), frame->y + (i & 2 ? frame->height : 0)};
        Point seen = {place.x + ((i & 1 ? found.right : found.left) + 0.5) / SCALE,
                      place.y + place.height - ((i & 2 ? found.top : found.bottom) + 0.5) / SCALE};
        settling->pairs[settling->n++] = (Pair){form, projection_apply(settling->fix->to_pixel, seen), 1};
    }
    return TRUE;
}

static gboolean fit(Settling *settling)
{
    gdouble projection[9];
    ProjectionKind kind = settling->n > 4 ? PROJECTION_AFFINE : PROJECTION_SIMILAR;

    for (guint i = 0; i < 4; i++)
        settling->pairs[settling->n + i] = settling->code[i];
    if (!projection_fit(kind, settling->pairs, settling->n + 4, projection))
        return FALSE;
    memcpy(settling->fix->to_pixel, projection, sizeof projection);
    return TRUE;
}

static gdouble measure_distance(const Settling *settling, const Rect *frame)
{
    Point at = {frame->x + frame->width / 2, frame->y + frame->height / 2};
    gdouble nearest = hypot(at.x - settling->code[0].form.x, at.y - settling->code[0].form.y);

    for (guint i = 0; i < settling->n; i++)
        nearest = MIN(nearest, hypot(at.x - settling->pairs[i].form.x, at.y - settling->pairs[i].form.y));
    return nearest;
}

/* From the code on, each time the frame that lies nearest to what is known. */
static gboolean find_roughly(Settling *settling, const Rect *frames, guint n)
{
    gboolean done[MOST_FRAMES] = {FALSE};

    for (guint turn = 0; turn < n; turn++) {
        guint next = n;
        for (guint i = 0; i < n; i++)
            if (!done[i] && (next == n || measure_distance(settling, &frames[i]) <
                                              measure_distance(settling, &frames[next])))
                next = i;
        done[next] = TRUE;
        gdouble reach = FIRST_REACH + REACH_SHARE * measure_distance(settling, &frames[next]);
        if (add_frame(settling, &frames[next], reach, SLACK_SHARE) && !fit(settling))
            return FALSE;
    }
    return settling->n >= 4 * LEAST_FRAMES;
}

/* The farthest of the pairs from where the page puts it, pt. */
static gdouble find_farthest(const gdouble *projection, const Pair *pairs, guint n)
{
    gdouble farthest = 0;

    for (guint i = 0; i < n; i++) {
        Point at = projection_apply(projection, pairs[i].form);
        farthest = MAX(farthest, hypot(at.x - pairs[i].seen.x, at.y - pairs[i].seen.y) /
                                     projection_scale(projection, pairs[i].form));
    }
    return farthest;
}

static gboolean is_even(const gdouble *m)
{
    gdouble across = hypot(m[0], m[3]), upright = hypot(m[1], m[4]);

    return MAX(across, upright) <= UNEVEN * MIN(across, upright);
}

/* Every text field's frame must be where the page as a whole puts it; a box's
 * may be hidden under a mark. */
static gboolean find_finely(Settling *settling, const FieldPlace *fields, const Rect *frames, guint n)
{
    settling->n = 0;
    for (guint i = 0; i < n; i++)
        if (!add_frame(settling, &frames[i], LAST_REACH, 0) && !fields[i].box)
            return FALSE;
    return settling->n >= 4 * LEAST_FRAMES && fit(settling);
}

void scan_settle_page(const Picture *picture, PageFix *fix, const FieldPlace *fields, guint n)
{
    Settling settling = {.picture = picture, .fix = fix};
    Rect frames[MOST_FRAMES];
    PageFix kept = *fix;

    if ((fix->registered && fix->residual <= GOOD_ENOUGH) || !fix->coded || n < LEAST_FRAMES ||
        n > MOST_FRAMES || !(fix->dpi > 0))
        return;
    for (guint i = 0; i < n; i++)
        frames[i] = fields[i].box ? frame_of_box(&fields[i].rect) : frame_of_text(&fields[i].rect);
    for (guint i = 0; i < 4; i++)
        settling.code[i] = (Pair){{fix->code[i].form_x, fix->code[i].form_y},
                                  {fix->code[i].seen_x, fix->code[i].seen_y},
                                  CODE_WEIGHT};
    gboolean found = find_roughly(&settling, frames, n) && find_finely(&settling, fields, frames, n);
    gdouble farthest = found ? find_farthest(fix->to_pixel, settling.pairs, settling.n) : G_MAXDOUBLE;
    if (farthest <= MOST_OFF && is_even(fix->to_pixel) &&
        find_farthest(fix->to_pixel, settling.code, 4) <= CODE_OFF) {
        fix->registered = TRUE;
        fix->residual = farthest;
        fix->dpi = 72 * projection_scale(fix->to_pixel, (Point){frames[0].x, frames[0].y});
    } else {
        *fix = kept;
    }
}
