/*
 * A PDF file from its objects (ISO 32000-1, 7.5): streams as they are, all
 * other objects compressed in object streams (7.5.7) and found by a
 * cross-reference stream (7.5.8). The structure tree has some hundred small
 * objects, which would make a form half as large again in the plain way, the
 * only one that libharu knows.
 */
#pragma once

#include <glib.h>

typedef struct PdfFile PdfFile;

PdfFile *file_new(void);
void file_free(PdfFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfFile, file_free)

/* Objects are numbered as they come, from 1. A stream comes with its
 * dictionary, and must be plain. */
void file_add_object(PdfFile *file, const GString *value);
void file_add_plain(PdfFile *file, const GString *value);

/* trailer: entries without the angle brackets. The last call for a file;
 * NULL when it is larger than 16 MB. */
GBytes *file_finish(PdfFile *file, const gchar *trailer);
