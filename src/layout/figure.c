#include "layout/figure.h"

#define CELL_GAP    8.0 /* between columns, pt */
#define CELL_MARGIN 2.5 /* above and below a row's text, pt */
#define LINE        0.5 /* under a row, pt */
#define HEAD_LINE   1.2 /* under the headings, pt */
#define LINE_COLOUR 0xb1b4b6u

#define LABEL_SHARE 0.42 /* of a chart's width */
#define BAR         9.0  /* pt */
#define BAR_GAP     1.0
#define GROUP_GAP   5.0
#define NUMBER_ROOM 30.0 /* behind the longest bar, for its number, pt */
#define KEY         8.0  /* side of a legend's square, pt */
#define LEGEND      20.0 /* height of the legend, pt */
#define AFTER       10.0 /* below a chart, pt */

guint figure_row_end(const Document *document, guint first)
{
    guint end = first + 1;
    while (end < document->blocks->len && flow_block(document, end)->kind == BLOCK_CELL &&
           flow_block(document, end)->cell > 0)
        end++;
    return end;
}

static gdouble width_of(const GArray *letters, Line line, gdouble size)
{
    gdouble width = 0;
    for (guint i = line.start; i < line.end; i++)
        width += g_array_index(letters, Letter, i).advance * size / 1000;
    return width;
}

/* Lines from `top` down, against the left or the right end. */
static void set_lines(Flow *flow, const GArray *letters, Setting setting, gdouble top, gboolean at_right)
{
    const gdouble left = setting.left, size = setting.style->size;
    for (guint start = 0; start < letters->len;) {
        Line line = line_break(letters, start, size, setting.right - left);
        setting.left = at_right ? setting.right - width_of(letters, line, size) : left;
        flow_set_line(flow, letters, line, &setting, top);
        top -= style_line_height(setting.style);
        start = line.next;
    }
}

/* A cell's letters and its place across. */
typedef struct {
    guint index;
    const Style *style;
    GArray *letters; /* of Letter */
    gdouble left, right;
    guint lines;
} RowCell;

static GArray *make_cells(Flow *flow, guint first, guint end)
{
    GArray *cells = g_array_new(FALSE, FALSE, sizeof(RowCell));
    gdouble left = flow->left, whole = flow->right - flow->left;
    for (guint i = first; i < end; i++) {
        const Block *block = flow_block(flow->document, i);
        RowCell cell = {.index = i, .style = document_block_style(flow->document, block), .left = left};
        cell.right = i + 1 == end ? flow->right : left + whole * block->size - CELL_GAP;
        cell.letters = letters_from_block(block, cell.style->bold, flow->layout->missing);
        cell.lines = line_count(cell.letters, cell.style->size, cell.right - cell.left);
        left = cell.right + CELL_GAP;
        g_array_append_val(cells, cell);
    }
    return cells;
}

void figure_set_row(Flow *flow, guint first, guint end)
{
    const Block *head = flow_block(flow->document, first);
    g_autoptr(GArray) cells = make_cells(flow, first, end);
    gdouble text = 0;
    for (guint i = 0; i < cells->len; i++) {
        const RowCell *cell = &g_array_index(cells, RowCell, i);
        text = MAX(text, cell->lines * style_line_height(cell->style));
    }
    flow_start(flow, 0);
    flow_clear_code(flow);
    flow_need(flow, text + 2 * CELL_MARGIN);
    flow_clear_code(flow);
    gdouble bottom = flow->y - text - 2 * CELL_MARGIN;
    for (guint i = 0; i < cells->len; i++) {
        const RowCell *cell = &g_array_index(cells, RowCell, i);
        Setting setting = {
            .block = cell->index, .style = cell->style, .left = cell->left, .right = cell->right};
        gdouble top = bottom + CELL_MARGIN + cell->lines * style_line_height(cell->style);
        set_lines(flow, cell->letters, setting, top, i > 0);
        g_array_unref(cell->letters);
    }
    gdouble line = head->level == 1 ? HEAD_LINE : LINE;
    flow_add_rect(flow, first, (Rect){flow->left, bottom, flow->right - flow->left, line},
                  head->level == 1 ? COLOUR_TEXT : LINE_COLOUR, COLOUR_NONE, 0);
    flow->y = bottom;
    flow_end(flow, BLOCK_CELL, 0);
}

/* What a chart is drawn with. */
typedef struct {
    Flow *flow;
    guint index;
    const BlockChart *chart;
    const Style *style;
    gdouble left; /* of the bars, pt */
    guint most;   /* the largest number */
} ChartPen;

static GArray *letters_of(const ChartPen *pen, const gchar *text)
{
    return letters_from_text(text, FALSE, pen->flow->layout->missing);
}

static void write(const ChartPen *pen, const gchar *text, gdouble left, gdouble right, gdouble top,
                  gboolean at_right)
{
    g_autoptr(GArray) letters = letters_of(pen, text);
    Setting setting = {.block = pen->index, .style = pen->style, .left = left, .right = right};
    set_lines(pen->flow, letters, setting, top, at_right);
}

static gdouble group_height(const ChartPen *pen, guint label)
{
    g_autoptr(GArray) letters = letters_of(pen, g_ptr_array_index(pen->chart->labels, label));
    guint lines = line_count(letters, pen->style->size, pen->left - CELL_GAP - pen->flow->left);
    return MAX(lines * style_line_height(pen->style), pen->chart->series->len * (BAR + BAR_GAP)) + GROUP_GAP;
}

static void set_legend(const ChartPen *pen, gdouble top)
{
    gdouble left = pen->left;
    for (guint i = 0; i < pen->chart->series->len; i++) {
        const gchar *name = g_ptr_array_index(pen->chart->series, i);
        g_autoptr(GArray) letters = letters_of(pen, name);
        gdouble width = width_of(letters, (Line){0, letters->len, letters->len}, pen->style->size);
        Rect key = {left, top - 11, KEY, KEY};
        flow_add_rect(pen->flow, pen->index, key, g_array_index(pen->chart->colours, guint32, i), COLOUR_NONE,
                      0);
        write(pen, name, left + KEY + 4, left + KEY + 6 + width, top, FALSE);
        left += KEY + width + 24;
    }
}

static void set_group(const ChartPen *pen, guint label, gdouble top)
{
    const guint n = pen->chart->series->len;
    const gdouble room = pen->flow->right - pen->left - NUMBER_ROOM, line = style_line_height(pen->style);
    write(pen, g_ptr_array_index(pen->chart->labels, label), pen->flow->left, pen->left - CELL_GAP, top,
          TRUE);
    for (guint i = 0; i < n; i++) {
        guint value = g_array_index(pen->chart->values, guint, label * n + i);
        gdouble length = pen->most ? room * value / pen->most : 0, bottom = top - (i + 1) * (BAR + BAR_GAP);
        g_autofree gchar *number = g_strdup_printf("%u", value);
        flow_add_rect(pen->flow, pen->index, (Rect){pen->left, bottom, MAX(length, 0.75), BAR},
                      g_array_index(pen->chart->colours, guint32, i), COLOUR_NONE, 0);
        write(pen, number, pen->left + length + 4, pen->flow->right, bottom + (BAR + line) / 2, FALSE);
    }
}

static guint largest(const BlockChart *chart)
{
    guint most = 0;
    for (guint i = 0; i < chart->values->len; i++)
        most = MAX(most, g_array_index(chart->values, guint, i));
    return most;
}

void figure_set_chart(Flow *flow, guint index)
{
    const Block *block = flow_block(flow->document, index);
    ChartPen pen = {.flow = flow,
                    .index = index,
                    .chart = block->chart,
                    .style = document_block_style(flow->document, block),
                    .left = flow->left + LABEL_SHARE * (flow->right - flow->left),
                    .most = largest(block->chart)};
    gdouble height = LEGEND;
    for (guint i = 0; i < pen.chart->labels->len; i++)
        height += group_height(&pen, i);
    flow_start(flow, 0);
    flow_clear_code(flow);
    flow_need(flow, height);
    flow_clear_code(flow);
    gdouble top = flow->y;
    Rect whole = {flow->left, top - height, flow->right - flow->left, height};
    flow_add_rect(flow, index, whole, 0xffffff, COLOUR_NONE, 0);
    set_legend(&pen, top);
    gdouble at = top - LEGEND;
    for (guint i = 0; i < pen.chart->labels->len; i++) {
        set_group(&pen, i, at);
        at -= group_height(&pen, i);
    }
    flow->y = top - height;
    flow_end(flow, BLOCK_CHART, AFTER);
}
