/*
 * What the parts of a report share; no other folder includes this.
 */
#pragma once

#include "figures/report_make.h"

/* Title, authority, marking, name: everything but sentences and tables. */
Report *report_begin(const ReportWanted *wanted, gboolean public);

/* A report being made: its period, and the one a year before. */
typedef struct {
    const Tally *tally;
    Period now, before;
    gchar *words[2]; /* of the two periods: headings */
} Making;

guint making_count(const Making *making, Count count, gboolean before);

/* Of all authorities. */
Stock making_stock(const Making *making, gboolean before);

/* What the figures say, and how they were counted, in sentences. */
void report_add_summary(Report *report, const Making *making, const ReportWanted *wanted);
void report_add_notes(Report *report, const Making *making);
