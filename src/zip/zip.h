/*
 * A zip made in memory, by libzip. Its times are the zip format's first day,
 * so that the same content gives the same bytes.
 */
#pragma once

#include <glib.h>

typedef struct ZipMaker ZipMaker;

typedef enum { ZIP_STORED, ZIP_DEFLATED } ZipPacking;

ZipMaker *zip_maker_new(void);
void zip_maker_free(ZipMaker *zip);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZipMaker, zip_maker_free)

/* Entries stand in the order in which they are added. */
void zip_maker_add(ZipMaker *zip, const gchar *name, GBytes *content, ZipPacking packing);

/* The whole archive; the caller frees. Fails with IRO_ERROR_SYSTEM. */
GBytes *zip_maker_finish(ZipMaker *zip, GError **error);
