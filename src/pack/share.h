/*
 * Files of the share folder: forms/ with packs and schemas, templates/.
 * Private to this folder; share_folder() itself is in pack_load.h.
 */
#pragma once

#include <glib.h>

/* The path of a pack or template named without "/" or ".xml", else the name
 * itself. folder is "forms" or "templates". The caller frees. */
gchar *share_path(const gchar *folder, const gchar *name);

/* "nottingham" of "forms/nottingham.xml"; the caller frees. */
gchar *share_base_name(const gchar *file);
