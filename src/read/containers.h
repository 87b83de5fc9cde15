/*
 * A mail or an archive: what its leaves say, joined, and what stands in the
 * mails themselves. Private to this folder.
 */
#pragma once

#include <glib.h>

#include "model/reading.h"
#include "unpack/unpacked.h"

/* Reads one leaf as a file of its own; NULL with `error`. */
typedef GPtrArray *(*LeafReader)(gpointer data, const gchar *name, GBytes *content, GError **error);

/* One Reading for each form, for each mail that may be an answer by itself,
 * and for what could not be opened; never empty. NULL with `error`. */
GPtrArray *containers_read(const gchar *name, const Unpacked *unpacked, LeafReader read_leaf, gpointer data,
                           GError **error);
