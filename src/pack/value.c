#include "pack/value.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

gboolean value_is_email(const gchar *text)
{
    const gchar *at = strchr(text, '@');
    if (at == NULL || at == text || strchr(at + 1, '@') != NULL)
        return FALSE;
    for (const gchar *p = text; p < at; p++) {
        if ((guchar) *p <= ' ' || *p == 0x7f || strchr("<>,;:\"()[]\\", *p) != NULL)
            return FALSE;
    }
    gboolean dot = FALSE;
    for (const gchar *p = at + 1; *p != '\0'; p++) {
        const gboolean edge = p == at + 1 || p[1] == '\0' || p[-1] == '.';
        if (*p == '.' && edge)
            return FALSE;
        dot = dot || *p == '.';
        if (*p != '.' && *p != '-' && !g_ascii_isalnum(*p))
            return FALSE;
    }
    return dot;
}

gboolean value_is_colour(const gchar *text)
{
    return text[0] == '#' && strlen(text) == 7 && strspn(text + 1, "0123456789abcdefABCDEF") == 6;
}

gboolean value_is_id(const gchar *text)
{
    return g_ascii_islower(text[0]) && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(text);
}

static gdouble linear(gulong channel)
{
    const gdouble share = (gdouble) channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

gdouble value_contrast_with_white(const gchar *colour)
{
    const gulong rgb = strtoul(colour + 1, NULL, 16);
    const gdouble luminance =
        0.2126 * linear(rgb >> 16 & 0xff) + 0.7152 * linear(rgb >> 8 & 0xff) + 0.0722 * linear(rgb & 0xff);
    return 1.05 / (luminance + 0.05);
}
