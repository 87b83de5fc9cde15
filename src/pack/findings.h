/*
 * What is said of a file, at a place in its bytes. Private to this folder.
 */
#pragma once

#include "pack/xml_source.h"

/* Adds an error at a byte offset; takes text. */
void findings_note(XmlSource *source, gsize offset, gchar *text);

/* Byte offset of the attribute's name, the first or second of that name, in the start tag
 * whose "<" is at `start`; `start` when it is not there. */
gsize findings_find_attribute(const XmlSource *source, gsize start, const gchar *attribute, guint which);
