#include "codes/codes.h"

#include <iconv.h>
#include <string.h>
#include <zbar.h>

#define CORNER_SHARE  0.40     /* of the shorter side: how far a corner's search reaches */
#define LARGE_PICTURE 10000000 /* pixels: an enlarged picture beyond this takes too long */

/* A part of the picture and how it is shown to zbar. */
typedef struct {
    guint x, y, width, height; /* pixels of the picture */
    guint enlarge, reduce;     /* one of them is 1 */
} View;

typedef struct {
    const guint8 *grey;
    guint width, height;
    const gchar *wanted;
    gboolean found;
    zbar_image_scanner_t *scanner;
    GPtrArray *codes;
} Search;

static void code_free(gpointer data)
{
    Code *code = data;

    g_free(code->text);
    g_free(code);
}

static guint8 *copy_view(const Search *search, const View *view)
{
    guint8 *shown = g_malloc((gsize) view->width * view->height);

    for (guint y = 0; y < view->height; y++)
        memcpy(shown + (gsize) y * view->width,
               search->grey + (gsize) (view->y + y) * search->width + view->x, view->width);
    return shown;
}

/* Each sample is the mean of reduce by reduce pixels. */
static guint8 *reduce_view(const Search *search, const View *view, guint width, guint height)
{
    guint8 *shown = g_malloc((gsize) width * height);
    guint n = MAX(view->reduce, 1);

    for (guint y = 0; y < height; y++)
        for (guint x = 0; x < width; x++) {
            guint sum = 0;
            for (guint j = 0; j < n; j++) {
                const guint8 *row =
                    search->grey + (gsize) (view->y + y * n + j) * search->width + view->x + (gsize) x * n;
                for (guint i = 0; i < n; i++)
                    sum += row[i];
            }
            shown[(gsize) y * width + x] = (guint8) (sum / (n * n));
        }
    return shown;
}

/* Between the pixels the picture is taken as linear, which smooths it too. */
static guint8 *enlarge_view(const Search *search, const View *view, guint width, guint height)
{
    guint8 *shown = g_malloc((gsize) width * height);
    guint n = view->enlarge;

    for (guint y = 0; y < height; y++) {
        guint top = MIN(y / n, view->height - 2), part_y = MIN(y - top * n, n);
        const guint8 *row = search->grey + (gsize) (view->y + top) * search->width + view->x;
        for (guint x = 0; x < width; x++) {
            guint left = MIN(x / n, view->width - 2), part_x = MIN(x - left * n, n);
            const guint8 *at = row + left, *below = at + search->width;
            guint sum = (n - part_y) * ((n - part_x) * at[0] + part_x * at[1]) +
                        part_y * ((n - part_x) * below[0] + part_x * below[1]);
            shown[(gsize) y * width + x] = (guint8) (sum / (n * n));
        }
    }
    return shown;
}

/* zbar gives the corners counter-clockwise from the code's own top left. */
static void keep_code(Search *search, const View *view, const zbar_symbol_t *symbol)
{
    static const guint order[] = {0, 3, 2, 1};
    const char *text = zbar_symbol_get_data(symbol);

    if (zbar_symbol_get_loc_size(symbol) < 4 || text == NULL || !g_utf8_validate(text, -1, NULL))
        return;
    search->found |= g_str_has_prefix(text, search->wanted);
    for (guint i = 0; i < search->codes->len; i++)
        if (strcmp(((const Code *) g_ptr_array_index(search->codes, i))->text, text) == 0)
            return;
    Code *code = g_new0(Code, 1);
    code->text = g_strdup(text);
    gdouble scale = (gdouble) view->reduce / view->enlarge;
    for (guint i = 0; i < 4; i++) {
        code->corner[i][0] = view->x + scale * zbar_symbol_get_loc_x(symbol, order[i]);
        code->corner[i][1] = view->y + scale * zbar_symbol_get_loc_y(symbol, order[i]);
    }
    g_ptr_array_add(search->codes, code);
}

static void look(Search *search, const View *view)
{
    guint width = view->width * view->enlarge / view->reduce;
    guint height = view->height * view->enlarge / view->reduce;

    if (width < 30 || height < 30)
        return;
    g_autofree guint8 *shown = view->enlarge > 1  ? enlarge_view(search, view, width, height)
                               : view->reduce > 1 ? reduce_view(search, view, width, height)
                                                  : copy_view(search, view);
    zbar_image_t *image = zbar_image_create();
    zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
    zbar_image_set_size(image, width, height);
    zbar_image_set_data(image, shown, (unsigned long) width * height, NULL);
    if (zbar_scan_image(search->scanner, image) > 0)
        for (const zbar_symbol_t *symbol = zbar_image_first_symbol(image); symbol != NULL;
             symbol = zbar_symbol_next(symbol))
            if (zbar_symbol_get_type(symbol) == ZBAR_QRCODE)
                keep_code(search, view, symbol);
    zbar_image_destroy(image);
}

/* All four, also when the first holds the code: a second form's code on the
 * same picture must not be overlooked. */
static void look_in_corners(Search *search, guint enlarge, guint reduce)
{
    guint side = (guint) (CORNER_SHARE * MIN(search->width, search->height));

    for (guint i = 0; i < 4; i++) {
        View view = {.x = i & 1 ? search->width - side : 0,
                     .y = i & 2 ? search->height - side : 0,
                     .width = side,
                     .height = side,
                     .enlarge = enlarge,
                     .reduce = reduce};
        look(search, &view);
    }
}

static void look_everywhere(Search *search, guint enlarge, guint reduce)
{
    View view = {.width = search->width, .height = search->height, .enlarge = enlarge, .reduce = reduce};

    if ((guint64) view.width * view.height * enlarge * enlarge / reduce / reduce <= LARGE_PICTURE)
        look(search, &view);
}

/* lines: every so many'th line of pixels is looked along. */
static void set_density(Search *search, int lines)
{
    zbar_image_scanner_set_config(search->scanner, ZBAR_NONE, ZBAR_CFG_X_DENSITY, lines);
    zbar_image_scanner_set_config(search->scanner, ZBAR_NONE, ZBAR_CFG_Y_DENSITY, lines);
}

GPtrArray *codes_find(const guint8 *grey, guint width, guint height, const gchar *wanted)
{
    /* Enlarged for coarse pictures, reduced for noisy fine ones. */
    static const struct {
        guint enlarge, reduce, below; /* tried when the shorter side has fewer pixels */
    } ways[] = {{1, 1, G_MAXUINT}, {2, 1, 1500}, {1, 2, G_MAXUINT}, {3, 1, 1000}, {1, 3, G_MAXUINT}};
    Search search = {.grey = grey,
                     .width = width,
                     .height = height,
                     .wanted = wanted,
                     .codes = g_ptr_array_new_with_free_func(code_free)};

    search.scanner = zbar_image_scanner_create();
    zbar_image_scanner_set_config(search.scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
    zbar_image_scanner_set_config(search.scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
    /* A clean code is a hundred lines high: half of them nearly always do. */
    set_density(&search, 2);
    look_in_corners(&search, 1, 1);
    set_density(&search, 1);
    for (guint i = 0; i < G_N_ELEMENTS(ways) && !search.found; i++)
        if (MIN(width, height) < ways[i].below)
            look_in_corners(&search, ways[i].enlarge, ways[i].reduce);
    for (guint i = 0; i < G_N_ELEMENTS(ways) && !search.found; i++)
        if (MIN(width, height) < ways[i].below)
            look_everywhere(&search, ways[i].enlarge, ways[i].reduce);
    zbar_image_scanner_destroy(search.scanner);
    return search.codes;
}

void codes_load_converters(void)
{
    static gsize loaded = 0;
    static iconv_t kept[5]; /* never closed: an open converter keeps its tables in memory */
    static const gchar *const sets[] = {"ISO8859-1", "SJIS", "UTF-8", "BIG-5", "CP437"};

    if (!g_once_init_enter(&loaded))
        return;
    for (guint i = 0; i < G_N_ELEMENTS(kept); i++)
        kept[i] = iconv_open("UTF-8", sets[i]);
    (void) kept;
    g_once_init_leave(&loaded, 1);
}
