/*
 * Outlook's rich text: the packing in which mails carry it, and its plain
 * text. In one pass; any input is fine.
 */
#pragma once

#include <glib.h>

/* MS-OXRTFCP 2.1: LZFu or MELA. NULL when it is cut or damaged, or would be
 * longer than `most` bytes: *too_large tells which. */
GBytes *rtf_unpack(const guchar *bytes, gsize length, gsize most, gboolean *too_large);

/* What it says, without its looks; an HTML mail kept in rich text (MS-OXRTFEX)
 * gives what the HTML shows. The caller frees. */
gchar *rtf_to_text(const guchar *bytes, gsize length);
