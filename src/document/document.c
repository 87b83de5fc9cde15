#include "document/document.h"

#include <string.h>

/* Sizes and spaces follow GOV.UK's guidance for documents: 12 pt at least for
 * what is read, 10 pt for labels and page furniture. */
static const struct {
    const gchar *name;
    gdouble size, leading, before, after, indent;
    gboolean bold, keep_with_next;
    guint32 colour;
} BUILT_IN[] = {
    {"title", 20, 1.2, 0, 4, 0, TRUE, TRUE, COLOUR_TEXT},
    {"heading", 14, 1.25, 14, 4, 0, TRUE, TRUE, COLOUR_TEXT},
    {"subheading", 12, 1.3, 8, 2, 0, TRUE, TRUE, COLOUR_TEXT},
    {"text", 12, 1.35, 0, 6, 0, FALSE, FALSE, COLOUR_TEXT},
    {"quote", 12, 1.35, 0, 6, 12, FALSE, FALSE, COLOUR_TEXT},
    {"item", 12, 1.35, 0, 4, 14, FALSE, FALSE, COLOUR_TEXT},
    {"label", 10, 1.3, 0, 0, 0, FALSE, TRUE, COLOUR_MUTED},
    {"value", 12, 1.3, 0, 6, 0, FALSE, FALSE, COLOUR_TEXT},
    {"choice", 12, 1.35, 6, 6, 0, FALSE, FALSE, COLOUR_TEXT},
    {"header", 10, 1.3, 0, 0, 0, FALSE, FALSE, COLOUR_MUTED},
    {"footer", 10, 1.3, 0, 0, 0, FALSE, FALSE, COLOUR_MUTED},
    {"cell", 10, 1.3, 0, 0, 0, FALSE, FALSE, COLOUR_TEXT},
    {"late", 10, 1.3, 0, 0, 0, TRUE, FALSE, COLOUR_LATE},
    {"caption", 10, 1.2, 0, 0, 0, TRUE, FALSE, COLOUR_TEXT},
};

#define MILLIMETRE (72.0 / 25.4) /* pt */

static void span_free(Span *span)
{
    if (span == NULL)
        return;
    g_free(span->text);
    g_free(span);
}

Style *style_new(const gchar *name)
{
    Style *style = g_new0(Style, 1);
    style->name = g_strdup(name);
    style->size = 12;
    style->leading = 1.35;
    style->colour = COLOUR_TEXT;
    return style;
}

void style_free(Style *style)
{
    if (style == NULL)
        return;
    g_free(style->name);
    g_free(style);
}

static Style *built_in_style(gsize index)
{
    Style *style = style_new(BUILT_IN[index].name);
    style->size = BUILT_IN[index].size;
    style->bold = BUILT_IN[index].bold;
    style->colour = BUILT_IN[index].colour;
    style->leading = BUILT_IN[index].leading;
    style->before = BUILT_IN[index].before;
    style->after = BUILT_IN[index].after;
    style->indent = BUILT_IN[index].indent;
    style->keep_with_next = BUILT_IN[index].keep_with_next;
    return style;
}

Document *document_new(void)
{
    Document *document = g_new0(Document, 1);
    document->language = g_strdup("en-GB");
    document->fill = LOOK_FILL;
    document->page.width = 210 * MILLIMETRE;
    document->page.height = 297 * MILLIMETRE;
    document->page.top = document->page.right = 20 * MILLIMETRE;
    document->page.bottom = document->page.left = 20 * MILLIMETRE;
    document->styles = g_ptr_array_new_with_free_func((GDestroyNotify) style_free);
    for (gsize i = 0; i < G_N_ELEMENTS(BUILT_IN); i++)
        g_ptr_array_add(document->styles, built_in_style(i));
    document->blocks = g_ptr_array_new_with_free_func((GDestroyNotify) block_free);
    return document;
}

static void page_line_clear(PageLine *line)
{
    g_free(line->left);
    g_free(line->centre);
    g_free(line->right);
}

void document_free(Document *document)
{
    if (document == NULL)
        return;
    g_free(document->title);
    g_free(document->language);
    page_line_clear(&document->header);
    page_line_clear(&document->footer);
    g_free(document->code_caption);
    logo_free(document->logo);
    g_free(document->logo_text);
    g_ptr_array_unref(document->styles);
    g_ptr_array_unref(document->blocks);
    g_free(document);
}

const Style *document_find_style(const Document *document, const gchar *name)
{
    for (guint i = 0; i < document->styles->len; i++) {
        const Style *style = g_ptr_array_index(document->styles, i);
        if (strcmp(style->name, name) == 0)
            return style;
    }
    return NULL;
}

static const gchar *style_name_of_kind(const Block *block)
{
    switch (block->kind) {
    case BLOCK_TITLE:
        return "title";
    case BLOCK_HEADING:
        return block->level == 2 ? "subheading" : "heading";
    case BLOCK_QUOTE:
        return "quote";
    case BLOCK_ITEM:
        return "item";
    case BLOCK_FACT:
        return "value";
    case BLOCK_CHOICE:
        return "choice";
    case BLOCK_CELL:
    case BLOCK_CHART:
        return "cell";
    default:
        return "text";
    }
}

const Style *document_block_style(const Document *document, const Block *block)
{
    const Style *style = NULL;
    if (block->style != NULL)
        style = document_find_style(document, block->style);
    if (style == NULL)
        style = document_find_style(document, style_name_of_kind(block));
    return style;
}

static void chart_free(BlockChart *chart)
{
    if (chart == NULL)
        return;
    g_ptr_array_unref(chart->labels);
    g_ptr_array_unref(chart->series);
    g_array_unref(chart->colours);
    g_array_unref(chart->values);
    g_free(chart);
}

BlockChart *block_add_chart(Block *block)
{
    block->chart = g_new0(BlockChart, 1);
    block->chart->labels = g_ptr_array_new_with_free_func(g_free);
    block->chart->series = g_ptr_array_new_with_free_func(g_free);
    block->chart->colours = g_array_new(FALSE, FALSE, sizeof(guint32));
    block->chart->values = g_array_new(FALSE, FALSE, sizeof(guint));
    return block->chart;
}

Block *block_new(BlockKind kind)
{
    Block *block = g_new0(Block, 1);
    block->kind = kind;
    block->spans = g_ptr_array_new_with_free_func((GDestroyNotify) span_free);
    return block;
}

void block_free(Block *block)
{
    if (block == NULL)
        return;
    g_free(block->style);
    g_ptr_array_unref(block->spans);
    g_free(block->label);
    g_free(block->field);
    g_free(block->tooltip);
    chart_free(block->chart);
    g_free(block);
}

void block_add_span(Block *block, const gchar *text, gboolean strong)
{
    Span *span = g_new0(Span, 1);
    span->text = g_strdup(text);
    span->strong = strong;
    g_ptr_array_add(block->spans, span);
}

gchar *block_text(const Block *block)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < block->spans->len; i++) {
        const Span *span = g_ptr_array_index(block->spans, i);
        g_string_append(text, span->text);
    }
    return g_string_free(text, FALSE);
}
