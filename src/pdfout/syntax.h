/*
 * PDF's notation (ISO 32000-1, 7.3), the same in every locale.
 */
#pragma once

#include <glib.h>

#include "layout/page.h"

void syntax_whole(GString *out, gulong value);
void syntax_reference(GString *out, guint object); /* "12 0 R" */

/* With at most two decimals, which is a hundredth of a point. */
void syntax_number(GString *out, gdouble value);
void syntax_rect(GString *out, Rect rect); /* "[left bottom right top]" */
/* 0xrrggbb as three numbers from 0 to 1. */
void syntax_colour(GString *out, guint32 colour);
/* A text string from UTF-8 (7.9.2.2). */
void syntax_text(GString *out, const gchar *text);
