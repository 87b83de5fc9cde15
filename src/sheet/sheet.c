#include "sheet/sheet.h"

#include <string.h>

#define WIDTH_MOST 350 /* characters that can still be read across a page of A4 */
#define NAME_MOST  31  /* characters of a sheet's name in Excel */

static void column_clear(gpointer column)
{
    g_free(((Column *) column)->heading);
}

static void sheet_free(gpointer data)
{
    Sheet *sheet = data;
    g_free(sheet->name);
    g_ptr_array_unref(sheet->lead);
    g_array_unref(sheet->columns);
    g_array_unref(sheet->cells);
    g_ptr_array_unref(sheet->charts);
    g_string_chunk_free(sheet->texts);
    g_free(sheet);
}

Workbook *workbook_new_titled(const gchar *title, Day made)
{
    Workbook *workbook = g_new0(Workbook, 1);
    workbook->title = g_strdup(title);
    workbook->made = made;
    workbook->sheets = g_ptr_array_new_with_free_func(sheet_free);
    return workbook;
}

void workbook_destroy(Workbook *workbook)
{
    if (!workbook)
        return;
    g_free(workbook->title);
    g_ptr_array_unref(workbook->sheets);
    g_free(workbook);
}

static gchar *clean_name(const gchar *name)
{
    g_autofree gchar *valid = g_utf8_make_valid(name, -1);
    gchar *cut = g_utf8_substring(valid, 0, MIN(g_utf8_strlen(valid, -1), NAME_MOST));
    return g_strdelimit(cut, "[]:*?/\\'", '-');
}

Sheet *workbook_add(Workbook *workbook, const gchar *name)
{
    Sheet *sheet = g_new0(Sheet, 1);
    sheet->name = clean_name(name);
    sheet->lead = g_ptr_array_new_with_free_func(g_free);
    sheet->columns = g_array_new(FALSE, TRUE, sizeof(Column));
    g_array_set_clear_func(sheet->columns, column_clear);
    sheet->cells = g_array_new(FALSE, TRUE, sizeof(Cell));
    sheet->charts = g_ptr_array_new_with_free_func(g_free);
    sheet->texts = g_string_chunk_new(4096);
    g_ptr_array_add(workbook->sheets, sheet);
    return sheet;
}

/* XML 1.0, section 2.2: what may stand in a document. */
static gboolean is_allowed(gunichar letter)
{
    return letter == '\t' || letter == '\n' || (letter >= 0x20 && letter != 0xfffe && letter != 0xffff);
}

static gchar *clean_text(const gchar *text)
{
    g_autofree gchar *valid = g_utf8_make_valid(text, -1);
    GString *clean = g_string_sized_new(strlen(valid));
    for (const gchar *at = valid; *at; at = g_utf8_next_char(at)) {
        if (*at == '\r' && at[1] == '\n')
            continue;
        gunichar letter = *at == '\r' ? '\n' : g_utf8_get_char(at);
        g_string_append_unichar(clean, is_allowed(letter) ? letter : 0xfffd);
    }
    return g_string_free(clean, FALSE);
}

void sheet_add_lead(Sheet *sheet, const gchar *line)
{
    g_ptr_array_add(sheet->lead, clean_text(line));
}

void sheet_add_column(Sheet *sheet, const gchar *heading, guint width)
{
    g_return_if_fail(sheet->cells->len == 0);
    Column column = {.heading = clean_text(heading), .width = width};
    g_array_append_val(sheet->columns, column);
}

static void add(Sheet *sheet, Cell cell)
{
    g_return_if_fail(sheet->cells->len - sheet->row_start < sheet->columns->len);
    g_array_append_val(sheet->cells, cell);
}

void sheet_add_blank(Sheet *sheet)
{
    add(sheet, (Cell){.kind = CELL_BLANK});
}

void sheet_add_text(Sheet *sheet, const gchar *text)
{
    if (!text || !*text) {
        sheet_add_blank(sheet);
        return;
    }
    g_autofree gchar *clean = clean_text(text);
    add(sheet, (Cell){.kind = CELL_TEXT, .text = g_string_chunk_insert_const(sheet->texts, clean)});
}

void sheet_add_whole(Sheet *sheet, gint64 number)
{
    add(sheet, (Cell){.kind = CELL_WHOLE, .whole = number});
}

void sheet_add_decimal(Sheet *sheet, gdouble number, guint decimals)
{
    add(sheet, (Cell){.kind = CELL_DECIMAL, .number = number, .decimals = decimals});
}

void sheet_add_percent(Sheet *sheet, gdouble fraction, guint decimals)
{
    add(sheet, (Cell){.kind = CELL_PERCENT, .number = fraction, .decimals = decimals});
}

void sheet_add_day(Sheet *sheet, Day day)
{
    if (day == DAY_NONE)
        sheet_add_blank(sheet);
    else
        add(sheet, (Cell){.kind = CELL_DAY, .day = day});
}

void sheet_end_row(Sheet *sheet)
{
    while (sheet->cells->len - sheet->row_start < sheet->columns->len)
        sheet_add_blank(sheet);
    sheet->row_start = sheet->cells->len;
}

static const gchar *keep(Sheet *sheet, const gchar *text)
{
    g_autofree gchar *clean = clean_text(text ? text : "");
    return g_string_chunk_insert_const(sheet->texts, clean);
}

void sheet_add_chart(Sheet *sheet, const Chart *chart)
{
    guint rows = sheet_n_rows(sheet);
    g_return_if_fail(chart->first_row < rows && chart->first_row + chart->n_rows <= rows);
    g_return_if_fail(chart->n_series > 0 && chart->first_series + chart->n_series <= sheet->columns->len);
    Chart *copy = g_memdup2(chart, sizeof *chart);
    copy->title = keep(sheet, chart->title);
    copy->category_title = keep(sheet, chart->category_title);
    copy->value_title = keep(sheet, chart->value_title);
    copy->description = keep(sheet, chart->description);
    if (copy->n_rows == 0)
        copy->n_rows = rows - copy->first_row;
    g_ptr_array_add(sheet->charts, copy);
}

guint sheet_n_rows(const Sheet *sheet)
{
    return sheet->columns->len ? sheet->row_start / sheet->columns->len : 0;
}

guint sheet_n_columns(const Sheet *sheet)
{
    return sheet->columns->len;
}

const Column *sheet_column(const Sheet *sheet, guint column)
{
    return &g_array_index(sheet->columns, Column, column);
}

const Cell *sheet_cell(const Sheet *sheet, guint row, guint column)
{
    return &g_array_index(sheet->cells, Cell, row * sheet->columns->len + column);
}

guint sheet_rows_above(const Sheet *sheet)
{
    return sheet->lead->len ? sheet->lead->len + 1 : 0;
}

Paper sheet_paper(const Sheet *sheet)
{
    guint wide = 0;
    for (guint i = 0; i < sheet->columns->len; i++)
        wide += sheet_column(sheet, i)->width;
    if (wide > WIDTH_MOST)
        return PAPER_AS_IT_IS;
    return sheet->charts->len ? PAPER_ONE_PAGE : PAPER_ONE_WIDE;
}

const gchar *chart_colour(guint series)
{
    static const gchar *const colours[] = {"#12436d", "#28a197", "#f46a25", "#3d3d3d", "#a285d1", "#801650"};
    return colours[series % G_N_ELEMENTS(colours)];
}
