/*
 * What `iro-worker-mail` and the program say to each other: a file's name and
 * bytes one way, what lies in it the other way.
 */
#pragma once

#include <glib.h>

#include "unpack/unpacked.h"

#define CONTENTS_MAX_BYTES 41943040u /* 40 MiB: of a mail or an archive */

GBytes *contents_ask(const gchar *name, GBytes *content);
/* FALSE when the request is none; both are freed by the caller. */
gboolean contents_asked(GBytes *request, gchar **name, GBytes **content);

GByteArray *contents_put(const Unpacked *unpacked);
/* NULL when a byte of it breaks a rule. The caller frees. */
Unpacked *contents_get(GBytes *answer);
