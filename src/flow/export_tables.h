/*
 * The tables of an export that stand beside the one of disputes, and what all
 * of them share.
 */
#pragma once

#include "flow/session.h"
#include "sheet/sheet.h"

/* What is exported. */
typedef struct {
    Session *session;
    GPtrArray *cases;       /* of Case, in order of opening */
    GPtrArray *compliments; /* of GPtrArray of Event: one compliment each */
    GPtrArray *roles;       /* of const Role: of all packs in it, each id once */
} Exported;

/* "head_of_service": a column's heading; the caller frees. */
gchar *export_heading(const gchar *name);

/* A column for each role, and its name in a row. */
void export_add_role_columns(Sheet *sheet, const Exported *exported);
void export_add_role_names(Sheet *sheet, const Exported *exported, const Facts *facts);

/* The day that a value holds as ISO text; what is none stays text. */
void export_add_written_day(Sheet *sheet, const gchar *text);

void export_stages(Workbook *workbook, const Exported *exported);
void export_compliments(Workbook *workbook, const Exported *exported);
void export_events(Workbook *workbook, const Exported *exported);
