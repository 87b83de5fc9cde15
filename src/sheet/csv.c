#include "sheet/csv.h"

#include <string.h>

/* A spreadsheet runs what begins like this. */
static gboolean looks_like_formula(const gchar *text)
{
    return *text && strchr("=+-@\t\r", *text) != NULL;
}

void csv_add_text(GString *csv, const gchar *text)
{
    const gchar *value = text ? text : "";
    gboolean formula = looks_like_formula(value);
    if (!formula && !strpbrk(value, ",\"\r\n")) {
        g_string_append(csv, value);
        return;
    }
    g_string_append(csv, formula ? "\"'" : "\"");
    for (; *value; value++)
        g_string_append_printf(csv, *value == '"' ? "\"%c" : "%c", *value);
    g_string_append_c(csv, '"');
}

static void add_number(GString *csv, gdouble number, guint decimals, const gchar *unit)
{
    gchar format[16], digits[G_ASCII_DTOSTR_BUF_SIZE];
    g_snprintf(format, sizeof format, "%%.%uf", MIN(decimals, 9));
    g_string_append(csv, g_ascii_formatd(digits, sizeof digits, format, number));
    g_string_append(csv, unit);
}

static void add_day(GString *csv, Day day)
{
    g_autofree gchar *text = day_to_iso(day);
    csv_add_text(csv, text);
}

/* Numbers are our own, not text that somebody wrote: a minus sign stays. */
static void add_cell(GString *csv, const Cell *cell)
{
    switch (cell->kind) {
    case CELL_BLANK:
        csv_add_text(csv, NULL);
        break;
    case CELL_TEXT:
        csv_add_text(csv, cell->text);
        break;
    case CELL_WHOLE:
        g_string_append_printf(csv, "%" G_GINT64_FORMAT, cell->whole);
        break;
    case CELL_DECIMAL:
        add_number(csv, cell->number, cell->decimals, "");
        break;
    case CELL_PERCENT:
        add_number(csv, cell->number * 100, cell->decimals, "%");
        break;
    case CELL_DAY:
        add_day(csv, cell->day);
        break;
    }
}

/* Between two cells, and after the last one of a line. */
static void separate(GString *csv, guint column, guint columns)
{
    g_string_append(csv, column + 1 < columns ? "," : "\r\n");
}

gchar *csv_from_sheet(const Sheet *sheet)
{
    GString *csv = g_string_new(NULL);
    guint columns = sheet_n_columns(sheet);
    for (guint i = 0; i < columns; i++) {
        csv_add_text(csv, sheet_column(sheet, i)->heading);
        separate(csv, i, columns);
    }
    for (guint row = 0; row < sheet_n_rows(sheet); row++) {
        for (guint i = 0; i < columns; i++) {
            add_cell(csv, sheet_cell(sheet, row, i));
            separate(csv, i, columns);
        }
    }
    return g_string_free(csv, FALSE);
}
