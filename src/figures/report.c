#include "figures/report.h"

static void row_free(gpointer data)
{
    ReportRow *row = data;
    g_free(row->label);
    g_array_unref(row->cells);
    g_free(row);
}

static void table_free(gpointer data)
{
    ReportTable *table = data;
    g_free(table->title);
    g_free(table->row_heading);
    g_free(table->empty);
    g_ptr_array_unref(table->columns);
    g_ptr_array_unref(table->rows);
    g_free(table);
}

static void quote_free(gpointer data)
{
    ReportQuote *quote = data;
    g_free(quote->theme);
    g_free(quote->text);
    g_free(quote);
}

Report *report_new(void)
{
    Report *report = g_new0(Report, 1);
    report->summary = g_ptr_array_new_with_free_func(g_free);
    report->tables = g_ptr_array_new_with_free_func(table_free);
    report->quotes = g_ptr_array_new_with_free_func(quote_free);
    report->notes = g_ptr_array_new_with_free_func(g_free);
    return report;
}

void report_free(Report *report)
{
    if (!report)
        return;
    g_free(report->title);
    g_free(report->authority);
    g_free(report->marking);
    g_free(report->name);
    g_ptr_array_unref(report->summary);
    g_ptr_array_unref(report->tables);
    g_ptr_array_unref(report->quotes);
    g_ptr_array_unref(report->notes);
    g_free(report);
}

ReportTable *report_add_table(Report *report, const gchar *title, const gchar *row_heading)
{
    ReportTable *table = g_new0(ReportTable, 1);
    table->title = g_strdup(title);
    table->row_heading = g_strdup(row_heading);
    table->columns = g_ptr_array_new_with_free_func(g_free);
    table->rows = g_ptr_array_new_with_free_func(row_free);
    g_ptr_array_add(report->tables, table);
    return table;
}

void report_table_column(ReportTable *table, const gchar *heading)
{
    g_ptr_array_add(table->columns, g_strdup(heading));
}

ReportRow *report_table_row(ReportTable *table, const gchar *label)
{
    ReportRow *row = g_new0(ReportRow, 1);
    row->label = g_strdup(label);
    row->cells = g_array_new(FALSE, FALSE, sizeof(Figure));
    g_ptr_array_add(table->rows, row);
    return row;
}

void report_say(GPtrArray *list, const gchar *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_ptr_array_add(list, g_strdup_vprintf(format, arguments));
    va_end(arguments);
}

void report_row_add(ReportRow *row, FigureKind kind, gdouble number)
{
    Figure cell = {kind, number};
    g_array_append_val(row->cells, cell);
}

void report_row_count(ReportRow *row, guint count)
{
    report_row_add(row, FIGURE_COUNT, count);
}

void report_row_percent(ReportRow *row, guint part, guint whole)
{
    /* half a percent goes up */
    report_row_add(row, whole ? FIGURE_PERCENT : FIGURE_NONE, whole ? (200 * part + whole) / (2 * whole) : 0);
}

void report_row_public(ReportRow *row, PublicNumber number)
{
    report_row_add(row, number.hidden ? FIGURE_HIDDEN : FIGURE_COUNT, number.value);
}

const Figure *report_figure(const ReportRow *row, guint column)
{
    return &g_array_index(row->cells, Figure, column);
}

/* Digits by hand: a locale would write a comma. */
static gchar *one_decimal(gdouble number)
{
    guint tenths = (guint) (number * 10 + 0.5);
    return g_strdup_printf("%u.%u", tenths / 10, tenths % 10);
}

gchar *figure_text(const Figure *cell)
{
    switch (cell->kind) {
    case FIGURE_COUNT:
        return g_strdup_printf("%u", (guint) cell->number);
    case FIGURE_PERCENT:
        return g_strdup_printf("%u%%", (guint) cell->number);
    case FIGURE_DAYS:
        if (cell->number == (guint) cell->number)
            return g_strdup_printf("%u", (guint) cell->number);
        return one_decimal(cell->number);
    case FIGURE_RATE:
        return one_decimal(cell->number);
    case FIGURE_HIDDEN:
        return g_strdup("c");
    case FIGURE_NONE:
        break;
    }
    return g_strdup("–");
}

const gchar *figure_unit(const Figure *cell)
{
    static const gchar *const UNITS[] = {[FIGURE_NONE] = "",           [FIGURE_COUNT] = "count",
                                         [FIGURE_PERCENT] = "percent", [FIGURE_DAYS] = "working days",
                                         [FIGURE_RATE] = "per 100",    [FIGURE_HIDDEN] = "count"};
    return UNITS[cell->kind];
}

gboolean report_row_alarms(const ReportRow *row, guint column)
{
    const Figure *cell = report_figure(row, column);
    return row->late && column == 0 && cell->kind != FIGURE_NONE && cell->kind != FIGURE_HIDDEN &&
           cell->number > 0;
}

gchar *report_chart_words(const ReportTable *table)
{
    GString *words = g_string_new("Bar chart.");
    for (guint i = 0; i < table->rows->len; i++) {
        const ReportRow *row = g_ptr_array_index(table->rows, i);
        g_string_append_printf(words, " %s:", row->label);
        for (guint j = 0; j < table->charted; j++) {
            g_autofree gchar *text = figure_text(report_figure(row, j));
            g_string_append_printf(words, "%s %s %s", j ? "," : "", (const gchar *) table->columns->pdata[j],
                                   text);
        }
        g_string_append_c(words, '.');
    }
    return g_string_free(words, FALSE);
}

gdouble report_chart_most(const ReportTable *table)
{
    gdouble most = 0;
    for (guint i = 0; i < table->rows->len; i++)
        for (guint j = 0; j < table->charted; j++)
            most = MAX(most, report_figure(g_ptr_array_index(table->rows, i), j)->number);
    return most;
}
