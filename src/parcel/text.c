#include "parcel/text.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#define REPLACEMENT   "\xef\xbf\xbd"
#define JOINER        0x34f /* combining grapheme joiner */
#define PIECE         64    /* characters */
#define MARKS_IN_LINE 30    /* UAX 15, Stream-Safe Text Format */

/* What European mail and archives are written in. ISO 8859-1 is read as its
 * superset, as every mail program does. */
static const struct {
    const gchar *name;
    const gchar *charset;
    guint code_page;
} charsets[] = {
    {"utf-8", "UTF-8", 65001},
    {"us-ascii", "WINDOWS-1252", 20127},
    {"iso-8859-1", "WINDOWS-1252", 28591},
    {"latin1", "WINDOWS-1252", 1252},
    {"windows-1252", "WINDOWS-1252", 1252},
    {"iso-8859-2", "ISO-8859-2", 28592},
    {"iso-8859-9", "ISO-8859-9", 28599},
    {"iso-8859-15", "ISO-8859-15", 28605},
    {"windows-1250", "WINDOWS-1250", 1250},
    {"windows-1251", "WINDOWS-1251", 1251},
    {"windows-1253", "WINDOWS-1253", 1253},
    {"windows-1254", "WINDOWS-1254", 1254},
    {"windows-1256", "WINDOWS-1256", 1256},
    {"macintosh", "MACINTOSH", 10000},
    {"ibm437", "IBM437", 437},
    {"ibm850", "IBM850", 850},
    {"utf-16le", "UTF-16LE", 1200},
    {"utf-16be", "UTF-16BE", 1201},
    {"utf-16", "UTF-16", 0},
};

/* Kept open for good; GMime asks for ISO 8859-1 by that name. */
static iconv_t opened[G_N_ELEMENTS(charsets) + 1];

void text_prepare(void)
{
    static gsize done = 0;
    if (g_once_init_enter(&done)) {
        for (gsize i = 0; i < G_N_ELEMENTS(charsets); i++) {
            opened[i] = iconv_open("UTF-8", charsets[i].charset);
        }
        opened[G_N_ELEMENTS(charsets)] = iconv_open("UTF-8", "ISO-8859-1");
        g_once_init_leave(&done, 1);
    }
}

static const gchar *find_charset(const gchar *name)
{
    for (gsize i = 0; name != NULL && i < G_N_ELEMENTS(charsets); i++) {
        if (g_ascii_strcasecmp(charsets[i].name, name) == 0) {
            return charsets[i].charset;
        }
    }
    return "WINDOWS-1252";
}

/* Normalising sorts runs of combining marks in quadratic time. */
static gchar *break_long_runs(const gchar *text)
{
    GString *safe = g_string_sized_new(strlen(text) + 1);
    guint run = 0;
    for (const gchar *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        run = character >= 0x300 && g_unichar_combining_class(character) != 0 ? run + 1 : 0;
        if (run > MARKS_IN_LINE) {
            g_string_append_unichar(safe, JOINER);
            run = 1;
        }
        g_string_append_unichar(safe, character);
    }
    return g_string_free(safe, FALSE);
}

static gboolean is_mark(gunichar character)
{
    GUnicodeType type = g_unichar_type(character);
    gboolean jamo = character >= 0x1160 && character <= 0x11ff; /* of the middle or end of a syllable */
    return jamo || type == G_UNICODE_SPACING_MARK || type == G_UNICODE_NON_SPACING_MARK;
}

/* Whether the text may be cut before the character, `length` characters after
 * the last cut: none below U+0300 joins what stands before it. */
static gboolean may_cut(gunichar character, guint length)
{
    return (length >= PIECE && character < 0x300) || (length >= 4 * PIECE && !is_mark(character)) ||
           length >= 16 * PIECE;
}

static void append_composed(GString *text, const gchar *start, const gchar *end)
{
    g_autofree gchar *composed = g_utf8_normalize(start, end - start, G_NORMALIZE_NFC);
    if (composed == NULL) {
        g_string_append_len(text, start, end - start);
    } else {
        g_string_append(text, composed);
    }
}

/* In pieces: GLib moves all that follows for every pair that it composes. */
static gchar *normalise(gchar *valid)
{
    if (g_str_is_ascii(valid)) {
        return valid;
    }
    g_autofree gchar *text = valid;
    g_autofree gchar *safe = break_long_runs(text);
    GString *composed = g_string_sized_new(strlen(safe) + 1);
    const gchar *start = safe;
    guint length = 0;
    for (const gchar *at = safe; *at != '\0'; at = g_utf8_next_char(at)) {
        if (may_cut(g_utf8_get_char(at), length)) {
            append_composed(composed, start, at);
            start = at;
            length = 0;
        }
        length++;
    }
    append_composed(composed, start, start + strlen(start));
    return g_string_free(composed, FALSE);
}

/* Line ends to "\n", no byte order mark at the start, no control characters. */
static gchar *tidy(const gchar *valid, gsize length)
{
    GString *text = g_string_sized_new(length);
    const gchar *end = valid + length;
    for (const gchar *at = valid; at < end; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        if (character == '\r') {
            if (at + 1 == end || at[1] != '\n') {
                g_string_append_c(text, '\n');
            }
        } else if (character == '\n' || character == '\t' ||
                   (character >= 0x20 && (character < 0x7f || character > 0x9f) &&
                    !(character == 0xfeff && at == valid))) {
            g_string_append_unichar(text, character);
        }
    }
    return normalise(g_string_free(text, FALSE));
}

static gchar *tidy_utf8(const gchar *bytes, gsize length)
{
    g_autofree gchar *valid = g_utf8_make_valid(bytes, (gssize) length);
    return tidy(valid, strlen(valid));
}

/* unit: bytes to pass over where something cannot be decoded. */
static void convert_all(iconv_t converter, const gchar *bytes, gsize length, gsize unit, GString *text)
{
    gchar buffer[4096];
    gchar *from = (gchar *) bytes; /* iconv's type; it does not write there */
    while (length > 0) {
        gchar *to = buffer;
        gsize room = sizeof buffer;
        gsize done = iconv(converter, &from, &length, &to, &room);
        g_string_append_len(text, buffer, to - buffer);
        if (done == (gsize) -1 && errno != E2BIG) {
            g_string_append(text, REPLACEMENT);
            if (errno == EINVAL || length < unit) {
                return;
            }
            from += unit;
            length -= unit;
        }
    }
}

static gchar *decode(const gchar *bytes, gsize length, const gchar *charset)
{
    iconv_t converter = iconv_open("UTF-8", charset);
    if (converter == (iconv_t) -1) {
        return tidy_utf8(bytes, length);
    }
    g_autoptr(GString) text = g_string_sized_new(length + 1);
    convert_all(converter, bytes, length, g_str_has_prefix(charset, "UTF-16") ? 2 : 1, text);
    iconv_close(converter);
    return tidy_utf8(text->str, text->len);
}

static gchar *from_charset(const gchar *bytes, gsize length, const gchar *charset)
{
    gboolean wide = g_str_has_prefix(charset, "UTF-16");
    if (!wide && g_utf8_validate_len(bytes, length, NULL)) {
        return tidy(bytes, length);
    }
    return decode(bytes, length, g_str_equal(charset, "UTF-8") ? "WINDOWS-1252" : charset);
}

gchar *text_from_bytes(const void *bytes, gsize length, const gchar *charset)
{
    return length == 0 ? g_strdup("") : from_charset(bytes, length, find_charset(charset));
}

gchar *text_from_code_page(const void *bytes, gsize length, guint code_page)
{
    const gchar *charset = NULL;
    for (gsize i = 0; charset == NULL && code_page != 0 && i < G_N_ELEMENTS(charsets); i++) {
        charset = charsets[i].code_page == code_page ? charsets[i].name : NULL;
    }
    return text_from_bytes(bytes, length, charset);
}

gchar *text_clean(const gchar *text)
{
    return tidy_utf8(text, strlen(text));
}
