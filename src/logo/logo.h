/*
 * An authority's logo from a PNG file (ISO/IEC 15948), as plain pixels: what
 * is transparent is laid on white. libpng's types stay in this folder.
 */
#pragma once

#include <glib.h>

#include "model/look.h"

#define LOGO_MOST_BYTES  ((gsize) 256 * 1024) /* of the file */
#define LOGO_MOST_WIDTH  1200u                /* pixels */
#define LOGO_MOST_HEIGHT 600u                 /* pixels */

/*
 * Fails with IRO_ERROR_INPUT, whose message says what the file should be, when
 * it is no whole PNG or larger than the limits. Nothing is decoded before the
 * header has been held against them.
 */
Logo *logo_from_png(GBytes *file, GError **error);

/* About how many bytes the picture takes when it is compressed, as PNG. */
gsize logo_weight(const Logo *picture);
