/*
 * Compression of page contents (FlateDecode). libharu would do it too, but
 * with zlib's largest window, and making that ready takes longer than
 * compressing a page of some kilobytes.
 */
#pragma once

#include <glib.h>

GByteArray *deflate_bytes(const void *bytes, gsize length); /* the caller unrefs */
