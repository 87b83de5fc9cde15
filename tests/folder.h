/*
 * A temporary folder for each test, removed with all that is in it.
 */
#pragma once

#include <glib.h>
#include <glib/gstdio.h>

static inline void folder_remove(const gchar *path)
{
    GDir *folder = g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);
    const gchar *name = NULL;
    while (folder && (name = g_dir_read_name(folder))) {
        g_autofree gchar *child = g_build_filename(path, name, NULL);
        folder_remove(child);
    }
    g_clear_pointer(&folder, g_dir_close);
    g_remove(path);
}

static inline int folder_set_up(void **state)
{
    *state = g_dir_make_tmp("iro-store-XXXXXX", NULL);
    return *state ? 0 : -1;
}

static inline int folder_tear_down(void **state)
{
    folder_remove(*state);
    g_free(*state);
    return 0;
}

/* How many entries the folder has. */
static inline guint folder_count(const gchar *path)
{
    GDir *folder = g_dir_open(path, 0, NULL);
    guint count = 0;
    while (folder && g_dir_read_name(folder)) {
        count++;
    }
    g_clear_pointer(&folder, g_dir_close);
    return count;
}
