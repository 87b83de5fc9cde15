/*
 * The <body> of a template: one table of its elements for the loader.
 * Private to this folder.
 */
#pragma once

#include "document/template.h"
#include "pack/xml_source.h"

/* Fills nodes (of TemplateNode) from the element's children; notes what is wrong. */
void template_body_load(XmlSource *source, const xmlNode *body, GPtrArray *nodes);

/* "12pt" or "20mm" in points; FALSE when it is neither or over 1000 mm. */
gboolean length_from_text(const gchar *text, gdouble *points);

/* "60%" as 0.6; FALSE when it is no share of a line. */
gboolean share_from_text(const gchar *text, gdouble *share);

/* "#005ea5", or a name: "text", "muted", "accent". */
gboolean colour_from_text(const gchar *text, guint32 *colour);
