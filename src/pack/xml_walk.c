#include "pack/xml_walk.h"

#include <string.h>

const gchar *xml_name(const xmlNode *node)
{
    return (const gchar *) node->name;
}

gboolean xml_is(const xmlNode *node, const gchar *name)
{
    return node->type == XML_ELEMENT_NODE && node->ns == NULL && strcmp(xml_name(node), name) == 0;
}

static xmlNode *element_from(xmlNode *node)
{
    while (node != NULL && node->type != XML_ELEMENT_NODE)
        node = node->next;
    return node;
}

xmlNode *xml_first_element(const xmlNode *parent)
{
    return parent != NULL ? element_from(parent->children) : NULL;
}

xmlNode *xml_next_element(const xmlNode *node)
{
    return element_from(node->next);
}

xmlNode *xml_find_child(const xmlNode *parent, const gchar *name)
{
    for (xmlNode *child = xml_first_element(parent); child != NULL; child = xml_next_element(child)) {
        if (xml_is(child, name))
            return child;
    }
    return NULL;
}

static gboolean is_space(gchar c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Appends the text with its spaces collapsed, none at either end. */
static void append_collapsed(GString *into, const gchar *text, gsize length)
{
    gboolean space = FALSE;
    const gsize start = into->len;
    for (gsize i = 0; i < length; i++) {
        if (is_space(text[i])) {
            space = into->len > start;
        } else {
            if (space)
                g_string_append_c(into, ' ');
            space = FALSE;
            g_string_append_c(into, text[i]);
        }
    }
}

/* Plain ASCII, as most texts are, is NFC already; normalising is slow. */
static gchar *to_nfc(const GString *text)
{
    if (g_str_is_ascii(text->str))
        return g_strndup(text->str, text->len);
    return g_utf8_normalize(text->str, (gssize) text->len, G_NORMALIZE_NFC);
}

gchar *text_to_line(const gchar *text)
{
    g_autoptr(GString) line = g_string_new(NULL);
    append_collapsed(line, text, strlen(text));
    return to_nfc(line);
}

gchar *text_to_paragraphs(const gchar *text)
{
    g_autoptr(GString) result = g_string_new(NULL);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    gboolean blank = FALSE;
    for (gchar **line = lines; *line != NULL; line++) {
        g_autoptr(GString) words = g_string_new(NULL);
        append_collapsed(words, *line, strlen(*line));
        if (words->len == 0) {
            blank = TRUE;
            continue;
        }
        if (result->len > 0)
            g_string_append(result, blank ? "\n\n" : g_str_has_prefix(words->str, "- ") ? "\n" : " ");
        g_string_append_len(result, words->str, (gssize) words->len);
        blank = FALSE;
    }
    return to_nfc(result);
}

gchar *xml_attribute(const xmlNode *node, const gchar *name)
{
    xmlChar *raw = xmlGetNoNsProp(node, (const xmlChar *) name);
    if (raw == NULL)
        return NULL;
    gchar *value = text_to_line((const gchar *) raw);
    xmlFree(raw);
    return value;
}

gchar *xml_need_attribute(XmlSource *source, const xmlNode *node, const gchar *name)
{
    gchar *value = xml_attribute(node, name);
    if (value != NULL)
        return value;
    xml_source_note(source, node, "<%s> needs the attribute %s", xml_name(node), name);
    return g_strdup("");
}

void xml_only_attributes(XmlSource *source, const xmlNode *node, const gchar *allowed)
{
    for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next) {
        const gchar *name = (const gchar *) attribute->name;
        const gsize length = strlen(name);
        gboolean known = FALSE;
        for (const gchar *at = allowed; (at = strstr(at, name)) != NULL && !known; at += length)
            known = (at == allowed || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0');
        if (!known || attribute->ns != NULL)
            xml_source_note(source, node, "<%s> has no attribute %s", xml_name(node), name);
    }
}

void xml_note_unknown(XmlSource *source, const xmlNode *node)
{
    xml_source_note(source, node, "<%s> is not known here", xml_name(node));
}

void xml_no_text(XmlSource *source, const xmlNode *element)
{
    for (xmlNode *child = element->children; child != NULL; child = child->next) {
        if (child->type == XML_TEXT_NODE && !xmlIsBlankNode(child))
            xml_source_note(source, element, "text stands directly in <%s>", xml_name(element));
    }
}

gchar *xml_text_line(const xmlNode *node)
{
    xmlChar *raw = xmlNodeGetContent(node);
    gchar *line = text_to_line(raw != NULL ? (const gchar *) raw : "");
    xmlFree(raw);
    return line;
}

gchar *xml_text_paragraphs(const xmlNode *node)
{
    xmlChar *raw = xmlNodeGetContent(node);
    gchar *text = text_to_paragraphs(raw != NULL ? (const gchar *) raw : "");
    xmlFree(raw);
    return text;
}
