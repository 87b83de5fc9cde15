/*
 * A workbook as an Excel file (.xlsx, ISO 29500) with Excel's own charts, by
 * libxlsxwriter. Dates are dates, IDs are text.
 */
#pragma once

#include "sheet/sheet.h"

/*
 * The file's bytes; the caller frees. What is written passes through memory
 * only: libxlsxwriter's temporary files have no names and lie in /dev/shm. A
 * text beyond Excel's 32,767 characters is cut and says so. Fails with
 * IRO_ERROR_SYSTEM.
 */
GBytes *xlsx_from_workbook(const Workbook *workbook, GError **error);
