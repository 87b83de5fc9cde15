/*
 * The words of a text field's picture where they can be told without drawing
 * it: simple fonts in WinAnsiEncoding or the code of our fields
 * (layout/typing_code.h), strings shown one after the other.
 * Private to this folder.
 */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

/* appearance: a stream; resources: what it is drawn with when it has none of
 * its own. NULL whenever anything is not of the plainest kind. The caller
 * frees. */
gchar *drawn_text_of(qpdf_data pdf, qpdf_oh appearance, qpdf_oh resources);
