#include "ods/xml.h"

#include <stdarg.h>
#include <string.h>

void xml_add(GString *xml, const gchar *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree gchar *text = g_markup_vprintf_escaped(format, arguments);
    va_end(arguments);
    g_string_append(xml, text);
}

/* A blank between two letters may stand as it is; what XML would drop is counted. */
static void add_blanks(GString *xml, guint blanks, gboolean between_letters)
{
    if (blanks == 1 && between_letters)
        g_string_append_c(xml, ' ');
    else
        g_string_append_printf(xml, "<text:s text:c=\"%u\"/>", blanks);
}

static void add_line(GString *xml, const gchar *line)
{
    for (const gchar *at = line; *at;) {
        gsize plain = strcspn(at, " \t"), blanks = strspn(at + plain, " ");
        g_autofree gchar *escaped = g_markup_escape_text(at, (gssize) plain);
        g_string_append(xml, escaped);
        at += plain + blanks;
        if (blanks > 0)
            add_blanks(xml, (guint) blanks, plain > 0 && *at && *at != '\t');
        for (; *at == '\t'; at++)
            g_string_append(xml, "<text:tab/>");
    }
}

void xml_add_paragraphs(GString *xml, const gchar *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        g_string_append(xml, "<text:p>");
        add_line(xml, lines[i]);
        g_string_append(xml, "</text:p>");
    }
}

/* "A" to "Z", "AA" and on. */
static void add_letters(GString *xml, guint column)
{
    if (column >= 26)
        add_letters(xml, column / 26 - 1);
    g_string_append_c(xml, (gchar) ('A' + column % 26));
}

void xml_add_address(GString *xml, const gchar *sheet, guint row, guint column)
{
    xml_add(xml, "$'%s'.$", sheet);
    add_letters(xml, column);
    g_string_append_printf(xml, "$%u", row + 1);
}
