/*
 * A report as one page of HTML that is well-formed XML too: nothing is loaded
 * from elsewhere. Each table has its headings as such; each chart is drawn in
 * the page, and told in words for those who do not see it.
 */
#pragma once

#include "figures/report.h"

/* The caller frees. */
gchar *report_to_html(const Report *report);
