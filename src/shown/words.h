/*
 * The words of a page with their places. Private to this folder.
 */
#pragma once

#include <poppler.h>

#include "stored/sighting.h"

/* From seen->text, in its order; no more than SIGHTING_MAX_WORDS in all. */
void words_see(const Sighting *sighting, SeenPage *seen, PopplerPage *page);
