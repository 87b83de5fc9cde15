/*
 * What is drawn on a page, as a content stream (ISO 32000-1, 7.8.2).
 */
#pragma once

#include "pdfout/fonts.h"
#include "pdfout/structure.h"
#include "qr/qr.h"

/* Codes are left out when `code` is NULL; marks: of PageMarks. The caller frees. */
GString *content_of_page(const Page *page, const QrCode *code, const GArray *marks);

/* The text as a string in that font's codes; may hold any byte. */
void content_append_text(GString *out, const gchar *text, gsize length, FontKind kind, Face face);
