/*
 * Everything about one child, for a subject-access request: files for one
 * folder, with an index and a list of what a person has to redact.
 */
#pragma once

#include "flow/session.h"

typedef struct {
    gchar *name; /* in the folder: by reference, never by a person */
    GBytes *content;
} ChildFile;

/*
 * All files (of ChildFile): of each dispute the note and the record copy, of
 * every record the returned files as they came, all events with their values,
 * third parties, an index. A returned file that another child's record, or none,
 * rests on too is left out and listed. *withheld: how many. NULL with
 * IRO_ERROR_INPUT when nothing is known of that child.
 */
GPtrArray *child_folder_make(Session *session, const gchar *child, guint *withheld, GError **error);
