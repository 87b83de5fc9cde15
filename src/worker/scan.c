/*
 * iro-worker-scan one|many: looks at pictures of pages so that `iro` need not.
 */
#include <string.h>
#include <time.h>

#include "codes/codes.h"
#include "scan/decode.h"
#include "shown/grey.h"
#include "worker/frame.h"
#include "worker/pictures.h"

#define ADDRESS_SPACE  536870912u /* 512 MiB */
#define PROCESSOR_TIME 8          /* seconds */
#define ENOUGH_TIME    6          /* seconds, after which no further page is looked at */
#define MORE_BYTES     1048576u
#define MOST_PIXELS    ((gsize) 40 * 1024 * 1024) /* of a page, and */
/* of all: as many pages of A4 as are looked at, at 300 dpi */
#define MOST_TOGETHER ((gsize) 200 * 1024 * 1024)
#define A4_WIDTH      595.28 /* pt */
#define A4_HEIGHT     841.89
#define LIGHT         204   /* of 255: paler is paper */
#define LEAST_DARK    0.001 /* share of a page; the code alone has three times as much */

static Scanner *scanner; /* what Tesseract has read, once for all children */

typedef struct {
    GBytes *content;
    GreyPages *pdf; /* NULL: a picture file */
    guint pages;    /* of the PDF */
} Source;

static Source open_source(GBytes *content)
{
    Source source = {content, NULL, 0};
    gsize length = 0;
    const gchar *bytes = g_bytes_get_data(content, &length);
    if (length > 5 && g_strstr_len(bytes, (gssize) MIN(length, 1024), "%PDF-")) {
        source.pdf = grey_pages_open(content, &source.pages);
    }
    return source;
}

/* page: from 0. FALSE when there is none, or with why it was not looked at. */
static gboolean take_page(const Source *source, guint page, Picture *picture, PicturesStop *stop)
{
    if (clock() > (clock_t) ENOUGH_TIME * CLOCKS_PER_SEC) {
        *stop = PICTURES_NO_TIME;
        return FALSE;
    }
    if (!source->pdf) {
        gboolean too_large = FALSE;
        gboolean taken = scan_decode(source->content, page, MOST_PIXELS, picture, &too_large);
        *stop = too_large ? PICTURES_TOO_LARGE : *stop;
        return taken;
    }
    picture->grey =
        page < source->pages ? grey_pages_draw(source->pdf, page, &picture->width, &picture->height) : NULL;
    return picture->grey != NULL;
}

/* Looking for a code takes long where there is none: a page with less on it
 * than the code alone is passed over. */
static gboolean is_blank(const Picture *picture)
{
    gsize pixels = (gsize) picture->width * picture->height;
    gsize dark = 0;
    for (gsize i = 0; i < pixels; i++) {
        dark += picture->grey[i] < LIGHT ? 1 : 0;
    }
    return (gdouble) dark < LEAST_DARK * (gdouble) pixels;
}

static GPtrArray *codes_on(const Picture *picture)
{
    return is_blank(picture) ? g_ptr_array_new() : scan_find_codes(picture);
}

/* pages: numbers from 1, none: the first ones. */
static GByteArray *find_codes(const Source *source, const GArray *pages)
{
    g_autoptr(GPtrArray) codes = g_ptr_array_new_with_free_func((GDestroyNotify) g_ptr_array_unref);
    PicturesStop stop = PICTURES_ALL_SEEN;
    guint most = pages->len > 0 ? pages->len : PICTURES_MAX_PAGES;
    Picture picture;
    for (guint i = 0; i < most; i++) {
        guint page = pages->len > 0 ? g_array_index(pages, guint, i) - 1 : i;
        if (take_page(source, page, &picture, &stop)) {
            while (codes->len <= page) {
                g_ptr_array_add(codes, g_ptr_array_new());
            }
            g_ptr_array_unref(codes->pdata[page]);
            codes->pdata[page] = codes_on(&picture);
            g_free(picture.grey);
        } else if (pages->len == 0 || stop != PICTURES_ALL_SEEN) {
            break;
        }
    }
    return pictures_put_codes(codes, stop);
}

static void look_at(PictureField *field, const Picture *picture, const PageFix *fix)
{
    field->registered = fix->registered;
    field->residual = fix->registered ? fix->residual : 0;
    if (!fix->registered) {
        return;
    }
    if (!field->box) {
        scan_read_text(scanner, picture, fix, &field->rect, &field->text);
    }
    /* No text read from a picture is certain: the picture goes with it. */
    gboolean unsure = field->box ? field->ink.mark == MARK_UNCLEAR
                                 : field->text.ink || !field->text.text || field->text.text[0] != '\0';
    if (unsure) {
        field->png = scan_cut_out(picture, fix, &field->rect);
    }
}

/* Those of one form on one page: one box tells something of the other. */
static void look_at_boxes(const GPtrArray *fields, const Picture *picture, const PageFix *fix)
{
    Rect boxes[PICTURES_MAX_FIELDS] = {0};
    BoxInk inks[PICTURES_MAX_FIELDS];
    PictureField *those[PICTURES_MAX_FIELDS];
    guint n = 0;
    for (guint i = 0; i < fields->len && n < PICTURES_MAX_FIELDS; i++) {
        PictureField *field = g_ptr_array_index(fields, i);
        if (field->box) {
            those[n] = field;
            boxes[n++] = field->rect;
        }
    }
    scan_judge_boxes(picture, fix, boxes, n, inks);
    for (guint i = 0; i < n; i++) {
        those[i]->ink = inks[i];
    }
}

/* Where marks are lost, the fields tell how the page lies. */
static PageFix *find_page(const GPtrArray *fields, const Picture *picture)
{
    PageFix *fix = scan_find_page(picture, A4_WIDTH, A4_HEIGHT);
    FieldPlace places[PICTURES_MAX_FIELDS] = {0};
    for (guint i = 0; i < fields->len && i < PICTURES_MAX_FIELDS; i++) {
        const PictureField *field = g_ptr_array_index(fields, i);
        places[i] = (FieldPlace){field->rect, field->box};
    }
    scan_settle_page(picture, fix, places, MIN(fields->len, PICTURES_MAX_FIELDS));
    return fix;
}

static void look_at_page(const GPtrArray *fields, const Picture *picture)
{
    g_autoptr(PageFix) fix = find_page(fields, picture);
    look_at_boxes(fields, picture, fix);
    for (guint i = 0; i < fields->len; i++) {
        look_at(g_ptr_array_index(fields, i), picture, fix);
    }
}

static void look_at_fields(const Source *source, const GPtrArray *fields)
{
    Picture picture;
    PicturesStop stop = PICTURES_ALL_SEEN;
    for (guint i = 0; i < fields->len; i++) {
        PictureField *field = g_ptr_array_index(fields, i);
        field->ink.mark = MARK_UNCLEAR;
    }
    for (guint page = 1; page <= PICTURES_MAX_NUMBER; page++) {
        g_autoptr(GPtrArray) on_page = g_ptr_array_new();
        for (guint i = 0; i < fields->len; i++) {
            PictureField *field = g_ptr_array_index(fields, i);
            if (field->page == page) {
                g_ptr_array_add(on_page, field);
            }
        }
        if (on_page->len > 0 && take_page(source, page - 1, &picture, &stop)) {
            look_at_page(on_page, &picture);
            g_free(picture.grey);
        }
    }
}

static void prepare(void)
{
    codes_load_converters();
    scanner = scanner_new(NULL);
}

static void nothing_more(void)
{
}

static GByteArray *answer(GBytes *request)
{
    GBytes *content = NULL; /* freed by leaving, like the rest */
    GArray *pages = NULL;
    GPtrArray *fields = NULL;
    if (!pictures_asked(request, &content, &pages, &fields) || !scanner) {
        return g_byte_array_new();
    }
    const Source source = open_source(content);
    if (!source.pdf && scan_pages_exceed(content, PICTURES_MAX_NUMBER, MOST_TOGETHER)) {
        return fields->len > 0 ? g_byte_array_new()
                               : pictures_put_codes(g_ptr_array_new(), PICTURES_TOO_LARGE);
    }
    if (fields->len == 0) {
        return find_codes(&source, pages);
    }
    look_at_fields(&source, fields);
    return pictures_put_fields(fields);
}

int main(int count, char **arguments)
{
    const Work scans = {
        {ADDRESS_SPACE, PROCESSOR_TIME}, PICTURES_MAX_BYTES + MORE_BYTES, prepare, nothing_more, answer};
    return frame_serve(&scans, count, arguments);
}
