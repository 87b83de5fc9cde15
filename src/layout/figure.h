/*
 * Rows of tables, and charts.
 */
#pragma once

#include "layout/flow.h"

/* The index after the last cell of the row that starts at block `first`. */
guint figure_row_end(const Document *document, guint first);

/* The first cell is a label, at the left; the others are numbers, at the right of their columns. */
void figure_set_row(Flow *flow, guint first, guint end);

/* Bars that lie, a group for each label; its first item is as large as all of it. */
void figure_set_chart(Flow *flow, guint index);
