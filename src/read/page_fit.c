#include "read/page_fit.h"

#include <math.h>
#include <string.h>

#define MILLIMETRE   (72.0 / 25.4) /* pt */
#define WIDTH        595.276       /* A4, pt */
#define HEIGHT       841.89
#define SQUARE       (3 * MILLIMETRE)
#define ARM          (6 * MILLIMETRE)    /* of the L, each way */
#define SQUARE_AT    (11.5 * MILLIMETRE) /* its middle, from either edge */
#define CORNER_AT    (13 * MILLIMETRE)
#define MOST_SHAPES  256
#define LARGEST      120 /* pixels of a mark */
#define SMALLEST     5
#define TOLERANCE    0.03 /* of a distance between marks: paper is not stretched more */
#define ACCENT_REACH 0.2  /* of a word's height: accents and tails reach over and under its box */
#define LETTER_REACH 0.05 /* so much slanting letters reach beside it: a sign in a gap is wider */
#define RESIDUAL     2.5  /* pixels that the fourth mark may be off */

typedef struct {
    gdouble x, y; /* pixels, from the top left */
} Spot;

/* A solid shape: a square, or the L with the quarter that it lacks. */
typedef struct {
    Spot middle;
    gdouble side;
    gint lacks; /* 0 none; else 1 bottom right, 2 bottom left, 3 top left, 4 top right */
} Shape;

typedef struct {
    const SeenInk *ink;
    const guchar *bits;
    gsize row;
    guchar *seen; /* as bits: what was looked at */
} Drawing;

static gboolean get_bit(const guchar *bits, gsize row, guint x, guint y)
{
    return (bits[y * row + x / 8] >> (7 - x % 8)) & 1;
}

/* --- shapes --- */

typedef struct {
    guint left, right, top, bottom, area;
} Blob;

static void visit(Drawing *drawing, GArray *open, guint x, guint y)
{
    guchar bit = (guchar) (0x80u >> (x % 8));
    if (!(drawing->seen[y * drawing->row + x / 8] & bit) && get_bit(drawing->bits, drawing->row, x, y)) {
        guint32 place = y * drawing->ink->width + x;
        drawing->seen[y * drawing->row + x / 8] |= bit;
        g_array_append_val(open, place);
    }
}

/* All that hangs together with a dark pixel. */
static Blob follow(Drawing *drawing, GArray *open, guint x, guint y)
{
    guint width = drawing->ink->width;
    Blob blob = {x, x, y, y, 0};
    visit(drawing, open, x, y);
    while (open->len > 0) {
        guint32 place = g_array_index(open, guint32, open->len - 1);
        g_array_set_size(open, open->len - 1);
        guint px = place % width;
        guint py = place / width;
        blob = (Blob){MIN(blob.left, px), MAX(blob.right, px), MIN(blob.top, py), MAX(blob.bottom, py),
                      blob.area + 1};
        if (px > 0) {
            visit(drawing, open, px - 1, py);
        }
        if (px + 1 < width) {
            visit(drawing, open, px + 1, py);
        }
        if (py > 0) {
            visit(drawing, open, px, py - 1);
        }
        if (py + 1 < drawing->ink->height) {
            visit(drawing, open, px, py + 1);
        }
    }
    return blob;
}

static gdouble share_of(const Drawing *drawing, guint left, guint top, guint right, guint bottom)
{
    guint dark = 0;
    for (guint y = top; y < bottom; y++) {
        for (guint x = left; x < right; x++) {
            dark += get_bit(drawing->bits, drawing->row, x, y) ? 1 : 0;
        }
    }
    guint all = (right - left) * (bottom - top);
    return all > 0 ? (gdouble) dark / all : 0;
}

/* Which quarter of the L is empty while the others are full; -1: it is no mark. */
static gint lacking_quarter(const Drawing *drawing, const Blob *blob)
{
    guint x = (blob->left + blob->right + 1) / 2;
    guint y = (blob->top + blob->bottom + 1) / 2;
    const gdouble shares[] = {share_of(drawing, x, y, blob->right + 1, blob->bottom + 1),
                              share_of(drawing, blob->left, y, x, blob->bottom + 1),
                              share_of(drawing, blob->left, blob->top, x, y),
                              share_of(drawing, x, blob->top, blob->right + 1, y)};
    gint lacks = 0;
    for (gint i = 0; i < 4; i++) {
        if (shares[i] < 0.3) {
            lacks = lacks == 0 ? i + 1 : -1;
        } else if (shares[i] < 0.8) {
            return -1;
        }
    }
    return lacks;
}

static void take_blob(const Drawing *drawing, const Blob *blob, GArray *shapes)
{
    gdouble width = blob->right - blob->left + 1;
    gdouble height = blob->bottom - blob->top + 1;
    if (MIN(width, height) < SMALLEST || MAX(width, height) > LARGEST ||
        fabs(width - height) > MAX(2, 0.15 * width) || blob->area < 0.6 * width * height ||
        shapes->len >= MOST_SHAPES) {
        return;
    }
    Shape shape = {{(blob->left + blob->right + 1) / 2.0, (blob->top + blob->bottom + 1) / 2.0},
                   (width + height) / 2,
                   lacking_quarter(drawing, blob)};
    if (shape.lacks >= 0) {
        g_array_append_val(shapes, shape);
    }
}

static GArray *find_shapes(const SeenInk *ink)
{
    gsize row = (ink->width + 7) / 8;
    g_autofree guchar *seen = g_malloc0(row * ink->height);
    Drawing drawing = {ink, g_bytes_get_data(ink->bits, NULL), row, seen};
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(guint32));
    GArray *shapes = g_array_new(FALSE, FALSE, sizeof(Shape));
    for (guint y = 0; y < ink->height; y++) {
        for (guint x = 0; x < ink->width; x++) {
            if (drawing.bits[y * row + x / 8] == 0) {
                x |= 7; /* eight white ones at once */
            } else if (get_bit(drawing.bits, row, x, y) && !get_bit(seen, row, x, y)) {
                Blob blob = follow(&drawing, open, x, y);
                take_blob(&drawing, &blob, shapes);
            }
        }
    }
    return shapes;
}

/* --- the four of them --- */

/* The square nearest to a place; NULL when none is near enough. */
static const Shape *square_near(const GArray *shapes, Spot place, gdouble reach, gdouble side)
{
    const Shape *nearest = NULL;
    for (guint i = 0; i < shapes->len; i++) {
        const Shape *shape = &g_array_index(shapes, Shape, i);
        gdouble away = hypot(shape->middle.x - place.x, shape->middle.y - place.y);
        if (shape->lacks == 0 && away <= reach && fabs(shape->side - side) <= MAX(2, 0.2 * side)) {
            reach = away;
            nearest = shape;
        }
    }
    return nearest;
}

/* Where a step on the form, in pt and upwards, leads in the picture. */
static Spot step(Spot from, gint lacks, gdouble scale, gdouble x, gdouble y)
{
    static const gint right[][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    static const gint up[][2] = {{0, -1}, {1, 0}, {0, 1}, {-1, 0}};
    return (Spot){from.x + scale * (x * right[lacks - 1][0] + y * up[lacks - 1][0]),
                  from.y + scale * (x * right[lacks - 1][1] + y * up[lacks - 1][1])};
}

/* The transform that the L and two squares make; the fourth mark must agree. */
static gboolean fit_marks(const GArray *shapes, const Shape *corner, const SeenPage *page, PageFit *fit)
{
    gdouble scale = corner->side / ARM;
    gdouble side = SQUARE * scale;
    gdouble across = WIDTH - SQUARE_AT - CORNER_AT;
    gdouble down = HEIGHT - SQUARE_AT - CORNER_AT;
    gdouble rise = CORNER_AT - SQUARE_AT; /* squares stand nearer to the edge than the L's middle */
    gdouble rough = 2 * TOLERANCE + 1 / corner->side;
    const Shape *right = square_near(shapes, step(corner->middle, corner->lacks, scale, across, rise),
                                     rough * scale * across, side);
    const Shape *below = square_near(shapes, step(corner->middle, corner->lacks, scale, -rise, -down),
                                     rough * scale * down, side);
    if (!right || !below) {
        return FALSE;
    }
    /* With three places known, those of form and picture are one affine map. */
    gdouble m[2][2] = {{across, rise}, {-rise, -down}};
    gdouble det = m[0][0] * m[1][1] - m[0][1] * m[1][0];
    Spot a = {right->middle.x - corner->middle.x, right->middle.y - corner->middle.y};
    Spot b = {below->middle.x - corner->middle.x, below->middle.y - corner->middle.y};
    gdouble xx = (a.x * m[1][1] - b.x * m[0][1]) / det;
    gdouble xy = (b.x * m[0][0] - a.x * m[1][0]) / det;
    gdouble yx = (a.y * m[1][1] - b.y * m[0][1]) / det;
    gdouble yy = (b.y * m[0][0] - a.y * m[1][0]) / det;
    Spot fourth = {corner->middle.x + xx * across - xy * down, corner->middle.y + yx * across - yy * down};
    const Shape *last = square_near(shapes, fourth, RESIDUAL + 2, side);
    gdouble sx = hypot(xx, yx);
    gdouble sy = hypot(xy, yy);
    if (!last || fabs(sx - sy) > TOLERANCE * sx || fabs(xx * xy + yx * yy) > TOLERANCE * sx * sy) {
        return FALSE;
    }
    gdouble s = page->ink.scale;
    gdouble x0 = corner->middle.x - xx * CORNER_AT - xy * (HEIGHT - CORNER_AT);
    gdouble y0 = corner->middle.y - yx * CORNER_AT - yy * (HEIGHT - CORNER_AT);
    *fit = (PageFit){xx / s, xy / s, x0 / s, -yx / s, -yy / s, page->height - y0 / s};
    return TRUE;
}

gboolean page_fit_find(const SeenPage *page, PageFit *fit)
{
    if (page->ink.width == 0) {
        return FALSE;
    }
    g_autoptr(GArray) shapes = find_shapes(&page->ink);
    guint found = 0;
    for (guint i = 0; i < shapes->len; i++) {
        const Shape *shape = &g_array_index(shapes, Shape, i);
        PageFit one;
        if (shape->lacks > 0 && fit_marks(shapes, shape, page, &one)) {
            *fit = one;
            found++;
        }
    }
    return found == 1;
}

/* --- using it --- */

static SeenArea spanned(gdouble x0, gdouble y0, gdouble x1, gdouble y1)
{
    return (SeenArea){MIN(x0, x1), MIN(y0, y1), MAX(x0, x1), MAX(y0, y1)};
}

SeenArea page_fit_to_page(const PageFit *fit, const Rect *place)
{
    gdouble right = place->x + place->width;
    gdouble top = place->y + place->height;
    return spanned(fit->xx * place->x + fit->xy * place->y + fit->x0,
                   fit->yx * place->x + fit->yy * place->y + fit->y0,
                   fit->xx * right + fit->xy * top + fit->x0, fit->yx * right + fit->yy * top + fit->y0);
}

SeenArea page_fit_to_form(const PageFit *fit, const SeenArea *area)
{
    gdouble det = fit->xx * fit->yy - fit->xy * fit->yx;
    gdouble x[] = {area->left - fit->x0, area->right - fit->x0};
    gdouble y[] = {area->bottom - fit->y0, area->top - fit->y0};
    return spanned((x[0] * fit->yy - y[0] * fit->xy) / det, (y[0] * fit->xx - x[0] * fit->yx) / det,
                   (x[1] * fit->yy - y[1] * fit->xy) / det, (y[1] * fit->xx - x[1] * fit->yx) / det);
}

/* A place in pixels of the picture. */
static Blob pixels_of(const SeenPage *page, const SeenArea *area)
{
    const SeenInk *ink = &page->ink;
    return (Blob){(guint) CLAMP(lround(area->left * ink->scale), 0, (long) ink->width),
                  (guint) CLAMP(lround(area->right * ink->scale), 0, (long) ink->width),
                  (guint) CLAMP(lround((page->height - area->top) * ink->scale), 0, (long) ink->height),
                  (guint) CLAMP(lround((page->height - area->bottom) * ink->scale), 0, (long) ink->height),
                  0};
}

gdouble page_ink_share(const SeenPage *page, const SeenArea *area)
{
    const SeenInk *ink = &page->ink;
    if (ink->width == 0) {
        return 0;
    }
    Drawing drawing = {ink, g_bytes_get_data(ink->bits, NULL), (ink->width + 7) / 8, NULL};
    Blob at = pixels_of(page, area);
    return at.right > at.left && at.bottom > at.top ? share_of(&drawing, at.left, at.top, at.right, at.bottom)
                                                    : 0;
}

/* Turns white what is dark in a place. */
static void clear(guchar *bits, gsize row, const Blob *at)
{
    for (guint y = at->top; y < at->bottom; y++) {
        for (guint x = at->left; x < at->right; x++) {
            bits[y * row + x / 8] &= (guchar) ~(0x80u >> (x % 8));
        }
    }
}

/* What the letters of a word may cover. */
static SeenArea reach_of(const SeenArea *word, gboolean lying)
{
    gdouble height = lying ? word->right - word->left : word->top - word->bottom;
    gdouble x = height * (lying ? ACCENT_REACH : LETTER_REACH);
    gdouble y = height * (lying ? LETTER_REACH : ACCENT_REACH);
    return (SeenArea){word->left - x, word->bottom - y, word->right + x, word->top + y};
}

gdouble page_ink_beside_words(const SeenPage *page, const SeenArea *area, gboolean lying)
{
    const SeenInk *ink = &page->ink;
    gsize row = (ink->width + 7) / 8;
    if (ink->width == 0) {
        return 0;
    }
    g_autofree guchar *bits = g_memdup2(g_bytes_get_data(ink->bits, NULL), row * ink->height);
    for (guint i = 0; i < page->words->len; i++) {
        const SeenWord *word = g_ptr_array_index(page->words, i);
        SeenArea wide = reach_of(&word->area, lying);
        if (wide.right > area->left && wide.left < area->right && wide.top > area->bottom &&
            wide.bottom < area->top) {
            Blob at = pixels_of(page, &wide);
            clear(bits, row, &at);
        }
    }
    Drawing drawing = {ink, bits, row, NULL};
    Blob at = pixels_of(page, area);
    gdouble all = (gdouble) (at.right - at.left) * (at.bottom - at.top);
    return at.right > at.left && at.bottom > at.top
               ? share_of(&drawing, at.left, at.top, at.right, at.bottom) * all / ink->scale / ink->scale
               : 0;
}
