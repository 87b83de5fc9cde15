/*
 * The size of a picture in pixels, from its header alone.
 */
#pragma once

#include <glib.h>

/* PNG, GIF and JPEG; FALSE for anything else or a header that is not whole. */
gboolean picture_size(const guchar *bytes, gsize length, guint *width, guint *height);
