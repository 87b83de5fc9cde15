/*
 * A CSV file that somebody else made, as rows of cells, through libcsv:
 * separated by commas, semicolons or tabs; UTF-8 with or without its mark,
 * UTF-16 with its mark, else Windows-1252.
 */
#pragma once

#include <glib.h>

typedef struct {
    guint line;       /* of the file, from 1, where the row begins */
    GPtrArray *cells; /* of gchar: UTF-8 in NFC, \n line ends, trimmed; "" when empty */
} CsvRow;

typedef struct {
    GPtrArray *rows; /* of CsvRow; empty lines are left out */
    gchar separator;
} CsvTable;

/*
 * At most 32 MiB, 200,000 rows, 1,000 columns. An apostrophe that keeps a
 * spreadsheet from running a cell is taken off. Fails with IRO_ERROR_INPUT,
 * whose message begins with the line.
 */
CsvTable *csv_table_read(const gchar *bytes, gsize length, GError **error);
void csv_table_free(CsvTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CsvTable, csv_table_free)

/* "" beyond the row's end. */
const gchar *csv_row_cell(const CsvRow *row, guint column);
