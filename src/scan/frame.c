#include "scan/frame.h"

#include <math.h>
#include <string.h>

#define FRAME_ROOM  2.0  /* pt: a text field stands so far within its frame (layout/setting.c) */
#define CHECK_LINE  1.0  /* pt: of a box's frame, as pdfout/fields.c draws it */
#define INK_SHARE   0.35 /* of the darkest: what may be a line */
#define INK_LEAST   0.10
#define OUTSIDE_GAP 1.7 /* pt outside of the frame, where there should be none */

/* How many dark samples stand above (left of) each place: lines in one look. */
typedef struct {
    const Patch *patch;
    guint *columns; /* [(y, x)]: dark in column x in rows before y */
    guint *rows;    /* [(y, x)]: dark in row y in columns before x */
    gint gap;       /* samples */
} Lines;

static Rect widen(const Rect *rect, gdouble by)
{
    return (Rect){rect->x - by, rect->y - by, rect->width + 2 * by, rect->height + 2 * by};
}

Rect frame_of_text(const Rect *field)
{
    return widen(field, FRAME_ROOM);
}

Rect frame_of_box(const Rect *box)
{
    return widen(box, -CHECK_LINE / 2);
}

static guint8 *find_ink(const Patch *patch)
{
    gdouble limit = MAX(MAX(INK_SHARE * patch->blackest, 4 * patch->noise), INK_LEAST);
    gsize n = (gsize) patch->width * patch->height;
    guint8 *ink = g_malloc0(n);

    for (gsize i = 0; i < n; i++)
        ink[i] = patch->dark[i] > limit;
    return ink;
}

/* A line counts where it is or a sample beside it, since it may lean. */
static void lines_init(Lines *lines, const Patch *patch)
{
    g_autofree guint8 *ink = find_ink(patch);
    guint w = patch->width, h = patch->height;

    lines->patch = patch;
    lines->gap = (gint) ceil(OUTSIDE_GAP * patch->scale) + 1;
    lines->columns = g_new0(guint, (gsize) w * (h + 1));
    lines->rows = g_new0(guint, (gsize) (w + 1) * h);
    for (guint y = 0; y < h; y++)
        for (guint x = 0; x < w; x++) {
            const guint8 *at = ink + (gsize) y * w + x;
            guint across = at[0] | (x > 0 ? at[-1] : 0) | (x + 1 < w ? at[1] : 0);
            guint along = at[0] | (y > 0 ? *(at - w) : 0) | (y + 1 < h ? at[w] : 0);
            lines->columns[(gsize) (y + 1) * w + x] = lines->columns[(gsize) y * w + x] + across;
            lines->rows[(gsize) y * (w + 1) + x + 1] = lines->rows[(gsize) y * (w + 1) + x] + along;
        }
}

static void lines_finish(Lines *lines)
{
    g_free(lines->columns);
    g_free(lines->rows);
}

/* Share of dark in a column between two rows. */
static gdouble cover_column(const Lines *lines, gint x, gint top, gint bottom)
{
    gint w = (gint) lines->patch->width, h = (gint) lines->patch->height;

    top = MAX(top, 0);
    bottom = MIN(bottom, h - 1);
    if (x < 0 || x >= w || top >= bottom)
        return 0;
    return (gdouble) (lines->columns[(gsize) bottom * w + x] - lines->columns[(gsize) top * w + x]) /
           (bottom - top);
}

static gdouble cover_row(const Lines *lines, gint y, gint left, gint right)
{
    gint w = (gint) lines->patch->width, h = (gint) lines->patch->height;

    left = MAX(left, 0);
    right = MIN(right, w - 1);
    if (y < 0 || y >= h || left >= right)
        return 0;
    return (gdouble) (lines->rows[(gsize) y * (w + 1) + right] - lines->rows[(gsize) y * (w + 1) + left]) /
           (right - left);
}

/* The worst side counts most; ink just outside speaks against a frame. */
static gdouble judge(const Lines *lines, FrameFound *at)
{
    gdouble sides[] = {cover_column(lines, at->left, at->top, at->bottom),
                       cover_column(lines, at->right, at->top, at->bottom),
                       cover_row(lines, at->top, at->left, at->right),
                       cover_row(lines, at->bottom, at->left, at->right)};
    gdouble sum = sides[0] + sides[1] + sides[2] + sides[3];

    at->covered = MIN(MIN(sides[0], sides[1]), MIN(sides[2], sides[3]));
    if (at->covered < 0.2)
        return 0;
    gdouble outside = cover_column(lines, at->left - lines->gap, at->top, at->bottom) +
                      cover_column(lines, at->right + lines->gap, at->top, at->bottom) +
                      cover_row(lines, at->top - lines->gap, at->left, at->right) +
                      cover_row(lines, at->bottom + lines->gap, at->left, at->right);
    return at->covered + 0.25 * sum - 0.20 * outside;
}

/* The line's own darkness: what is darkest across it, in the middle of all
 * places along it. */
static gdouble measure_lines(const Patch *patch, const FrameFound *at)
{
    guint count[101] = {0}, n = 0, level = 0;

    for (gint side = 0; side < 4; side++) {
        gint from = side < 2 ? at->top : at->left, to = side < 2 ? at->bottom : at->right;
        gint line = side == 0 ? at->left : side == 1 ? at->right : side == 2 ? at->top : at->bottom;
        for (gint along = from; along <= to; along++) {
            gdouble darkest = 0;
            for (gint across = line - 2; across <= line + 2; across++) {
                gint x = side < 2 ? across : along, y = side < 2 ? along : across;
                if (x >= 0 && y >= 0 && x < (gint) patch->width && y < (gint) patch->height)
                    darkest = MAX(darkest, patch->dark[(gsize) y * patch->width + (gsize) x]);
            }
            count[(guint) (100 * CLAMP(darkest, 0, 1))]++;
            n++;
        }
    }
    for (guint below = count[0]; below < n / 2 && level < 100; below += count[level])
        level++;
    return level / 100.0;
}

/* Mean darkness along a column or row of samples, but for its ends. */
static gdouble measure_along(const Patch *patch, gboolean column, gint line, gint from, gint to)
{
    gint room = (to - from) / 10, limit = (gint) (column ? patch->width : patch->height);
    gint most = (gint) (column ? patch->height : patch->width) - 1;
    gdouble sum = 0;

    if (line < 0 || line >= limit)
        return 0;
    from = MAX(from + room, 0);
    to = MIN(to - room, most);
    for (gint along = from; along <= to; along++)
        sum += MIN(patch->dark[column ? (gsize) along * patch->width + (gsize) line
                                      : (gsize) line * patch->width + (gsize) along],
                   patch->blackest);
    return to > from ? sum / (to - from + 1) : 0;
}

/* A line that counts beside itself is found in several places: its middle is
 * where it is darkest. */
static gint centre_line(const Patch *patch, gboolean column, gint line, gint from, gint to)
{
    gdouble sum = 0, weighted = 0, edge = G_MAXDOUBLE;

    for (gint off = -2; off <= 2; off++)
        edge = MIN(edge, measure_along(patch, column, line + off, from, to));
    for (gint off = -2; off <= 2; off++) {
        gdouble dark = measure_along(patch, column, line + off, from, to) - edge;
        sum += dark * dark;
        weighted += dark * dark * off;
    }
    return line + (sum > 0 ? (gint) lround(weighted / sum) : 0);
}

static void centre_lines(const Patch *patch, FrameFound *found)
{
    FrameFound rough = *found;

    found->left = centre_line(patch, TRUE, rough.left, rough.top, rough.bottom);
    found->right = centre_line(patch, TRUE, rough.right, rough.top, rough.bottom);
    found->top = centre_line(patch, FALSE, rough.top, rough.left, rough.right);
    found->bottom = centre_line(patch, FALSE, rough.bottom, rough.left, rough.right);
}

typedef struct {
    gint reach, least_x, most_x, least_y, most_y; /* samples: shifts, sizes */
    gdouble x, y;                                 /* middle of the frame sought, samples */
} Range;

static void try_sizes(const Lines *lines, const Range *range, gdouble x, gdouble y, gdouble *best,
                      FrameFound *found)
{
    for (gint w = range->least_x; w <= range->most_x; w++)
        for (gint h = range->least_y; h <= range->most_y; h++) {
            FrameFound at = {.left = (gint) lround(x - w / 2.0), .top = (gint) lround(y - h / 2.0)};
            at.right = at.left + w;
            at.bottom = at.top + h;
            gdouble score = judge(lines, &at);
            if (score > *best) {
                *best = score;
                *found = at;
            }
        }
}

gboolean frame_find(const Patch *patch, const Rect *frame, const FrameLimits *limits, FrameFound *found)
{
    Lines lines;
    gdouble scale = patch->scale, best = 0;
    Range range = {
        .reach = (gint) ceil(limits->reach * scale),
        .least_x = (gint) floor((frame->width - limits->shrink) * scale),
        .most_x = (gint) ceil((frame->width + limits->stretch) * scale),
        .least_y = (gint) floor((frame->height - limits->shrink) * scale),
        .most_y = (gint) ceil((frame->height + limits->stretch) * scale),
        .x = (frame->x + frame->width / 2 - patch->place.x) * scale - 0.5,
        .y = (patch->place.y + patch->place.height - frame->y - frame->height / 2) * scale - 0.5,
    };

    *found = (FrameFound){0};
    lines_init(&lines, patch);
    for (gint dy = -range.reach; dy <= range.reach; dy++)
        for (gint dx = -range.reach; dx <= range.reach; dx++)
            try_sizes(&lines, &range, range.x + dx, range.y + dy, &best, found);
    lines_finish(&lines);
    if (best <= 0 || found->covered < limits->least)
        return FALSE;
    centre_lines(patch, found);
    found->darkness = measure_lines(patch, found);
    return TRUE;
}
