/*
 * The process of a pack: <process> and <stage>, in a <track> or directly in the
 * pack. Private to this folder.
 */
#pragma once

#include "pack/xml_source.h"

/* Loads the element into the track; FALSE when it is no part of a process. */
gboolean process_load_part(XmlSource *source, const xmlNode *element, Track *track);
