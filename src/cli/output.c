#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "model/error.h"

typedef struct {
    gchar *temporary;
    gchar *path;
} File;

struct Outputs {
    gchar *target; /* NULL: stdout */
    gboolean many;
    GPtrArray *files;   /* of File, written and not yet published */
    GPtrArray *streams; /* of GBytes, for stdout */
};

static void file_free(File *file)
{
    if (file->temporary)
        g_unlink(file->temporary);
    g_free(file->temporary);
    g_free(file->path);
    g_free(file);
}

static gboolean is_stdout(const gchar *target)
{
    return !target || g_strcmp0(target, "-") == 0;
}

gboolean outputs_is_terminal(const gchar *target)
{
    return is_stdout(target) && isatty(STDOUT_FILENO);
}

Outputs *outputs_new(const gchar *target, gboolean many)
{
    Outputs *outputs = g_new0(Outputs, 1);
    outputs->target = is_stdout(target) ? NULL : g_strdup(target);
    outputs->many = many;
    outputs->files = g_ptr_array_new_with_free_func((GDestroyNotify) file_free);
    outputs->streams = g_ptr_array_new_with_free_func((GDestroyNotify) g_bytes_unref);
    return outputs;
}

void outputs_free(Outputs *outputs)
{
    if (!outputs)
        return;
    g_ptr_array_unref(outputs->files);
    g_ptr_array_unref(outputs->streams);
    g_free(outputs->target);
    g_free(outputs);
}

static gboolean fail(GError **error, const gchar *path)
{
    g_set_error(error, IRO_ERROR, IRO_ERROR_SYSTEM, "%s: cannot be written: %s", path, g_strerror(errno));
    return FALSE;
}

static gboolean write_whole(int descriptor, GBytes *content)
{
    gsize left = 0;
    const guint8 *data = g_bytes_get_data(content, &left);
    while (left > 0) {
        gssize written = write(descriptor, data, left);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return FALSE;
        data += written;
        left -= (gsize) written;
    }
    return TRUE;
}

/* Only the owner may read: a form holds a child's name. */
static gboolean write_temporary(File *file, GBytes *content, GError **error)
{
    int descriptor = g_mkstemp_full(file->temporary, O_WRONLY | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        g_clear_pointer(&file->temporary, g_free);
        return fail(error, file->path);
    }
    gboolean written = write_whole(descriptor, content);
    gboolean closed = close(descriptor) == 0;
    return (written && closed) || fail(error, file->path);
}

/* Takes the path over. */
static gboolean add_file(Outputs *outputs, gchar *path, GBytes *content, GError **error)
{
    File *file = g_new0(File, 1);
    g_ptr_array_add(outputs->files, file);
    file->path = path;
    file->temporary = g_strdup_printf("%s.XXXXXX", file->path);
    return write_temporary(file, content, error);
}

static gboolean publish_streams(Outputs *outputs, GError **error)
{
    fflush(stdout);
    for (guint i = 0; i < outputs->streams->len; i++)
        if (!write_whole(STDOUT_FILENO, g_ptr_array_index(outputs->streams, i)))
            return fail(error, "standard output");
    return TRUE;
}

static gboolean is_folder(const Outputs *outputs)
{
    return outputs->many || g_file_test(outputs->target, G_FILE_TEST_IS_DIR);
}

gboolean outputs_add(Outputs *outputs, const gchar *name, GBytes *content, GError **error)
{
    if (!outputs->target) {
        g_ptr_array_add(outputs->streams, g_bytes_ref(content));
        return TRUE;
    }
    if (!is_folder(outputs))
        return add_file(outputs, g_strdup(outputs->target), content, error);
    if (g_mkdir_with_parents(outputs->target, 0700) != 0)
        return fail(error, outputs->target);
    return add_file(outputs, g_build_filename(outputs->target, name, NULL), content, error);
}

gboolean outputs_add_twin(Outputs *outputs, const gchar *name, const gchar *ending, GBytes *content,
                          GError **error)
{
    if (!outputs->target)
        return TRUE;
    g_autofree gchar *path =
        is_folder(outputs) ? g_build_filename(outputs->target, name, NULL) : g_strdup(outputs->target);
    gchar *dot = strrchr(path, '.');
    if (dot && !strchr(dot, G_DIR_SEPARATOR))
        *dot = '\0';
    return add_file(outputs, g_strconcat(path, ending, NULL), content, error);
}

gboolean outputs_publish(Outputs *outputs, GError **error)
{
    for (guint i = 0; i < outputs->files->len; i++) {
        File *file = g_ptr_array_index(outputs->files, i);
        if (g_rename(file->temporary, file->path) != 0)
            return fail(error, file->path);
        g_clear_pointer(&file->temporary, g_free);
    }
    return publish_streams(outputs, error);
}
