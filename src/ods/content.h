/*
 * The parts of an OpenDocument spreadsheet as XML: its tables and its charts.
 */
#pragma once

#include "sheet/sheet.h"

/* content.xml. Charts are drawn from "Object 1", "Object 2" and so on, counted
 * through the workbook. The caller frees. */
gchar *ods_content(const Workbook *workbook);

/* "Object n/content.xml": one chart; the caller frees. */
gchar *ods_chart(const Sheet *sheet, const Chart *chart);
