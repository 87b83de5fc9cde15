/*
 * Whether a page is as the program made it: each page of a form names its form
 * and a digest of its content under a key of its own (pdfout/). Private to
 * this folder.
 */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

#include "stored/sighting.h"

/* Sets `made` and the page's number when the mark is there and its digest is
 * that of the content; a page that a program wrote anew gets none, and is
 * known by its text. */
void page_mark_see(qpdf_data pdf, qpdf_oh page, SeenPage *seen);
