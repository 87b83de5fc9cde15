#define _GNU_SOURCE /* renameat2 */

#include "watch/drop_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/error.h"

#define LOG_NAME   "iro.log"
#define MOST_NAMES 10000 /* numbers tried for one name */
#define MOST_STEM  200   /* bytes of a name that is numbered; file systems take 255 */

static const gchar *const PLACES[] = {
    [DROP_RECORDED] = "recorded",
    [DROP_REVIEW] = "review",
    [DROP_REJECTED] = "rejected",
    NULL,
};

gboolean drop_folder_counts(const gchar *name)
{
    static const gchar *const unfinished[] = {".tmp", ".part", ".crdownload"};
    g_autofree gchar *lower = g_ascii_strdown(name, -1);
    if (*name == '.' || g_str_has_prefix(name, "~$") || strcmp(name, LOG_NAME) == 0)
        return FALSE;
    if (g_strv_contains(PLACES, name))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(unfinished); i++)
        if (g_str_has_suffix(lower, unfinished[i]))
            return FALSE;
    return TRUE;
}

static gboolean fail(GError **error, const gchar *path, const gchar *what)
{
    g_set_error(error, IRO_ERROR, IRO_ERROR_SYSTEM, "%s: %s: %s", path, what, g_strerror(errno));
    return FALSE;
}

/* "answer.pdf" is "answer-2.pdf" the second time. */
static gchar *numbered(const gchar *name, guint number)
{
    const gchar *dot = strrchr(name, '.');
    if (number < 2)
        return g_strdup(name);
    if (!dot || dot == name || strlen(dot) > 16)
        dot = name + strlen(name);
    return g_strdup_printf("%.*s-%u%s", (int) MIN(dot - name, MOST_STEM), name, number, dot);
}

/* Renames unless the new name is taken: then errno is EEXIST. */
static gboolean rename_anew(const gchar *from, const gchar *to)
{
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return TRUE;
    if (errno != EINVAL && errno != ENOSYS)
        return FALSE;
    /* A file system, such as a network's, that cannot do both in one step. */
    GStatBuf about;
    if (g_lstat(to, &about) == 0) {
        errno = EEXIST;
        return FALSE;
    }
    return errno == ENOENT && g_rename(from, to) == 0;
}

gboolean drop_folder_move(const gchar *folder, const gchar *name, DropPlace place, GError **error)
{
    g_autofree gchar *from = g_build_filename(folder, name, NULL);
    g_autofree gchar *into = g_build_filename(folder, PLACES[place], NULL);
    if (g_mkdir(into, 0700) != 0 && errno != EEXIST)
        return fail(error, into, "the folder cannot be made");
    for (guint number = 1; number <= MOST_NAMES; number++) {
        g_autofree gchar *free_name = numbered(name, number);
        g_autofree gchar *to = g_build_filename(into, free_name, NULL);
        if (rename_anew(from, to))
            return TRUE;
        if (errno == ENOENT && g_access(from, F_OK) != 0)
            return TRUE; /* somebody took it away */
        if (errno != EEXIST)
            break;
    }
    return fail(error, into, "a file that was taken cannot be moved there");
}

gboolean drop_folder_log(const gchar *folder, const gchar *line, GError **error)
{
    g_autofree gchar *path = g_build_filename(folder, LOG_NAME, NULL);
    g_autofree gchar *text = g_strdup_printf("%s\n", line);
    gssize length = (gssize) strlen(text);
    int file = g_open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0)
        return fail(error, path, "the log cannot be opened");
    /* In one write, so that lines of two programs do not mix. */
    gssize written = write(file, text, (gsize) length);
    if (written >= 0 && written < length)
        errno = ENOSPC;
    int reason = errno;
    gboolean closed = close(file) == 0;
    errno = written == length ? errno : reason;
    return (written == length && closed) || fail(error, path, "the log cannot be written");
}
