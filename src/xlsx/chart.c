#include "xlsx/chart.h"

#define ROWS_HIGH 20  /* rows that a chart covers */
#define SCALE     1.3 /* of the library's 480 by 288 pixels */
#define TEXT_SIZE 10  /* pt */

static lxw_color_t colour_of(guint series)
{
    return (lxw_color_t) g_ascii_strtoull(chart_colour(series) + 1, NULL, 16);
}

static guint8 type_of(ChartKind kind)
{
    switch (kind) {
    case CHART_BARS:
        return LXW_CHART_BAR;
    case CHART_STACKED:
        return LXW_CHART_COLUMN_STACKED;
    case CHART_LINES:
        return LXW_CHART_LINE;
    case CHART_COLUMNS:
        break;
    }
    return LXW_CHART_COLUMN;
}

static void add_series(lxw_chart *drawn, const Sheet *sheet, const Chart *chart, guint number)
{
    lxw_row_t heading = sheet_rows_above(sheet);
    lxw_row_t first = heading + 1 + chart->first_row, last = first + chart->n_rows - 1;
    lxw_col_t labels = (lxw_col_t) chart->category, column = (lxw_col_t) (chart->first_series + number);
    lxw_chart_series *series = chart_add_series(drawn, NULL, NULL);
    chart_series_set_categories(series, sheet->name, first, labels, last, labels);
    chart_series_set_values(series, sheet->name, first, column, last, column);
    chart_series_set_name_range(series, sheet->name, heading, column);
    if (chart->kind == CHART_LINES) {
        lxw_chart_line line = {.color = colour_of(number), .width = 2.25F};
        chart_series_set_line(series, &line);
        /* told apart without colour */
        chart_series_set_marker_type(series, (guint8) (LXW_CHART_MARKER_SQUARE + number % 5));
    } else {
        lxw_chart_fill fill = {.color = colour_of(number)};
        chart_series_set_fill(series, &fill);
    }
}

static void name_axis(lxw_chart_axis *axis, const gchar *title)
{
    lxw_chart_font plain = {.size = TEXT_SIZE, .bold = LXW_EXPLICIT_FALSE};
    if (!*title)
        return;
    chart_axis_set_name(axis, title);
    chart_axis_set_name_font(axis, &plain);
}

static gboolean add_chart(lxw_workbook *book, lxw_worksheet *into, const Sheet *sheet, guint number)
{
    const Chart *chart = g_ptr_array_index(sheet->charts, number);
    lxw_chart *drawn = workbook_add_chart(book, type_of(chart->kind));
    if (!drawn)
        return FALSE;
    for (guint i = 0; i < chart->n_series; i++)
        add_series(drawn, sheet, chart, i);
    lxw_chart_font title = {.size = TEXT_SIZE + 2, .bold = LXW_TRUE};
    chart_title_set_name(drawn, chart->title);
    chart_title_set_name_font(drawn, &title);
    /* of lying bars the library calls the axis on the left y, though it has the categories */
    gboolean lying = chart->kind == CHART_BARS;
    lxw_chart_axis *categories = lying ? drawn->y_axis : drawn->x_axis;
    lxw_chart_axis *values = lying ? drawn->x_axis : drawn->y_axis;
    name_axis(categories, chart->category_title);
    name_axis(values, chart->value_title);
    chart_axis_set_min(values, 0);
    if (lying) { /* the first row on top, as in the table, and the numbers below */
        chart_axis_set_reverse(categories);
        chart_axis_set_crossing_max(categories);
    }
    chart_legend_set_position(drawn, chart->n_series > 1 ? LXW_CHART_LEGEND_BOTTOM : LXW_CHART_LEGEND_NONE);
    lxw_chart_options options = {
        .x_scale = SCALE, .y_scale = SCALE, .description = (char *) chart->description};
    lxw_row_t row = sheet_rows_above(sheet) + number * ROWS_HIGH;
    return worksheet_insert_chart_opt(into, row, (lxw_col_t) (sheet_n_columns(sheet) + 1), drawn, &options) ==
           LXW_NO_ERROR;
}

gboolean xlsx_add_charts(lxw_workbook *book, lxw_worksheet *into, const Sheet *sheet)
{
    for (guint i = 0; i < sheet->charts->len; i++)
        if (!add_chart(book, into, sheet, i))
            return FALSE;
    return TRUE;
}
