/*
 * A page of a PDF as a grey picture. Meant for foreign bytes: run it in a
 * confined process.
 */
#pragma once

#include <glib.h>

typedef struct GreyPages GreyPages;

GreyPages *grey_pages_open(GBytes *pdf, guint *pages); /* NULL when it cannot be opened */
void grey_pages_close(GreyPages *pages);

/*
 * At 200 dpi; a page smaller than A4 or larger than A3, as phones make them
 * (a pt for each pixel of the photo), is drawn as if it were one of these.
 * Row by row from the top, 255 is white; freed by the caller. NULL when the
 * page cannot be drawn. page: from 0.
 */
guint8 *grey_pages_draw(GreyPages *pages, guint page, guint *width, guint *height);
