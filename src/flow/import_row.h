/*
 * One row of an earlier log as the events of a dispute.
 */
#pragma once

#include "flow/import_fields.h"
#include "flow/session.h"

typedef struct {
    Session *session;
    const Pack *pack;
    const ImportColumns *columns;
    const CsvRow *row;
    ImportReport *report;
} ImportRow;

/*
 * Events in order, without references, the first one EVENT_OPENED and the
 * second one EVENT_IMPORTED; NULL when the row cannot be taken, which is
 * noted.
 */
GPtrArray *import_row_events(const ImportRow *import);

/* The facts of EVENT_OPENED alone. */
Facts *import_row_facts(const ImportRow *import, const Track **track);
