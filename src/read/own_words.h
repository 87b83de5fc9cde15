/*
 * What the sender of a mail wrote, without the earlier mails quoted in it.
 */
#pragma once

#include <glib.h>

/* Ends at the first sign of a quoted mail ("-----Original Message-----", a
 * block of From:, Sent: and the like, "… wrote:") or of a signature ("-- ", RFC
 * 3676 section 4.3); lines that begin with ">" are left out. A signature
 * without that sign stays: too much is shown rather than too little. NULL when
 * nothing is left; the caller frees. body: plain text, may be NULL. */
gchar *own_words(const gchar *body);
