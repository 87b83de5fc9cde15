/*
 * Reads a printed copy of a form: no fields are left, but their places are
 * known from the form as it was issued. Private to this folder.
 */
#pragma once

#include "model/reading.h"
#include "read/forms.h"

/* Set in the evidence when the letters of a copy cannot be told, so that its
 * text has to be read from its picture. */
#define COPIES_ILLEGIBLE "print.illegible"

/* placements: of Placement (layout/page.h), as the form was issued. Sets the
 * answers, the outcome, their problems and evidence; what cannot be told for
 * sure goes to a person. */
void copies_read(Reading *reading, const FoundForm *form, const Sighting *sighting,
                 const GPtrArray *placements);
