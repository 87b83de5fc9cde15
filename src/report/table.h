/*
 * A report as sheets: one for each table, with its charts, for spreadsheets;
 * and as one list with a number a line, for CSV.
 */
#pragma once

#include "figures/report.h"
#include "sheet/sheet.h"

/* made: the day in the file's properties. The caller destroys it. */
Workbook *report_to_workbook(const Report *report, Day made);

/* table, row, column, value, unit. The caller frees. */
gchar *report_to_csv(const Report *report);
