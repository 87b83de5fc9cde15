/*
 * The <look> of a pack: colours and logo. Private to this folder.
 */
#pragma once

#include "pack/xml_source.h"

/* Fills the look in from the element; notes what is wrong. The hash of the pack takes the logo's
 * bytes in. */
void look_load(XmlSource *source, const xmlNode *element, Look *look, GChecksum *hash);

/* Notes what the schema cannot say: colours that cannot be read, a logo that cannot be used. */
void look_check(XmlSource *source, const xmlNode *element);
