#include "layout/page.h"

#include <math.h>

#include "layout/furniture.h"
#include "layout/setting.h"

#define FEW_LINES  72.0 /* a page with no more on it than this is better without, pt */
#define LESS_SPACE 0.72 /* what the space between blocks may be cut to for that */

void layout_free(Layout *layout)
{
    if (layout == NULL)
        return;
    g_ptr_array_unref(layout->pages);
    g_ptr_array_unref(layout->placements);
    g_array_unref(layout->missing);
    g_free(layout);
}

static gboolean within(gdouble value, gdouble least, gdouble most)
{
    return isfinite(value) && value >= least && value <= most;
}

static gboolean style_is_sound(const Style *style)
{
    return within(style->size, 1, 200) && within(style->leading, 0.5, 10) && within(style->before, 0, 1000) &&
           within(style->after, 0, 1000) && within(style->indent, 0, 200);
}

/* Whether every measure is a number with which pages can be set at all. */
static gboolean document_is_sound(const Document *document)
{
    const PageSetup *page = &document->page;

    if (!within(page->width, 100, 14400) || !within(page->height, 100, 14400) ||
        !within(page->left + page->right, 0, page->width - 80) || !within(page->left, 0, page->width) ||
        !within(page->top + page->bottom, 0, page->height - 80) || !within(page->top, 0, page->height) ||
        !within(page->code, 0, page->width / 2))
        return FALSE;
    for (guint i = 0; i < document->styles->len; i++)
        if (!style_is_sound(g_ptr_array_index(document->styles, i)))
            return FALSE;
    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = g_ptr_array_index(document->blocks, i);
        if (!within(block->size, 0, 1000))
            return FALSE;
    }
    return TRUE;
}

/* An element once it is set: where it began and ended. */
typedef struct {
    guint first, end; /* blocks */
    guint first_page, last_page;
} Element;

/* The last item of a list does not stand alone at a page's top. */
static gboolean is_last_but_one(const Document *document, guint item)
{
    guint end = item + 1;

    while (end < document->blocks->len &&
           ((const Block *) g_ptr_array_index(document->blocks, end))->kind == BLOCK_ITEM)
        end++;
    return end == item + 2;
}

static gboolean keeps_with_next(const Document *document, guint last)
{
    const Block *block = g_ptr_array_index(document->blocks, last);

    if (block->kind == BLOCK_ITEM && is_last_but_one(document, last))
        return TRUE;

    switch (block->kind) {
    case BLOCK_TITLE:
    case BLOCK_HEADING:
    case BLOCK_TEXT:
    case BLOCK_QUOTE:
    case BLOCK_ITEM:
        return document_block_style(document, block)->keep_with_next;
    default:
        return FALSE;
    }
}

static gboolean same_group(const Document *document, guint last, guint next)
{
    const Block *a = g_ptr_array_index(document->blocks, last);
    const Block *b = g_ptr_array_index(document->blocks, next);

    return a->keep != 0 && a->keep == b->keep;
}

/* The blocks from `first` that are bound to each other, before `end`. */
static GArray *find_unit(const Document *document, guint first, guint end)
{
    GArray *unit = g_array_new(FALSE, FALSE, sizeof(Element));

    for (guint at = first; at < end;) {
        Element element = {at, setting_element_end(document, at), 0, 0};
        g_array_append_val(unit, element);
        at = element.end;
        if (at >= end || (!keeps_with_next(document, at - 1) && !same_group(document, at - 1, at)))
            break;
    }
    return unit;
}

/* Whether what is bound together stands together. */
static gboolean stands_together(const Document *document, const GArray *unit)
{
    for (guint i = 0; i + 1 < unit->len; i++) {
        const Element *a = &g_array_index(unit, Element, i), *b = a + 1;
        if (same_group(document, a->end - 1, b->first) && a->first_page != b->last_page)
            return FALSE;
        if (keeps_with_next(document, a->end - 1) && a->first_page != b->first_page)
            return FALSE;
    }
    return TRUE;
}

static void set_unit(Flow *flow, GArray *unit)
{
    for (guint i = 0; i < unit->len; i++) {
        Element *element = &g_array_index(unit, Element, i);
        FlowPlace before = flow_remember(flow);
        setting_element(flow, element->first, element->end);
        /* It began on the old page if it left anything there. */
        Page *page = g_ptr_array_index(flow->layout->pages, before.pages - 1);
        element->first_page = before.pages + (page->items->len == before.items ? 1 : 0);
        element->last_page = flow_page_number(flow);
        element->first_page = MIN(element->first_page, element->last_page);
    }
}

/* Sets blocks first to end - 1. */
static void set_stretch(Flow *flow, guint first, guint end)
{
    const Document *document = flow->document;

    for (guint at = first; at < end;) {
        g_autoptr(GArray) unit = find_unit(document, at, end);
        FlowPlace before = flow_remember(flow);
        set_unit(flow, unit);
        if (unit->len > 1 && !before.flow.fresh && !stands_together(document, unit)) {
            flow_go_back(flow, &before);
            flow_open_page(flow);
            set_unit(flow, unit);
        }
        at = g_array_index(unit, Element, unit->len - 1).end;
    }
}

/* Up to and with the next page break. */
static guint stretch_end(const Document *document, guint first)
{
    for (guint at = first; at < document->blocks->len; at++)
        if (((const Block *) g_ptr_array_index(document->blocks, at))->kind == BLOCK_PAGE_BREAK)
            return at;
    return document->blocks->len;
}

/* A page that holds no more than a few lines looks like a mistake, and is one sheet more to
 * scan. With less space between the blocks they often fit on the page before; else nothing
 * is gained, and the space comes back. */
static void set_stretch_well(Flow *flow, guint first, guint end)
{
    FlowPlace start = flow_remember(flow);

    set_stretch(flow, first, end);
    guint pages = flow_page_number(flow);
    if (pages == start.pages || flow->fresh || flow->top - flow->y > FEW_LINES)
        return;
    flow_go_back(flow, &start);
    flow->spaces = LESS_SPACE;
    set_stretch(flow, first, end);
    flow->spaces = 1;
    if (flow_page_number(flow) < pages)
        return;
    flow_go_back(flow, &start);
    set_stretch(flow, first, end);
}

static void set_blocks(Flow *flow)
{
    const Document *document = flow->document;

    for (guint at = 0; at < document->blocks->len;) {
        guint end = stretch_end(document, at);
        set_stretch_well(flow, at, end);
        at = end < document->blocks->len ? end + 1 : end;
        if (end < document->blocks->len)
            setting_element(flow, end, end + 1); /* the page break */
    }
    /* A page break at the end leaves nothing to show. */
    if (flow->fresh && flow->layout->pages->len > 1)
        g_ptr_array_set_size(flow->layout->pages, (gint) flow->layout->pages->len - 1);
}

/* The hidden field goes where the answer is given. */
static void add_hidden(Layout *layout, const gchar *name, const gchar *value)
{
    Placement *hidden = g_new0(Placement, 1);

    hidden->name = g_strdup(name);
    hidden->kind = FIELD_HIDDEN;
    hidden->value = g_strdup(value);
    hidden->page = layout->pages->len;
    for (guint i = 0; i < layout->placements->len; i++) {
        const Placement *placement = g_ptr_array_index(layout->placements, i);
        if (placement->kind != FIELD_TEXT)
            hidden->page = placement->page;
    }
    g_ptr_array_add(layout->placements, hidden);
}

Layout *layout_document(const Document *document, const gchar *hidden_field, const gchar *hidden_value)
{
    Flow flow = {.document = document, .layout = flow_new_layout(document), .spaces = 1};

    if (!document_is_sound(document))
        return flow.layout;
    furniture_reserve(&flow);
    flow_open_page(&flow);
    set_blocks(&flow);
    if (hidden_field != NULL && hidden_value != NULL)
        add_hidden(flow.layout, hidden_field, hidden_value);
    furniture_add(&flow);
    return flow.layout;
}
