/*
 * Taking over an earlier dispute log: each row becomes a dispute with a history
 * of its own, its events marked as imported. All of the table is taken or
 * nothing.
 */
#pragma once

#include "csv/table.h"
#include "flow/session.h"

typedef struct {
    const gchar *file;        /* as the user named it, for messages */
    const gchar *authority;   /* pack id; NULL when each row says it */
    const gchar *const *maps; /* "HEADING=FIELD", NULL-terminated, or NULL */
} ImportOptions;

typedef struct {
    GPtrArray *taken;    /* of gchar: "log.csv:2: …", what each row becomes */
    GPtrArray *problems; /* of gchar: "log.csv:3: column "Raised": …"; then nothing is recorded */
    gchar *unused;       /* headings that were not taken, or NULL */
} ImportResult;

void import_result_free(ImportResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImportResult, import_result_free)

/*
 * record: within a transaction; FALSE only says what would be taken. Fails
 * with IRO_ERROR_INPUT (no such pack), IRO_ERROR_STORE.
 */
ImportResult *import_disputes(Session *session, const CsvTable *table, const ImportOptions *options,
                              gboolean record, GError **error);
