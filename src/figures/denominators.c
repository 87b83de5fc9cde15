#include "figures/denominators.h"

#include <string.h>

#include "model/error.h"

#define MOST 9999999

gboolean denominator_from_text(const gchar *text, guint *number)
{
    guint64 value = 0;
    if (!g_ascii_string_to_unsigned(text, 10, 1, MOST, &value, NULL))
        return FALSE;
    *number = (guint) value;
    return TRUE;
}

static gboolean take_number(const gchar *text, guint line, guint *number, GError **error)
{
    if (!*text || denominator_from_text(text, number))
        return TRUE;
    g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "line %u: this is no number of 1 to %d", line, MOST);
    return FALSE;
}

static gboolean take_line(const gchar *text, guint number, const gchar *authority, const gchar *period,
                          Denominators *found, GError **error)
{
    g_auto(GStrv) parts = g_strsplit(text, ",", -1);
    if (!parts[0] || !parts[1] || !parts[2] || !parts[3] || parts[4]) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT,
                    "line %u: four columns are needed: authority,period,children,reviews", number);
        return FALSE;
    }
    for (gchar **part = parts; *part; part++)
        g_strstrip(*part);
    if (strcmp(parts[0], authority) != 0 || strcmp(parts[1], period) != 0)
        return TRUE;
    return take_number(parts[2], number, &found->children, error) &&
           take_number(parts[3], number, &found->reviews, error);
}

gboolean denominators_find(const gchar *text, const gchar *authority, const gchar *period,
                           Denominators *found, GError **error)
{
    const gchar *start = g_str_has_prefix(text, "\xEF\xBB\xBF") ? text + 3 : text;
    g_auto(GStrv) lines = g_strsplit(start, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        g_strstrip(lines[i]);
        if (!*lines[i] || (i == 0 && g_str_has_prefix(lines[i], "authority,")))
            continue;
        if (!take_line(lines[i], i + 1, authority, period, found, error))
            return FALSE;
    }
    return TRUE;
}
