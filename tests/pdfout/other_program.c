#include "other_program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <glib/gstdio.h>

gboolean other_program_exists(const gchar *name)
{
    g_autofree gchar *path = g_find_program_in_path(name);

    return path != NULL;
}

gchar *other_program_run(const gchar *const *words)
{
    g_autofree gchar *errors = NULL;
    g_autoptr(GError) error = NULL;
    gchar *printed = NULL;
    gint status = -1;

    if (!g_spawn_sync(NULL, (gchar **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &printed, &errors,
                      &status, &error))
        fail_msg("%s", error->message);
    if (!g_spawn_check_wait_status(status, NULL))
        fail_msg("%s failed: %s%s", words[0], printed, errors);
    /* Poppler and qpdf complain here about what they had to put up with. */
    assert_string_equal(errors, "");
    return printed;
}

gchar *other_program_folder(void)
{
    gchar *folder = g_dir_make_tmp("iro-pdfout-XXXXXX", NULL);

    assert_non_null(folder);
    return folder;
}

void other_program_tidy(const gchar *folder)
{
    GDir *files = g_dir_open(folder, 0, NULL);

    for (const gchar *name; files != NULL && (name = g_dir_read_name(files)) != NULL;) {
        g_autofree gchar *path = g_build_filename(folder, name, NULL);
        g_remove(path);
    }
    if (files != NULL)
        g_dir_close(files);
    g_rmdir(folder);
}
