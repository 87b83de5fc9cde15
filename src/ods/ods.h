/*
 * A workbook as an OpenDocument spreadsheet (.ods, OpenDocument 1.2) with
 * charts of its own kind, which LibreOffice draws from the cells.
 */
#pragma once

#include "sheet/sheet.h"

/* The file's bytes; the caller frees. Fails with IRO_ERROR_SYSTEM. */
GBytes *ods_from_workbook(const Workbook *workbook, GError **error);
