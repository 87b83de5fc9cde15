/*
 * Compression of page contents (FlateDecode). libharu would do it too, but
 * with zlib's largest window, and making that ready takes longer than
 * compressing a page of some kilobytes.
 */
#pragma once

#include <glib.h>

/* zlib's levels. A usual form is small enough either way, and is to be written soon. */
typedef enum { DEFLATE_FAST = 1, DEFLATE_BEST = 9 } DeflateLevel;

GByteArray *deflate_bytes(const void *bytes, gsize length, DeflateLevel level); /* the caller unrefs */
