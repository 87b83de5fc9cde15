/*
 * Documents like those that the program sets, with plainly invented people.
 */
#pragma once

#include "document/document.h"

typedef struct {
    guint stages;      /* earlier stages, 0 to 3 */
    guint paragraphs;  /* of the concern, at least 1 */
    const gchar *text; /* each paragraph of the concern; NULL: an English one */
} SampleForm;

Document *sample_form(const SampleForm *sample);
Document *sample_compliment(void);

/* A document of one style of paragraph without furniture. */
Document *sample_plain(void);
Block *sample_add(Document *document, BlockKind kind, const gchar *text);
