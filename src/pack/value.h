/*
 * Shapes of single values in packs and records. Private to this folder.
 */
#pragma once

#include <glib.h>

#include "model/day.h"

/* Something@host.name, without spaces, commas, brackets or control characters:
 * what may stand in a header of an e-mail. */
gboolean value_is_email(const gchar *text);

/* "#rrggbb" */
gboolean value_is_colour(const gchar *text);

/* Small letters, digits and "-", beginning with a letter. */
gboolean value_is_id(const gchar *text);

/* Contrast of the colour with white, 1 to 21 (WCAG 2.2, relative luminance). */
gdouble value_contrast_with_white(const gchar *colour);
