/*
 * Form fields and their widgets (ISO 32000-1, 12.7).
 */
#pragma once

#include "layout/page.h"
#include "pdfout/fonts.h"
#include "pdfout/haru.h"
#include "pdfout/structure.h"

/* pages: of HaruObject, as many as the layout has. Returns the widgets, of
 * HaruObject, by placement; the caller unrefs. */
GPtrArray *fields_add(Haru *haru, const Layout *layout, const GPtrArray *pages, const PdfFonts *fonts,
                      const Structure *structure);
