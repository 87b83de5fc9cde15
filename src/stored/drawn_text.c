#include "stored/drawn_text.h"

#include <string.h>

#include "layout/typing_code.h"
#include "stored/objects.h"

#define LARGEST_CONTENT 262144u /* bytes of a picture; a longer one goes the long way */

/* Where WinAnsiEncoding (ISO 32000-2, annex D.2) is not Latin-1: 0x80 to 0x9f;
 * 0 means no character. */
static const gunichar winansi_high[] = {0x20ac, 0,      0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021,
                                        0x2c6,  0x2030, 0x160,  0x2039, 0x152,  0,      0x17d,  0,
                                        0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                        0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0,      0x17e,  0x178};

typedef enum { CODE_UNKNOWN, CODE_WINANSI, CODE_TYPING } Code;

/* A content stream being read. */
typedef struct {
    const gchar *at, *end;
    qpdf_data pdf;
    qpdf_oh fonts;
    GString *string; /* the last operands' strings, bytes of the font */
    gchar *name;     /* the last name among the operands */
    Code code;       /* of the font in use */
    gboolean bad;    /* nothing more can be told */
    GString *text;
} Scan;

static gboolean is_delimiter(gchar character)
{
    return strchr("()<>[]{}/%", character) != NULL; /* NUL too */
}

/* The byte that the escape after a backslash means, or -1 for a line's end. */
static int escaped(Scan *scan)
{
    static const gchar letters[] = "nrtbf";
    static const gchar meanings[] = "\n\r\t\b\f";
    gchar letter = *scan->at++;
    const gchar *found = letter ? strchr(letters, letter) : NULL;
    if (found) {
        return meanings[found - letters];
    }
    if (letter >= '0' && letter <= '7') {
        int code = letter - '0';
        for (guint i = 0; i < 2 && scan->at < scan->end && *scan->at >= '0' && *scan->at <= '7'; i++) {
            code = code * 8 + (*scan->at++ - '0');
        }
        return code & 0xff;
    }
    if (letter == '\r' && scan->at < scan->end && *scan->at == '\n') {
        scan->at++;
    }
    return letter == '\r' || letter == '\n' ? -1 : (guchar) letter;
}

static void take_literal(Scan *scan)
{
    for (guint depth = 1; scan->at < scan->end;) {
        gchar character = *scan->at++;
        if (character == '\\' && scan->at < scan->end) {
            int byte = escaped(scan);
            if (byte >= 0) {
                g_string_append_c(scan->string, (gchar) byte);
            }
            continue;
        }
        depth += character == '(' ? 1 : 0;
        depth -= character == ')' ? 1 : 0;
        if (depth == 0) {
            return;
        }
        g_string_append_c(scan->string, character);
    }
    scan->bad = TRUE;
}

static void take_hexadecimal(Scan *scan)
{
    int high = -1;
    for (; scan->at < scan->end && *scan->at != '>'; scan->at++) {
        int digit = g_ascii_xdigit_value(*scan->at);
        if (digit < 0 && !g_ascii_isspace(*scan->at)) {
            scan->bad = TRUE;
        } else if (digit >= 0 && high < 0) {
            high = digit;
        } else if (digit >= 0) {
            g_string_append_c(scan->string, (gchar) (high * 16 + digit));
            high = -1;
        }
    }
    if (high >= 0) {
        g_string_append_c(scan->string, (gchar) (high * 16));
    }
    scan->bad = scan->bad || scan->at == scan->end;
    scan->at += scan->bad ? 0 : 1;
}

/* Whether an encoding differs from WinAnsiEncoding as that of our forms' fields does. */
static gboolean is_typing_code(qpdf_data pdf, qpdf_oh encoding)
{
    g_autofree gchar *names = typing_differences();
    g_autofree gchar *differences = g_strdup_printf("[ %s ]", names);
    return strcmp(qpdf_oh_unparse_resolved(pdf, object_get(pdf, encoding, "/Differences")), differences) == 0;
}

/* Only an encoding that is named outright, or our own: any other may be anything, and is not
 * looked at again. */
static Code code_of_font(Scan *scan, qpdf_oh font)
{
    static const gchar *const simple[] = {"/Type1", "/TrueType", "/MMType1"};
    qpdf_oh encoding = object_get(scan->pdf, font, "/Encoding");
    qpdf_oh kind = object_get(scan->pdf, font, "/Subtype");
    Code code = CODE_WINANSI;
    if (qpdf_oh_is_dictionary(scan->pdf, encoding)) {
        if (object_has(scan->pdf, encoding, "/Differences")) {
            code = CODE_TYPING;
            scan->bad = scan->bad || !is_typing_code(scan->pdf, encoding);
        }
        encoding = object_get(scan->pdf, encoding, "/BaseEncoding");
    }
    for (gsize i = 0; i < G_N_ELEMENTS(simple); i++) {
        if (qpdf_oh_is_name_and_equals(scan->pdf, kind, simple[i])) {
            return qpdf_oh_is_name_and_equals(scan->pdf, encoding, "/WinAnsiEncoding") ? code : CODE_UNKNOWN;
        }
    }
    return CODE_UNKNOWN;
}

/* 0 when it cannot be told. */
static gunichar meaning_of(Code code, guchar byte)
{
    if (code == CODE_UNKNOWN) {
        return 0;
    }
    gunichar winansi = byte >= 0x80 && byte < 0xa0 ? winansi_high[byte - 0x80] : byte;
    gboolean free = winansi < 0x20 || winansi == 0x7f;
    return !free ? winansi : code == CODE_TYPING ? typing_code(byte) : 0;
}

static void show_string(Scan *scan)
{
    for (gsize i = 0; i < scan->string->len && !scan->bad; i++) {
        gunichar character = meaning_of(scan->code, (guchar) scan->string->str[i]);
        scan->bad = character == 0;
        if (!scan->bad) {
            g_string_append_unichar(scan->text, character);
        }
    }
}

static gboolean is_word(const gchar *word, gsize length, const gchar *operator)
{
    return strlen(operator) == length && memcmp(word, operator, length) == 0;
}

/* What an operator means for the text; those of an inline picture or of
 * another form within this one are more than is told here. */
static void take_operator(Scan *scan, const gchar *word, gsize length)
{
    static const gchar *const shows[] = {"Tj", "TJ", "'", "\""};
    static const gchar *const beyond[] = {"Do", "BI", "gs", "Tr"};
    for (gsize i = 0; i < G_N_ELEMENTS(beyond); i++) {
        scan->bad = scan->bad || is_word(word, length, beyond[i]);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(shows); i++) {
        if (is_word(word, length, shows[i])) {
            show_string(scan);
        }
    }
    if (is_word(word, length, "Tf") && scan->name) {
        scan->code = code_of_font(scan, object_get(scan->pdf, scan->fonts, scan->name));
    }
    g_string_truncate(scan->string, 0);
    g_clear_pointer(&scan->name, g_free);
}

static void take_word(Scan *scan)
{
    const gchar *from = scan->at;
    while (scan->at < scan->end && !g_ascii_isspace(*scan->at) && !is_delimiter(*scan->at)) {
        scan->at++;
    }
    gsize length = (gsize) (scan->at - from);
    if (length == 0) { /* a bracket, or what has no place here */
        scan->bad = scan->bad || !strchr("[]", *from) || *from == '\0';
        scan->at++;
    } else if (!strchr("+-.0123456789", *from)) {
        take_operator(scan, from, length);
    }
}

static void take_name(Scan *scan)
{
    const gchar *from = scan->at - 1;
    while (scan->at < scan->end && !g_ascii_isspace(*scan->at) && !is_delimiter(*scan->at)) {
        scan->at++;
    }
    g_free(scan->name);
    scan->name = g_strndup(from, (gsize) (scan->at - from));
    scan->bad = scan->bad || strchr(scan->name, '#');
}

static void take_next(Scan *scan)
{
    gchar character = *scan->at;
    gboolean pair = scan->end - scan->at > 1 && scan->at[1] == character;
    if (g_ascii_isspace(character)) {
        scan->at++;
    } else if (character == '(') {
        scan->at++;
        take_literal(scan);
    } else if ((character == '<' || character == '>') && pair) {
        scan->at += 2; /* a dictionary of marked content: its strings are not shown */
        scan->bad = scan->bad || scan->string->len > 0;
    } else if (character == '<') {
        scan->at++;
        take_hexadecimal(scan);
    } else if (character == '/') {
        scan->at++;
        take_name(scan);
    } else {
        take_word(scan);
    }
}

gchar *drawn_text_of(qpdf_data pdf, qpdf_oh appearance, qpdf_oh resources)
{
    g_autoptr(GBytes) content = object_stream_bytes(pdf, appearance);
    if (!content || g_bytes_get_size(content) > LARGEST_CONTENT) {
        return NULL;
    }
    gsize length = 0;
    const gchar *bytes = g_bytes_get_data(content, &length);
    qpdf_oh own = object_get(pdf, appearance, "/Resources");
    qpdf_oh fonts = object_get(pdf, qpdf_oh_is_dictionary(pdf, own) ? own : resources, "/Font");
    Scan scan = {bytes, bytes + length,    pdf, fonts, g_string_new(NULL), NULL, CODE_UNKNOWN,
                 FALSE, g_string_new(NULL)};
    while (scan.at < scan.end && !scan.bad) {
        take_next(&scan);
    }
    g_string_free(scan.string, TRUE);
    g_free(scan.name);
    gchar *text = g_string_free(scan.text, FALSE);
    if (scan.bad) {
        g_clear_pointer(&text, g_free);
    }
    return text;
}
