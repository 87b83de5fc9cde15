/*
 * Whether the fonts of a page say which letters their signs are. Private to
 * this folder.
 */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

/* TRUE when some font, of the page or of a picture on it, is a part of a font
 * and has no table of its letters (ISO 32000-2, 9.10.2), or one of Ghostscript's
 * that may be wrong: its text may read as anything, as copies of copies show. */
gboolean page_has_nameless_font(qpdf_data pdf, qpdf_oh page);
