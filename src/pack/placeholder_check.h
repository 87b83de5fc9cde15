/*
 * Placeholders of packs and templates. Private to this folder.
 */
#pragma once

#include "model/pack.h"
#include "pack/xml_source.h"

/* Notes where it stands every {name} in the text that is malformed or no datum
 * of the scopes (DatumScope bits). pack may be NULL. */
void placeholders_check(XmlSource *source, const xmlNode *element, const gchar *text, guint scopes,
                        const Pack *pack);

/* The same for the name without braces in an attribute, as <when datum> has. */
void datum_name_check(XmlSource *source, const xmlNode *element, const gchar *attribute, const gchar *name,
                      guint scopes);
