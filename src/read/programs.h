/*
 * Where the programs stand that belong to this one: beside it, or in libexec.
 */
#pragma once

#include <glib.h>

/* "iro-office": its path, or NULL when there is none that may be run. Free with g_free. */
gchar *programs_find(const gchar *name);

/* The folder in libexec, for a message that says where one is missing. */
const gchar *programs_folder(void);
