#include "shown/ink.h"

#include <cairo.h>
#include <math.h>

#define DPI        150.0
#define DARK_BELOW 190u /* of 255: a hairline covers half a pixel */

static gboolean is_dark(guint32 pixel)
{
    guint red = pixel >> 16 & 0xff;
    guint green = pixel >> 8 & 0xff;
    guint blue = pixel & 0xff;
    return (red * 3 + green * 6 + blue) / 10 < DARK_BELOW;
}

static GBytes *bits_of(cairo_surface_t *surface, guint width, guint height)
{
    gsize row = (width + 7) / 8;
    guchar *bits = g_malloc0(row * height);
    const guchar *pixels = cairo_image_surface_get_data(surface);
    gsize stride = (gsize) cairo_image_surface_get_stride(surface);
    for (guint y = 0; y < height; y++) {
        const guint32 *line = (const guint32 *) (gconstpointer) (pixels + y * stride);
        for (guint x = 0; x < width; x++) {
            if (is_dark(line[x])) {
                bits[y * row + x / 8] |= (guchar) (0x80u >> (x % 8));
            }
        }
    }
    return g_bytes_new_take(bits, row * height);
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

void ink_see(SeenPage *seen, PopplerPage *page)
{
    gdouble side = MAX(seen->width, seen->height);
    if (!(seen->width >= 1) || !(seen->height >= 1) || !(side < 1e5)) {
        return;
    }
    gdouble scale = MIN(DPI / 72, (SIGHTING_MAX_SIDE - 1) / side);
    guint width = (guint) ceil(seen->width * scale);
    guint height = (guint) ceil(seen->height * scale);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int) width, (int) height);
    if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
        draw(page, surface, scale);
        seen->ink = (SeenInk){width, height, scale, bits_of(surface, width, height)};
    }
    cairo_surface_destroy(surface);
}
