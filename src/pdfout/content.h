/*
 * What is drawn on a page, as a content stream (ISO 32000-1, 7.8.2).
 */
#pragma once

#include "pdfout/structure.h"
#include "qr/qr.h"

/* Codes are left out when `code` is NULL; marks: of PageMarks. The caller frees. */
GString *content_of_page(const Page *page, const QrCode *code, const GArray *marks);

/* A string of glyph numbers in the face, two bytes each; may hold any byte. */
void content_append_glyphs(GString *out, const gchar *text, Face face);
