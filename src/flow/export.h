/*
 * The dispute database as a table.
 */
#pragma once

#include "flow/session.h"

/*
 * A header line and a line for each dispute. RFC 4180, UTF-8, ISO dates; a
 * cell that a spreadsheet would take for a formula begins with an apostrophe.
 * The caller frees.
 */
gchar *export_csv(Session *session, GError **error);
