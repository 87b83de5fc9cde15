#include "layout/setting.h"

#include "layout/figure.h"

#include "layout/font.h"

#define MILLIMETRE (72.0 / 25.4) /* pt */

#define GUTTER          18.0                /* between columns, pt */
#define LABEL_GAP       1.0                 /* between a fact's label and its value, pt */
#define CHOICE_SIDE     (6 * MILLIMETRE)    /* a box that a pen can hit */
#define CHOICE_APART    (12.2 * MILLIMETRE) /* between two boxes, so that a tick belongs to one */
#define CHOICE_MARGIN   12.0                /* to other text above, pt */
#define CHOICE_LABEL    10.0                /* between a box and its label, pt */
#define FOLD_MARGIN     (3 * MILLIMETRE)    /* a box keeps this far from where paper is folded */
#define BOX_LINE        16.4                /* a line at 12 pt as PDF programs set it in a field, pt */
#define BOX_PADDING     8.0                 /* above and below the lines together, pt */
#define ENTRY_HEIGHT    24.0                /* pt */
#define ENTRY_LABEL_GAP 3.0                 /* pt */
#define FRAME_LINE      0.75                /* of boxes and entries, pt */
#define FRAME_ROOM      2.0                 /* between a frame and its text field, pt */
#define CHOICE_LINE     1.0                 /* pt */
#define TICK_SIDE       11.0                /* a box that is only looked at, pt */
#define TICK_LABEL      7.0                 /* between it and its words, pt */
#define TICK_SHARE      0.62                /* of the box's side that the cross takes */
#define CROSS           "X"
#define RULE_HEIGHT     2.0 /* pt */
#define PANEL_PADDING   6.0 /* between a panel's edge and its text, pt */
#define PANEL_BAR       4.0 /* width of the bar at its left, pt */
#define BULLET          "\u2022"
#define BULLET_INDENT   3.0 /* pt */

static const Block *block_at(const Document *document, guint index)
{
    return g_ptr_array_index(document->blocks, index);
}

static const Style *label_style(const Document *document)
{
    return document_find_style(document, "label");
}

static gdouble share_of(const Block *entry)
{
    return entry->size > 0 && entry->size <= 1 ? entry->size : 1;
}

static guint row_of_entries_end(const Document *document, guint first)
{
    gdouble used = share_of(block_at(document, first));
    guint end = first + 1;

    for (; end < document->blocks->len; end++) {
        const Block *block = block_at(document, end);
        if (block->kind != BLOCK_ENTRY || used + share_of(block) > 1.001)
            break;
        used += share_of(block);
    }
    return end;
}

guint setting_element_end(const Document *document, guint first)
{
    const Block *block = block_at(document, first);

    if (block->kind == BLOCK_ENTRY)
        return row_of_entries_end(document, first);
    if (block->kind == BLOCK_CELL)
        return figure_row_end(document, first);
    if (block->kind == BLOCK_FACT && block->columns == 2 && first + 1 < document->blocks->len) {
        const Block *next = block_at(document, first + 1);
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
    const Block *block = block_at(flow->document, index);
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
    const Style *style = document_block_style(flow->document, block_at(flow->document, index));

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
        flow->owed += block_at(flow->document, index)->size;
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
    const Block *block = block_at(flow->document, index);

    cell->index = index;
    cell->style = document_block_style(flow->document, block);
    cell->label = letters_from_text(block->label, label_style(flow->document)->bold, flow->layout->missing);
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
    const Style *label = label_style(flow->document);
    gdouble width = cell->right - cell->left;
    guint lines = line_count(cell->value, cell->style->size, width);

    return line_count(cell->label, label->size, width) * style_line_height(label) + LABEL_GAP +
           MIN(lines, most) * style_line_height(cell->style);
}

static void cell_set(const Cell *cell, Flow *flow)
{
    Setting label = {.block = cell->index,
                     .style = label_style(flow->document),
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
    const Style *style = document_block_style(flow->document, block_at(flow->document, first));
    gdouble column = (flow->right - flow->left - GUTTER) / 2, height = 0, lowest;
    Cell cells[2];
    guint n = MIN(end - first, 2);

    for (guint i = 0; i < n; i++) {
        gdouble left = flow->left + i * (column + GUTTER);
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
    if (block_at(flow->document, first)->columns == 2 && set_row_of_facts(flow, first, end))
        return;
    for (guint i = first; i < end; i++)
        set_wide_fact(flow, i);
}

/* A text field stands within its frame, since some programs set what is typed
 * close against the field's edge. */
static Rect within_frame(Rect frame)
{
    return (Rect){frame.x + FRAME_ROOM, frame.y + FRAME_ROOM, frame.width - 2 * FRAME_ROOM,
                  frame.height - 2 * FRAME_ROOM};
}

static void set_box(Flow *flow, guint index)
{
    const Block *block = block_at(flow->document, index);
    const Style *style = document_block_style(flow->document, block);
    gdouble room = MIN(flow->top, flow->beside_bottom) - flow->bottom;
    gdouble height = MIN(MAX(block->size, 1) * BOX_LINE + BOX_PADDING, room);

    flow_start(flow, style->before);
    flow_clear_code(flow);
    flow_need(flow, height);
    flow_clear_code(flow);
    Rect rect = {flow->left, flow->y - height, flow->right - flow->left, height};
    flow_add_rect(flow, index, rect, COLOUR_NONE, COLOUR_TEXT, FRAME_LINE);
    flow_add_field(flow, index, FIELD_TEXT_LINES, within_frame(rect));
    flow->y -= height;
    flow_end(flow, BLOCK_BOX, style->after);
}

/* Paper is folded at a half or at thirds; the shadow of a fold is read as ink. */
static gdouble below_folds(const Flow *flow, gdouble top)
{
    static const gdouble folds[] = {2.0 / 3, 1.0 / 2, 1.0 / 3};

    for (guint i = 0; i < G_N_ELEMENTS(folds); i++) {
        gdouble fold = flow->layout->height * folds[i];
        if (top > fold - FOLD_MARGIN && top - CHOICE_SIDE < fold + FOLD_MARGIN)
            top = fold - FOLD_MARGIN;
    }
    return top;
}

static void set_choice(Flow *flow, guint index)
{
    const Block *block = block_at(flow->document, index);
    const Style *style = document_block_style(flow->document, block);
    g_autoptr(GArray) letters = letters_from_block(block, style->bold, flow->layout->missing);
    Setting setting = {.block = index,
                       .style = style,
                       .left = flow->left + CHOICE_SIDE + CHOICE_LABEL,
                       .right = flow->right};
    gdouble line = style_line_height(style);
    gdouble text = line_count(letters, style->size, setting.right - setting.left) * line;
    gdouble apart = flow->last == BLOCK_CHOICE ? CHOICE_APART : CHOICE_MARGIN;

    flow_start(flow, MAX(style->before, apart));
    flow_clear_code(flow);
    flow->y = below_folds(flow, flow->y);
    flow_need(flow, MAX(CHOICE_SIDE, (CHOICE_SIDE - line) / 2 + text));
    flow_clear_code(flow);
    gdouble top = flow->y = below_folds(flow, flow->y);
    Rect rect = {flow->left, top - CHOICE_SIDE, CHOICE_SIDE, CHOICE_SIDE};
    flow_add_rect(flow, index, rect, COLOUR_NONE, COLOUR_TEXT, CHOICE_LINE);
    flow_add_field(flow, index, FIELD_CHECK, rect);
    flow->y = top - (CHOICE_SIDE - line) / 2; /* the first line level with the box */
    flow_set(flow, letters, &setting);
    flow->y = MIN(flow->y, top - CHOICE_SIDE);
    flow_end(flow, BLOCK_CHOICE, style->after);
}

/* In the middle of the box; the words beside it say the same. */
static void set_cross(Flow *flow, guint index, Rect box)
{
    const Font *font = font_of_face(FACE_BOLD);
    gdouble height = box.height * TICK_SHARE, size = height * 1000 / font->cap_height;
    Item *item = flow_add_text(flow, index, FACE_BOLD, size, CROSS);

    item->mark = TRUE;
    item->x = box.x + (box.width - font_measure(font, CROSS, size)) / 2;
    item->y = box.y + (box.height - height) / 2;
}

static void set_tick(Flow *flow, guint index)
{
    const Block *block = block_at(flow->document, index);
    const Style *style = document_block_style(flow->document, block);
    g_autoptr(GArray) letters = letters_from_block(block, style->bold, flow->layout->missing);
    Setting setting = {
        .block = index, .style = style, .left = flow->left + TICK_SIDE + TICK_LABEL, .right = flow->right};
    gdouble line = style_line_height(style);
    gdouble text = line_count(letters, style->size, setting.right - setting.left) * line;

    flow_start(flow, style->before);
    flow_clear_code(flow);
    flow_need(flow, MAX(text, TICK_SIDE));
    flow_clear_code(flow);
    Rect box = {flow->left, flow->y - (line + TICK_SIDE) / 2, TICK_SIDE, TICK_SIDE};
    flow_add_rect(flow, index, box, COLOUR_NONE, COLOUR_TEXT, CHOICE_LINE);
    if (block->ticked)
        set_cross(flow, index, box);
    flow_set(flow, letters, &setting);
    flow_end(flow, BLOCK_TICK, style->after);
}

static void set_entry(Flow *flow, guint index, gdouble left, gdouble right, gdouble bottom)
{
    const Style *style = label_style(flow->document);
    const Block *block = block_at(flow->document, index);
    g_autoptr(GArray) label = letters_from_text(block->label, style->bold, flow->layout->missing);
    Setting setting = {.block = index, .style = style, .left = left, .right = right, .label = TRUE};
    Rect rect = {left, bottom, right - left, ENTRY_HEIGHT};

    flow->y = bottom + ENTRY_HEIGHT + ENTRY_LABEL_GAP +
              line_count(label, style->size, right - left) * style_line_height(style);
    flow_set(flow, label, &setting);
    flow_add_rect(flow, index, rect, COLOUR_NONE, COLOUR_TEXT, FRAME_LINE);
    flow_add_field(flow, index, FIELD_TEXT, within_frame(rect));
    flow->y = bottom;
}

/* Each entry has its share of the width; their fields stand level. */
static void set_row_of_entries(Flow *flow, guint first, guint end)
{
    const Style *label = label_style(flow->document);
    const Style *style = document_block_style(flow->document, block_at(flow->document, first));
    gdouble whole = flow->right - flow->left + GUTTER, left = flow->left, labels = 0;

    for (guint i = first; i < end; i++) {
        const Block *block = block_at(flow->document, i);
        g_autoptr(GArray) letters = letters_from_text(block->label, label->bold, flow->layout->missing);
        guint lines = line_count(letters, label->size, whole * share_of(block) - GUTTER);
        labels = MAX(labels, lines * style_line_height(label));
    }
    gdouble height = labels + ENTRY_LABEL_GAP + ENTRY_HEIGHT;
    flow_start(flow, style->before);
    flow_clear_code(flow);
    flow_need(flow, height);
    flow_clear_code(flow);
    gdouble bottom = flow->y - height;
    for (guint i = first; i < end; i++) {
        gdouble width = whole * share_of(block_at(flow->document, i));
        set_entry(flow, i, left, left + width - GUTTER, bottom);
        left += width;
    }
    flow_end(flow, BLOCK_ENTRY, style->after);
}

void setting_element(Flow *flow, guint first, guint end)
{
    switch (block_at(flow->document, first)->kind) {
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
        set_box(flow, first);
        break;
    case BLOCK_CHOICE:
        set_choice(flow, first);
        break;
    case BLOCK_TICK:
        set_tick(flow, first);
        break;
    case BLOCK_ENTRY:
        set_row_of_entries(flow, first, end);
        break;
    }
}
