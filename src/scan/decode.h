/*
 * JPEG, PNG and TIFF files as pictures. Meant for foreign bytes: run it in a
 * confined process.
 */
#pragma once

#include "scan/scan.h"

/* FALSE when it is none, or (with *too_large) has more than `most_pixels`; a
 * JPEG of more is taken at a half, a quarter or an eighth of its size. page:
 * from 0, of a TIFF of several. picture->grey is freed by the caller. */
gboolean scan_decode(GBytes *file, guint page, gsize most_pixels, Picture *picture, gboolean *too_large);

/* Whether the first pages of a TIFF have more pixels together, as its headers tell. */
gboolean scan_pages_exceed(GBytes *file, guint pages, gsize most_pixels);
