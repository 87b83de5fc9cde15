/*
 * The report of a period: from what was counted to its tables.
 */
#pragma once

#include "figures/denominators.h"
#include "figures/report.h"
#include "figures/tally.h"

typedef struct {
    const Tally *tally;
    const Pack *pack; /* NULL: all authorities */
    Period period;
    Day until; /* the last day counted: the period's, or an earlier one when it is not over */
    Denominators now, before;
} ReportWanted;

/* The whole report, for those within. */
Report *report_make(const ReportWanted *wanted);

/* The one for everybody: numbers as public.h lets them be seen. pack is set, the period over. */
Report *report_make_public(const ReportWanted *wanted);
