/*
 * Whether the bytes of a PDF are all there. Libraries open a file whose end
 * is missing by guessing, and may then show an earlier answer.
 */
#pragma once

#include <glib.h>

typedef enum {
    WHOLE,
    WHOLE_NOT_PDF, /* no %PDF- header */
    WHOLE_CUT,     /* the end is missing */
} Wholeness;

/*
 * The end is missing when there is no startxref with a number and %%EOF, when
 * objects follow the last of them (an unfinished later save), or when a
 * linearised file is shorter than it says (ISO 32000-2, annex F). Bytes of no
 * PDF before and after are harmless.
 */
Wholeness whole_check(const gchar *bytes, gsize length);
