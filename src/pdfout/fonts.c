#include "pdfout/fonts.h"

#include <string.h>

#include "layout/font.h"
#include "layout/subset.h"
#include "pdfout/deflate.h"
#include "pdfout/syntax.h"

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

    g_byte_array_set_size(used, font->n_outlines);
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

/* The PDF array W (9.7.4.3) of the glyphs shown, in runs of neighbours: that of
 * all would be longer than the page's text. */
static void append_widths(GString *out, const Font *font, const GByteArray *used)
{
    g_autofree guint16 *widths = g_new0(guint16, used->len);
    gboolean open = FALSE;
    guint last = 0;

    for (guint i = 0; i < font->n_glyphs; i++) {
        widths[font->glyphs[i].glyph] = font->glyphs[i].advance;
        last = MAX(last, font->glyphs[i].glyph);
    }
    g_string_append_c(out, '[');
    for (guint glyph = 0; glyph <= last; glyph++) {
        if (used->data[glyph] && !open)
            syntax_whole(out, glyph);
        if (used->data[glyph]) {
            g_string_append_c(out, open ? ' ' : '[');
            syntax_whole(out, widths[glyph]);
        } else if (open) {
            g_string_append_c(out, ']');
        }
        open = used->data[glyph];
    }
    g_string_append(out, open ? "]]" : "]");
}

/* The glyphs of `used`, deflated. */
static HaruObject *add_subset(Haru *haru, const Font *font, guint8 *used, gboolean by_character,
                              DeflateLevel level)
{
    g_autoptr(GByteArray) subset = subset_font(font, used, by_character);
    FontPart part = subset != NULL ? (FontPart){subset->data, subset->len} : font->plain;
    GString *text = entries("/Filter /FlateDecode\n/Length1 %" G_GSIZE_FORMAT "\n", part.length);

    return haru_add_stream(haru, text,
                           g_byte_array_free_to_bytes(deflate_bytes(part.bytes, part.length, level)));
}

/* What can be typed and what is shown: as a rule the first holds the second, and was made
 * ready when the program was built. */
static HaruObject *add_typing_file(Haru *haru, const Font *font, const GByteArray *used, DeflateLevel level)
{
    g_autofree guint8 *all = g_memdup2(used->data, used->len);
    gboolean more = FALSE;

    for (guint glyph = 0; glyph < used->len; glyph++) {
        more = more || (used->data[glyph] && !font->typed[glyph]);
        all[glyph] = all[glyph] || font->typed[glyph];
    }
    return more ? add_subset(haru, font, all, TRUE, level)
                : add_deflated(haru, font->typing, font->typing_length);
}

static HaruObject *add_descriptor(Haru *haru, const Font *font, HaruObject *file)
{
    /* Flag 32: letters of the Latin alphabet, by their usual names (table 123). */
    return haru_add(haru,
                    entries("/Type /FontDescriptor\n/FontName /" SUBSET "%s\n/Flags 32\n"
                            "/FontBBox [%d %d %d %d]\n/ItalicAngle 0\n/Ascent %d\n/Descent %d\n"
                            "/CapHeight %d\n/StemV %u\n/FontFile2 %u 0 R\n",
                            font->name, font->box[0], font->box[1], font->box[2], font->box[3], font->ascent,
                            font->descent, font->cap_height, font->stem, haru_number(file)));
}

static HaruObject *add_face(Haru *haru, const Font *font, HaruObject *descriptor, const GByteArray *used)
{
    HaruObject *map = add_deflated(haru, font->glyph_map, 0);
    GString *glyphs = entries("/Type /Font\n/Subtype /CIDFontType2\n/BaseFont /" SUBSET "%s\n"
                              "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>\n"
                              "/FontDescriptor %u 0 R\n/CIDToGIDMap /Identity\n/W ",
                              font->name, haru_number(descriptor));

    append_widths(glyphs, font, used);
    return haru_add(haru, entries("/Type /Font\n/Subtype /Type0\n/BaseFont /" SUBSET "%s\n"
                                  "/Encoding /Identity-H\n/DescendantFonts [%u 0 R]\n/ToUnicode %u 0 R\n",
                                  font->name, haru_number(haru_add_plain(haru, glyphs)), haru_number(map)));
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
    DeflateLevel level = subset || layout->pages->len >= PDF_MANY_PAGES ? DEFLATE_BEST : DEFLATE_FAST;

    fonts->typing = NULL;
    for (guint face = 0; face < FACE_N; face++) {
        const Font *font = font_of_face((Face) face);
        g_autoptr(GByteArray) used = glyphs_shown(layout, (Face) face);
        gboolean typed = face == FACE_REGULAR && !subset; /* whatever somebody types must be there */
        HaruObject *file = typed ? add_typing_file(haru, font, used, level)
                                 : add_subset(haru, font, used->data, FALSE, level);
        HaruObject *descriptor = add_descriptor(haru, font, file);
        fonts->faces[face] = add_face(haru, font, descriptor, used);
        g_string_append_printf(resources, "/F%u %u 0 R\n", face, haru_number(fonts->faces[face]));
        if (layout->placements->len > 0 && face == FACE_REGULAR)
            fonts->typing = add_typing(haru, font, descriptor);
    }
    fonts->resources = haru_add(haru, resources);
}
