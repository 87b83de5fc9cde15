/*
 * What a schema cannot say, for each kind of file, and the full check.
 * Private to this folder.
 */
#pragma once

#include "pack/xml_source.h"

/* Each adds findings to the source; the root may be anything. */
void template_check(XmlSource *source, const xmlNode *root);
void pack_check(XmlSource *source, const xmlNode *root);
void record_check(XmlSource *source, const xmlNode *root);

/* Adds warnings about what is hard to read or to fill in. */
void template_advise(XmlSource *source, const xmlNode *root);

/* Validates against the schema of the kind and adds findings. */
void schema_check(XmlSource *source, XmlKind kind);

/* Notes at the attribute that its value is none of the names ("sw, tm, sm"), and
 * which was meant: "no role has the id tmm; did you mean tm? Allowed: sw, tm, sm". */
void check_unknown(XmlSource *source, const xmlNode *element, const gchar *attribute, const gchar *what,
                   const gchar *value, const gchar *names);

/* The kind, by the root element. */
XmlKind check_kind(const XmlSource *source);

/*
 * For a loader at its end: FALSE when it noted no error. Otherwise the error
 * holds every error of the full check, which says more than a loader can.
 */
gboolean check_failed(XmlSource *source, GError **error);
