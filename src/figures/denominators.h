/*
 * How many children were in care and how many reviews were held, as a file
 * keeps them: lines of authority,period,children,reviews with a line of those
 * headings first; "all" for all authorities; a period as it is typed for
 * `iro report`; a number may be left out.
 */
#pragma once

#include <glib.h>

/* What rates are per 100 of; 0: not known. */
typedef struct {
    guint children; /* in care */
    guint reviews;  /* held */
} Denominators;

/* What the file says of them; what it does not name is left as it is. Fails with
 * IRO_ERROR_INPUT naming the line. */
gboolean denominators_find(const gchar *text, const gchar *authority, const gchar *period,
                           Denominators *found, GError **error);

/* A number of 1 to 9999999 in digits. */
gboolean denominator_from_text(const gchar *text, guint *number);
