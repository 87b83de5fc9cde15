/*
 * Who else is named in a child's records: the list for redaction.
 */
#pragma once

#include "flow/session.h"
#include "sheet/sheet.h"

/*
 * A sheet of third parties: whose name or address, in which part, and where it
 * occurs. records: of GPtrArray of Event, those of the child. Another child's
 * name is told by its place alone. The caller frees.
 */
Workbook *child_third_parties(Session *session, const gchar *child, const GPtrArray *records, GError **error);
