#include "layout/subset.h"

#include <string.h>

/* What a font embedded by glyph number needs (ISO 32000-1, 9.9), by tag, and before it
 * what one embedded by character needs besides. */
static const gchar *const TABLES[] = {"cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp"};

enum { CMAP, GLYF, HEAD, HHEA, HMTX, LOCA, MAXP, TABLES_N };

/* Flags of a part of a composite glyph (OpenType, glyf). */
#define WORDS       0x0001u
#define SCALE       0x0008u
#define MORE        0x0020u
#define TWO_SCALES  0x0040u
#define FOUR_SCALES 0x0080u

typedef struct {
    FontPart file;
    FontPart tables[TABLES_N];
    gboolean wide; /* loca holds offsets of four bytes */
} Source;

static guint u16(FontPart part, gsize at)
{
    return at + 2 <= part.length ? (guint) part.bytes[at] << 8 | part.bytes[at + 1] : 0;
}

static guint u32(FontPart part, gsize at)
{
    return u16(part, at) << 16 | u16(part, at + 2);
}

static void put16(GByteArray *out, guint value)
{
    const guint8 bytes[] = {(guint8) (value >> 8), (guint8) value};

    g_byte_array_append(out, bytes, sizeof bytes);
}

static void put32(GByteArray *out, guint32 value)
{
    put16(out, value >> 16);
    put16(out, value & 0xffff);
}

static gboolean find_tables(Source *source)
{
    FontPart file = source->file;

    for (guint i = 0; i < u16(file, 4); i++) {
        gsize record = 12 + 16 * (gsize) i, start = u32(file, record + 8), length = u32(file, record + 12);
        if (start > file.length || length > file.length - start)
            return FALSE;
        for (guint table = 0; table < TABLES_N; table++)
            if (memcmp(file.bytes + record, TABLES[table], 4) == 0)
                source->tables[table] = (FontPart){file.bytes + start, length};
    }
    for (guint table = 0; table < TABLES_N; table++)
        if (source->tables[table].length == 0)
            return FALSE;
    source->wide = u16(source->tables[HEAD], 50) != 0;
    return TRUE;
}

static guint glyph_start(const Source *source, guint glyph)
{
    FontPart loca = source->tables[LOCA];

    return source->wide ? u32(loca, 4 * (gsize) glyph) : 2 * u16(loca, 2 * (gsize) glyph);
}

static FontPart outline(const Source *source, guint glyph)
{
    guint start = glyph_start(source, glyph), end = glyph_start(source, glyph + 1);
    FontPart glyf = source->tables[GLYF];

    if (start >= end || end > glyf.length)
        return (FontPart){NULL, 0};
    return (FontPart){glyf.bytes + start, end - start};
}

/* An accented letter is made of the letter and the accent. */
static void use_parts(const Source *source, guint glyph, guint8 *used, guint n_glyphs)
{
    FontPart part = outline(source, glyph);
    guint flags = MORE;

    if (part.length < 10 || (u16(part, 0) & 0x8000) == 0)
        return;
    for (gsize at = 10; (flags & MORE) != 0 && at + 4 <= part.length;) {
        guint other = u16(part, at + 2);
        flags = u16(part, at);
        if (other < n_glyphs && !used[other]) {
            used[other] = 1;
            use_parts(source, other, used, n_glyphs);
        }
        at += 4 + ((flags & WORDS) != 0 ? 4 : 2);
        at += (flags & SCALE) != 0 ? 2 : (flags & TWO_SCALES) != 0 ? 4 : (flags & FOUR_SCALES) != 0 ? 8 : 0;
    }
}

static void copy_outlines(const Source *source, const guint8 *used, guint n_glyphs, GByteArray *glyf,
                          GByteArray *loca)
{
    static const guint8 zeros[4] = {0};

    for (guint glyph = 0; glyph <= n_glyphs; glyph++) {
        if (source->wide)
            put32(loca, glyf->len);
        else
            put16(loca, glyf->len / 2);
        if (glyph == n_glyphs || !used[glyph])
            continue;
        FontPart part = outline(source, glyph);
        g_byte_array_append(glyf, part.bytes, (guint) part.length);
        g_byte_array_append(glyf, zeros, (4 - glyf->len % 4) % 4);
    }
}

/* Widths of glyphs that are not there are all 0, which compresses to nothing. */
static void copy_widths(const Source *source, const guint8 *used, guint n_glyphs, GByteArray *hmtx)
{
    FontPart from = source->tables[HMTX];

    g_byte_array_append(hmtx, from.bytes, (guint) from.length);
    /* The last ones stand for all glyphs after them. */
    for (guint glyph = 0; glyph < n_glyphs && glyph + 1 < u16(source->tables[HHEA], 34); glyph++)
        if (!used[glyph] && 4 * (gsize) glyph + 4 <= hmtx->len)
            memset(hmtx->data + 4 * (gsize) glyph, 0, 4);
}

static guint32 checksum(FontPart table)
{
    guint32 sum = 0;
    gsize at = 0;

    for (; at + 4 <= table.length; at += 4)
        sum += (guint32) table.bytes[at] << 24 | (guint32) table.bytes[at + 1] << 16 |
               (guint32) table.bytes[at + 2] << 8 | table.bytes[at + 3];
    for (guint shift = 24; at < table.length; at++, shift -= 8)
        sum += (guint32) table.bytes[at] << shift;
    return sum;
}

/* From the table `first` on. */
static GByteArray *join_tables(const FontPart tables[TABLES_N], guint first)
{
    static const guint8 zeros[4] = {0};
    GByteArray *out = g_byte_array_new();
    guint n = TABLES_N - first, start = 12 + 16 * n;

    put32(out, 0x00010000);
    put16(out, n);
    put16(out, 64); /* 16 times the largest power of two within the number of tables, */
    put16(out, 2);  /* its logarithm, */
    put16(out, 16 * n - 64);
    for (guint table = first; table < TABLES_N; table++) {
        g_byte_array_append(out, (const guint8 *) TABLES[table], 4);
        put32(out, checksum(tables[table]));
        put32(out, start);
        put32(out, (guint32) tables[table].length);
        start += (guint) (tables[table].length + 3) / 4 * 4;
    }
    for (guint table = first; table < TABLES_N; table++) {
        g_byte_array_append(out, tables[table].bytes, (guint) tables[table].length);
        g_byte_array_append(out, zeros, (4 - out->len % 4) % 4);
    }
    return out;
}

static GByteArray *make_subset(Source *source, guint8 *used, guint n_glyphs, gboolean by_character)
{
    g_autoptr(GByteArray) glyf = g_byte_array_new(), loca = g_byte_array_new(), hmtx = g_byte_array_new();

    if (!find_tables(source))
        return NULL;
    n_glyphs = MIN(n_glyphs, u16(source->tables[MAXP], 4));
    used[0] = 1; /* .notdef must be there (OpenType, glyph 0) */
    for (guint glyph = 0; glyph < n_glyphs; glyph++)
        if (used[glyph])
            use_parts(source, glyph, used, n_glyphs);
    copy_outlines(source, used, n_glyphs, glyf, loca);
    copy_widths(source, used, n_glyphs, hmtx);
    source->tables[HMTX] = (FontPart){hmtx->data, hmtx->len};
    source->tables[GLYF] = (FontPart){glyf->data, glyf->len};
    source->tables[LOCA] = (FontPart){loca->data, loca->len};
    return join_tables(source->tables, by_character ? CMAP : GLYF);
}

GByteArray *subset_font(const Font *font, guint8 *used, gboolean by_character)
{
    Source source = {.file = font->plain};

    return make_subset(&source, used, font->n_outlines, by_character);
}
