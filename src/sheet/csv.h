/*
 * A sheet as CSV: RFC 4180, UTF-8, ISO dates. The one place where what a
 * spreadsheet would take for a formula is made text: such a cell begins with
 * an apostrophe.
 */
#pragma once

#include "sheet/sheet.h"

/* Appends the text as one cell, without what separates it from others. */
void csv_add_text(GString *csv, const gchar *text);

/* Headings and rows; the lines above the table are left out, so that every line
 * has as many cells. The caller frees. */
gchar *csv_from_sheet(const Sheet *sheet);
