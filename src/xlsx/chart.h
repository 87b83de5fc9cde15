/*
 * Excel's own charts over the cells of a sheet.
 */
#pragma once

#include <xlsxwriter.h>

#include "sheet/sheet.h"

/* Puts the sheet's charts to the right of its table, one under the other. FALSE
 * when the library refuses one. */
gboolean xlsx_add_charts(lxw_workbook *book, lxw_worksheet *into, const Sheet *sheet);
