#include "pdfout/fonts.h"

#include <string.h>

#include "layout/font.h"
#include "pdfout/deflate.h"
#include "pdfout/subset.h"

/* A subset's name begins with six letters of the writer's choice (ISO 32000-1, 9.6.4). */
#define SUBSET "IROSET+"

#define CROSS 'X' /* in check boxes */

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

/* Glyphs that pages show in a face; the first byte is that of glyph 0. */
static GByteArray *glyphs_shown(const Layout *layout, Face face)
{
    GByteArray *used = g_byte_array_new();
    const Font *font = font_of_face(face);

    g_byte_array_set_size(used, 1 << 16);
    memset(used->data, 0, used->len);
    used->data[font_find_glyph(font, CROSS).glyph] = 1;
    for (guint i = 0; i < layout->pages->len; i++) {
        const Page *page = g_ptr_array_index(layout->pages, i);
        for (guint j = 0; j < page->items->len; j++) {
            const Item *item = g_ptr_array_index(page->items, j);
            if (item->kind != ITEM_TEXT || item->face != face)
                continue;
            for (const gchar *at = item->text; *at != '\0'; at = g_utf8_next_char(at))
                used->data[font_find_glyph(font, g_utf8_get_char(at)).glyph] = 1;
        }
    }
    return used;
}

/* The font file, or with a layout what that shows of it. */
static HaruObject *add_file(Haru *haru, const Font *font, const Layout *shown)
{
    g_autoptr(GByteArray) used = NULL, subset = NULL;

    if (shown != NULL) {
        used = glyphs_shown(shown, font == font_of_face(FACE_BOLD) ? FACE_BOLD : FACE_REGULAR);
        subset = subset_font(font, used->data, used->len);
    }
    if (subset == NULL)
        return add_deflated(haru, font->file, font->file_length);
    GString *text = entries("/Filter /FlateDecode\n/Length1 %u\n", subset->len);
    return haru_add_stream(
        haru, text, g_byte_array_free_to_bytes(deflate_bytes(subset->data, subset->len, DEFLATE_BEST)));
}

static HaruObject *add_descriptor(Haru *haru, const Font *font, const Layout *shown)
{
    HaruObject *file = add_file(haru, font, shown);

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

void fonts_add(Haru *haru, const Layout *layout, gboolean subset, PdfFonts *fonts)
{
    GString *resources = g_string_new(NULL);

    fonts->typing = NULL;
    for (guint face = 0; face < FACE_N; face++) {
        const Font *font = font_of_face((Face) face);
        /* Nothing is typed in bold; but a short form is written sooner with the face as it is. */
        gboolean whole = !subset && (face != FACE_BOLD || layout->pages->len < PDF_MANY_PAGES);
        HaruObject *descriptor = add_descriptor(haru, font, whole ? NULL : layout);
        fonts->faces[face] = add_face(haru, font, descriptor);
        g_string_append_printf(resources, "/F%u %u 0 R\n", face, haru_number(fonts->faces[face]));
        if (layout->placements->len > 0 && face == FACE_REGULAR)
            fonts->typing = add_typing(haru, font, descriptor);
    }
    fonts->resources = haru_add(haru, resources);
}
