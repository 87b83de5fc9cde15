/*
 * Words in their places back to the text that was typed.
 */
#pragma once

#include "ocr/ocr.h"

/* A line that ends although the next line's first word would have fitted was
 * ended by the writer; a gap of a line is an empty line. width: of the field,
 * in the pixels of the words. NFC; the caller frees. */
gchar *paragraphs_join(const OcrPage *page, gdouble width);
