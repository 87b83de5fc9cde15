/*
 * Where the programs stand that belong to this one: beside it, or in libexec.
 * No function of GLib: iro itself, which has only this to do, loads none.
 */
#pragma once

#include <glib.h>
#include <limits.h>

typedef struct {
    gchar path[PATH_MAX];
} ProgramPath;

/* "iro-office". FALSE when there is none that may be run. */
gboolean programs_find(const gchar *name, ProgramPath *found);

/* "iro-worker-mail": $IRO_WORKER stands for iro-worker, and the others stand
 * beside it. FALSE when there is none at all; whether the others may be run is
 * not looked at. */
gboolean programs_find_worker(const gchar *name, ProgramPath *found);

/* The folder in libexec, for a message that says where one is missing. */
const gchar *programs_folder(void);
