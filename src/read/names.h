/*
 * Names of form fields, as doc/contract.md has them and as programs that
 * join files rename them: merge_1.stage-2.response, stage-2+1.response,
 * stage-2.response_7f3a. Private to this folder.
 */
#pragma once

#include <glib.h>

typedef enum {
    PART_RESPONSE,
    PART_PROCEED,
    PART_RESOLVED,
    PART_DATE,
    PART_RESPONDER,
    PART_IDENTITY, /* form.id */
    PART_N
} Part;

const gchar *part_name(Part part);

/* FALSE when it is no field of ours. *stage is 0 for a compliment and for the
 * identity. */
gboolean part_from_field_name(const gchar *name, Part *part, guint *stage);

/* The same for a name that lost its group, as some programs that join or part
 * files leave it ("response"): which stage it is of, it does not say. */
gboolean part_from_bare_name(const gchar *name, Part *part);
