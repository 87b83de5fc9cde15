/*
 * A PDF file from its objects (ISO 32000-1, 7.5), in one of three ways. A form is
 * written plainly: each object as it is, found by a cross-reference table
 * (7.5.4). Chrome and Edge save an answer as an update at the file's end, and
 * over a cross-reference stream theirs is one that other programs call broken;
 * besides, a reader then reaches a field without unpacking the structure tree.
 * A document that nobody fills in has its small objects together, in object
 * streams (7.5.7) found by a cross-reference stream (7.5.8): it is a third smaller.
 * A long form is plain but for its structure tree, which is together and which
 * the table's trailer leads to (a hybrid-reference file, 7.5.8.4, as word
 * processors write them).
 */
#pragma once

#include <glib.h>

typedef struct PdfFile PdfFile;

typedef enum { FILE_PLAIN, FILE_HYBRID, FILE_TOGETHER } FileForm;

PdfFile *file_new(FileForm form);
void file_free(PdfFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfFile, file_free)

/* Objects are numbered as they come, from 1. A stream comes with its
 * dictionary, and must be plain even where others are together. */
void file_add_object(PdfFile *file, const GString *value);
/* One that only those miss who do not know object streams: the last ones of a file. */
void file_add_tail(PdfFile *file, const GString *value);
void file_add_plain(PdfFile *file, const GString *value);

/* trailer: entries without the angle brackets. The last call for a file;
 * NULL when it is larger than 16 MB. */
GBytes *file_finish(PdfFile *file, const gchar *trailer);
