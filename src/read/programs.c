#include "read/programs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const gchar *programs_folder(void)
{
    return IRO_LIBEXEC;
}

/* FALSE when the path is too long to be one. */
static gboolean put_path(ProgramPath *found, const gchar *folder, gsize length, const gchar *name)
{
    int wanted = snprintf(found->path, sizeof found->path, "%.*s/%s", (int) length, folder, name);
    return wanted > 0 && (gsize) wanted < sizeof found->path;
}

static gboolean put_beside(ProgramPath *found, const gchar *other, const gchar *name)
{
    const gchar *slash = strrchr(other, '/');
    return slash ? put_path(found, other, (gsize) (slash - other), name) : put_path(found, ".", 1, name);
}

gboolean programs_find(const gchar *name, ProgramPath *found)
{
    gchar self[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    if (length > 0) {
        self[length] = '\0';
        if (put_beside(found, self, name) && access(found->path, X_OK) == 0)
            return TRUE;
    }
    return put_path(found, IRO_LIBEXEC, strlen(IRO_LIBEXEC), name) && access(found->path, X_OK) == 0;
}

gboolean programs_find_worker(const gchar *name, ProgramPath *found)
{
    ProgramPath first;
    const gchar *chosen = getenv("IRO_WORKER");
    gboolean by_choice = chosen && strlen(chosen) < sizeof first.path && access(chosen, X_OK) == 0;
    if (by_choice)
        memcpy(first.path, chosen, strlen(chosen) + 1);
    else if (!programs_find("iro-worker", &first))
        return FALSE;
    if (strcmp(name, "iro-worker") != 0)
        return put_beside(found, first.path, name);
    *found = first;
    return TRUE;
}
