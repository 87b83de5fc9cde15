#include "pdfout/fonts.h"

#include "layout/font.h"

/* A subset's name begins with six letters of the writer's choice (ISO 32000-1, 9.6.4). */
#define SUBSET "IROSET+"

static GString *entries(const gchar *format, ...) G_GNUC_PRINTF(1, 2);

static GString *entries(const gchar *format, ...)
{
    GString *text = g_string_new(NULL);
    va_list arguments;

    va_start(arguments, format);
    g_string_append_vprintf(text, format, arguments);
    va_end(arguments);
    return text;
}

static HaruObject *add_deflated(Haru *haru, FontPart part, gsize whole)
{
    GString *text = entries("/Filter /FlateDecode\n");

    if (whole > 0)
        g_string_append_printf(text, "/Length1 %" G_GSIZE_FORMAT "\n", whole);
    return haru_add_stream(haru, text, g_bytes_new_static(part.bytes, part.length));
}

static HaruObject *add_descriptor(Haru *haru, const Font *font)
{
    HaruObject *file = add_deflated(haru, font->file, font->file_length);

    /* Flag 32: letters of the Latin alphabet, by their usual names (table 123). */
    return haru_add(haru,
                    entries("/Type /FontDescriptor\n/FontName /" SUBSET "%s\n/Flags 32\n"
                            "/FontBBox [%d %d %d %d]\n/ItalicAngle 0\n/Ascent %d\n/Descent %d\n"
                            "/CapHeight %d\n/StemV %u\n/FontFile2 %u 0 R\n",
                            font->name, font->box[0], font->box[1], font->box[2], font->box[3], font->ascent,
                            font->descent, font->cap_height, font->stem, haru_number(file)));
}

static HaruObject *add_face(Haru *haru, const Font *font, HaruObject *descriptor)
{
    HaruObject *map = add_deflated(haru, font->glyph_map, 0);
    HaruObject *glyphs = haru_add_plain(
        haru, entries("/Type /Font\n/Subtype /CIDFontType2\n/BaseFont /" SUBSET "%s\n"
                      "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>\n"
                      "/FontDescriptor %u 0 R\n/CIDToGIDMap /Identity\n/W %s\n",
                      font->name, haru_number(descriptor), font->glyph_widths));

    return haru_add(haru, entries("/Type /Font\n/Subtype /Type0\n/BaseFont /" SUBSET "%s\n"
                                  "/Encoding /Identity-H\n/DescendantFonts [%u 0 R]\n/ToUnicode %u 0 R\n",
                                  font->name, haru_number(glyphs), haru_number(map)));
}

static HaruObject *add_typing(Haru *haru, const Font *font, HaruObject *descriptor)
{
    HaruObject *map = add_deflated(haru, font->byte_map, 0);

    return haru_add_plain(haru,
                          entries("/Type /Font\n/Subtype /TrueType\n/BaseFont /" SUBSET "%s\n"
                                  "/FirstChar 32\n/LastChar 255\n/Widths %s\n/Encoding /WinAnsiEncoding\n"
                                  "/FontDescriptor %u 0 R\n/ToUnicode %u 0 R\n",
                                  font->name, font->byte_widths, haru_number(descriptor), haru_number(map)));
}

void fonts_add(Haru *haru, gboolean typing, PdfFonts *fonts)
{
    GString *resources = g_string_new(NULL);

    fonts->typing = NULL;
    for (guint face = 0; face < FACE_N; face++) {
        const Font *font = font_of_face((Face) face);
        HaruObject *descriptor = add_descriptor(haru, font);
        fonts->faces[face] = add_face(haru, font, descriptor);
        g_string_append_printf(resources, "/F%u %u 0 R\n", face, haru_number(fonts->faces[face]));
        if (typing && face == FACE_REGULAR)
            fonts->typing = add_typing(haru, font, descriptor);
    }
    fonts->resources = haru_add(haru, resources);
}
