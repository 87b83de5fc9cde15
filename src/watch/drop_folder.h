/*
 * The drop folder: which of its files count as returned, where a file goes
 * once it was taken, and the log that names nobody.
 */
#pragma once

#include <glib.h>

typedef enum {
    DROP_RECORDED, /* recorded/ */
    DROP_REVIEW,   /* review/ */
    DROP_REJECTED, /* rejected/ */
} DropPlace;

/* FALSE for what belongs to a program that still writes or edits: hidden
 * files, ~$lock files, .tmp, .part, .crdownload; and for the log and the places. */
gboolean drop_folder_counts(const gchar *name);

/*
 * Moves FOLDER/name into the place's folder, which is made when it is missing.
 * A name that is taken gets a number; nothing is ever written over. A file
 * that is gone already is no failure. Fails with IRO_ERROR_SYSTEM, whose
 * message does not hold the name.
 */
gboolean drop_folder_move(const gchar *folder, const gchar *name, DropPlace place, GError **error);

/* Adds one line, without its end, to FOLDER/iro.log. IRO_ERROR_SYSTEM. */
gboolean drop_folder_log(const gchar *folder, const gchar *line, GError **error);
