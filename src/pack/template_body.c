#include "pack/template_body.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "pack/xml_walk.h"

/* The fields that the reader of returned forms knows. */
static const gchar *const FIELDS[] = {"response", "resolved", "proceed", "responder", "date", NULL};

typedef void (*BlockLoader)(XmlSource *source, const xmlNode *element, Block *block);

static void load_level(XmlSource *source, const xmlNode *element, Block *block)
{
    g_autofree gchar *level = xml_attribute(element, "level");
    block->level = level != NULL && strcmp(level, "2") == 0 ? 2 : 1;
    if (level != NULL && strcmp(level, "1") != 0 && strcmp(level, "2") != 0)
        xml_source_note(source, element, "level is 1 or 2");
}

static void load_state(XmlSource *source, const xmlNode *element, Block *block)
{
    g_autofree gchar *state = xml_need_attribute(source, element, "state");
    block->ticked = strcmp(state, "yes") == 0;
    if (!block->ticked && strcmp(state, "no") != 0)
        xml_source_note(source, element, "state is yes or no");
}

static void load_label(XmlSource *source, const xmlNode *element, Block *block)
{
    block->label = xml_need_attribute(source, element, "label");
    block->columns = 1;
}

static void load_gap(XmlSource *source, const xmlNode *element, Block *block)
{
    g_autofree gchar *size = xml_need_attribute(source, element, "size");
    if (!length_from_text(size, &block->size))
        xml_source_note(source, element, "size is a length such as 6pt or 2mm");
}

static void load_field(XmlSource *source, const xmlNode *element, Block *block)
{
    block->field = xml_need_attribute(source, element, "field");
    block->tooltip = xml_need_attribute(source, element, "tooltip");
    if (!g_strv_contains(FIELDS, block->field))
        xml_source_note(source, element, "field is one of those that a form has");
}

static void load_box(XmlSource *source, const xmlNode *element, Block *block)
{
    load_field(source, element, block);
    g_autofree gchar *lines = xml_need_attribute(source, element, "lines");
    guint64 count = 0;
    if (!g_ascii_string_to_unsigned(lines, 10, 1, 60, &count, NULL))
        xml_source_note(source, element, "lines is a number from 1 to 60");
    block->size = (gdouble) count;
}

static void load_entry(XmlSource *source, const xmlNode *element, Block *block)
{
    load_field(source, element, block);
    block->label = xml_need_attribute(source, element, "label");
    g_autofree gchar *width = xml_need_attribute(source, element, "width");
    if (!share_from_text(width, &block->size))
        xml_source_note(source, element, "width is a share of the line such as 60%%");
}

/* Every element that becomes a block. attributes: those that it may have. */
static const struct {
    const gchar *name;
    const gchar *attributes;
    BlockLoader load; /* may be NULL */
    BlockKind kind;
    gboolean has_text;
} BLOCKS[] = {
    {"title", "style", NULL, BLOCK_TITLE, TRUE},
    {"heading", "style level", load_level, BLOCK_HEADING, TRUE},
    {"text", "style paragraphs", NULL, BLOCK_TEXT, TRUE},
    {"quote", "style paragraphs", NULL, BLOCK_QUOTE, TRUE},
    {"item", "style", NULL, BLOCK_ITEM, TRUE},
    {"fact", "style label", load_label, BLOCK_FACT, TRUE},
    {"rule", "", NULL, BLOCK_RULE, FALSE},
    {"gap", "size", load_gap, BLOCK_GAP, FALSE},
    {"page-break", "", NULL, BLOCK_PAGE_BREAK, FALSE},
    {"box", "field lines tooltip", load_box, BLOCK_BOX, FALSE},
    {"choice", "style field tooltip", load_field, BLOCK_CHOICE, TRUE},
    {"tick", "style state", load_state, BLOCK_TICK, TRUE},
    {"entry", "field label width tooltip", load_entry, BLOCK_ENTRY, FALSE},
};

static const struct {
    const gchar *name;
    NodeKind kind;
    const gchar *attribute; /* that holds the list's or datum's name */
} CONTROLS[] = {
    {"each", NODE_EACH, "in"},
    {"when", NODE_WHEN, "datum"},
    {"unless", NODE_UNLESS, "datum"},
    {"keep", NODE_KEEP, NULL},
};

gboolean length_from_text(const gchar *text, gdouble *points)
{
    gchar *end = NULL;
    const gdouble number = g_ascii_strtod(text, &end);
    if (end == text || !isfinite(number) || number < 0 || number > 1000)
        return FALSE;
    if (strcmp(end, "pt") == 0)
        *points = number;
    else if (strcmp(end, "mm") == 0)
        *points = number * 72.0 / 25.4;
    else
        return FALSE;
    return TRUE;
}

gboolean share_from_text(const gchar *text, gdouble *share)
{
    gchar *end = NULL;
    const gdouble percent = g_ascii_strtod(text, &end);
    if (end == text || strcmp(end, "%") != 0 || !(percent > 0 && percent <= 100))
        return FALSE;
    *share = percent / 100;
    return TRUE;
}

gboolean colour_from_text(const gchar *text, guint32 *colour)
{
    static const struct {
        const gchar *name;
        guint32 colour;
    } NAMES[] = {{"text", COLOUR_TEXT}, {"muted", COLOUR_MUTED}, {"accent", COLOUR_ACCENT}};
    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        if (strcmp(text, NAMES[i].name) == 0) {
            *colour = NAMES[i].colour;
            return TRUE;
        }
    }
    if (text[0] != '#' || strlen(text) != 7 || strspn(text + 1, "0123456789abcdefABCDEF") != 6)
        return FALSE;
    *colour = (guint32) strtoul(text + 1, NULL, 16);
    return TRUE;
}

/* Spaces inside a run are collapsed, but one at its edge still parts words. */
static gchar *span_text(const xmlNode *node)
{
    xmlChar *raw = xmlNodeGetContent(node);
    const gchar *text = raw != NULL ? (const gchar *) raw : "";
    const gsize length = strlen(text);
    g_autofree gchar *line = text_to_line(text);
    const gboolean before = length > 0 && g_ascii_isspace(text[0]);
    const gboolean after = length > 0 && line[0] != '\0' && g_ascii_isspace(text[length - 1]);
    gchar *span = g_strconcat(before ? " " : "", line, after ? " " : "", NULL);
    xmlFree(raw);
    return span;
}

static void trim_edges(Block *block)
{
    if (block->spans->len == 0)
        return;
    Span *first = g_ptr_array_index(block->spans, 0);
    Span *last = g_ptr_array_index(block->spans, block->spans->len - 1);
    g_strchug(first->text);
    g_strchomp(last->text);
}

static void load_spans(XmlSource *source, const xmlNode *element, gboolean may_be_strong, Block *block)
{
    for (const xmlNode *child = element->children; child != NULL; child = child->next) {
        if (child->type == XML_ELEMENT_NODE && !(may_be_strong && xml_is(child, "strong"))) {
            xml_note_unknown(source, child);
        } else if (child->type == XML_ELEMENT_NODE || child->type == XML_TEXT_NODE) {
            g_autofree gchar *text = span_text(child);
            if (text[0] != '\0')
                block_add_span(block, text, child->type == XML_ELEMENT_NODE);
        }
    }
    trim_edges(block);
}

static TemplateNode *load_block(XmlSource *source, const xmlNode *element, gsize entry)
{
    TemplateNode *node = template_node_new(NODE_BLOCK, (guint) xmlGetLineNo((xmlNode *) element));
    node->block = block_new(BLOCKS[entry].kind);
    xml_only_attributes(source, element, BLOCKS[entry].attributes);
    node->block->style = xml_attribute(element, "style");
    g_autofree gchar *paragraphs = xml_attribute(element, "paragraphs");
    node->paragraphs = g_strcmp0(paragraphs, "yes") == 0;
    if (paragraphs != NULL && !node->paragraphs && strcmp(paragraphs, "no") != 0)
        xml_source_note(source, element, "paragraphs is yes or no");
    if (BLOCKS[entry].load != NULL)
        BLOCKS[entry].load(source, element, node->block);
    if (BLOCKS[entry].has_text)
        load_spans(source, element, !node->paragraphs, node->block);
    else if (element->children != NULL)
        xml_source_note(source, element, "<%s> is empty", xml_name(element));
    return node;
}

static TemplateNode *load_control(XmlSource *source, const xmlNode *element, gsize entry)
{
    TemplateNode *node = template_node_new(CONTROLS[entry].kind, (guint) xmlGetLineNo((xmlNode *) element));
    const gchar *attribute = CONTROLS[entry].attribute;
    xml_only_attributes(source, element, attribute != NULL ? attribute : "");
    if (attribute != NULL)
        node->name = xml_need_attribute(source, element, attribute);
    template_body_load(source, element, node->children);
    return node;
}

static void set_columns(GPtrArray *nodes, guint from, guint columns)
{
    for (guint i = from; i < nodes->len; i++) {
        TemplateNode *node = g_ptr_array_index(nodes, i);
        if (node->block != NULL && node->block->kind == BLOCK_FACT)
            node->block->columns = columns;
        set_columns(node->children, 0, columns);
    }
}

/* <facts> is no node of its own: it says in how many columns its facts stand. */
static void load_facts(XmlSource *source, const xmlNode *element, GPtrArray *nodes)
{
    xml_only_attributes(source, element, "columns");
    g_autofree gchar *columns = xml_attribute(element, "columns");
    if (columns != NULL && strcmp(columns, "1") != 0 && strcmp(columns, "2") != 0)
        xml_source_note(source, element, "columns is 1 or 2");
    const guint from = nodes->len;
    template_body_load(source, element, nodes);
    set_columns(nodes, from, g_strcmp0(columns, "2") == 0 ? 2 : 1);
}

static TemplateNode *load_node(XmlSource *source, const xmlNode *element)
{
    for (gsize i = 0; i < G_N_ELEMENTS(BLOCKS); i++) {
        if (xml_is(element, BLOCKS[i].name))
            return load_block(source, element, i);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(CONTROLS); i++) {
        if (xml_is(element, CONTROLS[i].name))
            return load_control(source, element, i);
    }
    return NULL;
}

void template_body_load(XmlSource *source, const xmlNode *body, GPtrArray *nodes)
{
    xml_no_text(source, body);
    for (xmlNode *child = xml_first_element(body); child != NULL; child = xml_next_element(child)) {
        if (xml_is(child, "facts")) {
            load_facts(source, child, nodes);
            continue;
        }
        TemplateNode *node = load_node(source, child);
        if (node != NULL)
            g_ptr_array_add(nodes, node);
        else
            xml_note_unknown(source, child);
    }
}
