/*
 * Single attributes and texts of a pack. Each notes what is wrong with them at
 * the element and gives something usable all the same, so that loading goes on.
 * Private to this folder.
 */
#pragma once

#include "pack/xml_source.h"

guint part_number(XmlSource *source, const xmlNode *element, const gchar *name); /* 0 when absent */
guint part_need_number(XmlSource *source, const xmlNode *element, const gchar *name);

/* "yes" or "no"; absence is no. */
gboolean part_flag(XmlSource *source, const xmlNode *element, const gchar *name);

gchar *part_need_id(XmlSource *source, const xmlNode *element);                   /* the caller frees */
gchar *part_colour(XmlSource *source, const xmlNode *element, const gchar *name); /* NULL when absent */

/* A leaf: text, no elements, and no attributes but these. */
void part_check_leaf(XmlSource *source, const xmlNode *element, const gchar *attributes);

/* A leaf's text that may stand once; a second one is noted, and replaces. */
void part_take_text(XmlSource *source, const xmlNode *element, const gchar *attributes, gchar **into);

/* <recipient> and <copy>: adds a Recipient. */
void part_recipient(XmlSource *source, const xmlNode *element, GPtrArray *into);
