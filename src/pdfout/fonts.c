#include "pdfout/fonts.h"

#include <string.h>

#include "layout/font.h"
#include "layout/subset.h"
#include "layout/win_ansi.h"
#include "pdfout/deflate.h"
#include "pdfout/syntax.h"

/* A subset's name begins with six letters of the writer's choice (ISO 32000-1, 9.6.4). */
#define SUBSET "IROSET+"

#define CROSS "X" /* in check boxes */

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

/* What pages show in a face. */
typedef struct {
    gboolean any[FONT_N_KINDS];
    gboolean bytes[256]; /* of WinAnsiEncoding */
    GByteArray *glyphs;  /* by number in the font file, 1 when shown in either way */
} Shown;

/* A word and the spaces after it. */
static FontRun word_at(const gchar *text, const Font *font)
{
    FontRun word = {.text = text, .kind = FONT_BYTES};
    const gchar *at = text;

    for (; *at != '\0' && *at != ' '; at = g_utf8_next_char(at)) {
        gunichar code = g_utf8_get_char(at);
        if (code < 0x7f)
            continue;
        if (win_ansi_byte(code) == 0)
            word.kind = FONT_GLYPHS;
        if (font_find_glyph(font, code).code != code)
            word.lacking = TRUE;
    }
    at += strspn(at, " ");
    word.length = (gsize) (at - text);
    return word;
}

gboolean fonts_next_run(const gchar **at, Face face, FontRun *run)
{
    const Font *font = font_of_face(face);

    if (**at == '\0')
        return FALSE;
    *run = word_at(*at, font);
    *at += run->length;
    while (**at != '\0') {
        FontRun word = word_at(*at, font);
        if (word.kind != run->kind || word.lacking != run->lacking)
            break;
        run->length += word.length;
        *at += word.length;
    }
    return TRUE;
}

void fonts_append_name(GString *out, FontKind kind, Face face)
{
    g_string_append(out, kind == FONT_BYTES ? "/T" : "/F");
    syntax_whole(out, face);
}

static void show_text(Shown *shown, Face face, const gchar *text)
{
    const Font *font = font_of_face(face);
    FontRun run;

    while (fonts_next_run(&text, face, &run)) {
        shown->any[run.kind] = TRUE;
        for (const gchar *at = run.text; at < run.text + run.length; at = g_utf8_next_char(at)) {
            gunichar code = g_utf8_get_char(at);
            shown->glyphs->data[font_find_glyph(font, code).glyph] = 1;
            if (run.kind == FONT_BYTES)
                shown->bytes[win_ansi_byte(code)] = TRUE;
        }
    }
}

static void shown_init(Shown *shown, const Layout *layout, Face face)
{
    const Font *font = font_of_face(face);

    *shown = (Shown){.glyphs = g_byte_array_new()};
    g_byte_array_set_size(shown->glyphs, font->n_outlines);
    memset(shown->glyphs->data, 0, shown->glyphs->len);
    if (layout->placements->len > 0 && face == FACE_BOLD)
        show_text(shown, face, CROSS);
    for (guint i = 0; i < layout->pages->len; i++) {
        const Page *page = g_ptr_array_index(layout->pages, i);
        for (guint j = 0; j < page->items->len; j++) {
            const Item *item = g_ptr_array_index(page->items, j);
            if (item->kind == ITEM_TEXT && item->face == face)
                show_text(shown, face, item->text);
        }
    }
}

static void shown_clear(Shown *shown)
{
    g_byte_array_unref(shown->glyphs);
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

static HaruObject *add_glyphs(Haru *haru, const Font *font, HaruObject *descriptor, const GByteArray *used)
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

/* Every face has all of WinAnsi's letters, as make_font_table sees to. */
static HaruObject *shared_byte_map(Haru *haru, const Font *font, PdfFonts *fonts)
{
    if (fonts->byte_map == NULL)
        fonts->byte_map = add_deflated(haru, font->byte_map, 0);
    return fonts->byte_map;
}

/* first to last: with the widths of these bytes alone (9.6.2.1). */
static HaruObject *add_bytes(Haru *haru, const Font *font, HaruObject *descriptor, HaruObject *map,
                             guint first, guint last)
{
    GString *simple = entries("/Type /Font\n/Subtype /TrueType\n/BaseFont /" SUBSET "%s\n"
                              "/Encoding /WinAnsiEncoding\n/FontDescriptor %u 0 R\n/ToUnicode %u 0 R\n"
                              "/FirstChar %u\n/LastChar %u\n/Widths [",
                              font->name, haru_number(descriptor), haru_number(map), first, last);

    for (guint byte = first; byte <= last; byte++) {
        syntax_whole(simple, font_find_glyph(font, win_ansi_code(byte)).advance);
        g_string_append_c(simple, byte < last ? ' ' : ']');
    }
    return haru_add_plain(haru, simple);
}

/* For what viewers draw: more letters than pages are set in by bytes. */
static HaruObject *add_typing(Haru *haru, const Font *font, HaruObject *descriptor)
{
    HaruObject *map = add_deflated(haru, font->typing_map, 0);

    return haru_add_plain(haru, entries("/Type /Font\n/Subtype /TrueType\n/BaseFont /" SUBSET "%s\n"
                                        "/FontDescriptor %u 0 R\n/ToUnicode %u 0 R\n%s",
                                        font->name, haru_number(descriptor), haru_number(map),
                                        font->typing_entries));
}

/* The bytes that are shown, or typed, lie between these. */
static void byte_range(const Shown *shown, gboolean typed, guint *first, guint *last)
{
    *first = 32;
    *last = 255;
    while (!typed && *last > *first && !shown->bytes[*last])
        --*last;
    while (!typed && *first < *last && !shown->bytes[*first])
        ++*first;
}

/* typed: whatever somebody types must be there. */
static void add_face(Haru *haru, Face face, const Shown *shown, gboolean typed, DeflateLevel level,
                     PdfFonts *fonts)
{
    const Font *font = font_of_face(face);
    gboolean bytes = typed || shown->any[FONT_BYTES];
    guint first, last;

    fonts->fonts[FONT_BYTES][face] = fonts->fonts[FONT_GLYPHS][face] = NULL;
    if (!bytes && !shown->any[FONT_GLYPHS])
        return;
    HaruObject *file = typed ? add_typing_file(haru, font, shown->glyphs, level)
                             : add_subset(haru, font, shown->glyphs->data, bytes, level);
    HaruObject *descriptor = add_descriptor(haru, font, file);
    if (shown->any[FONT_GLYPHS])
        fonts->fonts[FONT_GLYPHS][face] = add_glyphs(haru, font, descriptor, shown->glyphs);
    if (bytes) {
        byte_range(shown, typed, &first, &last);
        fonts->fonts[FONT_BYTES][face] =
            add_bytes(haru, font, descriptor, shared_byte_map(haru, font, fonts), first, last);
    }
    if (typed)
        fonts->typing = add_typing(haru, font, descriptor);
}

static void append_resource(GString *resources, const PdfFonts *fonts, FontKind kind, Face face)
{
    const HaruObject *font = fonts->fonts[kind][face];

    if (font == NULL)
        return;
    fonts_append_name(resources, kind, face);
    g_string_append_printf(resources, " %u 0 R\n", haru_number(font));
}

void fonts_add(Haru *haru, const Layout *layout, gboolean subset, PdfFonts *fonts)
{
    GString *resources = g_string_new(NULL);
    fonts->byte_map = fonts->typing = NULL;
    DeflateLevel level = subset || layout->pages->len >= PDF_MANY_PAGES ? DEFLATE_BEST : DEFLATE_FAST;

    for (guint face = 0; face < FACE_N; face++) {
        Shown shown;
        shown_init(&shown, layout, (Face) face);
        add_face(haru, (Face) face, &shown, face == FACE_REGULAR && !subset, level, fonts);
        for (guint kind = 0; kind < FONT_N_KINDS; kind++)
            append_resource(resources, fonts, (FontKind) kind, (Face) face);
        shown_clear(&shown);
    }
    fonts->resources = haru_add(haru, resources);
}
