/*
 * The calls that a confined process may make, by libseccomp. Private to this
 * folder.
 */
#pragma once

#include <glib.h>

typedef struct CallList CallList;

/* Made once; every process that is confined loads its own copy. NULL when
 * libseccomp cannot. */
CallList *call_list_new(void);
void call_list_free(CallList *list);

/* Loads the list into the kernel, for this process and for good; the last
 * thing to do. FALSE when the kernel refuses. */
gboolean call_list_load(CallList *list);
