#include "scan/text_lines.h"

#include <math.h>
#include <string.h>

#include "scan/blobs.h"

#define INK      160  /* of 255: darker is ink */
#define PITCH    7.0  /* pt: rows so far off belong to the same line or are no match for it */
#define TOUCHING 0.3  /* of what hangs together lies in either line: letters of both */
#define HANGS    0.21 /* of the distance of two baselines: letters that touch hang down at least so far, */
#define STANDS   0.31 /* and at most */
#define BODY     0.40 /* of the most ink in a row so near: small letters reach from here down to the baseline */
#define LOWEST   2.5  /* pt: less is no row of letters */
#define MOST     200  /* lines: more than any field holds */
#define HIGHEST  20.0 /* pt: more is not one line of the type that fields have (9 to 12 pt) */

/* The rows of a line, with what its neighbours may reach into. */
typedef struct {
    guint top, bottom;
} Rows;

static guint *count_ink(const Patch *patch)
{
    guint *ink = g_new0(guint, patch->height);

    for (guint y = 0; y < patch->height; y++)
        for (guint x = 0; x < patch->width; x++)
            ink[y] += patch->grey[(gsize) y * patch->width + x] < INK;
    return ink;
}

static guint most_within(const guint *ink, guint from, guint to)
{
    guint most = 0;

    for (guint y = from; y <= to; y++)
        most = MAX(most, ink[y]);
    return most;
}

/* Where small letters stand: rows with much ink for their neighbourhood. Of Rows. */
static GArray *find_bodies(const Patch *patch, const guint *ink)
{
    GArray *bodies = g_array_new(FALSE, FALSE, sizeof(Rows));
    guint reach = (guint) (PITCH * patch->scale), begun = 0;
    gboolean open = FALSE;

    for (guint y = 0; y <= patch->height; y++) {
        gboolean body = FALSE;
        if (y < patch->height && ink[y] > 0)
            body = ink[y] >=
                   BODY * most_within(ink, y > reach ? y - reach : 0, MIN(y + reach, patch->height - 1));
        if (body && !open)
            begun = y;
        if (!body && open && y - begun >= LOWEST * patch->scale && bodies->len < MOST) {
            Rows rows = {begun, y - 1};
            g_array_append_val(bodies, rows);
        }
        open = body;
    }
    return bodies;
}

/* The row with the least ink from one row to another, the middle one of several. */
static guint find_valley(const guint *ink, guint from, guint to)
{
    guint least = G_MAXUINT, first = from, n = 0;

    for (guint y = from; y <= to; y++) {
        if (ink[y] < least) {
            least = ink[y];
            first = y;
            n = 0;
        }
        n += ink[y] == least && y == first + n;
    }
    return first + n / 2;
}

/* From the top; each row belongs to one line. Of Rows. */
static GArray *find_lines(const Patch *patch, const guint *ink, const GArray *bodies)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(Rows));
    guint top = 0;

    for (guint i = 0; i < bodies->len; i++) {
        Rows line = {top, patch->height - 1};
        if (i + 1 < bodies->len)
            line.bottom = find_valley(ink, g_array_index(bodies, Rows, i).bottom + 1,
                                      g_array_index(bodies, Rows, i + 1).top - 1);
        g_array_append_val(lines, line);
        top = line.bottom + 1;
    }
    return lines;
}

/* What reaches over the end of a line, and whose it is. */
typedef struct {
    const Patch *patch;
    const GArray *bodies; /* of Rows: where each line's small letters stand */
    GArray *lines;        /* of Rows: all that belongs to each */
    guint8 *line_of_row;  /* from 1 */
    guint8 *owner;        /* of each sample: its line from 1; 0: that of its row */
    guint8 *ink;          /* of each sample: 0, 1, or 2 once it is known whose it is */
    GArray *members;      /* of guint: samples that hang together */
} Cutting;

static gboolean is_ink(const Cutting *cutting, gint x, gint y)
{
    const Patch *patch = cutting->patch;

    return x >= 0 && y >= 0 && x < (gint) patch->width && y < (gint) patch->height &&
           cutting->ink[(gsize) y * patch->width + (gsize) x] != 0;
}

/* Of letters that touch: the row where least of them is, about where what hangs
 * down from one baseline ends and what stands on the next one begins. */
static guint find_joint(const Cutting *cutting, guint upper)
{
    guint baseline = g_array_index(cutting->bodies, Rows, upper).bottom;
    guint pitch = g_array_index(cutting->bodies, Rows, upper + 1).bottom - baseline;
    guint from = baseline + (guint) (HANGS * pitch), to = baseline + (guint) ceil(STANDS * pitch);
    g_autofree guint *ink = g_new0(guint, cutting->patch->height);

    for (guint i = 0; i < cutting->members->len; i++)
        ink[g_array_index(cutting->members, guint, i) / cutting->patch->width]++;
    return find_valley(ink, from, to);
}

/* To the line that holds nearly all of it; letters of both lines that touch are
 * cut apart. last: the upper line's last row. */
static void give(Cutting *cutting, guint upper, guint last)
{
    guint above = 0, all = cutting->members->len;

    for (guint i = 0; i < all; i++)
        above += g_array_index(cutting->members, guint, i) / cutting->patch->width <= last;
    gboolean touching = MIN(above, all - above) > TOUCHING * all;
    if (touching)
        last = find_joint(cutting, upper);
    for (guint i = 0; i < all; i++) {
        guint at = g_array_index(cutting->members, guint, i);
        guint y = at / cutting->patch->width;
        guint line = (touching ? y <= last : 2 * above >= all) ? upper : upper + 1;
        Rows *rows = &g_array_index(cutting->lines, Rows, line);
        cutting->owner[at] = (guint8) (line + 1);
        rows->top = MIN(rows->top, y);
        rows->bottom = MAX(rows->bottom, y);
    }
}

static void settle_crossing(Cutting *cutting, guint upper, guint last)
{
    for (gint x = 0; x < (gint) cutting->patch->width; x++) {
        gint y = (gint) last;
        gboolean crosses =
            is_ink(cutting, x - 1, y + 1) || is_ink(cutting, x, y + 1) || is_ink(cutting, x + 1, y + 1);
        guint at = last * cutting->patch->width + (guint) x;
        if (cutting->ink[at] != 1 || !crosses)
            continue;
        g_array_set_size(cutting->members, 0);
        blobs_collect(cutting->ink, cutting->patch->width, cutting->patch->height, at, cutting->members);
        give(cutting, upper, last);
    }
}

static gboolean belongs(const Cutting *cutting, guint x, guint y, guint line)
{
    gsize at = (gsize) y * cutting->patch->width + x;

    if (cutting->ink[at] == 0)
        return FALSE;
    return (cutting->owner[at] != 0 ? cutting->owner[at] : cutting->line_of_row[y]) == line + 1;
}

/* Ink, or the paler edge of it. */
static gboolean shows(const Cutting *cutting, guint x, guint y, guint line)
{
    const Patch *patch = cutting->patch;

    if (belongs(cutting, x, y, line))
        return TRUE;
    if (patch->grey[(gsize) y * patch->width + x] == 255 || is_ink(cutting, (gint) x, (gint) y))
        return FALSE;
    for (guint j = y > 0 ? y - 1 : 0; j <= MIN(y + 1, patch->height - 1); j++)
        for (guint i = x > 0 ? x - 1 : 0; i <= MIN(x + 1, patch->width - 1); i++)
            if (belongs(cutting, i, j, line))
                return TRUE;
    return FALSE;
}

/* Its samples with `room` of white about them. */
static void cut(const Cutting *cutting, guint line, guint room, GArray *into)
{
    const Patch *patch = cutting->patch;
    const Rows *rows = &g_array_index(cutting->lines, Rows, line);
    guint left = patch->width, right = 0, top = patch->height, bottom = 0;

    for (guint y = rows->top; y <= rows->bottom; y++)
        for (guint x = 0; x < patch->width; x++)
            if (belongs(cutting, x, y, line)) {
                left = MIN(left, x), right = MAX(right, x);
                top = MIN(top, y), bottom = MAX(bottom, y);
            }
    if (left > right)
        return;
    TextLine found = {.width = right - left + 1 + 2 * room,
                      .height = bottom - top + 1 + 2 * room,
                      .left = (gint) left - (gint) room,
                      .top = (gint) top - (gint) room,
                      .single = bottom - top + 1 <= HIGHEST * patch->scale};
    found.grey = g_malloc((gsize) found.width * found.height);
    memset(found.grey, 255, (gsize) found.width * found.height);
    for (guint y = top > 0 ? top - 1 : 0; y <= MIN(bottom + 1, patch->height - 1); y++)
        for (guint x = left > 0 ? left - 1 : 0; x <= MIN(right + 1, patch->width - 1); x++)
            if (shows(cutting, x, y, line))
                found.grey[(gsize) (y + room - top) * found.width + x + room - left] =
                    patch->grey[(gsize) y * patch->width + x];
    g_array_append_val(into, found);
}

static void clear_line(gpointer data)
{
    g_free(((TextLine *) data)->grey);
}

GArray *text_lines_cut(const Patch *patch, gdouble room)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(TextLine));
    g_autofree guint *ink = count_ink(patch);
    g_autoptr(GArray) bodies = find_bodies(patch, ink);
    g_autoptr(GArray) lines = find_lines(patch, ink, bodies);
    g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(guint));
    gsize size = (gsize) patch->width * patch->height;
    g_autofree guint8 *owner = g_malloc0(size), *dark = g_malloc0(size);
    g_autofree guint8 *line_of_row = g_malloc0(patch->height);
    Cutting cutting = {patch, bodies, lines, line_of_row, owner, dark, members};

    g_array_set_clear_func(found, clear_line);
    for (gsize i = 0; i < size; i++)
        dark[i] = patch->grey[i] < INK;
    for (guint i = 0; i < lines->len; i++) {
        const Rows *rows = &g_array_index(lines, Rows, i);
        memset(line_of_row + rows->top, (gint) i + 1, rows->bottom - rows->top + 1);
    }
    for (guint y = 0; y + 1 < patch->height; y++)
        if (line_of_row[y + 1] != line_of_row[y])
            settle_crossing(&cutting, line_of_row[y] - 1u, y);
    for (guint i = 0; i < lines->len; i++)
        cut(&cutting, i, (guint) (room * patch->scale), found);
    return found;
}
