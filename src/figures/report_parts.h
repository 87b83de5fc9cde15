/*
 * What both sorts of report begin with; no other folder includes this.
 */
#pragma once

#include "figures/report_make.h"

/* Title, authority, marking, name: everything but sentences and tables. */
Report *report_begin(const ReportWanted *wanted, gboolean public);
