/*
 * What stands on every page whatever the document says: header, footer, the
 * code with its caption, registration marks.
 */
#pragma once

#include "layout/flow.h"

/* Works out how much of the page is left for the blocks. */
void furniture_reserve(Flow *flow);

/* Adds the furniture to every page, once it is known how many there are. */
void furniture_add(Flow *flow);
