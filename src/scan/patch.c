#include "scan/patch.h"

#include <math.h>
#include <string.h>

#include "scan/projection.h"

#define LEVELS        256
#define PAPER_SHARE   0.80 /* of the samples of a place, by lightness: paper */
#define TONE_DARK     64   /* of 255 */
#define TONE_LIGHT    192
#define TONES_BETWEEN 0.10 /* pixels between them for each dark one: fewer is black and white */
#define LARGEST       4096 /* samples along a side */

void patch_free(Patch *patch)
{
    if (patch == NULL)
        return;
    g_free(patch->grey);
    g_free(patch->dark);
    g_free(patch->sharp);
    g_free(patch);
}

/* Linear between the four pixels around; x and y, pixels, are of a place on the
 * picture whose right and lower neighbours are on it too. */
static inline guint8 mix_four(const Picture *picture, gdouble x, gdouble y)
{
    guint left = (guint) x, top = (guint) y;
    gdouble right_part = x - left, low_part = y - top;
    const guint8 *row = picture->grey + (gsize) top * picture->width + left;
    const guint8 *below = row + picture->width;

    return (guint8) (0.5 + (1 - low_part) * ((1 - right_part) * row[0] + right_part * row[1]) +
                     low_part * ((1 - right_part) * below[0] + right_part * below[1]));
}

static inline guint8 take_sample(const Picture *picture, Point at)
{
    return mix_four(picture, CLAMP(at.x - 0.5, 0, picture->width - 1.001),
                    CLAMP(at.y - 0.5, 0, picture->height - 1.001));
}

static gboolean lies_on(const Picture *picture, const PageFix *fix, const Rect *place)
{
    for (guint i = 0; i < 4; i++) {
        Point corner = {place->x + (i & 1 ? place->width : 0), place->y + (i & 2 ? place->height : 0)};
        Point at = projection_apply(fix->to_pixel, corner);
        if (!(at.x >= 0 && at.y >= 0 && at.x <= picture->width && at.y <= picture->height))
            return FALSE;
    }
    return TRUE;
}

/* Where samples lie much farther apart than pixels, each is the mean of four,
 * so that no thin stroke falls between. */
static guint8 take_wide_sample(const Picture *picture, Point at, gdouble apart)
{
    guint sum = 0;

    for (guint i = 0; i < 4; i++)
        sum += take_sample(picture,
                           (Point){at.x + (i & 1 ? apart : -apart) / 4, at.y + (i & 2 ? apart : -apart) / 4});
    return (guint8) ((sum + 2) / 4);
}

/* A row of samples: where its first lies and how far it is to the next, each
 * before it is divided by the depth. */
typedef struct {
    gdouble across, down, depth, by_across, by_down, by_depth;
} Row;

static Point place_sample(const Row *row, guint i)
{
    gdouble depth = row->depth + i * row->by_depth;

    return (Point){(row->across + i * row->by_across) / depth, (row->down + i * row->by_down) / depth};
}

static gboolean is_well_within(const Picture *picture, Point at)
{
    return at.x > 1 && at.y > 1 && at.x < picture->width - 1 && at.y < picture->height - 1;
}

static void cut_row(Patch *patch, const Picture *picture, const gdouble m[9], guint number, gdouble apart)
{
    gdouble x = patch->place.x + 0.5 / patch->scale, step = 1 / patch->scale;
    gdouble y = patch->place.y + patch->place.height - (number + 0.5) / patch->scale;
    const Row row = {.across = m[0] * x + m[1] * y + m[2],
                     .down = m[3] * x + m[4] * y + m[5],
                     .depth = m[6] * x + m[7] * y + m[8],
                     .by_across = m[0] * step,
                     .by_down = m[3] * step,
                     .by_depth = m[6] * step};
    guint8 *grey = patch->grey + (gsize) number * patch->width;

    if (apart > 2) {
        for (guint i = 0; i < patch->width; i++)
            grey[i] = take_wide_sample(picture, place_sample(&row, i), apart);
    } else if (row.depth == 1 && row.by_depth == 0 && is_well_within(picture, place_sample(&row, 0)) &&
               is_well_within(picture, place_sample(&row, patch->width - 1))) {
        /* Of a flat page, nearly every row: the same, without what it needs not. */
        for (guint i = 0; i < patch->width; i++)
            grey[i] =
                mix_four(picture, row.across + i * row.by_across - 0.5, row.down + i * row.by_down - 0.5);
    } else {
        for (guint i = 0; i < patch->width; i++)
            grey[i] = take_sample(picture, place_sample(&row, i));
    }
}

/* Of a grey picture the edges of print alone are many pixels between black and white. */
static gboolean is_two_toned(const Picture *picture, const PageFix *fix, const Rect *place)
{
    gdouble left = picture->width, right = 0, top = picture->height, bottom = 0;
    guint dark = 0, between = 0;

    for (guint i = 0; i < 4; i++) {
        Point corner = {place->x + (i & 1 ? place->width : 0), place->y + (i & 2 ? place->height : 0)};
        Point at = projection_apply(fix->to_pixel, corner);
        left = MIN(left, at.x), right = MAX(right, at.x);
        top = MIN(top, at.y), bottom = MAX(bottom, at.y);
    }
    for (guint y = (guint) MAX(top, 0); y < MIN(bottom, picture->height); y++)
        for (guint x = (guint) MAX(left, 0); x < MIN(right, picture->width); x++) {
            guint8 grey = picture->grey[(gsize) y * picture->width + x];
            dark += grey < TONE_DARK;
            between += grey >= TONE_DARK && grey < TONE_LIGHT;
        }
    return between < TONES_BETWEEN * dark;
}

Patch *patch_cut(const Picture *picture, const PageFix *fix, const Rect *place, const Rect *needed,
                 gdouble scale)
{
    gdouble width = floor(place->width * scale), height = floor(place->height * scale);

    if (!(width >= 8 && height >= 8 && width <= LARGEST && height <= LARGEST) || picture->width < 2 ||
        picture->height < 2 || !lies_on(picture, fix, needed))
        return NULL;
    Patch *patch = g_new0(Patch, 1);
    patch->place = *place;
    patch->scale = scale;
    patch->width = (guint) width;
    patch->height = (guint) height;
    patch->grey = g_malloc((gsize) patch->width * patch->height);
    patch->two_toned = is_two_toned(picture, fix, needed);
    gdouble apart = fix->dpi / 72 / scale; /* pixels */
    for (guint row = 0; row < patch->height; row++)
        cut_row(patch, picture, fix->to_pixel, row, apart);
    return patch;
}

/* The level that `share` of the samples of a part do not exceed. */
static guint find_level(const Patch *patch, guint x, guint y, guint width, guint height, gdouble share)
{
    guint count[LEVELS] = {0}, wanted = (guint) (share * width * height), level = 0;

    for (guint j = y; j < y + height; j++)
        for (guint i = x; i < x + width; i++)
            count[patch->grey[(gsize) j * patch->width + i]]++;
    for (guint below = count[0]; below <= wanted && level + 1 < LEVELS; below += count[level])
        level++;
    return level;
}

static int compare(const void *a, const void *b)
{
    gfloat x = *(const gfloat *) a, y = *(const gfloat *) b;

    return (x > y) - (x < y);
}

/* Noise: paper is most of every place, so the middle of all differences is
 * the paper's own. */
static gdouble measure_noise(const Patch *patch, const gfloat *dark, gdouble *blackest)
{
    gsize n = (gsize) patch->width * patch->height, step = MAX(n / 4000, 1), taken = 0;
    g_autofree gfloat *some = g_new(gfloat, n / step + 1);

    for (gsize i = 0; i < n; i += step)
        some[taken++] = dark[i];
    qsort(some, taken, sizeof *some, compare);
    gfloat middle = some[taken / 2];
    *blackest = some[taken - 1 - taken / 100];
    for (gsize i = 0; i < taken; i++)
        some[i] = fabsf(some[i] - middle);
    qsort(some, taken, sizeof *some, compare);
    return 1.4826 * some[taken / 2];
}

static void measure_dark(Patch *patch)
{
    patch->noise = measure_noise(patch, patch->dark, &patch->blackest);
}

/* One row of dark: the mean of three by three samples, against noise of single
 * pixels, beside the paper's level at each. columns: room for the row's width. */
static void set_dark_row(Patch *patch, guint j, const gdouble *paper, guint *columns)
{
    guint w = patch->width, top = j > 0 ? j - 1 : j, bottom = MIN(j + 1, patch->height - 1);
    gfloat *dark = patch->dark + (gsize) j * w;

    for (guint i = 0; i < w; i++) {
        columns[i] = 0;
        for (guint y = top; y <= bottom; y++)
            columns[i] += patch->grey[(gsize) y * w + i];
    }
    for (guint i = 0; i < w; i++) {
        guint left = i > 0 ? i - 1 : i, right = MIN(i + 1, w - 1), sum = columns[i];
        sum += (left < i ? columns[left] : 0) + (right > i ? columns[right] : 0);
        gdouble grey = (gdouble) sum / ((right - left + 1) * (bottom - top + 1));
        dark[i] = (gfloat) CLAMP(1 - grey / MAX(paper[i], 1), 0, 1);
    }
}

typedef struct {
    gdouble level, by_x, by_y;
} Plane;

/* Least squares over the samples within `near` of the plane so far. */
static Plane fit_plane(const Patch *patch, Plane plane, gdouble near)
{
    gdouble n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0, syy = 0, sv = 0, sxv = 0, syv = 0;

    for (guint j = 0; j < patch->height; j++)
        for (guint i = 0; i < patch->width; i++) {
            gdouble x = (gdouble) i / patch->width - 0.5, y = (gdouble) j / patch->height - 0.5;
            gdouble v = patch->grey[(gsize) j * patch->width + i];
            if (fabs(v - plane.level - plane.by_x * x - plane.by_y * y) > near)
                continue;
            n++, sx += x, sy += y, sxx += x * x, sxy += x * y, syy += y * y;
            sv += v, sxv += x * v, syv += y * v;
        }
    if (n < 100)
        return plane;
    sx /= n, sy /= n, sv /= n;
    sxx = sxx / n - sx * sx, syy = syy / n - sy * sy, sxy = sxy / n - sx * sy;
    sxv = sxv / n - sx * sv, syv = syv / n - sy * sv;
    gdouble whole = sxx * syy - sxy * sxy;
    if (!(whole > 1e-6))
        return plane;
    plane.by_x = (sxv * syy - syv * sxy) / whole;
    plane.by_y = (syv * sxx - sxv * sxy) / whole;
    plane.level = sv - plane.by_x * sx - plane.by_y * sy;
    return plane;
}

void patch_judge_plane(Patch *patch)
{
    gdouble paper = find_level(patch, 0, 0, patch->width, patch->height, 0.70);
    Plane plane = {.level = paper};

    plane = fit_plane(patch, plane, 0.25 * paper);
    for (guint turn = 0; turn < 3; turn++)
        plane = fit_plane(patch, plane, 0.12 * paper);
    g_free(patch->dark);
    g_free(patch->sharp);
    patch->dark = g_new(gfloat, (gsize) patch->width * patch->height);
    patch->sharp = g_new(gfloat, (gsize) patch->width * patch->height);
    g_autofree gdouble *level = g_new(gdouble, patch->width);
    g_autofree guint *columns = g_new(guint, patch->width);
    for (guint j = 0; j < patch->height; j++) {
        for (guint i = 0; i < patch->width; i++) {
            gdouble x = (gdouble) i / patch->width - 0.5, y = (gdouble) j / patch->height - 0.5;
            level[i] = plane.level + plane.by_x * x + plane.by_y * y;
            patch->sharp[(gsize) j * patch->width + i] =
                (gfloat) CLAMP(1 - patch->grey[(gsize) j * patch->width + i] / MAX(level[i], 1), 0, 1);
        }
        set_dark_row(patch, j, level, columns);
    }
    gdouble sharpest;
    measure_dark(patch);
    patch->sharp_noise = measure_noise(patch, patch->sharp, &sharpest);
}

/* The paper's level in each part of a patch. */
typedef struct {
    guint columns, rows;
    gdouble *paper;
} Parts;

static void judge_parts(const Patch *patch, gdouble reach, Parts *parts)
{
    guint side = MAX((guint) (reach * patch->scale), 4);

    parts->columns = MAX(patch->width / side, 1);
    parts->rows = MAX(patch->height / side, 1);
    parts->paper = g_new(gdouble, (gsize) parts->columns * parts->rows);
    for (guint r = 0; r < parts->rows; r++)
        for (guint c = 0; c < parts->columns; c++) {
            guint x = c * patch->width / parts->columns, y = r * patch->height / parts->rows;
            parts->paper[r * parts->columns + c] =
                find_level(patch, x, y, (c + 1) * patch->width / parts->columns - x,
                           (r + 1) * patch->height / parts->rows - y, PAPER_SHARE);
        }
}

/* The paper's level along a row of parts, linear between their middles. */
static void level_along(const Patch *patch, const Parts *parts, guint row, gdouble *level)
{
    const gdouble *paper = parts->paper + (gsize) row * parts->columns;

    for (guint i = 0; i < patch->width; i++) {
        gdouble c = CLAMP((i + 0.5) * parts->columns / patch->width - 0.5, 0, parts->columns - 1.0);
        guint c0 = (guint) c, c1 = MIN(c0 + 1, parts->columns - 1);
        level[i] = paper[c0] * (1 - (c - c0)) + paper[c1] * (c - c0);
    }
}

void patch_judge_neighbourhood(Patch *patch, gdouble reach)
{
    Parts parts;
    judge_parts(patch, reach, &parts);
    g_autofree gdouble *upper = g_new0(gdouble, patch->width), *lower = g_new0(gdouble, patch->width);
    g_autofree gdouble *level = g_new(gdouble, patch->width);
    g_autofree guint *columns = g_new(guint, patch->width);
    guint known = G_MAXUINT; /* the row of parts that upper is of */

    g_free(patch->dark);
    patch->dark = g_new(gfloat, (gsize) patch->width * patch->height);
    for (guint j = 0; j < patch->height; j++) {
        gdouble r = CLAMP((j + 0.5) * parts.rows / patch->height - 0.5, 0, parts.rows - 1.0);
        guint r0 = (guint) r;
        if (r0 != known) {
            level_along(patch, &parts, r0, upper);
            level_along(patch, &parts, MIN(r0 + 1, parts.rows - 1), lower);
            known = r0;
        }
        for (guint i = 0; i < patch->width; i++)
            level[i] = upper[i] * (1 - (r - r0)) + lower[i] * (r - r0);
        set_dark_row(patch, j, level, columns);
    }
    g_free(parts.paper);
    measure_dark(patch);
}
