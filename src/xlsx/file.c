#define _GNU_SOURCE /* memfd_create */
#include "xlsx/file.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/error.h"

static gboolean fail(GError **error)
{
    g_set_error(error, IRO_ERROR, IRO_ERROR_SYSTEM, "the workbook could not be made in memory: %s",
                g_strerror(errno));
    return FALSE;
}

gboolean memory_file_open(MemoryFile *file, GError **error)
{
    file->fd = memfd_create("iro-workbook", MFD_CLOEXEC);
    if (file->fd < 0)
        return fail(error);
    file->name = g_strdup_printf("/proc/self/fd/%d", file->fd);
    return TRUE;
}

void memory_file_clear(MemoryFile *file)
{
    if (file->fd >= 0)
        close(file->fd);
    file->fd = -1;
    g_clear_pointer(&file->name, g_free);
}

GBytes *memory_file_read(const MemoryFile *file, GError **error)
{
    struct stat facts;
    if (fstat(file->fd, &facts) < 0) {
        fail(error);
        return NULL;
    }
    gsize length = (gsize) facts.st_size, done = 0;
    g_autofree gchar *bytes = g_malloc(length);
    while (done < length) {
        gssize got = pread(file->fd, bytes + done, length - done, (off_t) done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            fail(error);
            return NULL;
        }
        done += (gsize) got;
    }
    return g_bytes_new_take(g_steal_pointer(&bytes), length);
}
