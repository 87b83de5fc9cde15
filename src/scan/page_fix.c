#include <math.h>
#include <string.h>

#include "codes/codes.h"
#include "scan/marks.h"
#include "scan/projection.h"
#include "scan/scan.h"

#define MILLIMETRE (72.0 / 25.4) /* pt */

/* Where layout/furniture.c puts them. */
#define MARK_EDGE   (10 * MILLIMETRE)
#define MARK_SIDE   (3 * MILLIMETRE)
#define CORNER_ARM  (6 * MILLIMETRE)
#define CORNER_MASS (2.5 * MILLIMETRE) /* from the outer corner of the L to its centre of mass */
#define CODE_EDGE   (18 * MILLIMETRE)
#define CODE_SIDE   (18 * MILLIMETRE)
#define CODE_PREFIX "IRO:"

#define SMALLEST    200 /* pixels: a picture with fewer along a side is no page */
#define MARKS       4
#define MOST_TRIED  4    /* shapes for one mark */
#define FLAT_LIMIT  0.6  /* pt: marks that lie so near to an affine picture lie on a flat page */
#define CODE_LIMIT  3.0  /* pt: a code's middle may lie so far from where the marks say */
#define ALONE_LIMIT 1.5  /* pt: marks without a code must agree so well with one another */
#define CODE_WEIGHT 0.02 /* of a code's corner beside a mark: it is seen less finely */
#define STRETCH     1.8  /* scale in one corner over that in another, at most */

typedef struct {
    Point form;
    gdouble side, area; /* pt, pt^2 */
} Known;

typedef struct {
    Known marks[MARKS]; /* top left, which is an L, top right, bottom left, bottom right */
    Point code[4];      /* as in Code */
    Point corners[4];   /* of the paper: as in Code */
    gdouble width, height;
} Form;

/* One way to take shapes for marks. */
typedef struct {
    const Shape *shape[MARKS]; /* or NULL */
    guint n;
    gboolean sure;
    gdouble residual; /* pt */
    gdouble projection[9];
} Guess;

typedef struct {
    const Form *form;
    const Code *code; /* or NULL */
    const gdouble *rough;
    GArray *shapes;
    Guess best;
} Search;

static Form describe_form(gdouble width, gdouble height)
{
    gdouble mass = MARK_EDGE + CORNER_MASS, middle = MARK_EDGE + MARK_SIDE / 2;
    gdouble piece = 2 * MARK_SIDE * CORNER_ARM - MARK_SIDE * MARK_SIDE, square = MARK_SIDE * MARK_SIDE;
    gdouble right = width - CODE_EDGE, top = height - CODE_EDGE;

    return (Form){
        .marks = {{{mass, height - mass}, CORNER_ARM, piece},
                  {{width - middle, height - middle}, MARK_SIDE, square},
                  {{middle, middle}, MARK_SIDE, square},
                  {{width - middle, middle}, MARK_SIDE, square}},
        .code = {{right - CODE_SIDE, top},
                 {right, top},
                 {right, top - CODE_SIDE},
                 {right - CODE_SIDE, top - CODE_SIDE}},
        .corners = {{0, height}, {width, height}, {width, 0}, {0, 0}},
        .width = width,
        .height = height,
    };
}

static guint pair_code(const Search *search, Pair *pairs, gdouble weight)
{
    for (guint i = 0; search->code != NULL && i < 4; i++)
        pairs[i] =
            (Pair){search->form->code[i], {search->code->corner[i][0], search->code->corner[i][1]}, weight};
    return search->code != NULL ? 4 : 0;
}

static guint pair_marks(const Search *search, const Guess *guess, Pair *pairs)
{
    guint n = 0;

    for (guint i = 0; i < MARKS; i++)
        if (guess->shape[i] != NULL)
            pairs[n++] = (Pair){search->form->marks[i].form, guess->shape[i]->centre, 1};
    return n;
}

/* The farthest of the pairs from where the projection puts it, pt. */
static gdouble find_farthest(const gdouble *projection, const Pair *pairs, guint n)
{
    gdouble farthest = 0;

    for (guint i = 0; i < n; i++) {
        Point at = projection_apply(projection, pairs[i].form);
        gdouble scale = projection_scale(projection, pairs[i].form);
        farthest = MAX(farthest, hypot(at.x - pairs[i].seen.x, at.y - pairs[i].seen.y) / scale);
    }
    return farthest;
}

/* How far the code's middle lies from where the projection puts it, pt. */
static gdouble check_code(const Search *search, const gdouble *projection)
{
    Pair pairs[4], middle = {.weight = 1};

    if (pair_code(search, pairs, 1) == 0)
        return 0;
    for (guint i = 0; i < 4; i++) {
        middle.form.x += pairs[i].form.x / 4;
        middle.form.y += pairs[i].form.y / 4;
        middle.seen.x += pairs[i].seen.x / 4;
        middle.seen.y += pairs[i].seen.y / 4;
    }
    /* The corners may be off by more, but not by a side of the code. */
    if (find_farthest(projection, pairs, 4) > 3 * CODE_LIMIT)
        return G_MAXDOUBLE;
    return find_farthest(projection, &middle, 1);
}

/* A page that a camera or scanner can have seen. */
static gboolean is_sane(const Form *form, const gdouble *projection)
{
    gdouble least = G_MAXDOUBLE, most = 0;

    for (guint i = 0; i < 4; i++) {
        Point p = form->corners[i];
        gdouble scale = projection_scale(projection, p);
        if (!isfinite(scale) || !(projection[6] * p.x + projection[7] * p.y + 1 > 0.1))
            return FALSE;
        least = MIN(least, scale);
        most = MAX(most, scale);
    }
    return least > 0.3 && most < least * STRETCH;
}

/* Four marks settle a page in perspective, three a flat one, two a flat one
 * without stretch; the code's place then tells whether they are the marks. */
static void fit(const Search *search, Guess *guess)
{
    Pair pairs[MARKS + 4];
    guint n = pair_marks(search, guess, pairs);
    ProjectionKind kind = n >= 3 ? PROJECTION_AFFINE : PROJECTION_SIMILAR;

    guess->n = n;
    guess->residual = G_MAXDOUBLE;
    if (n < 2 || !projection_fit(kind, pairs, n, guess->projection))
        return;
    gdouble among = find_farthest(guess->projection, pairs, n);
    gdouble code = check_code(search, guess->projection);
    if (n == MARKS && among > FLAT_LIMIT) {
        if (search->code == NULL)
            return;
        if (!projection_fit(PROJECTION_FULL, pairs, n, guess->projection))
            return;
        among = 0;
        code = check_code(search, guess->projection);
    } else if (n == 3 && code > CODE_LIMIT && search->code != NULL) {
        guint more = pair_code(search, pairs + n, CODE_WEIGHT);
        if (!projection_fit(PROJECTION_FULL, pairs, n + more, guess->projection))
            return;
        code = check_code(search, guess->projection);
        among = find_farthest(guess->projection, pairs, n);
    }
    guess->residual = MAX(among, code);
    guess->sure =
        is_sane(search->form, guess->projection) &&
        (search->code != NULL ? guess->residual <= CODE_LIMIT : n == MARKS && guess->residual <= ALONE_LIMIT);
}

static void keep_better(Search *search, const Guess *guess)
{
    const Guess *best = &search->best;

    if (!guess->sure)
        return;
    if (!best->sure || guess->n > best->n || (guess->n == best->n && guess->residual < best->residual))
        search->best = *guess;
}

/* Whether the shape may be mark i, given how the page roughly lies. */
static gboolean could_be(const Search *search, guint i, const Shape *shape, gdouble reach)
{
    const Known *mark = &search->form->marks[i];
    Point at = projection_apply(search->rough, mark->form);
    gdouble scale = projection_scale(search->rough, mark->form);
    gdouble area = shape->area / (mark->area * scale * scale), side = mark->side * scale;

    return area > 0.45 && area < 2.0 && MAX(shape->width, shape->height) < 1.8 * side &&
           MAX(shape->width, shape->height) < 1.6 * MIN(shape->width, shape->height) &&
           hypot(shape->centre.x - at.x, shape->centre.y - at.y) < reach * scale;
}

/* How far from the rough place mark i is looked for, pt: a code tells better
 * what lies near it. */
static gdouble find_reach(const Search *search, guint i)
{
    const Form *form = search->form;
    Point near = form->code[0], mark = form->marks[i].form;

    if (search->code == NULL)
        return 0.12 * hypot(form->width, form->height);
    return 10 + 0.16 * hypot(mark.x - near.x, mark.y - near.y);
}

static void try_shapes(Search *search, Guess *guess, guint i)
{
    guint tried = 0;

    if (i == MARKS) {
        fit(search, guess);
        keep_better(search, guess);
        return;
    }
    gdouble reach = find_reach(search, i);
    for (guint k = 0; k < search->shapes->len && tried < MOST_TRIED; k++) {
        const Shape *shape = &g_array_index(search->shapes, Shape, k);
        if (!could_be(search, i, shape, reach))
            continue;
        guess->shape[i] = shape;
        tried++;
        try_shapes(search, guess, i + 1);
    }
    guess->shape[i] = NULL;
    try_shapes(search, guess, i + 1);
}

/* As if the paper filled the picture, turned by quarters. */
static void fit_paper(const Form *form, const Picture *picture, guint quarters, gdouble projection[9])
{
    gdouble w = picture->width, h = picture->height;
    const Point corners[] = {{0, 0}, {w, 0}, {w, h}, {0, h}};
    Pair pairs[4];

    for (guint i = 0; i < 4; i++)
        pairs[i] = (Pair){form->corners[i], corners[(i + quarters) % 4], 1};
    if (!projection_fit(PROJECTION_SIMILAR, pairs, 4, projection))
        memset(projection, 0, 9 * sizeof *projection);
}

static void search_by_code(Search *search, const Picture *picture, gdouble rough[9])
{
    Pair pairs[4];

    pair_code(search, pairs, 1);
    if (!projection_fit(PROJECTION_SIMILAR, pairs, 4, rough))
        return;
    gdouble scale = projection_scale(rough, search->form->code[0]);
    search->shapes = marks_find_shapes(picture, 0.55 * MARK_SIDE * scale, 1.8 * CORNER_ARM * scale);
    search->rough = rough;
    Guess guess = {.n = 0};
    try_shapes(search, &guess, 0);
}

static void search_by_paper(Search *search, const Picture *picture, gdouble rough[9])
{
    for (guint quarters = 0; quarters < 4; quarters++) {
        fit_paper(search->form, picture, quarters, rough);
        gdouble scale = projection_scale(rough, (Point){search->form->width / 2, search->form->height / 2});
        if (scale < 0.3)
            continue;
        if (search->shapes == NULL)
            search->shapes = marks_find_shapes(picture, 0.5 * MARK_SIDE * scale, 2 * CORNER_ARM * scale);
        search->rough = rough;
        Guess guess = {.n = 0};
        try_shapes(search, &guess, 0);
    }
}

static const Code *find_own_code(GPtrArray *codes)
{
    for (guint i = 0; i < codes->len; i++) {
        const Code *code = g_ptr_array_index(codes, i);
        if (g_str_has_prefix(code->text, CODE_PREFIX))
            return code;
    }
    return NULL;
}

void page_fix_free(PageFix *fix)
{
    if (fix == NULL)
        return;
    g_ptr_array_unref(fix->codes);
    g_free(fix);
}

static void keep_code(PageFix *fix, const Search *search)
{
    Pair pairs[4];

    fix->coded = pair_code(search, pairs, 1) == 4;
    for (guint i = 0; fix->coded && i < 4; i++)
        fix->code[i] = (CodeCorner){pairs[i].form.x, pairs[i].form.y, pairs[i].seen.x, pairs[i].seen.y};
}

static GPtrArray *find_codes(const Picture *picture)
{
    if (picture->width < SMALLEST || picture->height < SMALLEST)
        return g_ptr_array_new();
    return codes_find(picture->grey, picture->width, picture->height, CODE_PREFIX);
}

static GPtrArray *take_texts(const GPtrArray *codes)
{
    GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < codes->len; i++)
        g_ptr_array_add(texts, g_strdup(((const Code *) g_ptr_array_index(codes, i))->text));
    return texts;
}

GPtrArray *scan_find_codes(const Picture *picture)
{
    g_autoptr(GPtrArray) codes = find_codes(picture);

    return take_texts(codes);
}

PageFix *scan_find_page(const Picture *picture, gdouble width, gdouble height)
{
    PageFix *fix = g_new0(PageFix, 1);
    g_autoptr(GPtrArray) codes = find_codes(picture);

    fix->codes = take_texts(codes);
    if (picture->width < SMALLEST || picture->height < SMALLEST || !(width > 0) || !(height > 0))
        return fix;
    Form form = describe_form(width, height);
    Search search = {.form = &form, .code = find_own_code(codes)};
    gdouble rough[9] = {0};
    keep_code(fix, &search);
    if (search.code != NULL)
        search_by_code(&search, picture, rough);
    else
        search_by_paper(&search, picture, rough);
    if (search.shapes != NULL)
        g_array_unref(search.shapes);
    fix->registered = search.best.sure;
    memcpy(fix->to_pixel, search.best.sure ? search.best.projection : rough, sizeof fix->to_pixel);
    fix->residual = search.best.sure ? search.best.residual : G_MAXDOUBLE;
    if (fix->to_pixel[8] > 0)
        fix->dpi = 72 * projection_scale(fix->to_pixel, (Point){width / 2, height / 2});
    return fix;
}
