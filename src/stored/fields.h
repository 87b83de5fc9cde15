/*
 * The form fields of an opened PDF, found by their widgets on the pages, so
 * that those missing from /AcroForm /Fields are read too. Private to this
 * folder.
 */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

#include "stored/sighting.h"

/* A field's picture, as it is drawn now, and what a viewer would fall back on. */
typedef struct {
    guint field;        /* index in the sighting */
    qpdf_oh appearance; /* a stream */
} FieldPicture;

/* Adds the fields and, for each page, a SeenPage without text. Returns the
 * pictures of text fields (of FieldPicture). */
GArray *fields_see(qpdf_data pdf, Sighting *sighting);
