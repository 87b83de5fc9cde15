/*
 * Tells which files of a folder are whole. Programs create a file, write it
 * in pieces, close it, rename it; one that is still being written must not be
 * taken. A file is whole when it was closed or moved in, no program has it
 * open for writing, and its size and time have not changed for a while. The
 * folder is also looked through now and then, since a file that another
 * machine writes over the network gives no sign.
 */
#pragma once

#include <glib.h>

typedef struct FolderWatch FolderWatch;

/* Starts to watch; what lies there already counts as new. IRO_ERROR_SYSTEM. */
FolderWatch *folder_watch_start(const gchar *folder, GError **error);
void folder_watch_stop(FolderWatch *watch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FolderWatch, folder_watch_stop)

/* To be polled together with other descriptors. */
int folder_watch_descriptor(const FolderWatch *watch);

/* Takes in what the kernel has to tell, without waiting. Fails with
 * IRO_ERROR_SYSTEM when the folder is gone. */
gboolean folder_watch_update(FolderWatch *watch, GError **error);

/* Names of the files that are whole, in order of name (of gchar). They are
 * told again until they are gone or put off. */
GPtrArray *folder_watch_whole(FolderWatch *watch);

/* TRUE while a file may become whole soon; one that a program holds open for
 * writing, or that was put off, does not count. */
gboolean folder_watch_is_settling(const FolderWatch *watch);

/* How long to wait at most before the next look, in milliseconds. */
gint folder_watch_timeout(const FolderWatch *watch);

/* TRUE when the file is still what folder_watch_whole told, and nobody writes. */
gboolean folder_watch_is_unchanged(FolderWatch *watch, const gchar *name);

/* Not told again before so many milliseconds have passed. */
void folder_watch_put_off(FolderWatch *watch, const gchar *name, guint milliseconds);
