#include "stored/text.h"

#include <string.h>

#define UNKNOWN 0xfffd
#define ESCAPE  0x1b

/* ISO 32000-2, annex D.3: 0x18 to 0x1f and 0x80 to 0xa0; the rest is Latin-1. */
static const gunichar pdfdoc_low[] = {0x2d8, 0x2c7, 0x2c6, 0x2d9, 0x2dd, 0x2db, 0x2da, 0x2dc};
static const gunichar pdfdoc_high[] = {
    0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x192,  0x2044, 0x2039, 0x203a,  0x2212,
    0x2030, 0x201e, 0x201c, 0x201d, 0x2018, 0x2019, 0x201a, 0x2122, 0xfb01, 0xfb02,  0x141,
    0x152,  0x160,  0x178,  0x17d,  0x131,  0x142,  0x153,  0x161,  0x17e,  UNKNOWN, 0x20ac};

static gunichar pdfdoc_character(guchar byte)
{
    if (byte >= 0x18 && byte < 0x20) {
        return pdfdoc_low[byte - 0x18];
    }
    if (byte >= 0x80 && byte <= 0xa0) {
        return pdfdoc_high[byte - 0x80];
    }
    return byte == 0x7f || byte == 0xad ? UNKNOWN : byte;
}

static void append(GString *text, gunichar character, gboolean *doubtful)
{
    if (character == 0 || character == UNKNOWN) {
        *doubtful = TRUE;
        character = UNKNOWN;
    }
    /* What programs that know 16 bits only leave of a character beyond. */
    *doubtful = *doubtful || g_unichar_type(character) == G_UNICODE_PRIVATE_USE;
    g_string_append_unichar(text, character);
}

/* The language escape that begins at `at` (ESC, two or four letters or digits,
 * ESC) in units of `width` bytes: the offset after it, or `at` when it is none. */
static gsize after_escape(const guchar *bytes, gsize length, gsize at, gsize width, gsize low)
{
    for (gsize unit = 1; unit <= 7 && at + (unit + 1) * width <= length; unit++) {
        const guchar *place = bytes + at + unit * width;
        guchar byte = place[low];
        if (width == 2 && place[1 - low] != 0) {
            return at;
        }
        if (byte == ESCAPE) {
            return unit > 2 ? at + (unit + 1) * width : at;
        }
        if (!g_ascii_isalnum(byte) && byte != '-') {
            return at;
        }
    }
    return at;
}

static gchar *from_utf16(const guchar *bytes, gsize length, gboolean big, gboolean *doubtful)
{
    GString *text = g_string_sized_new(length);
    gsize low = big ? 1 : 0;
    gsize at = 0;
    while (at + 1 < length) {
        gunichar unit = bytes[at + low] | (gunichar) bytes[at + 1 - low] << 8;
        gsize next = unit == ESCAPE ? after_escape(bytes, length, at, 2, low) : at;
        if (next != at) {
            at = next;
            continue;
        }
        at += 2;
        if (unit >= 0xd800 && unit < 0xdc00 && at + 1 < length) {
            gunichar second = bytes[at + low] | (gunichar) bytes[at + 1 - low] << 8;
            if (second >= 0xdc00 && second < 0xe000) {
                unit = 0x10000 + ((unit - 0xd800) << 10) + (second - 0xdc00);
                at += 2;
            }
        }
        append(text, unit >= 0xd800 && unit < 0xe000 ? UNKNOWN : unit, doubtful);
    }
    if (at < length) {
        append(text, UNKNOWN, doubtful);
    }
    return g_string_free(text, FALSE);
}

static gchar *from_utf8(const guchar *bytes, gsize length, gboolean *doubtful)
{
    GString *text = g_string_sized_new(length);
    for (gsize at = 0; at < length;) {
        gsize next = bytes[at] == ESCAPE ? after_escape(bytes, length, at, 1, 0) : at;
        if (next != at) {
            at = next;
            continue;
        }
        const gchar *place = (const gchar *) bytes + at;
        gunichar character = g_utf8_get_char_validated(place, (gssize) (length - at));
        gboolean valid = character != (gunichar) -1 && character != (gunichar) -2;
        append(text, valid ? character : UNKNOWN, doubtful);
        at += valid ? (gsize) g_utf8_skip[bytes[at]] : 1;
    }
    return g_string_free(text, FALSE);
}

static gchar *from_pdfdoc(const guchar *bytes, gsize length, gboolean *doubtful)
{
    GString *text = g_string_sized_new(length);
    for (gsize at = 0; at < length; at++) {
        append(text, pdfdoc_character(bytes[at]), doubtful);
    }
    return g_string_free(text, FALSE);
}

/* Text in PDFDocEncoding practically never is valid UTF-8 by chance: that
 * takes pairs such as "Â£", which nobody types. */
static gboolean is_raw_utf8(const guchar *bytes, gsize length)
{
    gboolean many = FALSE;
    for (gsize at = 0; at < length && !many; at++) {
        many = bytes[at] >= 0x80;
    }
    return many && g_utf8_validate_len((const gchar *) bytes, length, NULL);
}

gchar *text_from_pdf(const guchar *bytes, gsize length, ValueForm *form, gboolean *doubtful)
{
    *doubtful = FALSE;
    if (length >= 2 && bytes[0] == 0xfe && bytes[1] == 0xff) {
        *form = VALUE_UTF16BE;
        return from_utf16(bytes + 2, length - 2, TRUE, doubtful);
    }
    if (length >= 2 && bytes[0] == 0xff && bytes[1] == 0xfe) {
        *form = VALUE_UTF16LE;
        return from_utf16(bytes + 2, length - 2, FALSE, doubtful);
    }
    if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
        *form = VALUE_UTF8;
        return from_utf8(bytes + 3, length - 3, doubtful);
    }
    if (is_raw_utf8(bytes, length)) {
        *form = VALUE_RAW_UTF8;
        return from_utf8(bytes, length, doubtful);
    }
    *form = VALUE_PDFDOC;
    return from_pdfdoc(bytes, length, doubtful);
}

/* Appends what an entity such as "&#163;" stands for; returns its end. */
static const gchar *append_entity(GString *text, const gchar *from)
{
    static const struct {
        const gchar *name;
        gunichar character;
    } known[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
    for (gsize i = 0; i < G_N_ELEMENTS(known); i++) {
        if (g_str_has_prefix(from, known[i].name)) {
            g_string_append_unichar(text, known[i].character);
            return from + strlen(known[i].name);
        }
    }
    if (from[1] == '#') {
        gboolean hex = from[2] == 'x' || from[2] == 'X';
        gchar *end = NULL;
        guint64 code = g_ascii_strtoull(from + (hex ? 3 : 2), &end, hex ? 16 : 10);
        if (*end == ';' && code > 0 && code <= 0x10ffff && g_unichar_validate((gunichar) code)) {
            g_string_append_unichar(text, (gunichar) code);
            return end + 1;
        }
    }
    g_string_append_c(text, '&');
    return from + 1;
}

gchar *text_from_rich(const gchar *rich)
{
    GString *text = g_string_new(NULL);
    for (const gchar *at = rich; *at;) {
        if (*at == '<') {
            gboolean line = g_ascii_strncasecmp(at, "</p", 3) == 0 || g_ascii_strncasecmp(at, "<br", 3) == 0;
            const gchar *end = strchr(at, '>');
            if (line) {
                g_string_append_c(text, '\n');
            }
            at = end ? end + 1 : at + strlen(at);
        } else if (*at == '&') {
            at = append_entity(text, at);
        } else {
            g_string_append_c(text, *at++);
        }
    }
    return g_strstrip(g_string_free(text, FALSE));
}
