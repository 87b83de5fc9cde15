/*
 * A report as plain tables: what is written down as text, CSV, HTML, PDF or
 * spreadsheet, before any of these.
 */
#pragma once

#include <glib.h>

#include "figures/ledger.h"

typedef enum {
    FIGURE_NONE, /* nothing to say: a percentage of nothing */
    FIGURE_COUNT,
    FIGURE_PERCENT, /* whole percent */
    FIGURE_DAYS,    /* working days; a half is possible */
    FIGURE_RATE,    /* one decimal */
    FIGURE_HIDDEN,  /* "c" */
} FigureKind;

typedef struct {
    FigureKind kind;
    gdouble number;
} Figure;

typedef struct {
    gchar *label;
    gboolean part; /* of the row above it that is none */
    gboolean late; /* of lateness: marked when it is not 0 */
    GArray *cells; /* of Figure, one for each column */
} ReportRow;

typedef struct {
    gchar *title;
    gchar *row_heading; /* over the labels: "Theme" */
    gchar *empty;       /* what is said in place of a table without rows */
    GPtrArray *columns; /* of gchar */
    GPtrArray *rows;    /* of ReportRow */
    guint charted;      /* a bar chart of the first so many columns; 0: none */
} ReportTable;

typedef struct {
    gchar *theme;
    gchar *text;
} ReportQuote;

typedef struct {
    gchar *title;       /* "IRO disputes and compliments: October 2026" */
    gchar *authority;   /* or "All authorities" */
    gchar *marking;     /* "OFFICIAL-SENSITIVE"; NULL in a public report */
    guint32 accent;     /* 0xrrggbb */
    gchar *name;        /* for files: "iro-report-2026-10" */
    GPtrArray *summary; /* of gchar: sentences */
    GPtrArray *tables;  /* of ReportTable */
    GPtrArray *quotes;  /* of ReportQuote */
    GPtrArray *notes;   /* of gchar: how it was counted */
} Report;

Report *report_new(void);
void report_free(Report *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Report, report_free)

/* Each takes the string; what is returned belongs to the report. */
ReportTable *report_add_table(Report *report, const gchar *title, const gchar *row_heading);
void report_table_column(ReportTable *table, const gchar *heading);
ReportRow *report_table_row(ReportTable *table, const gchar *label);
void report_say(GPtrArray *list, const gchar *format, ...) G_GNUC_PRINTF(2, 3);

void report_row_add(ReportRow *row, FigureKind kind, gdouble number);
void report_row_count(ReportRow *row, guint count);
void report_row_percent(ReportRow *row, guint part, guint whole); /* of nothing: none */
void report_row_public(ReportRow *row, PublicNumber number);

/* The cell as it is read: "12", "67%", "7.5", "c", "–"; the caller frees. */
gchar *figure_text(const Figure *cell);
const Figure *report_figure(const ReportRow *row, guint column);
/* What its number counts: "count", "percent", "working days", "per 100". */
const gchar *figure_unit(const Figure *cell);

/* TRUE for what the reader's eye is to be drawn to: lateness that there was. */
gboolean report_row_alarms(const ReportRow *row, guint column);

/* The chart of a table in words; the caller frees. */
gchar *report_chart_words(const ReportTable *table);
/* The largest number charted. */
gdouble report_chart_most(const ReportTable *table);
