#include "layout/setting.h"

#include "layout/answers.h"
#include "layout/figure.h"

#define LABEL_GAP     1.0 /* between a fact's label and its value, pt */
#define RULE_HEIGHT   2.0 /* pt */
#define PANEL_PADDING 6.0 /* between a panel's edge and its text, pt */
#define PANEL_BAR     4.0 /* width of the bar at its left, pt */
#define BULLET        "\u2022"
#define BULLET_INDENT 3.0 /* pt */

guint setting_element_end(const Document *document, guint first)
{
    const Block *block = flow_block(document, first);

    if (block->kind == BLOCK_ENTRY)
        return answers_entries_end(document, first);
    if (block->kind == BLOCK_CELL)
        return figure_row_end(document, first);
    if (block->kind == BLOCK_FACT && block->columns == 2 && first + 1 < document->blocks->len) {
        const Block *next = flow_block(document, first + 1);
        if (next->kind == BLOCK_FACT && next->columns == 2)
            return first + 2;
    }
    return first + 1;
}

/* Lines of a title or heading come out about as long as each other, rather
 * than one full and one word. */
static gdouble balanced_right(const Flow *flow, const GArray *letters, const Setting *setting)
{
    gdouble size = setting->style->size;
    gdouble right = flow->y > flow->beside_bottom ? flow->beside_right : setting->right;
    guint lines = line_count(letters, size, right - setting->left);

    if (lines < 2)
        return right;
    while (right - size > setting->left + size &&
           line_count(letters, size, right - size - setting->left) == lines)
        right -= size;
    return right;
}

/* "IRO dispute resolution: Stage 1, Team Manager" is best parted where it says. */
static void part_at_colon(GArray *letters)
{
    for (guint i = 0; i + 1 < letters->len; i++) {
        Letter *space = &g_array_index(letters, Letter, i + 1);
        if (g_array_index(letters, Letter, i).code == ':' && space->space)
            space->newline = TRUE;
    }
}

/* The width of a heading's lines, when it takes more than one. */
static void balance(Flow *flow, GArray *letters, BlockKind kind, Setting *setting)
{
    gdouble right = flow->y > flow->beside_bottom ? flow->beside_right : setting->right;

    if (line_count(letters, setting->style->size, right - setting->left) < 2)
        return;
    if (kind == BLOCK_TITLE)
        part_at_colon(letters);
    setting->right = balanced_right(flow, letters, setting);
}

/* On a panel of the fill colour, with a bar in the accent colour at its left that shows in grey
 * as well. Text that fills more than a page stands without one. */
static void set_panel(Flow *flow, const GArray *letters, Setting *setting)
{
    setting->left += PANEL_BAR + PANEL_PADDING;
    setting->right -= PANEL_PADDING;
    flow_clear_code(flow);
    guint lines = line_count(letters, setting->style->size, setting->right - setting->left);
    gdouble height = lines * style_line_height(setting->style) + 2 * PANEL_PADDING;
    if (height <= MIN(flow->top, flow->beside_bottom) - flow->bottom) {
        flow_need(flow, height);
        flow_clear_code(flow);
        Rect panel = {flow->left, flow->y - height, flow->right - flow->left, height};
        Rect bar = {flow->left, flow->y - height, PANEL_BAR, height};
        flow_add_rect(flow, setting->block, panel, flow->document->fill, COLOUR_NONE, 0);
        flow_add_rect(flow, setting->block, bar, flow->document->accent, COLOUR_NONE, 0);
    }
    flow->y -= PANEL_PADDING;
    flow_set(flow, letters, setting);
    flow->y -= PANEL_PADDING;
}

static void set_paragraph(Flow *flow, guint index)
{
    const Block *block = flow_block(flow->document, index);
    const Style *style = document_block_style(flow->document, block);
    g_autoptr(GArray) letters = letters_from_block(block, style->bold, flow->layout->missing);
    const gchar *mark = block->kind == BLOCK_ITEM ? BULLET : NULL;
    g_autoptr(GArray) bullet = letters_from_text(mark, FALSE, flow->layout->missing);
    Setting setting = {.block = index,
                       .style = style,
                       .left = flow->left + style->indent,
                       .right = flow->right,
                       .beside = TRUE,
                       .bar = block->kind == BLOCK_QUOTE,
                       .mark = mark != NULL ? bullet : NULL,
                       .mark_left = flow->left + MIN(BULLET_INDENT, style->indent)};

    if (letters->len == 0)
        return;
    gboolean heading = block->kind == BLOCK_TITLE || block->kind == BLOCK_HEADING;
    /* Two headings in a row belong to each other. */
    flow_start(flow, heading && flow->last == BLOCK_HEADING ? 0 : style->before);
    if (heading)
        balance(flow, letters, block->kind, &setting);
    if (style->panel)
        set_panel(flow, letters, &setting);
    else
        flow_set(flow, letters, &setting);
    flow_end(flow, block->kind, style->after);
}

static void set_rule(Flow *flow, guint index)
{
    const Style *style = document_block_style(flow->document, flow_block(flow->document, index));

    flow_start(flow, 0);
    flow_clear_code(flow);
    flow_need(flow, RULE_HEIGHT);
    flow->y -= RULE_HEIGHT;
    flow_add_rect(flow, index, (Rect){flow->left, flow->y, flow->right - flow->left, RULE_HEIGHT},
                  flow->document->rule, COLOUR_NONE, 0);
    flow_end(flow, BLOCK_RULE, style->after);
}

/* Space at a page's top shows as a mistake, so it is dropped there. */
static void set_gap(Flow *flow, guint index)
{
    if (!flow->fresh)
        flow->owed += flow_block(flow->document, index)->size;
}

/* A fact's label and value as letters, set in a column. */
typedef struct {
    guint index;
    const Style *style;
    GArray *label, *value; /* of Letter */
    gdouble left, right;   /* pt */
} Cell;

static void cell_init(Cell *cell, Flow *flow, guint index, gdouble left, gdouble right)
{
    const Block *block = flow_block(flow->document, index);

    cell->index = index;
    cell->style = document_block_style(flow->document, block);
    cell->label =
        letters_from_text(block->label, flow_label_style(flow->document)->bold, flow->layout->missing);
    cell->value = letters_from_block(block, cell->style->bold, flow->layout->missing);
    cell->left = left;
    cell->right = right;
}

static void cell_finish(Cell *cell)
{
    g_array_unref(cell->label);
    g_array_unref(cell->value);
}

/* With at most so many lines of its value. */
static gdouble cell_height(const Cell *cell, const Flow *flow, guint most)
{
    const Style *label = flow_label_style(flow->document);
    gdouble width = cell->right - cell->left;
    guint lines = line_count(cell->value, cell->style->size, width);

    return line_count(cell->label, label->size, width) * style_line_height(label) + LABEL_GAP +
           MIN(lines, most) * style_line_height(cell->style);
}

static void cell_set(const Cell *cell, Flow *flow)
{
    Setting label = {.block = cell->index,
                     .style = flow_label_style(flow->document),
                     .left = cell->left,
                     .right = cell->right,
                     .label = TRUE};
    Setting value = {.block = cell->index, .style = cell->style, .left = cell->left, .right = cell->right};

    flow_set(flow, cell->label, &label);
    flow->y -= LABEL_GAP;
    flow_set(flow, cell->value, &value);
}

static void set_wide_fact(Flow *flow, guint index)
{
    Cell cell;

    cell_init(&cell, flow, index, flow->left, flow->right);
    flow_start(flow, cell.style->before);
    flow_clear_code(flow);
    flow_need(flow, cell_height(&cell, flow, 2));
    flow_clear_code(flow);
    cell_set(&cell, flow);
    flow_end(flow, BLOCK_FACT, cell.style->after);
    cell_finish(&cell);
}

/* Facts of two columns stand on one grid; returns FALSE when they are too long
 * for any page and must flow. */
static gboolean set_row_of_facts(Flow *flow, guint first, guint end)
{
    const Style *style = document_block_style(flow->document, flow_block(flow->document, first));
    gdouble column = (flow->right - flow->left - FLOW_GUTTER) / 2, height = 0, lowest;
    Cell cells[2];
    guint n = MIN(end - first, 2);

    for (guint i = 0; i < n; i++) {
        gdouble left = flow->left + i * (column + FLOW_GUTTER);
        cell_init(&cells[i], flow, first + i, left, left + column);
        height = MAX(height, cell_height(&cells[i], flow, G_MAXUINT));
    }
    gboolean fits = height <= MIN(flow->top, flow->beside_bottom) - flow->bottom;
    if (fits) {
        flow_start(flow, style->before);
        flow_clear_code(flow);
        flow_need(flow, height);
        flow_clear_code(flow);
        gdouble top = flow->y;
        lowest = top;
        for (guint i = 0; i < n; i++) {
            flow->y = top;
            cell_set(&cells[i], flow);
            lowest = MIN(lowest, flow->y);
        }
        flow->y = lowest;
        flow_end(flow, BLOCK_FACT, style->after);
    }
    for (guint i = 0; i < n; i++)
        cell_finish(&cells[i]);
    return fits;
}

static void set_facts(Flow *flow, guint first, guint end)
{
    if (flow_block(flow->document, first)->columns == 2 && set_row_of_facts(flow, first, end))
        return;
    for (guint i = first; i < end; i++)
        set_wide_fact(flow, i);
}

void setting_element(Flow *flow, guint first, guint end)
{
    switch (flow_block(flow->document, first)->kind) {
    case BLOCK_TITLE:
    case BLOCK_HEADING:
    case BLOCK_TEXT:
    case BLOCK_QUOTE:
    case BLOCK_ITEM:
        set_paragraph(flow, first);
        break;
    case BLOCK_FACT:
        set_facts(flow, first, end);
        break;
    case BLOCK_CELL:
        figure_set_row(flow, first, end);
        break;
    case BLOCK_CHART:
        figure_set_chart(flow, first);
        break;
    case BLOCK_RULE:
        set_rule(flow, first);
        break;
    case BLOCK_GAP:
        set_gap(flow, first);
        break;
    case BLOCK_PAGE_BREAK:
        if (!flow->fresh)
            flow_open_page(flow);
        break;
    case BLOCK_BOX:
        answers_set_box(flow, first);
        break;
    case BLOCK_CHOICE:
        answers_set_choice(flow, first);
        break;
    case BLOCK_TICK:
        answers_set_tick(flow, first);
        break;
    case BLOCK_ENTRY:
        answers_set_entries(flow, first, end);
        break;
    }
}
