#include "layout/font.h"

#include <stdlib.h>

const Font *font_of_face(Face face)
{
    return face == FACE_BOLD ? font_bold() : font_regular();
}

static int compare_code(const void *code, const void *glyph)
{
    gunichar wanted = *(const gunichar *) code, there = ((const FontGlyph *) glyph)->code;

    return wanted < there ? -1 : wanted > there;
}

static const FontGlyph *search(const Font *font, gunichar code)
{
    return bsearch(&code, font->glyphs, font->n_glyphs, sizeof *font->glyphs, compare_code);
}

FontGlyph font_find_glyph(const Font *font, gunichar code)
{
    if (code >= 0x20 && code < 0x7f) /* make_font_table.c sees to it that these come first */
        return font->glyphs[code - 0x20];
    const FontGlyph *glyph = search(font, code);
    if (glyph == NULL)
        glyph = search(font, FONT_REPLACEMENT);
    return glyph != NULL ? *glyph : font->glyphs[0];
}

gdouble font_measure(const Font *font, const gchar *text, gdouble size)
{
    guint64 width = 0;

    for (const gchar *at = text; *at != '\0'; at = g_utf8_next_char(at))
        width += font_find_glyph(font, g_utf8_get_char(at)).advance;
    return (gdouble) width * size / 1000;
}
