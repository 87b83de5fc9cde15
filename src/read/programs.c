#include "read/programs.h"

#include <unistd.h>

const gchar *programs_folder(void)
{
    return IRO_LIBEXEC;
}

static gchar *beside_this_program(const gchar *name)
{
    g_autofree gchar *self = g_file_read_link("/proc/self/exe", NULL);
    g_autofree gchar *folder = self ? g_path_get_dirname(self) : NULL;
    return folder ? g_build_filename(folder, name, NULL) : NULL;
}

gchar *programs_find(const gchar *name)
{
    g_autofree gchar *beside = beside_this_program(name);
    if (beside && access(beside, X_OK) == 0)
        return g_steal_pointer(&beside);
    g_autofree gchar *installed = g_build_filename(IRO_LIBEXEC, name, NULL);
    return access(installed, X_OK) == 0 ? g_steal_pointer(&installed) : NULL;
}
