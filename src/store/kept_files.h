/*
 * Files kept under the SHA-256 of their content, as FOLDER/ab/abcd…: a file is
 * there whole or not at all, and a name once given keeps its content.
 */
#pragma once

#include <glib.h>

/* 64 hexadecimal digits in lower case: anything else could name another file. */
gboolean kept_files_is_name(const gchar *sha256);

/* The caller frees. */
gchar *kept_files_path(const gchar *folder, const gchar *sha256);

/* Returns the SHA-256, which the caller frees; NULL with IRO_ERROR_STORE. */
gchar *kept_files_add(const gchar *folder, GBytes *content, GError **error);

/* Fails with IRO_ERROR_STORE when there is none, or when it was changed. */
GBytes *kept_files_read(const gchar *folder, const gchar *sha256, GError **error);

/* TRUE also when there is none. Fails with IRO_ERROR_STORE. */
gboolean kept_files_remove(const gchar *folder, const gchar *sha256, GError **error);

/* Makes what was created or renamed in the folder outlast a power loss. */
gboolean kept_files_sync_folder(const gchar *folder);
