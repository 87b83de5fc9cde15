/*
 * Writes a laid-out document as tagged PDF (PDF/UA-1, ISO 14289-1) through
 * libharu. libharu's types stay in this folder.
 */
#pragma once

#include <glib.h>

#include "document/document.h"
#include "layout/page.h"

typedef struct {
    const gchar *identity;  /* the form's id in the metadata, or NULL */
    const gchar *code_text; /* QR text with {page} for the page's number, or NULL */
    gint64 created;         /* microseconds since 1970, UTC: same input, same bytes */
    gboolean archive;       /* PDF/A-2u (ISO 19005-2) as well: for a document without fields */
} PdfOptions;

/* Fails with IRO_ERROR_SYSTEM. */
GBytes *pdf_write(const Document *document, const Layout *layout, const PdfOptions *options, GError **error);
