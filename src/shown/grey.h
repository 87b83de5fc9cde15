/*
 * A page of a PDF as a grey picture. Meant for foreign bytes: run it in a
 * confined process.
 */
#pragma once

#include <glib.h>

typedef struct GreyPages GreyPages;

GreyPages *grey_pages_open(GBytes *pdf, guint *pages); /* NULL when it cannot be opened */
void grey_pages_close(GreyPages *pages);

/* Row by row from the top, 255 is white; freed by the caller. NULL when the
 * page cannot be drawn with so many pixels. page: from 0. */
guint8 *grey_pages_draw(GreyPages *pages, guint page, gdouble dpi, gsize most_pixels, guint *width,
                        guint *height);
