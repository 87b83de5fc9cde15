#include "report/table.h"

#include "sheet/csv.h"

#define LABEL_WIDTH  48 /* characters */
#define NUMBER_WIDTH 16
#define TEXT_WIDTH   100

static void add_figure(Sheet *sheet, const Figure *figure)
{
    switch (figure->kind) {
    case FIGURE_NONE:
        sheet_add_blank(sheet);
        break;
    case FIGURE_COUNT:
        sheet_add_whole(sheet, (gint64) figure->number);
        break;
    case FIGURE_PERCENT:
        sheet_add_percent(sheet, figure->number / 100, 0);
        break;
    case FIGURE_DAYS:
    case FIGURE_RATE:
        sheet_add_decimal(sheet, figure->number, 1);
        break;
    case FIGURE_HIDDEN:
        sheet_add_text(sheet, "c");
        break;
    }
}

static void add_chart(Sheet *sheet, const ReportTable *table)
{
    g_autofree gchar *words = report_chart_words(table);
    Chart chart = {.kind = CHART_BARS,
                   .title = table->title,
                   .category_title = table->row_heading,
                   .value_title = "Number",
                   .description = words,
                   .n_rows = table->rows->len,
                   .category = 0,
                   .first_series = 1,
                   .n_series = table->charted};
    sheet_add_chart(sheet, &chart);
}

static void add_table(Workbook *workbook, const ReportTable *table)
{
    Sheet *sheet = workbook_add(workbook, table->title);
    sheet_add_lead(sheet, table->title);
    if (table->rows->len == 0)
        sheet_add_lead(sheet, table->empty ? table->empty : "None.");
    sheet_add_column(sheet, table->row_heading, LABEL_WIDTH);
    for (guint i = 0; i < table->columns->len; i++)
        sheet_add_column(sheet, g_ptr_array_index(table->columns, i), NUMBER_WIDTH);
    for (guint i = 0; i < table->rows->len; i++) {
        const ReportRow *row = g_ptr_array_index(table->rows, i);
        sheet_add_text(sheet, row->label);
        for (guint j = 0; j < row->cells->len; j++)
            add_figure(sheet, report_figure(row, j));
        sheet_end_row(sheet);
    }
    if (table->charted > 0 && table->rows->len > 0)
        add_chart(sheet, table);
}

static void add_lines(Workbook *workbook, const gchar *name, const Report *report, const GPtrArray *lines)
{
    Sheet *sheet = workbook_add(workbook, name);
    g_autofree gchar *title = g_strdup_printf("%s, %s", report->title, report->authority);
    sheet_add_lead(sheet, title);
    if (report->marking)
        sheet_add_lead(sheet, report->marking);
    sheet_add_column(sheet, name, TEXT_WIDTH);
    for (guint i = 0; i < lines->len; i++) {
        sheet_add_text(sheet, g_ptr_array_index(lines, i));
        sheet_end_row(sheet);
    }
}

static void add_quotes(Workbook *workbook, const Report *report)
{
    if (report->quotes->len == 0)
        return;
    Sheet *sheet = workbook_add(workbook, "Examples");
    sheet_add_lead(sheet, "Compliments that may be quoted");
    sheet_add_column(sheet, "Theme", LABEL_WIDTH);
    sheet_add_column(sheet, "Compliment", TEXT_WIDTH);
    for (guint i = 0; i < report->quotes->len; i++) {
        const ReportQuote *quote = g_ptr_array_index(report->quotes, i);
        sheet_add_text(sheet, quote->theme);
        sheet_add_text(sheet, quote->text);
        sheet_end_row(sheet);
    }
}

Workbook *report_to_workbook(const Report *report, Day made)
{
    Workbook *workbook = workbook_new_titled(report->title, made);
    if (report->summary->len > 0)
        add_lines(workbook, "Summary", report, report->summary);
    for (guint i = 0; i < report->tables->len; i++)
        add_table(workbook, g_ptr_array_index(report->tables, i));
    add_quotes(workbook, report);
    add_lines(workbook, "How it was counted", report, report->notes);
    return workbook;
}

/* The part's label does not stand alone: "Raised: informally". */
static gchar *full_label(const ReportRow *row, const gchar *above)
{
    return row->part && above ? g_strdup_printf("%s: %s", above, row->label) : g_strdup(row->label);
}

/* The number alone; what it counts stands beside it. */
static gchar *bare_number(const Figure *figure)
{
    if (figure->kind == FIGURE_NONE)
        return g_strdup("");
    if (figure->kind == FIGURE_PERCENT)
        return g_strdup_printf("%u", (guint) figure->number);
    return figure_text(figure);
}

gchar *report_to_csv(const Report *report)
{
    g_autoptr(Workbook) workbook = workbook_new_titled(report->title, 0);
    static const gchar *const HEADINGS[] = {"table", "row", "column", "value", "unit"};
    Sheet *sheet = workbook_add(workbook, "report");
    for (guint i = 0; i < G_N_ELEMENTS(HEADINGS); i++)
        sheet_add_column(sheet, HEADINGS[i], NUMBER_WIDTH);
    for (guint i = 0; i < report->tables->len; i++) {
        const ReportTable *table = g_ptr_array_index(report->tables, i);
        const gchar *above = NULL;
        for (guint j = 0; j < table->rows->len; j++) {
            const ReportRow *row = g_ptr_array_index(table->rows, j);
            g_autofree gchar *label = full_label(row, above);
            above = row->part ? above : row->label;
            for (guint k = 0; k < row->cells->len; k++) {
                g_autofree gchar *number = bare_number(report_figure(row, k));
                sheet_add_text(sheet, table->title);
                sheet_add_text(sheet, label);
                sheet_add_text(sheet, g_ptr_array_index(table->columns, k));
                sheet_add_text(sheet, number);
                sheet_add_text(sheet, figure_unit(report_figure(row, k)));
                sheet_end_row(sheet);
            }
        }
    }
    return csv_from_sheet(sheet);
}
