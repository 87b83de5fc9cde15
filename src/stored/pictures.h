/*
 * Takes the pictures of fields out of a PDF as pages of a small one. Private
 * to this folder.
 */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

/* pictures: of FieldPicture; those that cannot be taken out are removed. NULL
 * when none is left. */
GBytes *pictures_to_pdf(qpdf_data pdf, GArray *pictures);
