#include "pack/findings.h"

#include <string.h>

#include "model/error.h"

#define MOST_FINDINGS 200

void finding_free(Finding *finding)
{
    if (finding == NULL)
        return;
    g_free(finding->file);
    g_free(finding->text);
    g_free(finding);
}

gchar *finding_to_text(const Finding *finding)
{
    return g_strdup_printf("%s:%u:%u: %s: %s", finding->file, finding->line, finding->column,
                           finding->warning ? "warning" : "error", finding->text);
}

void xml_source_place(const XmlSource *source, gsize offset, guint *line, guint *column)
{
    *line = 1;
    gsize start = source->start;
    offset = MAX(offset, start);
    for (gsize i = 0; i < offset && i < source->length; i++) {
        if (source->text[i] == '\n') {
            (*line)++;
            start = i + 1;
        }
    }
    *column = (guint) g_utf8_strlen(source->text + start, (gssize) (MIN(offset, source->length) - start)) + 1;
}

/* Takes text. What follows the limit is dropped: nobody reads it, and a file
 * made for it would cost minutes. A warning never takes the last error's room. */
static void add(XmlSource *source, gsize offset, gboolean warning, gchar *text)
{
    if (source->findings->len >= (warning ? MOST_FINDINGS / 2 : MOST_FINDINGS)) {
        g_free(text);
        return;
    }
    Finding *finding = g_new0(Finding, 1);
    finding->file = g_strdup(source->file);
    finding->line = finding->column = 1;
    if (source->text != NULL)
        xml_source_place(source, offset, &finding->line, &finding->column);
    finding->warning = warning;
    finding->text = text;
    g_ptr_array_add(source->findings, finding);
}

void findings_note(XmlSource *source, gsize offset, gchar *text)
{
    add(source, offset, FALSE, text);
}

gsize xml_source_offset(const xmlNode *element)
{
    return GPOINTER_TO_SIZE(element->_private);
}

/* The end of a quoted value that begins at `at`. */
static const gchar *value_end(const gchar *at)
{
    const gchar *end = strchr(at + 1, *at);
    return end != NULL ? end + 1 : at + strlen(at);
}

gsize findings_find_attribute(const XmlSource *source, gsize start, const gchar *attribute, guint which)
{
    const gsize length = strlen(attribute);
    if (length == 0 || start >= source->length || source->text[start] != '<')
        return start;
    const gchar *at = source->text + start + strcspn(source->text + start, " \t\r\n/>");
    while (*at != '\0' && *at != '>') {
        at += strspn(at, " \t\r\n/");
        const gsize name = strcspn(at, "= \t\r\n/>");
        if (name == length && strncmp(at, attribute, length) == 0 && --which == 0)
            return (gsize) (at - source->text);
        at += name;
        at += strspn(at, " \t\r\n=");
        if (*at == '"' || *at == '\'')
            at = value_end(at);
        else if (name == 0)
            break;
    }
    return start;
}

gsize xml_source_attribute_offset(const XmlSource *source, const xmlNode *element, const gchar *attribute)
{
    return findings_find_attribute(source, xml_source_offset(element), attribute, 1);
}

void xml_source_note(XmlSource *source, const xmlNode *element, const gchar *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add(source, element != NULL ? xml_source_offset(element) : 0, FALSE, g_strdup_vprintf(format, arguments));
    va_end(arguments);
}

void xml_source_note_attribute(XmlSource *source, const xmlNode *element, const gchar *attribute,
                               const gchar *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add(source, xml_source_attribute_offset(source, element, attribute), FALSE,
        g_strdup_vprintf(format, arguments));
    va_end(arguments);
}

void xml_source_note_words(XmlSource *source, const xmlNode *element, const gchar *words, const gchar *format,
                           ...)
{
    const gsize start = xml_source_offset(element);
    const gboolean room = source->findings->len < MOST_FINDINGS; /* else it is not worth the search */
    const gchar *found = room && start < source->length ? strstr(source->text + start, words) : NULL;
    va_list arguments;
    va_start(arguments, format);
    add(source, found != NULL ? (gsize) (found - source->text) : start, FALSE,
        g_strdup_vprintf(format, arguments));
    va_end(arguments);
}

void xml_source_warn(XmlSource *source, const xmlNode *element, const gchar *attribute, const gchar *format,
                     ...)
{
    va_list arguments;
    va_start(arguments, format);
    add(source,
        attribute != NULL ? xml_source_attribute_offset(source, element, attribute)
                          : xml_source_offset(element),
        TRUE, g_strdup_vprintf(format, arguments));
    va_end(arguments);
}

static gint compare_findings(gconstpointer a, gconstpointer b)
{
    const Finding *first = *(const Finding *const *) a;
    const Finding *second = *(const Finding *const *) b;
    if (first->line != second->line)
        return first->line < second->line ? -1 : 1;
    if (first->column != second->column)
        return first->column < second->column ? -1 : 1;
    return strcmp(first->text, second->text);
}

void xml_source_sort(XmlSource *source)
{
    GPtrArray *findings = source->findings;
    g_ptr_array_sort(findings, compare_findings);
    for (guint i = 1; i < findings->len;) {
        if (compare_findings(&findings->pdata[i - 1], &findings->pdata[i]) == 0)
            g_ptr_array_remove_index(findings, i);
        else
            i++;
    }
}

gboolean findings_have_error(const GPtrArray *findings)
{
    for (guint i = 0; i < findings->len; i++) {
        if (!((const Finding *) findings->pdata[i])->warning)
            return TRUE;
    }
    return FALSE;
}

gboolean findings_to_error(const GPtrArray *findings, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = g_ptr_array_index(findings, i);
        g_autofree gchar *line = finding_to_text(finding);
        if (!finding->warning)
            g_string_append_printf(text, "%s%s", text->len > 0 ? "\n" : "", line);
    }
    if (text->len == 0)
        return FALSE;
    g_set_error_literal(error, IRO_ERROR, IRO_ERROR_INPUT, text->str);
    return TRUE;
}
