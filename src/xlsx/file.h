/*
 * A file in memory with a name, for a library that opens its file by name.
 */
#pragma once

#include <glib.h>

typedef struct {
    gint fd;     /* -1: none */
    gchar *name; /* "/proc/self/fd/7" */
} MemoryFile;

/* Fails with IRO_ERROR_SYSTEM. */
gboolean memory_file_open(MemoryFile *file, GError **error);
void memory_file_clear(MemoryFile *file);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MemoryFile, memory_file_clear)

/* All that was written; the caller frees. Fails with IRO_ERROR_SYSTEM. */
GBytes *memory_file_read(const MemoryFile *file, GError **error);
