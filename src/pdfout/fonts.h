/*
 * The embedded fonts as PDF objects. Each page shows text by glyph number
 * (Identity-H); what is typed into fields is set by the viewer in a simple
 * font over the same font file.
 */
#pragma once

#include "layout/page.h"
#include "pdfout/haru.h"

typedef struct {
    HaruObject *faces[FACE_N]; /* Type 0 fonts */
    HaruObject *typing;        /* TrueType font with WinAnsiEncoding, NULL without fields */
    HaruObject *resources;     /* a Font dictionary: /F0, /F1 by Face */
} PdfFonts;

#define PDF_MANY_PAGES 5 /* a document of so many must be kept small; a shorter one be written soon */

#define TYPING_FONT "NotoSans" /* its name in the form's resources */

/* subset: only what the layout shows, so that nothing can be typed; else the
 * regular face is whole, and only the other is cut down to what is shown. */
void fonts_add(Haru *haru, const Layout *layout, gboolean subset, PdfFonts *fonts);
