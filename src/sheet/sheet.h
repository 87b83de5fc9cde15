/*
 * Spreadsheets as plain data: a workbook of sheets, each a table under a row
 * of headings, with charts over its columns. The writers (csv.h, xlsx/, ods/)
 * turn it into files. Rows and columns count from 0, rows without what stands
 * above the table.
 */
#pragma once

#include <glib.h>

#include "model/day.h"

typedef enum {
    CELL_BLANK,
    CELL_TEXT, /* also an ID: leading zeros stay */
    CELL_WHOLE,
    CELL_DECIMAL,
    CELL_DAY,
    CELL_PERCENT,
} CellKind;

typedef struct {
    CellKind kind;
    guint decimals; /* shown, of CELL_DECIMAL and CELL_PERCENT */
    union {
        const gchar *text; /* owned by the sheet */
        gint64 whole;
        gdouble number; /* a percent as a fraction: 0.25 is 25 % */
        Day day;
    };
} Cell;

typedef struct {
    gchar *heading;
    guint width; /* characters */
} Column;

typedef enum {
    CHART_COLUMNS, /* upright bars side by side */
    CHART_BARS,    /* lying bars: for long category names */
    CHART_STACKED, /* upright bars, the series one on the other */
    CHART_LINES,
} ChartKind;

/* The series are neighbouring columns, named by their headings. */
typedef struct {
    ChartKind kind;
    const gchar *title;
    const gchar *category_title; /* of the axis with the categories */
    const gchar *value_title;    /* of the axis with the numbers */
    const gchar *description;    /* for those who cannot see it: says what the chart shows */
    guint first_row;
    guint n_rows;   /* 0: all from first_row on */
    guint category; /* the column with the categories' names */
    guint first_series;
    guint n_series;
} Chart;

typedef struct {
    gchar *name;
    GPtrArray *lead;   /* of gchar: lines above the table, the first one its title */
    GArray *columns;   /* of Column */
    GArray *cells;     /* of Cell, row by row */
    GPtrArray *charts; /* of Chart; texts owned by the sheet */
    gboolean filter;   /* the headings offer to choose rows */
    guint row_start;   /* in cells: of the row being filled */
    GStringChunk *texts;
} Sheet;

typedef struct {
    gchar *title;      /* of the document, for its properties */
    Day made;          /* stands in the document's properties: the same content gives the same bytes */
    GPtrArray *sheets; /* of Sheet */
} Workbook;

Workbook *workbook_new_titled(const gchar *title, Day made);
void workbook_destroy(Workbook *workbook);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Workbook, workbook_destroy)

/* Owned by the workbook. The name is shortened to 31 characters without
 * []:*?/\ (Excel's rule) and has to be unlike the others'. */
Sheet *workbook_add(Workbook *workbook, const gchar *name);

/* Lines above the table and the columns come before the first row. */
void sheet_add_lead(Sheet *sheet, const gchar *line);
void sheet_add_column(Sheet *sheet, const gchar *heading, guint width);

/* Each fills the next cell of the row. A text's characters that no spreadsheet
 * file can hold become U+FFFD; NULL leaves the cell blank, as does DAY_NONE. */
void sheet_add_blank(Sheet *sheet);
void sheet_add_text(Sheet *sheet, const gchar *text);
void sheet_add_whole(Sheet *sheet, gint64 number);
void sheet_add_decimal(Sheet *sheet, gdouble number, guint decimals);
void sheet_add_percent(Sheet *sheet, gdouble fraction, guint decimals);
void sheet_add_day(Sheet *sheet, Day day);

/* Leaves the rest of the row blank; the next cell begins a new one. */
void sheet_end_row(Sheet *sheet);

/* Copies the chart; once its rows are there. */
void sheet_add_chart(Sheet *sheet, const Chart *chart);

guint sheet_n_rows(const Sheet *sheet);
guint sheet_n_columns(const Sheet *sheet);
const Column *sheet_column(const Sheet *sheet, guint column);
const Cell *sheet_cell(const Sheet *sheet, guint row, guint column);

/* How a sheet goes on paper. */
typedef enum {
    PAPER_ONE_WIDE, /* made to fit the width of a page */
    PAPER_ONE_PAGE, /* made to fit one page: no chart is cut in two */
    PAPER_AS_IT_IS, /* too wide to be read when made to fit */
} Paper;
Paper sheet_paper(const Sheet *sheet);

/* Rows of the file above the headings: the lead and an empty one after it. */
guint sheet_rows_above(const Sheet *sheet);

/* "#12436d": fill of the n-th series. The palette of the Government Analysis
 * Function, told apart in grey too; no red, which is for what is late alone. */
const gchar *chart_colour(guint series);
