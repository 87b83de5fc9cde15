/*
 * The outermost structure of TNEF (MS-OXTNEF 2.1.1): a row of attributes, each
 * with its length. libytnef takes the lengths as they stand.
 */
#pragma once

#include <glib.h>

typedef struct {
    gsize whole;       /* bytes up to the end of the last whole attribute */
    guint attachments; /* how many begin in them */
    gboolean complete; /* nothing follows */
} TnefEnvelope;

/* FALSE when it does not begin as TNEF does. */
gboolean envelope_read(const guchar *bytes, gsize length, TnefEnvelope *envelope);
