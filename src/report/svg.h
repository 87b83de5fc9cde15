/*
 * The chart of a table, drawn as SVG within a page.
 */
#pragma once

#include "figures/report.h"

void svg_append_chart(GString *html, const ReportTable *table);
