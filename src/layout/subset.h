/*
 * A font with the outlines of some glyphs only. Glyphs keep their numbers, so
 * that nothing else about the font changes. A form carries what can be typed
 * and what it shows; a record's text is settled.
 */
#pragma once

#include "layout/font.h"

/* used: one byte for each of the font's outlines; those that others are made of
 * are added. by_character: with the table that leads from characters to glyphs,
 * which a simple font needs (ISO 32000-1, 9.6.6.4). The caller unrefs; NULL when
 * the font file cannot be read. */
GByteArray *subset_font(const Font *font, guint8 *used, gboolean by_character);
