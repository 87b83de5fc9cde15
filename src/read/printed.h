/*
 * What the pages of a form print about themselves. Private to this folder.
 */
#pragma once

#include <glib.h>

#include "stored/sighting.h"

/* The references in a page's text whose check letter is right, each once, of
 * gchar. */
GPtrArray *printed_references(const gchar *text);

gboolean printed_has_reference(const gchar *text, const gchar *reference);

/* The number in the last "word N" of the text ("stage 2"), or 0. */
guint printed_number(const gchar *text, const gchar *word);

/* The stage that a page's text names beside its reference, else the last one that
 * it names; 0: none. */
guint printed_stage(const gchar *text);

/* The same of a page: by what it is known to be when it is as it was made, else
 * by its text. */
GPtrArray *printed_references_of(const SeenPage *page);
guint printed_stage_of(const SeenPage *page);
gboolean printed_number_of(const SeenPage *page, guint *number, guint *pages);

/* "page 1 of 3": FALSE when the text has none. The last one counts, since it
 * stands in the footer. */
gboolean printed_page_of(const gchar *text, guint *page, guint *pages);
