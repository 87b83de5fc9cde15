/*
 * The faces that documents are set in, as tables made at build time from
 * fonts/ (make_font_table.c): measures for the layout, and the parts that a
 * PDF embeds, already in its own notation and compressed (zlib).
 */
#pragma once

#include <glib.h>

#include "layout/page.h"

typedef struct {
    guint16 code;    /* Unicode */
    guint16 glyph;   /* index in the font file */
    guint16 advance; /* thousandths of the em */
} FontGlyph;

typedef struct {
    const guint8 *bytes;
    gsize length;
} FontPart;

typedef struct {
    const gchar *name;       /* PostScript name */
    gint ascent, descent;    /* thousandths of the em; descent is below zero */
    gint cap_height;         /* thousandths of the em */
    gint box[4];             /* of all glyphs: left, bottom, right, top */
    guint stem;              /* width of a vertical stroke, thousandths of the em */
    const FontGlyph *glyphs; /* by code */
    guint n_glyphs;
    guint n_outlines;             /* glyphs in the font file, some only parts of others */
    FontPart plain;               /* the font file, to take glyphs out of */
    FontPart typing;              /* it with the glyphs that can be typed alone, deflated */
    gsize typing_length;          /* before that */
    const guint8 *typed;          /* by glyph: 1 when it is one of those */
    const gchar *typing_entries;  /* Encoding, FirstChar, LastChar, Widths of what is typed */
    FontPart glyph_map, byte_map; /* ToUnicode of glyphs and of WinAnsi bytes, deflated */
    FontPart typing_map;          /* ToUnicode of what is typed (layout/typing_code.h), deflated */
} Font;

#define FONT_REPLACEMENT 0xfffdu /* shown for a character that the font lacks */

/* In the sources made at build time. */
const Font *font_regular(void);
const Font *font_bold(void);

const Font *font_of_face(Face face);

/* The character's glyph, or that of U+FFFD, as its `code` tells, when the font lacks it. */
FontGlyph font_find_glyph(const Font *font, gunichar code);

/* Width of the text in points, with U+FFFD for what the font lacks. */
gdouble font_measure(const Font *font, const gchar *text, gdouble size);
