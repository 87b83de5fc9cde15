/*
 * Which column of a foreign table is which field of ours.
 */
#pragma once

#include "csv/table.h"
#include "model/day.h"
#include "model/pack.h"

/* "log.csv:3: column "Raised": …": what is wrong, where, and what to do; never a cell's text. */
typedef struct {
    const gchar *file;   /* as the user named it */
    GPtrArray *problems; /* of gchar */
} ImportReport;

void import_note(ImportReport *report, guint line, const gchar *column, const gchar *format, ...)
    G_GNUC_PRINTF(4, 5);

typedef struct ImportColumns ImportColumns;

/*
 * Reads the table's first row. A column is taken when its heading is a field's
 * name (child.id, tm.name, stage-1.issued), its heading in an export
 * (child_id, team_manager), or when `maps` says "HEADING=FIELD"; "HEADING=-"
 * leaves it out. Headings are compared without case, blanks and signs. Notes
 * what is wrong with maps, and two columns for one field. pack may be NULL:
 * then roles go by their ids only.
 */
ImportColumns *import_columns_new(const CsvTable *table, const Pack *pack, const gchar *const *maps,
                                  ImportReport *report);
void import_columns_free(ImportColumns *columns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImportColumns, import_columns_free)

/* The row's text for the field; NULL when there is no such column or nothing in it. */
const gchar *import_columns_text(const ImportColumns *columns, const CsvRow *row, const gchar *field);

/* The heading of the field's column; the field's own name when there is none. */
const gchar *import_columns_heading(const ImportColumns *columns, const gchar *field);

gboolean import_columns_has(const ImportColumns *columns, const gchar *field);

/* "Remarks, Cost": headings that were not taken; NULL when all were. The caller frees. */
gchar *import_columns_unused(const ImportColumns *columns);

/* The field's day as people write it, day first; DAY_NONE when there is none
 * or it is wrong, which is noted. A day after `today` is wrong. */
Day import_columns_day(const ImportColumns *columns, const CsvRow *row, const gchar *field, Day today,
                       ImportReport *report);
