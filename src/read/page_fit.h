/*
 * How a page of a form lies on a page that shows it: printing scales, shifts
 * and turns. Told by the registration marks that every page of a form bears
 * (layout/furniture): an L at the top left and squares in the other corners.
 * Private to this folder.
 */
#pragma once

#include "layout/page.h"
#include "stored/sighting.h"

/* From a place on the form to the one on the page: x' = xx x + xy y + x0. */
typedef struct {
    gdouble xx, xy, x0;
    gdouble yx, yy, y0;
} PageFit;

/* FALSE when the marks are not there, do not agree, or fit in two ways (two
 * pages on one sheet). The page must have its ink. */
gboolean page_fit_find(const SeenPage *page, PageFit *fit);

SeenArea page_fit_to_page(const PageFit *fit, const Rect *place);
SeenArea page_fit_to_form(const PageFit *fit, const SeenArea *area);

/* The share of a place on the page that is dark, 0 to 1; pt of the page. */
gdouble page_ink_share(const SeenPage *page, const SeenArea *area);

/* How much of a place is dark where no word stands, in pt^2; lying: the words
 * run up or down the page. */
gdouble page_ink_beside_words(const SeenPage *page, const SeenArea *area, gboolean lying);
