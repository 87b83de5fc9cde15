#include "pack/share.h"

#include <string.h>

#include "model/error.h"
#include "pack/pack_load.h"

const gchar *share_folder(void)
{
    const gchar *named = g_getenv("IRO_SHARE");
    if (named != NULL && named[0] != '\0')
        return named;
    if (g_file_test(IRO_INSTALL_SHARE "/forms", G_FILE_TEST_IS_DIR))
        return IRO_INSTALL_SHARE;
    return IRO_SOURCE_SHARE;
}

gchar *share_path(const gchar *folder, const gchar *name)
{
    if (strchr(name, '/') != NULL || g_str_has_suffix(name, ".xml"))
        return g_strdup(name);
    g_autofree gchar *file = g_strconcat(name, ".xml", NULL);
    return g_build_filename(share_folder(), folder, file, NULL);
}

gchar *share_base_name(const gchar *file)
{
    gchar *name = g_path_get_basename(file);
    if (g_str_has_suffix(name, ".xml"))
        name[strlen(name) - strlen(".xml")] = '\0';
    return name;
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const gchar *const *) a, *(const gchar *const *) b);
}

gchar **pack_list(GError **error)
{
    g_autofree gchar *folder = g_build_filename(share_folder(), "forms", NULL);
    g_autoptr(GError) why = NULL;
    g_autoptr(GDir) listing = g_dir_open(folder, 0, &why);
    if (listing == NULL) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%s: cannot be read: %s", folder, why->message);
        return NULL;
    }
    GPtrArray *names = g_ptr_array_new();
    const gchar *name = NULL;
    while ((name = g_dir_read_name(listing)) != NULL) {
        if (g_str_has_suffix(name, ".xml") && name[0] != '.')
            g_ptr_array_add(names, share_base_name(name));
    }
    g_ptr_array_sort(names, compare_names);
    g_ptr_array_add(names, NULL);
    return (gchar **) g_ptr_array_free(names, FALSE);
}
