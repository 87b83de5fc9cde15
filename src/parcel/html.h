/*
 * The plain text of an HTML mail: tags, comments, scripts and styles dropped,
 * character references resolved, blocks on lines of their own. In one pass;
 * any input is fine.
 */
#pragma once

#include <glib.h>

/* html: valid UTF-8. The caller frees. */
gchar *html_to_text(const gchar *html);

/* The charset that a meta element in the first 2 KiB names, or NULL. */
gchar *html_find_charset(const void *bytes, gsize length);
