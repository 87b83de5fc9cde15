/*
 * Writes a laid-out document as tagged PDF (PDF/UA-1, ISO 14289-1) through
 * libharu. libharu's types stay in this folder.
 */
#pragma once

#include <glib.h>

#include "document/document.h"
#include "layout/page.h"

/* A file within the file: the same in another form, for programs. */
typedef struct {
    const gchar *name;        /* "NCC-2026-0001-K.xml": ASCII */
    const gchar *description; /* for people */
    const gchar *type;        /* "application/xml" */
    GBytes *bytes;
} PdfAttachment;

typedef struct {
    const gchar *identity;           /* the form's id in the metadata, or NULL */
    const gchar *code_text;          /* QR text with {page} for the page's number, or NULL */
    gint64 created;                  /* microseconds since 1970, UTC: same input, same bytes */
    gboolean archive;                /* PDF/A-2u (ISO 19005-2) as well: for a document without fields */
    const PdfAttachment *attachment; /* NULL, or an archive's: PDF/A-3u (ISO 19005-3) then */
} PdfOptions;

/* Fails with IRO_ERROR_SYSTEM. */
GBytes *pdf_write(const Document *document, const Layout *layout, const PdfOptions *options, GError **error);
