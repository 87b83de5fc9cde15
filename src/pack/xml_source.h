/*
 * One XML file, parsed under limits, with the place of every element. Private
 * to this folder: libxml2's types stay here.
 */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

#include "pack/pack_load.h"

#define XML_SOURCE_LIMIT ((gsize) 1024 * 1024) /* bytes */

typedef struct {
    gchar *file;         /* as it was named */
    gchar *text;         /* its bytes, valid UTF-8 */
    gsize length;        /* bytes */
    gsize start;         /* bytes of a byte order mark before the XML: 0 or 3 */
    xmlDoc *doc;         /* NULL when it could not be parsed */
    GPtrArray *findings; /* of Finding */
} XmlSource;

/*
 * Reads and parses. Fails (NULL, IRO_ERROR_INPUT) only when the file cannot be
 * read; what is wrong inside it becomes findings, and doc is NULL then.
 */
XmlSource *xml_source_open(const gchar *file, GError **error);
void xml_source_free(XmlSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(XmlSource, xml_source_free)

/* Byte offset of the element's "<". */
gsize xml_source_offset(const xmlNode *element);

/* Line and column, from 1, of a byte offset; the column counts characters. */
void xml_source_place(const XmlSource *source, gsize offset, guint *line, guint *column);

/* Byte offset of the attribute's name in the element's start tag; that of the
 * element when it has no such attribute. */
gsize xml_source_attribute_offset(const XmlSource *source, const xmlNode *element, const gchar *attribute);

/* Adds an error at the element, or at the file's start when it is NULL. */
void xml_source_note(XmlSource *source, const xmlNode *element, const gchar *format, ...) G_GNUC_PRINTF(3, 4);

/* The same at an attribute. */
void xml_source_note_attribute(XmlSource *source, const xmlNode *element, const gchar *attribute,
                               const gchar *format, ...) G_GNUC_PRINTF(4, 5);

/* The same where these words first stand after the element's "<"; at the
 * element when the file writes them in another way. */
void xml_source_note_words(XmlSource *source, const xmlNode *element, const gchar *words, const gchar *format,
                           ...) G_GNUC_PRINTF(4, 5);

/* Adds a warning, which keeps no file from being used; at the element when
 * attribute is NULL. */
void xml_source_warn(XmlSource *source, const xmlNode *element, const gchar *attribute, const gchar *format,
                     ...) G_GNUC_PRINTF(4, 5);

/* Sorts the findings by place and drops those that stand twice. */
void xml_source_sort(XmlSource *source);

/* TRUE when one of the findings is an error. */
gboolean findings_have_error(const GPtrArray *findings);

/* Makes IRO_ERROR_INPUT of all errors, one a line; TRUE when there are any. */
gboolean findings_to_error(const GPtrArray *findings, GError **error);
