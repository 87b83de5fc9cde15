/*
 * A font with the outlines of some glyphs only. Glyphs keep their numbers, so
 * that nothing else about the font changes. A form carries the face that is
 * typed in whole; a record's text is settled.
 */
#pragma once

#include "layout/font.h"

/* used: one byte for each of the font's outlines; those that others are made of
 * are added. The caller unrefs; NULL when the font file cannot be read. */
GByteArray *subset_font(const Font *font, guint8 *used);
