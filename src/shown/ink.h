/*
 * Where a page is dark. Private to this folder.
 */
#pragma once

#include <poppler.h>

#include "stored/sighting.h"

/* Draws the page with what is in the file alone; seen->ink stays empty when
 * that fails. */
void ink_see(SeenPage *seen, PopplerPage *page);
