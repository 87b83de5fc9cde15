#include "parcel/names.h"

#include <string.h>

#include "parcel/text.h"

#define NAME_MOST    120 /* characters */
#define NAME_END     20  /* of which at the end of a shortened name */
#define ADDRESS_MOST 254 /* bytes, RFC 5321 section 4.5.3.1.3 with its errata */

static gboolean may_show(gunichar character)
{
    GUnicodeType type = g_unichar_type(character);
    return type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT && type != G_UNICODE_SURROGATE &&
           type != G_UNICODE_LINE_SEPARATOR && type != G_UNICODE_PARAGRAPH_SEPARATOR &&
           type != G_UNICODE_PRIVATE_USE && type != G_UNICODE_UNASSIGNED;
}

static gchar *shorten(gchar *name)
{
    glong length = g_utf8_strlen(name, -1);
    if (length <= NAME_MOST) {
        return name;
    }
    g_autofree gchar *whole = name;
    g_autofree gchar *start = g_utf8_substring(whole, 0, NAME_MOST - NAME_END - 1);
    const gchar *end = g_utf8_offset_to_pointer(whole, length - NAME_END);
    return g_strconcat(start, "\xe2\x80\xa6", end, NULL);
}

gchar *name_clean(const gchar *name)
{
    if (name == NULL) {
        return NULL;
    }
    g_autofree gchar *text = text_clean(name);
    GString *clean = g_string_new(NULL);
    for (const gchar *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        if (character == '/' || character == '\\') {
            g_string_truncate(clean, 0);
        } else if (may_show(character)) {
            g_string_append_unichar(clean, character);
        } else if (g_unichar_isspace(character)) {
            g_string_append_c(clean, ' ');
        }
    }
    g_strstrip(clean->str);
    if (clean->str[strspn(clean->str, ".")] == '\0') {
        return g_string_free(clean, TRUE);
    }
    return shorten(g_string_free(clean, FALSE));
}

/* The part between the last "<" and ">", or the whole. */
static gchar *bare(const gchar *address)
{
    const gchar *open = strrchr(address, '<');
    if (open == NULL) {
        return g_strdup(address);
    }
    const gchar *close = strchr(open, '>');
    return close == NULL ? g_strdup(open + 1) : g_strndup(open + 1, (gsize) (close - open - 1));
}

gchar *address_clean(const gchar *address)
{
    if (address == NULL || !g_utf8_validate(address, -1, NULL)) {
        return NULL;
    }
    g_autofree gchar *text = g_strstrip(bare(address));
    const gchar *start = g_ascii_strncasecmp(text, "smtp:", 5) == 0 ? text + 5 : text;
    const gchar *at_sign = strrchr(start, '@');
    if (at_sign == NULL || at_sign == start || at_sign[1] == '\0' || strlen(start) > ADDRESS_MOST) {
        return NULL;
    }
    for (const gchar *at = start; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        if (!may_show(character) || g_unichar_isspace(character)) {
            return NULL;
        }
    }
    g_autofree gchar *lower = g_utf8_strdown(start, -1);
    return text_clean(lower);
}
