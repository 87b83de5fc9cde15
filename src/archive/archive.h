/*
 * A .zip, opened from memory through libarchive. Meant for foreign bytes: run
 * it in a confined process.
 */
#pragma once

#include "parcel/parcel.h"

/* Sets up what names are read with; before confinement, once. */
void archive_prepare(void);

typedef enum {
    ARCHIVE_OF_FILES,
    ARCHIVE_IS_DOCUMENT, /* a Word, Excel or OpenDocument file: a zip only inside */
    ARCHIVE_UNREADABLE,
} ArchiveSort;

/* Sets *parcel to a new one for ARCHIVE_OF_FILES, else to NULL. Bounds: the
 * allowance, 1,000 entries, PARCEL_LEAF_MOST and 200 times its packed size
 * (beyond 1 MiB) for one file. */
ArchiveSort archive_open(const guchar *bytes, gsize length, Allowance *allowance, Parcel **parcel);
