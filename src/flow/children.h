/*
 * The child list: what need not be typed again for each dispute of a child.
 */
#pragma once

#include "flow/import.h"

/*
 * The table becomes the child list of options->authority, which is needed; who
 * is not in it is forgotten. Taken are child.id, child.name, child.born, team,
 * iro.name, iro.email and the people by role. record as for import_disputes.
 */
ImportResult *children_import(Session *session, const CsvTable *table, const ImportOptions *options,
                              gboolean record, GError **error);

/*
 * Adds to a dispute's facts, when they do not name the child, what the child
 * list says of its identifier; what the facts say stays. Fails with
 * IRO_ERROR_INPUT, naming `file`, when something needed is missing still.
 */
gboolean children_complete(Session *session, const gchar *file, Facts *facts, GError **error);
