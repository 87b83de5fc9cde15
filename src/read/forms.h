/*
 * Finds the forms in a file: which fields and pages belong together, and
 * whose form it is. Private to this folder.
 */
#pragma once

#include <glib.h>

#include "model/reference.h"
#include "read/names.h"
#include "stored/sighting.h"

typedef struct {
    GPtrArray *parts[PART_N]; /* of SeenField, owned by the sighting: widgets of each part */
    gboolean answered_in_fields;
    guint stage;          /* by the names of the fields; 0 for a compliment */
    gboolean collided;    /* shares a field, and so its value, with another form of the file */
    FormId id;            /* reference NULL: none is known; issue 0: from print alone */
    guint made_issue;     /* of its pages that are as they were made; 0: none is */
    gboolean conflict;    /* its signs of identity disagree */
    GString *signs;       /* where the identity was found, for the evidence */
    GArray *pages;        /* of guint, from 1, rising */
    gboolean lacks_pages; /* by its own page numbers */
} FoundForm;

/* A field on the form's pages that is none of ours and holds something: a text,
 * a ticked box. */
gboolean forms_has_stranger(const FoundForm *form, const Sighting *sighting);

/* Of FoundForm, in page order; empty when the file holds no form of ours. */
GPtrArray *forms_find(const Sighting *sighting);
