/*
 * What lies in a returned file. Works on bytes in memory: no file, no network,
 * no process; meant for the inside of a confined child. All text that comes
 * out is UTF-8, NFC, without control characters but "\n" and tab.
 *
 * Bounds: 8 levels, 64 parts, 10 MiB for a leaf, 32 MiB for all leaves, 64 MiB
 * decoded in all. What is beyond them is left out and named in `problems`.
 */
#pragma once

#include "unpack/unpacked.h"

/* Sets up the libraries; before confinement, once. Without it everything still
 * works where files may be opened. */
void unpack_prepare(void);

/* name: of the file, for paths and as a hint (".eml"). Never fails. */
Unpacked *unpack_bytes(const gchar *name, GBytes *content);
