/*
 * Looks at a mail before GMime does: GMime makes an object of every header
 * and every part, however many there are.
 */
#pragma once

#include <glib.h>

/* Whether the bytes begin with the header of a mail. A text or a PDF is none:
 * every line up to the first blank one must be a header or its continuation,
 * and at least two headers must be those of mail. `declared`: a name or a
 * media type says that it is one, so that one such header is enough. */
gboolean mail_looks_like(const guchar *bytes, gsize length, gboolean declared);

/* Whether headers and parts are few enough: 20,000 lines and 2 MiB of header,
 * 256 KiB in one block, 20,000 lines that may be boundaries, 1,000 colons or
 * 2,000 commas in one header. */
gboolean mail_is_moderate(const guchar *bytes, gsize length);
