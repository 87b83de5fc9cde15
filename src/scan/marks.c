#include "scan/marks.h"

#include <leptonica/allheaders.h>
#include <math.h>
#include <string.h>

#define WORKING_SIDE 1500.0 /* pixels: the longer side of what is looked at */
#define WINDOW_SHARE 24     /* the neighbourhood is the longer side over this */
#define PARTS        16     /* of a pixel, along a side, by which it is shared out */
#define DARK_PERCENT 72     /* of the neighbourhood's mean: darker is dark */
#define SOLID        0.50   /* of its bounding box, at least; a corner piece has 0.75 */
#define MANY         20000  /* shapes: more is noise */

/* Where the small pixel `n` of `small` along a side begins, in sixteenths of the
 * large ones. */
static guint begin_of(guint n, guint small, guint large)
{
    return (guint) ((guint64) n * large * PARTS / small);
}

/* How much of the large pixel lies between two places. */
static guint overlap(guint pixel, guint from, guint to)
{
    return MIN(to, (pixel + 1) * PARTS) - MAX(from, pixel * PARTS);
}

/* The rows between two places as one, each by how much of it that is. */
static void add_rows(const Picture *picture, guint from, guint to, guint *sums)
{
    memset(sums, 0, picture->width * sizeof *sums);
    for (guint y = from / PARTS; y * PARTS < to; y++) {
        const guint8 *row = picture->grey + (gsize) y * picture->width;
        guint weight = overlap(y, from, to);
        for (guint x = 0; x < picture->width; x++)
            sums[x] += weight * row[x];
    }
}

/* The sums between two places, each by how much of it that is. */
static guint add_between(const guint *sums, guint from, guint to)
{
    guint first = from / PARTS, last = (to - 1) / PARTS, sum = overlap(first, from, to) * sums[first];

    for (guint x = first + 1; x < last; x++)
        sum += PARTS * sums[x];
    return sum + (last > first ? overlap(last, from, to) * sums[last] : 0);
}

/* Smaller, so that noise is averaged and time is short: each pixel is the mean
 * of what it covers. By leptonica's pixScaleAreaMap it takes three times as long. */
static PIX *shrink(const Picture *picture, gdouble *scale)
{
    *scale = MIN(WORKING_SIDE / MAX(picture->width, picture->height), 1);
    guint width = (guint) lround(*scale * picture->width), height = (guint) lround(*scale * picture->height);
    PIX *small = pixCreate((l_int32) width, (l_int32) height, 8);
    g_autofree guint *sums = g_new(guint, picture->width);

    for (guint y = 0; small != NULL && y < height; y++) {
        l_uint32 *line = pixGetData(small) + (gsize) y * (guint) pixGetWpl(small);
        guint top = begin_of(y, height, picture->height), bottom = begin_of(y + 1, height, picture->height);
        add_rows(picture, top, bottom, sums);
        for (guint x = 0, left = 0, right; x < width; x++, left = right) {
            right = begin_of(x + 1, width, picture->width);
            guint area = MAX((right - left) * (bottom - top), 1);
            SET_DATA_BYTE(line, x, (add_between(sums, left, right) + area / 2) / area);
        }
    }
    *scale = (gdouble) width / picture->width;
    return small;
}

/* Against the mean of the neighbourhood, so that shadows do not matter. */
static PIX *find_dark(PIX *grey)
{
    l_int32 width = pixGetWidth(grey), height = pixGetHeight(grey);
    l_int32 half = MIN(MAX(width, height) / WINDOW_SHARE / 2, MIN(width, height) / 2 - 2);
    PIX *mean = half > 1 ? pixBlockconvGray(grey, NULL, half, half) : NULL;
    PIX *dark = mean != NULL ? pixCreate(width, height, 1) : NULL;

    for (l_int32 y = 0; dark != NULL && y < height; y++) {
        const l_uint32 *line = pixGetData(grey) + (gsize) y * (guint) pixGetWpl(grey);
        const l_uint32 *means = pixGetData(mean) + (gsize) y * (guint) pixGetWpl(mean);
        l_uint32 *out = pixGetData(dark) + (gsize) y * (guint) pixGetWpl(dark);
        for (l_int32 x = 0; x < width; x++)
            if (GET_DATA_BYTE(line, x) * 100 < GET_DATA_BYTE(means, x) * DARK_PERCENT)
                SET_DATA_BIT(out, x);
    }
    pixDestroy(&mean);
    return dark;
}

/* Lightest and darkest in a box that is one pixel wider all round. */
static void find_range(PIX *grey, const BOX *wide, gint *light, gint *dark)
{
    *light = 0;
    *dark = 255;
    for (l_int32 y = wide->y; y < wide->y + wide->h; y++) {
        const l_uint32 *line = pixGetData(grey) + (gsize) y * (guint) pixGetWpl(grey);
        for (l_int32 x = wide->x; x < wide->x + wide->w; x++) {
            *light = MAX(*light, (gint) GET_DATA_BYTE(line, x));
            *dark = MIN(*dark, (gint) GET_DATA_BYTE(line, x));
        }
    }
}

/* Centre and area, weighed by darkness, which is finer than a pixel. */
static gboolean measure(PIX *grey, PIX *bits, const BOX *box, Shape *shape)
{
    l_int32 left = MAX(box->x - 1, 0), top = MAX(box->y - 1, 0);
    BOX wide = {.x = left,
                .y = top,
                .w = MIN(box->x + box->w + 1, pixGetWidth(grey)) - left,
                .h = MIN(box->y + box->h + 1, pixGetHeight(grey)) - top};
    gdouble sum = 0, sum_x = 0, sum_y = 0;
    gint light, dark;
    guint count = 0;

    find_range(grey, &wide, &light, &dark);
    gdouble white = light - 0.25 * (light - dark);
    for (l_int32 y = wide.y; y < wide.y + wide.h; y++) {
        const l_uint32 *line = pixGetData(grey) + (gsize) y * (guint) pixGetWpl(grey);
        const l_uint32 *row = pixGetData(bits) + (gsize) y * (guint) pixGetWpl(bits);
        for (l_int32 x = wide.x; x < wide.x + wide.w; x++) {
            gdouble weight = MAX(0, white - GET_DATA_BYTE(line, x));
            count += GET_DATA_BIT(row, x);
            sum += weight;
            sum_x += weight * (x + 0.5);
            sum_y += weight * (y + 0.5);
        }
    }
    if (count < SOLID * box->w * box->h || sum <= 0)
        return FALSE;
    *shape = (Shape){{sum_x / sum, sum_y / sum}, box->w, box->h, count};
    return TRUE;
}

static void keep_shapes(GArray *shapes, PIX *grey, PIX *dark, gdouble scale, gdouble smallest,
                        gdouble largest)
{
    BOXA *boxes = pixConnCompBB(dark, 8);
    l_int32 n = boxaGetCount(boxes);

    for (l_int32 i = 0; i < n && n < MANY; i++) {
        BOX box;
        Shape shape;
        boxaGetBoxGeometry(boxes, i, &box.x, &box.y, &box.w, &box.h);
        if (MIN(box.w, box.h) < smallest * scale || MAX(box.w, box.h) > largest * scale ||
            !measure(grey, dark, &box, &shape))
            continue;
        shape = (Shape){{shape.centre.x / scale, shape.centre.y / scale},
                        shape.width / scale,
                        shape.height / scale,
                        shape.area / scale / scale};
        g_array_append_val(shapes, shape);
    }
    boxaDestroy(&boxes);
}

GArray *marks_find_shapes(const Picture *picture, gdouble smallest, gdouble largest)
{
    GArray *shapes = g_array_new(FALSE, TRUE, sizeof(Shape));
    gdouble scale;

    setMsgSeverity(L_SEVERITY_NONE); /* its messages are no concern of who runs us */
    PIX *grey = shrink(picture, &scale);
    PIX *dark = grey != NULL ? find_dark(grey) : NULL;
    /* Cuts hair lines off: shadows of folds, strokes that touch a mark. */
    PIX *firm = dark != NULL ? pixOpenBrick(NULL, dark, 3, 3) : NULL;
    if (firm != NULL)
        keep_shapes(shapes, grey, firm, scale, smallest, largest);
    pixDestroy(&firm);
    pixDestroy(&dark);
    pixDestroy(&grey);
    return shapes;
}
