/*
 * The dispute database as tables.
 */
#pragma once

#include "flow/session.h"
#include "sheet/sheet.h"

/*
 * A workbook of four sheets: "Disputes" (a row each, with its stages beside
 * it), "Stages", "Compliments" and "Events". authority: id of a pack, or NULL
 * for all. Fails with IRO_ERROR_INPUT when there is no such pack. The caller
 * frees.
 */
Workbook *export_workbook(Session *session, const gchar *authority, GError **error);

/* The first of these sheets as CSV; the caller frees. */
gchar *export_csv(Session *session, const gchar *authority, GError **error);
