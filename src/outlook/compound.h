/*
 * A look at a compound file (MS-CFB) before libgsf opens it: libgsf walks the
 * directory by recursion, so that a long chain of entries would use up the
 * stack.
 */
#pragma once

#include <glib.h>

/* Whether the header is sound and the directory has at most 8,192 entries in
 * a chain of sectors that ends. */
gboolean compound_is_moderate(const guchar *bytes, gsize length);
