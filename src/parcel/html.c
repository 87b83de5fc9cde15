#include "parcel/html.h"

#include <string.h>

#include "parcel/text.h"

#define HEAD_MOST 2048 /* bytes looked through for a charset */

typedef struct {
    GString *text;
    guint lines;  /* line ends to write before the next word */
    gboolean gap; /* a space to write before the next word */
    gboolean preformatted;
    guint unclosed; /* a bit for each silent element known not to end any more */
} Writer;

static const struct {
    const gchar *name;
    gunichar character;
} references[] = {
    {"amp", '&'},      {"lt", '<'},        {"gt", '>'},       {"quot", '"'},     {"apos", '\''},
    {"nbsp", 0xa0},    {"pound", 0xa3},    {"euro", 0x20ac},  {"copy", 0xa9},    {"reg", 0xae},
    {"lsquo", 0x2018}, {"rsquo", 0x2019},  {"ldquo", 0x201c}, {"rdquo", 0x201d}, {"ndash", 0x2013},
    {"mdash", 0x2014}, {"hellip", 0x2026}, {"bull", 0x2022},  {"middot", 0xb7},  {"deg", 0xb0},
    {"frac12", 0xbd},  {"eacute", 0xe9},   {"egrave", 0xe8},  {"agrave", 0xe0},  {"aacute", 0xe1},
    {"iacute", 0xed},  {"oacute", 0xf3},   {"uacute", 0xfa},  {"ouml", 0xf6},    {"uuml", 0xfc},
    {"auml", 0xe4},    {"ccedil", 0xe7},   {"ntilde", 0xf1},  {"szlig", 0xdf},   {"sect", 0xa7},
    {"laquo", 0xab},   {"raquo", 0xbb},    {"ensp", ' '},     {"emsp", ' '},     {"thinsp", ' '},
    {"zwnj", 0x200c},  {"trade", 0x2122},
};

/* Elements that begin and end a line; "p" and headings leave one blank. */
static const gchar *const blocks[] = {
    "address", "article", "blockquote", "body", "center",  "dd",    "div", "dl",     "dt", "footer",
    "form",    "h1",      "h2",         "h3",   "h4",      "h5",    "h6",  "header", "hr", "li",
    "main",    "ol",      "p",          "pre",  "section", "table", "tr",  "ul",     NULL};
static const gchar *const spaced[] = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", NULL};
/* Elements whose content is not text. */
static const gchar *const silent[] = {"script", "style",  "title",    "template", "xml",
                                      "svg",    "select", "noframes", "object",   NULL};

static void break_line(Writer *writer, guint lines)
{
    writer->gap = FALSE;
    if (writer->text->len > 0 && writer->lines < lines) {
        writer->lines = lines;
    }
}

static void put(Writer *writer, gunichar character)
{
    if (writer->preformatted && character == '\n') {
        writer->lines++;
        return;
    }
    if (character < 0x80 && g_ascii_isspace((gchar) character)) {
        writer->gap = TRUE;
        return;
    }
    for (; writer->lines > 0; writer->lines--) {
        g_string_append_c(writer->text, '\n');
        writer->gap = FALSE;
    }
    if (writer->gap && writer->text->len > 0) {
        g_string_append_c(writer->text, ' ');
    }
    writer->gap = FALSE;
    g_string_append_unichar(writer->text, character == 0xa0 ? ' ' : character);
}

static gunichar numbered(const gchar *name)
{
    const gchar *digits = name + 1;
    guint base = 10;
    if (*digits == 'x' || *digits == 'X') {
        digits++;
        base = 16;
    }
    gchar *end = NULL;
    guint64 value = g_ascii_isxdigit(*digits) ? g_ascii_strtoull(digits, &end, base) : 0;
    if (end == NULL || *end != '\0' || value == 0 || value > 0x10ffff ||
        !g_unichar_validate((gunichar) value)) {
        return 0;
    }
    if (value >= 0x80 && value <= 0x9f) { /* meant as windows-1252, as browsers take it */
        gchar byte = (gchar) value;
        g_autofree gchar *meant = text_from_bytes(&byte, 1, "windows-1252");
        return g_utf8_get_char(meant);
    }
    return (gunichar) value;
}

/* `at` stands on "&". Returns what follows the reference, having written it. */
static const gchar *put_reference(Writer *writer, const gchar *at)
{
    gchar name[12];
    gsize length = 0;
    while (length + 1 < sizeof name && (g_ascii_isalnum(at[1 + length]) || at[1 + length] == '#')) {
        name[length] = at[1 + length];
        length++;
    }
    name[length] = '\0';
    gunichar character = name[0] == '#' ? numbered(name) : 0;
    for (gsize i = 0; character == 0 && i < G_N_ELEMENTS(references); i++) {
        character = g_str_equal(references[i].name, name) ? references[i].character : 0;
    }
    if (character == 0) {
        put(writer, '&');
        return at + 1;
    }
    put(writer, character);
    return at[1 + length] == ';' ? at + length + 2 : at + length + 1;
}

/* The ">" that ends the tag, minding quotes; the end of text when there is none. */
static const gchar *end_of_tag(const gchar *at)
{
    gchar quote = '\0';
    for (; *at != '\0'; at++) {
        if (quote != '\0') {
            quote = *at == quote ? '\0' : quote;
        } else if (*at == '"' || *at == '\'') {
            quote = *at;
        } else if (*at == '>') {
            return at + 1;
        }
    }
    return at;
}

/* What follows the end tag of `name`, or NULL. */
static const gchar *after_element(const gchar *at, const gchar *name)
{
    gsize length = strlen(name);
    for (at = strstr(at, "</"); at != NULL; at = strstr(at + 2, "</")) {
        if (g_ascii_strncasecmp(at + 2, name, length) == 0 && !g_ascii_isalnum(at[2 + length])) {
            const gchar *end = strchr(at, '>');
            return end == NULL ? at + strlen(at) : end + 1;
        }
    }
    return NULL;
}

/* What follows the silent element `name`; `at`, behind its start tag, when it
 * is none or never ends, for then what follows may be an answer. */
static const gchar *pass_silent(Writer *writer, const gchar *at, const gchar *name)
{
    for (guint i = 0; silent[i] != NULL; i++) {
        if (g_str_equal(silent[i], name) && (writer->unclosed & 1u << i) == 0) {
            const gchar *end = after_element(at, name);
            if (end != NULL) {
                return end;
            }
            writer->unclosed |= 1u << i; /* no second search: the time stays linear */
        }
    }
    return at;
}

static void write_tag(Writer *writer, const gchar *name, gboolean closing)
{
    if (g_str_equal(name, "br")) {
        writer->gap = FALSE;
        writer->lines += writer->text->len > 0;
    } else if (g_str_equal(name, "td") || g_str_equal(name, "th")) {
        writer->gap = TRUE;
    } else if (g_strv_contains(blocks, name)) {
        break_line(writer, g_strv_contains(spaced, name) ? 2 : 1);
    }
    if (g_str_equal(name, "pre")) {
        writer->preformatted = !closing;
    } else if (g_str_equal(name, "li") && !closing) {
        put(writer, '-');
        writer->gap = TRUE;
    }
}

/* `at` stands on "<". Returns what follows the tag, comment or silent element. */
static const gchar *pass_tag(Writer *writer, const gchar *at)
{
    if (g_str_has_prefix(at, "<!--")) {
        const gchar *end = strstr(at + 4, "-->");
        return end == NULL ? at + strlen(at) : end + 3;
    }
    gboolean closing = at[1] == '/';
    const gchar *start = at + 1 + closing;
    if (!g_ascii_isalpha(*start)) {
        if (*start == '!' || *start == '?') {
            return end_of_tag(start);
        }
        put(writer, '<');
        return at + 1;
    }
    gchar name[16];
    gsize length = 0;
    while (length + 1 < sizeof name && g_ascii_isalnum(start[length])) {
        name[length] = g_ascii_tolower(start[length]);
        length++;
    }
    name[length] = '\0';
    const gchar *after = end_of_tag(start);
    write_tag(writer, name, closing);
    return closing ? after : pass_silent(writer, after, name);
}

gchar *html_to_text(const gchar *html)
{
    Writer writer = {.text = g_string_new(NULL)};
    const gchar *at = html;
    while (*at != '\0') {
        if (*at == '<') {
            at = pass_tag(&writer, at);
        } else if (*at == '&') {
            at = put_reference(&writer, at);
        } else {
            put(&writer, g_utf8_get_char(at));
            at = g_utf8_next_char(at);
        }
    }
    g_autofree gchar *text = g_string_free(writer.text, FALSE);
    return text_clean(text);
}

gchar *html_find_charset(const void *bytes, gsize length)
{
    if (length == 0) {
        return NULL;
    }
    g_autofree gchar *head = g_strndup(bytes, MIN(length, HEAD_MOST));
    g_autofree gchar *lower = g_ascii_strdown(head, -1);
    const gchar *found = strstr(lower, "charset=");
    if (found == NULL) {
        return NULL;
    }
    found += strlen("charset=");
    found += strspn(found, "\"' ");
    gsize name = strspn(found, "abcdefghijklmnopqrstuvwxyz0123456789-_");
    return name == 0 ? NULL : g_strndup(found, name);
}
