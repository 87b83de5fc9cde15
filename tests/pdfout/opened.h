/*
 * A form, or the document as it is kept, opened by qpdf, and its structure
 * tree (ISO 32000-1, 14.7).
 */
#pragma once

#include "pdf_json.h"

typedef struct {
    gchar *folder, *file;
    json_t *json;
} Opened;

/* Takes the document. */
Opened open_form(Document *document);
void opened_finish(Opened *opened);

typedef void (*Visit)(json_t *json, const gchar *reference, json_t *element, const gchar *parent, void *data);

/* Every element in reading order, parents first. */
void walk_all(json_t *json, Visit visit, void *data);

gboolean is_element(json_t *kid);

/* What stands in /K as a list; the caller unrefs. */
json_t *kids_of(json_t *element);

/* What the parent tree says of a key: an element's reference or, of a page, an array of them. */
json_t *parent_of(json_t *json, json_int_t key);

json_t *page_at(json_t *json, guint page);

/* A stream as qpdf unpacks it, with spaces for its zero bytes; the caller frees. */
gchar *content_of(const gchar *file, const gchar *reference);
