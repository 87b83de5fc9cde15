/*
 * How each kind of block is set. An element is what is set in one go: a
 * block, a row of facts or a row of entries.
 */
#pragma once

#include "layout/flow.h"

/* The index after the element that starts at block `first`. */
guint setting_element_end(const Document *document, guint first);

/* Sets blocks first to end - 1. */
void setting_element(Flow *flow, guint first, guint end);
