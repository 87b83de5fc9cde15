/*
 * Text strings of PDF (ISO 32000-2, 7.9.2.2) as UTF-8.
 */
#pragma once

#include <glib.h>

#include "stored/sighting.h"

/*
 * UTF-16 of either byte order, UTF-8 with or without its mark,
 * PDFDocEncoding. Language escapes are dropped, a NUL and whatever means no
 * character become U+FFFD with *doubtful set; nothing else is lost. Line ends
 * stay as they are. The caller frees.
 */
gchar *text_from_pdf(const guchar *bytes, gsize length, ValueForm *form, gboolean *doubtful);

/* The words of a rich text (/RV, XHTML), paragraphs as lines; the caller frees. */
gchar *text_from_rich(const gchar *rich);
