/*
 * A report as plain text of at most 80 columns: sentences first, then each
 * table with its headings, then how it was counted.
 */
#pragma once

#include "figures/report.h"

/* The caller frees. */
gchar *report_to_text(const Report *report);
