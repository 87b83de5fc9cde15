/*
 * What a picture is, and its size in pixels, from its header alone.
 */
#pragma once

#include <glib.h>

/* By its first bytes: JPEG, PNG or TIFF, which pages are read from. */
gboolean picture_may_be_page(const guchar *bytes, gsize length);

/* Or one that no page is read from: HEIC and its kin (ISO 14496-12), WebP, GIF,
 * BMP, JPEG 2000. */
gboolean picture_is(const guchar *bytes, gsize length);

/* PNG, GIF and JPEG; FALSE for anything else or a header that is not whole. */
gboolean picture_size(const guchar *bytes, gsize length, guint *width, guint *height);
