#include "layout/flow.h"

#include "layout/font.h"

#define BAR_WIDTH 2.25 /* pt */

guint flow_page_number(const Flow *flow)
{
    return flow->layout->pages->len;
}

static void page_free(gpointer data)
{
    Page *page = data;

    g_ptr_array_unref(page->items);
    g_free(page);
}

static void item_free(gpointer data)
{
    Item *item = data;

    g_free(item->text);
    g_free(item);
}

void placement_free(gpointer data)
{
    Placement *placement = data;

    g_free(placement->name);
    g_free(placement->tooltip);
    g_free(placement->value);
    g_free(placement);
}

const Block *flow_block(const Document *document, guint index)
{
    return g_ptr_array_index(document->blocks, index);
}

const Style *flow_label_style(const Document *document)
{
    return document_find_style(document, "label");
}

Layout *flow_new_layout(const Document *document)
{
    Layout *layout = g_new0(Layout, 1);

    layout->width = document->page.width;
    layout->height = document->page.height;
    layout->pages = g_ptr_array_new_with_free_func(page_free);
    layout->placements = g_ptr_array_new_with_free_func(placement_free);
    layout->missing = g_array_new(FALSE, FALSE, sizeof(gunichar));
    return layout;
}

void flow_open_page(Flow *flow)
{
    Page *page = g_new0(Page, 1);

    page->items = g_ptr_array_new_with_free_func(item_free);
    g_ptr_array_add(flow->layout->pages, page);
    flow->page = page;
    flow->y = flow->top;
    flow->owed = 0;
    flow->bar_end = 0;
    flow->fresh = TRUE;
}

FlowPlace flow_remember(const Flow *flow)
{
    return (FlowPlace){*flow, flow->layout->pages->len, flow->page->items->len,
                       flow->layout->placements->len};
}

void flow_go_back(Flow *flow, const FlowPlace *place)
{
    *flow = place->flow;
    g_ptr_array_set_size(flow->layout->pages, (gint) place->pages);
    g_ptr_array_set_size(flow->page->items, (gint) place->items);
    g_ptr_array_set_size(flow->layout->placements, (gint) place->placements);
}

void flow_start(Flow *flow, gdouble before)
{
    if (!flow->fresh)
        flow->y -= MAX(flow->owed, before) * flow->spaces;
    flow->owed = 0;
}

void flow_need(Flow *flow, gdouble height)
{
    if (!flow->fresh && flow->y - height < flow->bottom)
        flow_open_page(flow);
}

void flow_clear_code(Flow *flow)
{
    flow->y = MIN(flow->y, flow->beside_bottom);
}

void flow_end(Flow *flow, BlockKind kind, gdouble after)
{
    flow->last = kind;
    flow->owed = after;
    if (kind != BLOCK_QUOTE)
        flow->bar_end = 0;
    flow->fresh = FALSE;
}

gdouble style_line_height(const Style *style)
{
    return style->size * style->leading;
}

static gdouble setting_width(const Flow *flow, const Setting *setting, gdouble y)
{
    gdouble right = setting->right;

    if (setting->beside && y > flow->beside_bottom)
        right = MIN(right, flow->beside_right);
    return right - setting->left;
}

static Item *add_item(Flow *flow, ItemKind kind, guint block)
{
    Item *item = g_new0(Item, 1);

    item->kind = kind;
    item->block = block;
    g_ptr_array_add(flow->page->items, item);
    return item;
}

/* Letters of one face, from `start`; returns where the run ends. */
static guint add_run(Flow *flow, const GArray *letters, guint start, guint end, const Setting *setting,
                     gdouble *x, gdouble baseline)
{
    guint8 face = g_array_index(letters, Letter, start).face;
    GString *text = g_string_sized_new(end - start + 8);
    guint64 width = 0;
    guint at = start;

    for (; at < end && g_array_index(letters, Letter, at).face == face; at++) {
        g_string_append_unichar(text, g_array_index(letters, Letter, at).code);
        width += g_array_index(letters, Letter, at).advance;
    }
    Item *item = add_item(flow, ITEM_TEXT, setting->block);
    item->label = setting->label;
    item->x = *x;
    item->y = baseline;
    item->face = face;
    item->size = setting->style->size;
    item->fill = setting->style->colour;
    item->stroke = COLOUR_NONE;
    item->text = g_string_free(text, FALSE);
    *x += (gdouble) width * item->size / 1000;
    return at;
}

void flow_set_line(Flow *flow, const GArray *letters, Line line, const Setting *setting, gdouble y)
{
    const Font *font = font_of_face(setting->style->bold ? FACE_BOLD : FACE_REGULAR);
    gdouble size = setting->style->size, x = setting->left;
    gdouble glyphs = (font->ascent - font->descent) * size / 1000;
    gdouble baseline = y - (style_line_height(setting->style) - glyphs) / 2 - font->ascent * size / 1000;

    for (guint at = line.start; at < line.end;)
        at = add_run(flow, letters, at, line.end, setting, &x, baseline);
}

/* Lines from `start` as they would stand from here on: all that are left, or
 * two more than fit. *fit is how many fit. */
static void break_lines(const Flow *flow, const GArray *letters, guint start, const Setting *setting,
                        GArray *lines, guint *fit)
{
    gdouble height = style_line_height(setting->style), y = flow->y;

    g_array_set_size(lines, 0);
    *fit = 0;
    while (start < letters->len && lines->len < *fit + 2) {
        Line line = line_break(letters, start, setting->style->size, setting_width(flow, setting, y));
        g_array_append_val(lines, line);
        /* A hair's breadth of rounding must not cost a line. */
        if (lines->len == *fit + 1 && y - height >= flow->bottom - 0.01)
            ++*fit;
        y -= height;
        start = line.next;
    }
}

static guint lines_for_page(const Flow *flow, gboolean begins, guint lines, guint fit)
{
    guint n = fit;

    if (lines <= fit)
        return lines;
    if (lines == fit + 1 && n > 0)
        n--; /* the next page gets two lines at least */
    if (begins && n < 2)
        n = 0; /* and so does this one */
    return n == 0 && flow->fresh ? MAX(fit, 1) : n;
}

/* Paragraphs of one quote share an unbroken bar. */
static void add_bar(Flow *flow, const Setting *setting, guint lines)
{
    gdouble top = flow->bar_end > 0 ? flow->bar_end : flow->y;
    gdouble end = flow->y - lines * style_line_height(setting->style);

    flow_add_rect(flow, setting->block, (Rect){flow->left, end, BAR_WIDTH, top - end}, flow->document->accent,
                  COLOUR_NONE, 0);
    flow->bar_end = end;
}

static void add_mark(Flow *flow, const Setting *setting)
{
    Setting mark = *setting;

    mark.left = setting->mark_left;
    mark.label = TRUE;
    flow_set_line(flow, setting->mark, (Line){0, setting->mark->len, setting->mark->len}, &mark, flow->y);
}

void flow_set(Flow *flow, const GArray *letters, const Setting *setting)
{
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(Line));
    guint at = 0;

    while (at < letters->len) {
        guint fit;
        break_lines(flow, letters, at, setting, lines, &fit);
        guint n = lines_for_page(flow, at == 0, lines->len, fit);
        if (setting->bar && n > 0)
            add_bar(flow, setting, n);
        if (setting->mark != NULL && n > 0 && at == 0)
            add_mark(flow, setting);
        for (guint i = 0; i < n; i++) {
            Line line = g_array_index(lines, Line, i);
            flow_set_line(flow, letters, line, setting, flow->y);
            flow->y -= style_line_height(setting->style);
            flow->fresh = FALSE;
            at = line.next;
        }
        if (at < letters->len)
            flow_open_page(flow);
    }
}

Item *flow_add_text(Flow *flow, guint block, Face face, gdouble size, const gchar *text)
{
    Item *item = add_item(flow, ITEM_TEXT, block);

    item->face = face;
    item->size = size;
    item->fill = COLOUR_TEXT;
    item->stroke = COLOUR_NONE;
    item->text = g_strdup(text);
    return item;
}

void flow_add_rect(Flow *flow, guint block, Rect rect, guint32 fill, guint32 stroke, gdouble line)
{
    Item *item = add_item(flow, ITEM_RECT, block);

    item->rect = rect;
    item->fill = fill;
    item->stroke = stroke;
    item->line = line;
}

void flow_add_field(Flow *flow, guint block, FieldKind kind, Rect rect)
{
    const Block *shown = g_ptr_array_index(flow->document->blocks, block);
    Item *item = add_item(flow, ITEM_FIELD, block);
    Placement *placement = g_new0(Placement, 1);

    item->rect = rect;
    item->field = flow->layout->placements->len;
    placement->name = g_strdup(shown->field);
    placement->kind = kind;
    placement->page = flow_page_number(flow);
    placement->rect = rect;
    placement->tooltip = g_strdup(shown->tooltip);
    g_ptr_array_add(flow->layout->placements, placement);
}
