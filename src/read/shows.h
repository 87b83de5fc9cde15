/*
 * Whether a field's picture shows the value that is stored. Private to this
 * folder.
 */
#pragma once

#include <glib.h>

/*
 * Compared without white space. A character outside of ASCII may be missing
 * from the picture or stand there as a sign such as "?", since many programs
 * draw with a font or an encoding that lacks it; it is never shown as another
 * letter. A long text may be clipped at either end. Anything else is a
 * difference.
 */
gboolean shows_value(const gchar *shown, const gchar *value);

/* Same characters but for white space and the form of composed letters. */
gboolean shows_same(const gchar *one, const gchar *other);
