/*
 * The words that a form prints, line by line, as digests: kept with the event
 * of issue, so that a copy that comes back can be held against what went out,
 * also when pack or template have changed since. What a line says cannot be
 * had from its digest without guessing it whole.
 */
#pragma once

#include "layout/page.h"

typedef struct {
    guint page;    /* from 1 */
    Rect rect;     /* where the line stands, pt */
    gchar *digest; /* of its letters */
} PrintedLine;

void printed_line_free(gpointer line);

/* "1 51.0 700.2 200.0 12.0 0123456789abcdef": page, x, y, width, height (pt)
 * and digest, one line each; freed by the caller. */
gchar *layout_wording_to_text(const Layout *layout);
GPtrArray *layout_wording_from_text(const gchar *text); /* of PrintedLine; NULL when malformed */

/* Letters and digits alone count, ligatures taken apart, since programs that
 * print forms change spaces, hyphens and quotation marks. NULL when there are
 * none; freed by the caller. */
gchar *wording_letters(const gchar *text);
gchar *wording_digest(const gchar *letters);
