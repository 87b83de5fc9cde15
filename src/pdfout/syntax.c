#include "pdfout/syntax.h"

#include <math.h>

/* printf would take longer than all the rest of a page. */
void syntax_whole(GString *out, gulong value)
{
    gchar digits[24];
    guint at = sizeof digits;

    do {
        digits[--at] = (gchar) ('0' + value % 10);
        value /= 10;
    } while (value > 0);
    g_string_append_len(out, digits + at, (gssize) (sizeof digits - at));
}

void syntax_reference(GString *out, guint object)
{
    syntax_whole(out, object);
    g_string_append_len(out, " 0 R", 4);
}

void syntax_number(GString *out, gdouble value)
{
    glong hundredths = lround(value * 100);

    if (hundredths < 0)
        g_string_append_c(out, '-');
    hundredths = labs(hundredths);
    syntax_whole(out, (gulong) hundredths / 100);
    glong rest = hundredths % 100;
    if (rest == 0)
        return;
    g_string_append_c(out, '.');
    g_string_append_c(out, (gchar) ('0' + rest / 10));
    if (rest % 10 != 0)
        g_string_append_c(out, (gchar) ('0' + rest % 10));
}

void syntax_rect(GString *out, Rect rect)
{
    const gdouble corners[] = {rect.x, rect.y, rect.x + rect.width, rect.y + rect.height};

    g_string_append_c(out, '[');
    for (guint i = 0; i < G_N_ELEMENTS(corners); i++) {
        if (i > 0)
            g_string_append_c(out, ' ');
        syntax_number(out, corners[i]);
    }
    g_string_append_c(out, ']');
}

void syntax_colour(GString *out, guint32 colour)
{
    for (gint shift = 16; shift >= 0; shift -= 8) {
        guint thousandths = ((colour >> shift & 0xff) * 1000 + 127) / 255;
        if (shift < 16)
            g_string_append_c(out, ' ');
        if (thousandths == 0 || thousandths == 1000)
            g_string_append_c(out, thousandths == 0 ? '0' : '1');
        else
            g_string_append_printf(out, "0.%03u", thousandths);
    }
}

static void append_literal(GString *out, const gchar *text)
{
    g_string_append_c(out, '(');
    for (; *text != '\0'; text++) {
        if (*text == '(' || *text == ')' || *text == '\\')
            g_string_append_c(out, '\\');
        g_string_append_c(out, *text);
    }
    g_string_append_c(out, ')');
}

static gboolean is_plain(const gchar *text)
{
    for (; *text != '\0'; text++)
        if (!g_ascii_isprint(*text))
            return FALSE;
    return TRUE;
}

void syntax_text(GString *out, const gchar *text)
{
    if (is_plain(text)) {
        append_literal(out, text);
        return;
    }
    glong units = 0;
    g_autofree gchar *valid = g_utf8_make_valid(text, -1);
    g_autofree gunichar2 *wide = g_utf8_to_utf16(valid, -1, NULL, &units, NULL);
    g_string_append(out, "<feff");
    for (glong i = 0; i < units; i++)
        g_string_append_printf(out, "%04x", wide[i]);
    g_string_append_c(out, '>');
}
