#include "layout/font.h"

extern const Font font_regular;
extern const Font font_bold;

const Font *font_of_face(Face face)
{
    return face == FACE_BOLD ? &font_bold : &font_regular;
}

const FontGlyph *font_find_glyph(const Font *font, gunichar code)
{
    guint low = 0, high = font->n_glyphs;

    if (code >= 0x20 && code < 0x7f)
        return &font->glyphs[code - 0x20];
    while (low < high) {
        guint middle = (low + high) / 2;
        if (font->glyphs[middle].code == code)
            return &font->glyphs[middle];
        if (font->glyphs[middle].code < code)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

gdouble font_measure(const Font *font, const gchar *text, gdouble size)
{
    guint64 width = 0;

    for (const gchar *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        const FontGlyph *glyph = font_find_glyph(font, g_utf8_get_char(at));
        if (glyph == NULL)
            glyph = font_find_glyph(font, FONT_REPLACEMENT);
        width += glyph->advance;
    }
    return (gdouble) width * size / 1000;
}
