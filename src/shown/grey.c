#include "shown/grey.h"

#include <cairo.h>
#include <math.h>
#include <poppler.h>

#define DPI     200.0
#define A4_LONG 842.0  /* pt */
#define A3_LONG 1191.0 /* pt */

struct GreyPages {
    PopplerDocument *document;
};

GreyPages *grey_pages_open(GBytes *pdf, guint *pages)
{
    PopplerDocument *document = poppler_document_new_from_bytes(pdf, NULL, NULL);
    if (!document) {
        return NULL;
    }
    *pages = (guint) MAX(poppler_document_get_n_pages(document), 0);
    GreyPages *opened = g_new0(GreyPages, 1);
    opened->document = document;
    return opened;
}

void grey_pages_close(GreyPages *pages)
{
    if (pages) {
        g_object_unref(pages->document);
        g_free(pages);
    }
}

static guint8 *to_grey(cairo_surface_t *surface, guint width, guint height)
{
    const guchar *pixels = cairo_image_surface_get_data(surface);
    gsize stride = (gsize) cairo_image_surface_get_stride(surface);
    guint8 *grey = g_malloc((gsize) width * height);
    for (guint y = 0; y < height; y++) {
        const guint32 *line = (const guint32 *) (gconstpointer) (pixels + y * stride);
        for (guint x = 0; x < width; x++) {
            guint red = line[x] >> 16 & 0xff;
            guint green = line[x] >> 8 & 0xff;
            guint blue = line[x] & 0xff;
            grey[(gsize) y * width + x] = (guint8) ((red * 3 + green * 6 + blue) / 10);
        }
    }
    return grey;
}

static void draw(PopplerPage *page, cairo_surface_t *surface, gdouble scale)
{
    cairo_t *cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_scale(cairo, scale, scale);
    poppler_page_render(page, cairo);
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
}

/* Pixels for a pt. */
static gdouble scale_of(gdouble wide, gdouble high)
{
    gdouble longer = MAX(wide, high);
    return DPI / 72 * CLAMP(longer, A4_LONG, A3_LONG) / longer;
}

guint8 *grey_pages_draw(GreyPages *pages, guint page, guint *width, guint *height)
{
    PopplerPage *drawn = poppler_document_get_page(pages->document, (int) page);
    gdouble wide = 0, high = 0;
    guint8 *grey = NULL;
    if (!drawn) {
        return NULL;
    }
    poppler_page_get_size(drawn, &wide, &high);
    if (wide >= 1 && high >= 1) {
        gdouble scale = scale_of(wide, high);
        *width = (guint) ceil(wide * scale);
        *height = (guint) ceil(high * scale);
        cairo_surface_t *surface =
            cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int) *width, (int) *height);
        if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
            draw(drawn, surface, scale);
            grey = to_grey(surface, *width, *height);
        }
        cairo_surface_destroy(surface);
    }
    g_object_unref(drawn);
    return grey;
}
