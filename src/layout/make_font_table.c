/*
 * Build tool: turns a TrueType file into a C source with everything that the
 * program wants of the font, so that no font is parsed or compressed when a
 * form is written. Usage: make_font_table FONT.ttf SYMBOL OUT.c
 *
 * Tables after the OpenType specification: head, hhea, hmtx, OS/2, cmap
 * format 4, name. The PDF parts after ISO 32000-1, 9.10.3 (ToUnicode).
 */
#include <stdio.h>
#include <stdlib.h>

#include <glib.h>
#include <zlib.h>

#include "layout/font.h"
#include "layout/subset.h"
#include "layout/typing_code.h"
#include "layout/win_ansi.h"

typedef struct {
    const guint8 *bytes;
    gsize length;
} Bytes;

typedef struct {
    guint code, glyph, advance;
} Entry;

typedef struct {
    Bytes file;
    guint units; /* to the em */
    guint n_glyphs, n_advances;
    Bytes hmtx;
    GArray *entries; /* of Entry, by code */
} Source;

G_NORETURN static void refuse(const char *why)
{
    fprintf(stderr, "make_font_table: error: %s\n", why);
    exit(1);
}

static guint u16(Bytes table, gsize at)
{
    if (at + 2 > table.length)
        refuse("the font file is cut short");
    return (guint) table.bytes[at] << 8 | table.bytes[at + 1];
}

static gint s16(Bytes table, gsize at)
{
    return (gint16) u16(table, at);
}

static guint u32(Bytes table, gsize at)
{
    return u16(table, at) << 16 | u16(table, at + 2);
}

static Bytes part(Bytes whole, gsize at, gsize length)
{
    if (at > whole.length || length > whole.length - at)
        refuse("a table of the font file lies outside it");
    return (Bytes){whole.bytes + at, length};
}

static Bytes find_table(Bytes file, const char *tag)
{
    guint n = u16(file, 4);

    for (guint i = 0; i < n; i++) {
        Bytes record = part(file, 12 + 16 * (gsize) i, 16);
        if (memcmp(record.bytes, tag, 4) == 0)
            return part(file, u32(record, 8), u32(record, 12));
    }
    refuse("a table is missing; remake the font with scripts/make-fonts");
}

/* PDF counts in thousandths of the em. */
static gint thousandths(const Source *source, gint value)
{
    gint units = (gint) source->units;
    return (value * 1000 + (value < 0 ? -units : units) / 2) / units;
}

static guint advance(const Source *source, guint glyph)
{
    guint last = source->n_advances - 1;
    guint units = u16(source->hmtx, 4 * (gsize) MIN(glyph, last));
    return (guint) thousandths(source, (gint) units);
}

static guint glyph_in_segment(Bytes map, guint segments, guint i, guint code)
{
    gsize offsets = 16 + 6 * (gsize) segments;
    guint start = u16(map, 16 + 2 * (gsize) segments + 2 * (gsize) i);
    guint delta = u16(map, 16 + 4 * (gsize) segments + 2 * (gsize) i);
    guint offset = u16(map, offsets + 2 * (gsize) i);

    if (offset == 0)
        return (code + delta) & 0xffff;
    guint glyph = u16(map, offsets + 2 * (gsize) i + offset + 2 * (gsize) (code - start));
    return glyph == 0 ? 0 : (glyph + delta) & 0xffff;
}

static Bytes find_unicode_map(Bytes cmap)
{
    guint n = u16(cmap, 2);

    for (guint i = 0; i < n; i++) {
        gsize at = u32(cmap, 8 + 8 * (gsize) i);
        if (u16(cmap, 4 + 8 * (gsize) i) == 3 && u16(cmap, 6 + 8 * (gsize) i) == 1 && u16(cmap, at) == 4)
            return part(cmap, at, u16(cmap, at + 2));
    }
    refuse("the font has no Unicode character map of format 4");
}

/* The segment of the map with the code; how many there are when none has it. */
static guint find_segment(Bytes map, guint code)
{
    guint segments = u16(map, 6) / 2, i = 0;

    while (i < segments && u16(map, 14 + 2 * (gsize) i) < code)
        i++;
    return i < segments && u16(map, 16 + 2 * (gsize) segments + 2 * (gsize) i) <= code ? i : segments;
}

static void read_entries(Source *source)
{
    Bytes map = find_unicode_map(find_table(source->file, "cmap"));
    guint segments = u16(map, 6) / 2;

    source->entries = g_array_new(FALSE, FALSE, sizeof(Entry));
    for (guint i = 0; i < segments; i++) {
        guint start = u16(map, 16 + 2 * (gsize) segments + 2 * (gsize) i);
        guint end = u16(map, 14 + 2 * (gsize) i);
        for (guint code = start; code <= end && code != 0xffff; code++) {
            guint glyph = glyph_in_segment(map, segments, i, code);
            Entry entry = {code, glyph, advance(source, glyph)};
            if (glyph != 0 && glyph < source->n_glyphs)
                g_array_append_val(source->entries, entry);
        }
    }
}

static const Entry *find_entry(const Source *source, guint code)
{
    for (guint i = 0; i < source->entries->len; i++) {
        const Entry *entry = &g_array_index(source->entries, Entry, i);
        if (entry->code == code)
            return entry;
    }
    return NULL;
}

static const Entry *need_entry(const Source *source, guint code)
{
    const Entry *entry = find_entry(source, code);

    if (entry == NULL)
        refuse("the font must have every character that can be typed into a field");
    return entry;
}

/*
 * A letter whose name is that of another character in the Adobe Glyph List is looked for there
 * by who shows it: so that character's place in the map gets its glyph. Only letters in one
 * byte are found by the map; whatever else is shown names its glyph.
 */
static void place_names(Source *source, guint8 *file)
{
    Bytes map = find_unicode_map(find_table(source->file, "cmap"));
    guint segments = u16(map, 6) / 2;

    for (guint byte = TYPING_FIRST; byte < 256; byte++) {
        guint code = typing_code(byte), named = typing_named_code(byte), i = find_segment(map, named);
        if (code == named)
            continue;
        if (i == segments)
            refuse("the font must have the characters by whose names letters are typed");
        guint delta = need_entry(source, code)->glyph - named;
        guint8 *place = file + (map.bytes - source->file.bytes) + 16 + 4 * (gsize) segments + 2 * (gsize) i;
        place[0] = (guint8) (delta >> 8);
        place[1] = (guint8) delta;
    }
    for (guint byte = TYPING_FIRST; byte < 256; byte++) {
        guint code = typing_code(byte), named = typing_named_code(byte);
        if (code != 0 && glyph_in_segment(map, segments, find_segment(map, named), named) !=
                             need_entry(source, code)->glyph)
            refuse("a letter that is typed would be shown as another");
    }
}

static void write_bytes(FILE *out, const char *symbol, const char *what, const guint8 *bytes, gsize length)
{
    fprintf(out, "static const guint8 %s_%s[] = {", symbol, what);
    for (gsize i = 0; i < length; i++)
        fprintf(out, "%s%u,", i % 24 == 0 ? "\n" : "", bytes[i]);
    fprintf(out, "\n};\n");
}

static void write_deflated(FILE *out, const char *symbol, const char *what, const guint8 *bytes, gsize length)
{
    uLongf size = compressBound(length);
    g_autoptr(GByteArray) deflated = g_byte_array_new();

    g_byte_array_set_size(deflated, (guint) size);
    if (compress2(deflated->data, &size, bytes, length, Z_BEST_COMPRESSION) != Z_OK)
        refuse("zlib could not compress");
    write_bytes(out, symbol, what, deflated->data, size);
}

/*
 * Ranges of codes that mean consecutive characters, in sections of at most
 * 100; a range stays within one high byte (ISO 32000-1, 9.10.3). pairs: of
 * Entry with the code in `glyph` and its meaning in `code`.
 */
static void write_to_unicode(FILE *out, const char *symbol, const char *what, const GArray *pairs, int digits)
{
    g_autoptr(GString) map = g_string_new(NULL);
    g_autoptr(GPtrArray) ranges = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0, n; i < pairs->len; i += n) {
        const Entry *first = &g_array_index(pairs, Entry, i);
        for (n = 1; i + n < pairs->len; n++) {
            const Entry *next = &g_array_index(pairs, Entry, i + n);
            if (next->glyph != first->glyph + n || next->code != first->code + n ||
                next->glyph >> 8 != first->glyph >> 8 || next->code >> 8 != first->code >> 8)
                break;
        }
        g_ptr_array_add(ranges, g_strdup_printf("<%0*x> <%0*x> <%04x>\n", digits, first->glyph, digits,
                                                first->glyph + n - 1, first->code));
    }
    g_string_append_printf(map,
                           "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                           "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                           "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                           "1 begincodespacerange\n<%0*x> <%s>\nendcodespacerange\n",
                           digits, 0, digits == 4 ? "ffff" : "ff");
    for (guint i = 0; i < ranges->len; i++) {
        if (i % 100 == 0)
            g_string_append_printf(map, "%u beginbfrange\n", MIN(100, ranges->len - i));
        g_string_append(map, g_ptr_array_index(ranges, i));
        if (i % 100 == 99 || i + 1 == ranges->len)
            g_string_append(map, "endbfrange\n");
    }
    g_string_append(map, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    write_deflated(out, symbol, what, (const guint8 *) map->str, map->len);
}

static void write_glyph_map(FILE *out, const char *symbol, const Source *source)
{
    g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(Entry));

    for (guint glyph = 1; glyph < source->n_glyphs; glyph++) {
        for (guint i = 0; i < source->entries->len; i++) {
            if (g_array_index(source->entries, Entry, i).glyph != glyph)
                continue;
            g_array_append_val(pairs, g_array_index(source->entries, Entry, i));
            break; /* of several characters with one shape the first, the plain one */
        }
    }
    write_to_unicode(out, symbol, "glyph_map", pairs, 4);
}

/* The face as it is typed in: what has a byte, and what stands for all else. */
static void write_typing(FILE *out, const char *symbol, const Source *source)
{
    const Font font = {.plain = {source->file.bytes, source->file.length}, .n_outlines = source->n_glyphs};
    g_autofree guint8 *used = g_new0(guint8, source->n_glyphs);
    const Entry *stand_in = find_entry(source, FONT_REPLACEMENT);

    if (stand_in == NULL)
        refuse("the font must have U+FFFD");
    used[stand_in->glyph] = 1;
    for (guint byte = TYPING_FIRST; byte < 256; byte++)
        if (typing_code(byte) != 0)
            used[need_entry(source, typing_code(byte))->glyph] = 1;
    g_autoptr(GByteArray) subset = subset_font(&font, used, TRUE);
    if (subset == NULL)
        refuse("the font has no outlines that could be taken out");
    write_deflated(out, symbol, "typing", subset->data, subset->len);
    write_bytes(out, symbol, "typed", used, source->n_glyphs);
    fprintf(out, "#define TYPING_LENGTH %u\n", subset->len);
}

/* What the typing font's dictionary says of its bytes. */
static void write_typing_entries(FILE *out, const char *symbol, const Source *source)
{
    g_autofree gchar *differences = typing_differences();

    fprintf(out,
            "static const gchar %s_typing_entries[] =\n"
            "    \"/Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding\\n\"\n"
            "    \"/Differences [ %s ] >>\\n\"\n"
            "    \"/FirstChar %u\\n/LastChar 255\\n/Widths [",
            symbol, differences, TYPING_FIRST);
    for (guint byte = TYPING_FIRST; byte < 256; byte++) {
        gunichar code = typing_code(byte);
        fprintf(out, "%s%u", byte == TYPING_FIRST ? "" : " ",
                code != 0 ? need_entry(source, code)->advance : 0);
    }
    fprintf(out, "]\\n\";\n");
}

/* The map is the same for every face, as all must have these characters. */
static void write_byte_map(FILE *out, const char *symbol, const char *what, const Source *source, guint first,
                           gunichar (*code_of)(guint byte))
{
    g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(Entry));

    for (guint byte = first; byte < 256; byte++) {
        Entry pair = {.code = code_of(byte), .glyph = byte};
        if (pair.code == 0)
            continue;
        need_entry(source, pair.code);
        g_array_append_val(pairs, pair);
    }
    write_to_unicode(out, symbol, what, pairs, 2);
}

static void write_glyphs(FILE *out, const char *symbol, const Source *source)
{
    /* font_find_glyph() reaches these by place rather than by search. */
    for (guint i = 0; i < 0x7f - 0x20; i++)
        if (i >= source->entries->len || g_array_index(source->entries, Entry, i).code != 0x20 + i)
            refuse("the font must begin with all of U+0020 to U+007E");
    fprintf(out, "static const FontGlyph %s_glyphs[] = {", symbol);
    for (guint i = 0; i < source->entries->len; i++) {
        const Entry *entry = &g_array_index(source->entries, Entry, i);
        fprintf(out, "%s{0x%04x, %u, %u},", i % 6 == 0 ? "\n" : "", entry->code, entry->glyph,
                entry->advance);
    }
    fprintf(out, "\n};\n");
}

/* The PostScript name (name 6), for which Windows' records are UTF-16BE. */
static gchar *read_name(Bytes file)
{
    Bytes table = find_table(file, "name");
    guint n = u16(table, 2);

    for (guint i = 0; i < n; i++) {
        Bytes record = part(table, 6 + 12 * (gsize) i, 12);
        if (u16(record, 0) != 3 || u16(record, 6) != 6)
            continue;
        Bytes text = part(table, (gsize) u16(table, 4) + u16(record, 10), u16(record, 8));
        GString *name = g_string_new(NULL);
        for (gsize at = 1; at < text.length; at += 2)
            g_string_append_c(name, (gchar) text.bytes[at]);
        return g_string_free(name, FALSE);
    }
    refuse("the font has no PostScript name");
}

static void write_font(FILE *out, const char *symbol, const Source *source)
{
    Bytes head = find_table(source->file, "head"), os2 = find_table(source->file, "OS/2");
    Bytes hhea = find_table(source->file, "hhea");
    g_autofree gchar *name = read_name(source->file);
    guint weight = u16(os2, 4);

    fprintf(out, "static const Font %s_table = {\n    .name = \"%s\",\n", symbol, name);
    fprintf(out, "    .ascent = %d, .descent = %d, .cap_height = %d,\n", thousandths(source, s16(hhea, 4)),
            thousandths(source, s16(hhea, 6)), thousandths(source, s16(os2, 88)));
    fprintf(out, "    .box = {%d, %d, %d, %d},\n", thousandths(source, s16(head, 36)),
            thousandths(source, s16(head, 38)), thousandths(source, s16(head, 40)),
            thousandths(source, s16(head, 42)));
    /* No table holds the stem's width; this is the usual estimate from the weight. */
    fprintf(out, "    .stem = %u,\n", 50 + weight * weight / (65 * 65));
    fprintf(out, "    .glyphs = %s_glyphs, .n_glyphs = G_N_ELEMENTS(%s_glyphs),\n", symbol, symbol);
    fprintf(out, "    .n_outlines = %u, .plain = {%s_plain, sizeof %s_plain},\n", source->n_glyphs, symbol,
            symbol);
    fprintf(out, "    .typing = {%s_typing, sizeof %s_typing}, .typing_length = TYPING_LENGTH,\n", symbol,
            symbol);
    fprintf(out, "    .typed = %s_typed, .typing_entries = %s_typing_entries,\n", symbol, symbol);
    fprintf(out, "    .glyph_map = {%s_glyph_map, sizeof %s_glyph_map},\n", symbol, symbol);
    fprintf(out, "    .byte_map = {%s_byte_map, sizeof %s_byte_map},\n", symbol, symbol);
    fprintf(out, "    .typing_map = {%s_typing_map, sizeof %s_typing_map},\n};\n\n", symbol, symbol);
    fprintf(out, "const Font *%s(void)\n{\n    return &%s_table;\n}\n", symbol, symbol);
}

static void write_source(FILE *out, const char *symbol, const Source *source)
{
    fprintf(out, "/* Made by make_font_table. */\n#include \"layout/font.h\"\n\n");
    write_glyphs(out, symbol, source);
    write_bytes(out, symbol, "plain", source->file.bytes, source->file.length);
    write_typing(out, symbol, source);
    write_typing_entries(out, symbol, source);
    write_glyph_map(out, symbol, source);
    write_byte_map(out, symbol, "byte_map", source, 32, win_ansi_code);
    write_byte_map(out, symbol, "typing_map", source, TYPING_FIRST, typing_code);
    write_font(out, symbol, source);
}

static void open_source(Source *source)
{
    source->units = u16(find_table(source->file, "head"), 18);
    source->n_glyphs = u16(find_table(source->file, "maxp"), 4);
    source->n_advances = u16(find_table(source->file, "hhea"), 34);
    source->hmtx = find_table(source->file, "hmtx");
    if (source->units == 0 || source->n_advances == 0)
        refuse("the font has no metrics");
    read_entries(source);
}

int main(int argc, char **argv)
{
    Source source = {0};
    g_autofree gchar *bytes = NULL;

    if (argc != 4)
        refuse("usage: make_font_table FONT.ttf SYMBOL OUT.c");
    if (!g_file_get_contents(argv[1], &bytes, &source.file.length, NULL))
        refuse("the font file cannot be read");
    source.file.bytes = (const guint8 *) bytes;
    open_source(&source);
    place_names(&source, (guint8 *) bytes);

    FILE *out = fopen(argv[3], "w");
    if (out == NULL)
        refuse("the C file cannot be written");
    write_source(out, argv[2], &source);
    if (fclose(out) != 0)
        refuse("the C file cannot be written");
    g_array_unref(source.entries);
    return 0;
}
