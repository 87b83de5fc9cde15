/*
 * XML put together as text.
 */
#pragma once

#include <glib.h>

/* The attributes that the contents of a sheet and of a chart begin with. */
#define XML_OFFICE_NAMESPACES                                                                                \
    " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""                                     \
    " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""                                       \
    " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""                                         \
    " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""                                       \
    " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\""                              \
    " xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\""                                      \
    " xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\""

/* Appends with each %s escaped. */
void xml_add(GString *xml, const gchar *format, ...) G_GNUC_PRINTF(2, 3);

/* Appends the text as ODF paragraphs: a new line begins one, and blanks that
 * XML would drop are elements (ODF 1.2 part 1, 6.1.2 and 6.1.3). */
void xml_add_paragraphs(GString *xml, const gchar *text);

/* Appends a cell's address: $'Stages'.$B$4 (ODF 1.2 part 1, 18.3.1). */
void xml_add_address(GString *xml, const gchar *sheet, guint row, guint column);
