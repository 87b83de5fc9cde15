/*
 * What was drawn or typed over the fields of a form, on pages that a program
 * wrote anew: some put their text and ticks into the page itself, where no
 * field knows of them. Private to this folder.
 */
#pragma once

#include "stored/sighting.h"

/* FALSE when the page is as it was made, or was not looked at. */
gboolean laid_over_is_possible(const SeenField *widget, const Sighting *sighting);

/* An empty box with ink inside. */
gboolean laid_over_box(const SeenField *widget, const Sighting *sighting);

/* What was typed over a place of the page as comments (FreeText), the highest
 * first, a line for each; NULL when nothing was. */
gchar *laid_over_notes(const SeenPage *page, const SeenArea *area);

/* A text field with letters that are not of its value, or an empty one with
 * ink inside. */
gboolean laid_over_text(const SeenField *widget, const Sighting *sighting);
