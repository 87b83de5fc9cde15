/*
 * The calls that a confined process may make, by libseccomp. Private to this
 * folder.
 */
#pragma once

#include <glib.h>

typedef struct CallList CallList;

CallList *call_list_new(void); /* NULL when libseccomp cannot */
void call_list_free(CallList *list);

/* Loads the list into the kernel, for this process and for good; the last
 * thing to do. */
gboolean call_list_load(CallList *list);
