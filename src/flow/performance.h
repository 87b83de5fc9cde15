/*
 * The performance report of a period.
 */
#pragma once

#include "figures/report_make.h"
#include "flow/session.h"

typedef struct {
    Period period;
    const gchar *authority; /* pack id; NULL: all */
    gboolean public;
    Denominators now, before;
} PerformanceOptions;

/*
 * Fails with IRO_ERROR_USAGE for a period that has not begun, for an unknown
 * authority, and for a public report of a period that is not over or of
 * several authorities.
 */
Report *performance_report(Session *session, const PerformanceOptions *options, GError **error);
