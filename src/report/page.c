#include "report/page.h"

#include "sheet/sheet.h"

#define LABELS      0.56                       /* of the width, for the labels of a table with two numbers */
#define LABELS_MANY 0.40                       /* of one with more */
#define INDENT      "\u00a0\u00a0\u00a0\u00a0" /* of a part of the row above */
#define MOST_BARS   16u                        /* groups of a chart that is still read at a glance */
#define KEPT_ROWS   24u                        /* a table of so many rows stays on one page */

static Block *add(Document *document, BlockKind kind, const gchar *text)
{
    Block *block = block_new(kind);
    if (text)
        block_add_span(block, text, FALSE);
    g_ptr_array_add(document->blocks, block);
    return block;
}

static void add_cell(Document *document, const ReportTable *table, guint cell, const gchar *text, guint level,
                     guint keep)
{
    guint columns = table->columns->len;
    gdouble labels = columns > 2 ? LABELS_MANY : LABELS;
    Block *block = block_new(BLOCK_CELL);
    block_add_span(block, text, level == 1);
    block->columns = columns + 1;
    block->cell = cell;
    block->level = level;
    block->size = cell == 0 ? labels : (1 - labels) / columns;
    block->keep = keep;
    g_ptr_array_add(document->blocks, block);
}

static void add_row(Document *document, const ReportTable *table, const ReportRow *row, guint keep)
{
    g_autofree gchar *label = g_strconcat(row->part ? INDENT : "", row->label, NULL);
    add_cell(document, table, 0, label, 0, keep);
    for (guint i = 0; i < row->cells->len; i++) {
        g_autofree gchar *number = figure_text(report_figure(row, i));
        add_cell(document, table, i + 1, number, 0, keep);
        if (report_row_alarms(row, i)) {
            Block *block = g_ptr_array_index(document->blocks, document->blocks->len - 1);
            block->style = g_strdup("late");
        }
    }
}

static void add_chart(Document *document, const ReportTable *table, guint keep)
{
    g_autofree gchar *words = report_chart_words(table);
    Block *block = add(document, BLOCK_CHART, words);
    BlockChart *chart = block_add_chart(block);
    block->keep = keep;
    for (guint i = 0; i < table->charted; i++) {
        guint32 colour = (guint32) g_ascii_strtoull(chart_colour(i) + 1, NULL, 16);
        g_ptr_array_add(chart->series, g_strdup(g_ptr_array_index(table->columns, i)));
        g_array_append_val(chart->colours, colour);
    }
    for (guint i = 0; i < table->rows->len; i++) {
        const ReportRow *row = g_ptr_array_index(table->rows, i);
        g_ptr_array_add(chart->labels, g_strdup(row->label));
        for (guint j = 0; j < table->charted; j++) {
            guint value = (guint) report_figure(row, j)->number;
            g_array_append_val(chart->values, value);
        }
    }
}

/* The heading stays with the chart, and a table of some rows together. */
static void add_table(Document *document, const ReportTable *table, guint number)
{
    guint keep = 2 * number + 1;
    Block *heading = add(document, BLOCK_HEADING, table->title);
    heading->level = 1;
    heading->keep = keep;
    if (table->rows->len == 0) {
        add(document, BLOCK_TEXT, table->empty ? table->empty : "None.")->keep = keep;
        return;
    }
    if (table->charted > 0 && table->rows->len <= MOST_BARS)
        add_chart(document, table, keep++);
    add_cell(document, table, 0, table->row_heading, 1, keep);
    for (guint i = 0; i < table->columns->len; i++)
        add_cell(document, table, i + 1, g_ptr_array_index(table->columns, i), 1, keep);
    for (guint i = 0; i < table->rows->len; i++)
        add_row(document, table, g_ptr_array_index(table->rows, i),
                table->rows->len <= KEPT_ROWS || i < 2 ? keep : 0);
}

static void add_quotes(Document *document, const Report *report)
{
    if (report->quotes->len == 0)
        return;
    add(document, BLOCK_HEADING, "Examples that may be quoted")->level = 1;
    for (guint i = 0; i < report->quotes->len; i++) {
        const ReportQuote *quote = g_ptr_array_index(report->quotes, i);
        add(document, BLOCK_HEADING, quote->theme)->level = 2;
        add(document, BLOCK_QUOTE, quote->text);
    }
}

Document *report_to_document(const Report *report)
{
    Document *document = document_new();
    document->title = g_strdup(report->title);
    document->accent = report->accent;
    document->rule = report->accent;
    document->header.left = g_strdup(report->marking ? report->marking : "");
    document->header.right = g_strdup(report->authority);
    document->footer.left = g_strdup(report->title);
    document->footer.right = g_strdup("Page {page} of {pages}");
    add(document, BLOCK_TITLE, report->title);
    add(document, BLOCK_TEXT, report->authority);
    add(document, BLOCK_RULE, NULL);
    for (guint i = 0; i < report->summary->len; i++)
        add(document, BLOCK_TEXT, g_ptr_array_index(report->summary, i));
    for (guint i = 0; i < report->tables->len; i++)
        add_table(document, g_ptr_array_index(report->tables, i), i);
    add_quotes(document, report);
    add(document, BLOCK_HEADING, "How it was counted")->level = 1;
    for (guint i = 0; i < report->notes->len; i++)
        add(document, BLOCK_ITEM, g_ptr_array_index(report->notes, i));
    return document;
}
