#include "layout/answers.h"

#include "layout/font.h"

#define MILLIMETRE      (72.0 / 25.4)       /* pt */
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
#define TICK_SIDE       13.0                /* a box that is only looked at, pt */
#define TICK_LABEL      7.0                 /* between it and its words, pt */
#define TICK_SHARE      0.52                /* of the box's side that the cross takes */
#define CROSS           "X"

/* A text field stands within its frame, since some programs set what is typed
 * close against the field's edge. */
static Rect within_frame(Rect frame)
{
    return (Rect){frame.x + FRAME_ROOM, frame.y + FRAME_ROOM, frame.width - 2 * FRAME_ROOM,
                  frame.height - 2 * FRAME_ROOM};
}

void answers_set_box(Flow *flow, guint index)
{
    const Block *block = flow_block(flow->document, index);
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

void answers_set_choice(Flow *flow, guint index)
{
    const Block *block = flow_block(flow->document, index);
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

void answers_set_tick(Flow *flow, guint index)
{
    const Block *block = flow_block(flow->document, index);
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

static gdouble share_of(const Block *entry)
{
    return entry->size > 0 && entry->size <= 1 ? entry->size : 1;
}

guint answers_entries_end(const Document *document, guint first)
{
    gdouble used = share_of(flow_block(document, first));
    guint end = first + 1;

    for (; end < document->blocks->len; end++) {
        const Block *block = flow_block(document, end);
        if (block->kind != BLOCK_ENTRY || used + share_of(block) > 1.001)
            break;
        used += share_of(block);
    }
    return end;
}

static void set_entry(Flow *flow, guint index, gdouble left, gdouble right, gdouble bottom)
{
    const Style *style = flow_label_style(flow->document);
    const Block *block = flow_block(flow->document, index);
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
void answers_set_entries(Flow *flow, guint first, guint end)
{
    const Style *label = flow_label_style(flow->document);
    const Style *style = document_block_style(flow->document, flow_block(flow->document, first));
    gdouble whole = flow->right - flow->left + FLOW_GUTTER, left = flow->left, labels = 0;

    for (guint i = first; i < end; i++) {
        const Block *block = flow_block(flow->document, i);
        g_autoptr(GArray) letters = letters_from_text(block->label, label->bold, flow->layout->missing);
        guint lines = line_count(letters, label->size, whole * share_of(block) - FLOW_GUTTER);
        labels = MAX(labels, lines * style_line_height(label));
    }
    gdouble height = labels + ENTRY_LABEL_GAP + ENTRY_HEIGHT;
    flow_start(flow, style->before);
    flow_clear_code(flow);
    flow_need(flow, height);
    flow_clear_code(flow);
    gdouble bottom = flow->y - height;
    for (guint i = first; i < end; i++) {
        gdouble width = whole * share_of(flow_block(flow->document, i));
        set_entry(flow, i, left, left + width - FLOW_GUTTER, bottom);
        left += width;
    }
    flow_end(flow, BLOCK_ENTRY, style->after);
}
