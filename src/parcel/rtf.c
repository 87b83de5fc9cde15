#include "parcel/rtf.h"

#include <string.h>

#include "parcel/html.h"
#include "parcel/text.h"

#define DEEPEST   200u /* groups in one another; what lies deeper is left out */
#define WORD_MOST 32u

typedef struct {
    gboolean skip;     /* a table or picture, no text */
    gboolean replaced; /* rich text that stands for HTML beside it, MS-OXRTFEX */
    guint fallbacks;   /* characters that follow a \u for programs that know it not */
} Group;

typedef struct {
    const guchar *at, *end;
    Group groups[DEEPEST];
    gsize depth;      /* may be more than DEEPEST */
    guint pass;       /* characters still to be passed over after a \u */
    gboolean starred; /* "\*": a group that may be passed over when not known */
    gboolean html;    /* "\fromhtml": what comes out is HTML */
    gunichar high;    /* first half of a surrogate pair, or 0 */
    guint code_page;
    GByteArray *bytes; /* of text in the code page, not yet decoded */
    GString *out;
} Rtf;

/* Words for characters and breaks, RTF 1.9.1 "Special characters". */
static const struct {
    const gchar *word, *text;
} characters[] = {
    {"par", "\n"},           {"line", "\n"},       {"sect", "\n"},       {"page", "\n"},
    {"row", "\n"},           {"tab", "\t"},        {"cell", "\t"},       {"emdash", "\u2014"},
    {"endash", "\u2013"},    {"lquote", "\u2018"}, {"rquote", "\u2019"}, {"ldblquote", "\u201c"},
    {"rdblquote", "\u201d"}, {"bullet", "\u2022"}, {"emspace", " "},     {"enspace", " "},
};

/* Groups without a text of the mail's. */
static const gchar *const tables[] = {"fonttbl", "colortbl", "stylesheet", "info",      "pict",    "object",
                                      "header",  "footer",   "fldinst",    "listtable", "headerl", "headerr",
                                      "headerf", "footerl",  "footerr",    "footerf",   NULL};

static Group *group(Rtf *rtf)
{
    return &rtf->groups[MIN(rtf->depth, DEEPEST - 1)];
}

static gboolean is_shown(Rtf *rtf)
{
    return rtf->depth < DEEPEST && !group(rtf)->skip && !(rtf->html && group(rtf)->replaced);
}

static void flush(Rtf *rtf)
{
    if (rtf->bytes->len > 0) {
        g_autofree gchar *text = text_from_code_page(rtf->bytes->data, rtf->bytes->len, rtf->code_page);
        g_string_append(rtf->out, text);
        g_byte_array_set_size(rtf->bytes, 0);
    }
}

/* TRUE when a character is to be shown and not the stand-in of one. */
static gboolean takes(Rtf *rtf)
{
    if (rtf->pass > 0) {
        rtf->pass--;
        return FALSE;
    }
    return is_shown(rtf);
}

static void add_byte(Rtf *rtf, guchar byte)
{
    if (takes(rtf)) {
        g_byte_array_append(rtf->bytes, &byte, 1);
    }
}

static void add_text(Rtf *rtf, const gchar *text)
{
    if (takes(rtf)) {
        flush(rtf);
        g_string_append(rtf->out, text);
    }
}

/* \uN: UTF-16 units, written as signed numbers. */
static void add_unit(Rtf *rtf, gint64 number)
{
    gunichar unit = (gunichar) (number & 0xffff);
    rtf->pass = group(rtf)->fallbacks;
    if (!is_shown(rtf)) {
        return;
    }
    flush(rtf);
    if (unit >= 0xd800 && unit < 0xdc00) {
        rtf->high = unit;
        return;
    }
    if (unit >= 0xdc00 && unit < 0xe000) {
        unit = rtf->high ? 0x10000 + ((rtf->high - 0xd800) << 10) + (unit - 0xdc00) : 0xfffd;
    }
    rtf->high = 0;
    if (unit > 0) {
        g_string_append_unichar(rtf->out, unit);
    }
}

static void open_group(Rtf *rtf)
{
    Group outer = *group(rtf);
    rtf->pass = 0;
    rtf->depth++;
    if (rtf->depth < DEEPEST) {
        rtf->groups[rtf->depth] = outer;
    }
}

static void close_group(Rtf *rtf)
{
    rtf->pass = 0;
    rtf->starred = FALSE;
    if (rtf->depth > 0) {
        rtf->depth--;
    }
}

static void skip_bytes(Rtf *rtf, gint64 number)
{
    gint64 left = rtf->end - rtf->at;
    rtf->at += CLAMP(number, 0, left);
}

/* TRUE when the word is about how the text is to be taken. */
static gboolean sets(Rtf *rtf, const gchar *word, gint64 number, gboolean numbered)
{
    if (strcmp(word, "u") == 0 && numbered) {
        add_unit(rtf, number);
    } else if (strcmp(word, "uc") == 0) {
        group(rtf)->fallbacks = (guint) CLAMP(number, 0, 16);
    } else if (strcmp(word, "bin") == 0) {
        skip_bytes(rtf, number);
    } else if (strcmp(word, "ansicpg") == 0) {
        rtf->code_page = (guint) CLAMP(number, 0, 65535);
    } else if (strcmp(word, "fromhtml") == 0) {
        rtf->html = TRUE;
    } else if (strcmp(word, "htmlrtf") == 0) {
        group(rtf)->replaced = !numbered || number != 0;
    } else {
        return FALSE;
    }
    return TRUE;
}

static void act(Rtf *rtf, const gchar *word, gint64 number, gboolean numbered)
{
    gboolean starred = rtf->starred;
    rtf->starred = FALSE;
    if (sets(rtf, word, number, numbered)) {
        return;
    }
    if (g_strv_contains(tables, word) || (starred && !(rtf->html && strcmp(word, "htmltag") == 0))) {
        group(rtf)->skip = TRUE;
        return;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(characters); i++) {
        if (strcmp(word, characters[i].word) == 0) {
            add_text(rtf, characters[i].text);
        }
    }
}

/* A word of letters, perhaps a number, perhaps one space that ends it. */
static void read_word(Rtf *rtf)
{
    gchar word[WORD_MOST + 1] = "";
    gsize length = 0;
    gint64 number = 0;
    for (; rtf->at < rtf->end && g_ascii_isalpha(*rtf->at); rtf->at++) {
        if (length < WORD_MOST) {
            word[length++] = (gchar) *rtf->at;
        }
    }
    gboolean minus = rtf->end - rtf->at > 1 && rtf->at[0] == '-' && g_ascii_isdigit(rtf->at[1]);
    rtf->at += minus;
    const guchar *digits = rtf->at;
    for (; rtf->at < rtf->end && g_ascii_isdigit(*rtf->at); rtf->at++) {
        number = MIN(number * 10 + g_ascii_digit_value((gchar) *rtf->at), G_MAXINT32);
    }
    gboolean numbered = rtf->at > digits;
    rtf->at += rtf->at < rtf->end && *rtf->at == ' ';
    act(rtf, word, minus ? -number : number, numbered);
}

static void read_hex(Rtf *rtf)
{
    if (rtf->end - rtf->at >= 2 && g_ascii_isxdigit(rtf->at[0]) && g_ascii_isxdigit(rtf->at[1])) {
        add_byte(rtf, (guchar) (g_ascii_xdigit_value((gchar) rtf->at[0]) << 4 |
                                g_ascii_xdigit_value((gchar) rtf->at[1])));
        rtf->at += 2;
    }
}

/* What follows a backslash. */
static void read_control(Rtf *rtf)
{
    if (rtf->at == rtf->end) {
        return;
    }
    if (g_ascii_isalpha(*rtf->at)) {
        read_word(rtf);
        return;
    }
    guchar symbol = *rtf->at++;
    if (symbol == '\'') {
        read_hex(rtf);
    } else if (symbol == '*') {
        rtf->starred = TRUE;
    } else if (symbol == '\n' || symbol == '\r') {
        add_text(rtf, "\n");
    } else if (symbol == '~') {
        add_text(rtf, " ");
    } else if (symbol == '_') {
        add_text(rtf, "-");
    } else if (symbol == '\\' || symbol == '{' || symbol == '}') {
        add_byte(rtf, symbol);
    }
}

static void read_all(Rtf *rtf)
{
    while (rtf->at < rtf->end) {
        guchar byte = *rtf->at++;
        if (byte == '{') {
            open_group(rtf);
        } else if (byte == '}') {
            close_group(rtf);
        } else if (byte == '\\') {
            read_control(rtf);
        } else if (byte != '\r' && byte != '\n' && byte != '\0') {
            add_byte(rtf, byte);
        }
    }
    flush(rtf);
}

gchar *rtf_to_text(const guchar *bytes, gsize length)
{
    g_autoptr(GByteArray) waiting = g_byte_array_new();
    g_autoptr(GString) out = g_string_new(NULL);
    Rtf rtf = {.at = bytes, .end = bytes + length, .code_page = 1252, .bytes = waiting, .out = out};
    rtf.groups[0].fallbacks = 1;
    read_all(&rtf);
    g_autofree gchar *clean = text_clean(out->str);
    return rtf.html ? html_to_text(clean) : g_steal_pointer(&clean);
}
