/*
 * Small helpers to walk a parsed file. Private to this folder.
 */
#pragma once

#include "pack/xml_source.h"

const gchar *xml_name(const xmlNode *node);
gboolean xml_is(const xmlNode *node, const gchar *name);

/* The first child element, and the next sibling element; NULL at the end. */
xmlNode *xml_first_element(const xmlNode *parent);
xmlNode *xml_next_element(const xmlNode *node);
xmlNode *xml_find_child(const xmlNode *parent, const gchar *name);

/* The attribute as NFC, its spaces collapsed; NULL when absent. The caller frees. */
gchar *xml_attribute(const xmlNode *node, const gchar *name);

/* As xml_attribute, but an absent one is noted and gives "". */
gchar *xml_need_attribute(XmlSource *source, const xmlNode *node, const gchar *name);

/* Notes every attribute that is not in the space-separated list. */
void xml_only_attributes(XmlSource *source, const xmlNode *node, const gchar *allowed);

/* Notes an element that is not known in this place. */
void xml_note_unknown(XmlSource *source, const xmlNode *node);

/* Notes text that stands directly in an element which holds only elements. */
void xml_no_text(XmlSource *source, const xmlNode *element);

/* All text in one line, spaces collapsed, NFC. The caller frees. */
gchar *xml_text_line(const xmlNode *node);

/*
 * The text as paragraphs, NFC: a blank line stays an empty line, other line
 * breaks become spaces, lines that begin with "- " stay lines. The caller frees.
 */
gchar *xml_text_paragraphs(const xmlNode *node);

/* The two rules above for a text of any origin. */
gchar *text_to_line(const gchar *text);
gchar *text_to_paragraphs(const gchar *text);
