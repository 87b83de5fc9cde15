/*
 * A document of ours as a file, and what qpdf finds in it.
 */
#pragma once

#include <jansson.h>

#include "document/document.h"
#include "pdfout/pdfout.h"

#define IDENTITY "NCC-2026-0001-K.1.a1b2c3d4e5f6"
/* 22 November 2026, 10:11:12 UTC */
#define CREATED (G_GINT64_CONSTANT(1795342272) * G_USEC_PER_SEC)

/* Takes the document. With `folder` not NULL it is written as *file in a new
 * folder, which other_program_tidy() removes. */
GBytes *write_form(Document *document, gchar **folder, gchar **file);
gchar *write_file(Document *document, gchar **folder);
/* A document without fields or code, to be kept. */
gchar *write_archive(Document *document, gchar **folder);
/* With a file within it. */
gchar *write_archive_with(Document *document, const PdfAttachment *attachment, gchar **folder);

json_t *read_json(const gchar *file);
/* The object that a reference such as "12 0 R" names; of a stream its dictionary. */
json_t *object_named(json_t *json, const gchar *reference);
json_t *catalogue_of(json_t *json);
const gchar *text_at(json_t *object, const gchar *key);
