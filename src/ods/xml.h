/*
 * XML put together as text.
 */
#pragma once

#include <glib.h>

/* Appends with each %s escaped. */
void xml_add(GString *xml, const gchar *format, ...) G_GNUC_PRINTF(2, 3);

/* Appends the text as ODF paragraphs: a new line begins one, and blanks that
 * XML would drop are elements (ODF 1.2 part 1, 6.1.2 and 6.1.3). */
void xml_add_paragraphs(GString *xml, const gchar *text);

/* Appends a cell's address: $'Stages'.$B$4 (ODF 1.2 part 1, 18.3.1). */
void xml_add_address(GString *xml, const gchar *sheet, guint row, guint column);
