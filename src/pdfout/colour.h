/*
 * What the colours of a file mean: an ICC profile of sRGB (IEC 61966-2-1),
 * made here, so that nobody else's file need be carried along.
 */
#pragma once

#include <glib.h>

/* A display profile of version 2.1, about 1 kB; the caller unrefs. */
GByteArray *colour_profile(void);
