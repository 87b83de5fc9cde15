#include "store/kept_files.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/error.h"

#define NAME_LENGTH 64 /* hexadecimal digits */

gboolean kept_files_is_name(const gchar *sha256)
{
    return sha256 && strlen(sha256) == NAME_LENGTH && strspn(sha256, "0123456789abcdef") == NAME_LENGTH;
}

static gchar *shelf_of(const gchar *folder, const gchar *sha256)
{
    g_autofree gchar *start = g_strndup(sha256, 2);
    return g_build_filename(folder, start, NULL);
}

gchar *kept_files_path(const gchar *folder, const gchar *sha256)
{
    g_autofree gchar *shelf = shelf_of(folder, sha256);
    return g_build_filename(shelf, sha256, NULL);
}

gboolean kept_files_sync_folder(const gchar *folder)
{
    int opened = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (opened < 0) {
        return FALSE;
    }
    gboolean synced = fsync(opened) == 0;
    return close(opened) == 0 && synced;
}

static gboolean fail(const gchar *path, const gchar *what, GError **error)
{
    g_set_error(error, IRO_ERROR, IRO_ERROR_STORE, "%s: %s: %s: check the disk and the permissions", path,
                what, g_strerror(errno));
    return FALSE;
}

/* A folder that is new must be in its parent before anything relies on it. */
static gboolean make_folder(const gchar *folder, GError **error)
{
    if (g_mkdir(folder, 0700) != 0) {
        return errno == EEXIST || fail(folder, "the folder cannot be made", error);
    }
    g_autofree gchar *parent = g_path_get_dirname(folder);
    return kept_files_sync_folder(parent) || fail(parent, "the folder cannot be synced", error);
}

static gboolean write_all(int file, GBytes *content)
{
    gsize left = 0;
    const guint8 *bytes = g_bytes_get_data(content, &left);
    while (left > 0) {
        ssize_t written = write(file, bytes, left);
        if (written < 0 && errno != EINTR) {
            return FALSE;
        }
        if (written > 0) {
            bytes += written;
            left -= (gsize) written;
        }
    }
    return TRUE;
}

/* Writes under a name of its own, then gives it its right one. */
static gboolean write_file(const gchar *shelf, const gchar *path, GBytes *content, GError **error)
{
    g_autofree gchar *temporary = g_build_filename(shelf, ".new-XXXXXX", NULL);
    int file = g_mkstemp_full(temporary, O_RDWR | O_CLOEXEC, 0600);
    if (file < 0) {
        return fail(shelf, "no file can be made", error);
    }
    gboolean written = write_all(file, content) && fsync(file) == 0;
    int reason = errno;
    written = close(file) == 0 && written;
    if (!written || g_rename(temporary, path) != 0) {
        reason = written ? errno : reason;
        g_unlink(temporary);
        errno = reason;
        return fail(path, "the file cannot be written", error);
    }
    return kept_files_sync_folder(shelf) || fail(shelf, "the folder cannot be synced", error);
}

gchar *kept_files_add(const gchar *folder, GBytes *content, GError **error)
{
    g_autofree gchar *sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, content);
    g_autofree gchar *shelf = shelf_of(folder, sha256);
    g_autofree gchar *path = kept_files_path(folder, sha256);
    GStatBuf status;
    if (g_stat(path, &status) == 0 && (gsize) status.st_size == g_bytes_get_size(content)) {
        return g_steal_pointer(&sha256);
    }
    if (!make_folder(folder, error) || !make_folder(shelf, error) ||
        !write_file(shelf, path, content, error)) {
        return NULL;
    }
    return g_steal_pointer(&sha256);
}

GBytes *kept_files_read(const gchar *folder, const gchar *sha256, GError **error)
{
    if (!kept_files_is_name(sha256)) {
        g_set_error_literal(error, IRO_ERROR, IRO_ERROR_STORE, "no SHA-256 of a kept file");
        return NULL;
    }
    g_autofree gchar *path = kept_files_path(folder, sha256);
    g_autoptr(GError) fault = NULL;
    gchar *content = NULL;
    gsize length = 0;
    if (!g_file_get_contents(path, &content, &length, &fault)) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_STORE,
                    "%s: the kept file cannot be read: restore it from a backup (%s)", path, fault->message);
        return NULL;
    }
    g_autoptr(GBytes) bytes = g_bytes_new_take(content, length);
    g_autofree gchar *found = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
    if (!g_str_equal(found, sha256)) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_STORE,
                    "%s: the kept file was changed: restore it from a backup", path);
        return NULL;
    }
    return g_steal_pointer(&bytes);
}

gboolean kept_files_remove(const gchar *folder, const gchar *sha256, GError **error)
{
    if (!kept_files_is_name(sha256)) {
        g_set_error_literal(error, IRO_ERROR, IRO_ERROR_STORE, "no SHA-256 of a kept file");
        return FALSE;
    }
    g_autofree gchar *path = kept_files_path(folder, sha256);
    g_autofree gchar *shelf = shelf_of(folder, sha256);
    if (g_unlink(path) != 0) {
        return errno == ENOENT || fail(path, "the file cannot be removed", error);
    }
    return kept_files_sync_folder(shelf) || fail(shelf, "the folder cannot be synced", error);
}
