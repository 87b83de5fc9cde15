#define _GNU_SOURCE /* F_SETLEASE */

#include "watch/folder_watch.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/error.h"
#include "watch/drop_folder.h"

/* Microseconds without a change: when the system says that nobody writes; when
 * it cannot say, but the file was closed or is old; when nothing is known. */
#define SETTLE         ((gint64) 300 * 1000)
#define SETTLE_CLOSED  ((gint64) 2 * 1000 * 1000)
#define SETTLE_UNKNOWN ((gint64) 30 * 1000 * 1000)

#define OLD            60                          /* seconds since a file's last change */
#define LOOK_AGAIN     ((gint64) 10 * 1000 * 1000) /* microseconds between looks through the folder */
#define SIGNS          (IN_CLOSE_WRITE | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR)
#define EVENTS_AT_ONCE 16384 /* bytes */

/* What tells one state of a file from another. */
typedef struct {
    guint64 device, inode;
    gint64 size;
    gint64 seconds, nanoseconds; /* of the last change */
} Stamp;

typedef enum { WRITTEN_NO, WRITTEN_YES, WRITTEN_UNKNOWN } Written;

typedef struct {
    Stamp stamp;
    gint64 since;    /* monotonic time at which it was first seen like this */
    gint64 not_yet;  /* put off until then */
    gboolean closed; /* it was closed after writing, or moved in */
    Written written;
} Candidate;

struct FolderWatch {
    gchar *folder;
    int inotify;
    gint64 looked;          /* monotonic time of the last look through the folder */
    GHashTable *candidates; /* name to Candidate */
};

static gboolean fail(GError **error, const FolderWatch *watch, const gchar *what)
{
    g_set_error(error, IRO_ERROR, IRO_ERROR_SYSTEM, "%s: %s: %s", watch->folder, what, g_strerror(errno));
    return FALSE;
}

/* FALSE when it is gone or no regular file: a link may lead anywhere. */
static gboolean take_stamp(const FolderWatch *watch, const gchar *name, Stamp *stamp)
{
    g_autofree gchar *path = g_build_filename(watch->folder, name, NULL);
    GStatBuf about;
    if (g_lstat(path, &about) != 0 || !S_ISREG(about.st_mode))
        return FALSE;
    *stamp = (Stamp){.device = about.st_dev,
                     .inode = about.st_ino,
                     .size = about.st_size,
                     .seconds = about.st_mtim.tv_sec,
                     .nanoseconds = about.st_mtim.tv_nsec};
    return TRUE;
}

static gboolean same_stamp(const Stamp *one, const Stamp *other)
{
    return one->device == other->device && one->inode == other->inode && one->size == other->size &&
           one->seconds == other->seconds && one->nanoseconds == other->nanoseconds;
}

/* A read lease is refused while any program has the file open for writing. It
 * is given back at once. */
static Written is_written(const FolderWatch *watch, const gchar *name)
{
    g_autofree gchar *path = g_build_filename(watch->folder, name, NULL);
    int file = g_open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0);
    if (file < 0)
        return WRITTEN_UNKNOWN;
    Written written = WRITTEN_NO;
    if (fcntl(file, F_SETLEASE, F_RDLCK) == 0)
        fcntl(file, F_SETLEASE, F_UNLCK);
    else
        written = errno == EAGAIN ? WRITTEN_YES : WRITTEN_UNKNOWN;
    close(file);
    return written;
}

static void see(FolderWatch *watch, const gchar *name)
{
    Stamp stamp;
    gint64 now = g_get_monotonic_time();
    Candidate *known = g_hash_table_lookup(watch->candidates, name);
    if (!drop_folder_counts(name) || !take_stamp(watch, name, &stamp)) {
        g_hash_table_remove(watch->candidates, name);
        return;
    }
    if (!known) {
        known = g_new0(Candidate, 1);
        g_hash_table_insert(watch->candidates, g_strdup(name), known);
    }
    if (!same_stamp(&known->stamp, &stamp)) {
        known->stamp = stamp;
        known->since = now;
        known->not_yet = 0;
    }
    known->written = is_written(watch, name);
    if (known->written == WRITTEN_YES)
        known->since = now;
}

static void see_closed(FolderWatch *watch, const gchar *name)
{
    see(watch, name);
    Candidate *candidate = g_hash_table_lookup(watch->candidates, name);
    if (candidate)
        candidate->closed = TRUE;
}

static gboolean look_through(FolderWatch *watch, GError **error)
{
    g_autoptr(GDir) folder = g_dir_open(watch->folder, 0, NULL);
    if (!folder)
        return fail(error, watch, "the folder cannot be read");
    const gchar *name = NULL;
    while ((name = g_dir_read_name(folder)))
        see(watch, name);
    watch->looked = g_get_monotonic_time();
    return TRUE;
}

FolderWatch *folder_watch_start(const gchar *folder, GError **error)
{
    g_autoptr(FolderWatch) watch = g_new0(FolderWatch, 1);
    watch->folder = g_strdup(folder);
    watch->candidates = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    /* Sent to who holds a lease when another program wants to write. */
    signal(SIGIO, SIG_IGN);
    watch->inotify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (watch->inotify < 0 || inotify_add_watch(watch->inotify, folder, SIGNS) < 0) {
        fail(error, watch, "the folder cannot be watched");
        return NULL;
    }
    return look_through(watch, error) ? g_steal_pointer(&watch) : NULL;
}

void folder_watch_stop(FolderWatch *watch)
{
    if (!watch)
        return;
    if (watch->inotify >= 0)
        close(watch->inotify);
    g_hash_table_unref(watch->candidates);
    g_free(watch->folder);
    g_free(watch);
}

int folder_watch_descriptor(const FolderWatch *watch)
{
    return watch->inotify;
}

/* *again: signs were lost, so that the folder has to be looked through. */
static gboolean take_sign(FolderWatch *watch, const struct inotify_event *sign, gboolean *again)
{
    if (sign->mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED | IN_UNMOUNT)) {
        errno = ENOENT;
        return FALSE;
    }
    if (sign->mask & IN_Q_OVERFLOW)
        *again = TRUE;
    else if (sign->len > 0 && !(sign->mask & IN_ISDIR))
        see_closed(watch, sign->name);
    return TRUE;
}

static gboolean take_signs(FolderWatch *watch, gboolean *again)
{
    _Alignas(struct inotify_event) gchar signs[EVENTS_AT_ONCE];
    gssize length;
    while ((length = read(watch->inotify, signs, sizeof signs)) > 0) {
        for (gssize at = 0; at < length;) {
            const struct inotify_event *sign = (const struct inotify_event *) (gconstpointer) (signs + at);
            if (!take_sign(watch, sign, again))
                return FALSE;
            at += (gssize) (sizeof *sign + sign->len);
        }
    }
    return TRUE;
}

gboolean folder_watch_update(FolderWatch *watch, GError **error)
{
    gboolean again = g_get_monotonic_time() - watch->looked >= LOOK_AGAIN;
    if (!take_signs(watch, &again))
        return fail(error, watch, "the folder is gone");
    return !again || look_through(watch, error);
}

static gint64 time_to_settle(const Candidate *candidate)
{
    if (candidate->written == WRITTEN_NO)
        return SETTLE;
    gint64 age = g_get_real_time() / G_USEC_PER_SEC - candidate->stamp.seconds;
    return candidate->closed || age > OLD ? SETTLE_CLOSED : SETTLE_UNKNOWN;
}

static gboolean has_settled(const Candidate *candidate, gint64 now)
{
    return candidate->written != WRITTEN_YES && now >= candidate->not_yet &&
           now - candidate->since >= time_to_settle(candidate);
}

static gint by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const gchar *const *) a, *(const gchar *const *) b);
}

GPtrArray *folder_watch_whole(FolderWatch *watch)
{
    GPtrArray *whole = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GList) names = g_hash_table_get_keys(watch->candidates);
    for (GList *at = names; at; at = at->next) {
        g_autofree gchar *name = g_strdup(at->data);
        see(watch, name);
        const Candidate *candidate = g_hash_table_lookup(watch->candidates, name);
        if (candidate && has_settled(candidate, g_get_monotonic_time()))
            g_ptr_array_add(whole, g_steal_pointer(&name));
    }
    g_ptr_array_sort(whole, by_name);
    return whole;
}

gboolean folder_watch_is_settling(const FolderWatch *watch)
{
    GHashTableIter iter;
    gpointer value = NULL;
    gint64 now = g_get_monotonic_time();
    g_hash_table_iter_init(&iter, watch->candidates);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const Candidate *candidate = value;
        if (candidate->written != WRITTEN_YES && now >= candidate->not_yet)
            return TRUE;
    }
    return FALSE;
}

gint folder_watch_timeout(const FolderWatch *watch)
{
    gint64 wait = g_hash_table_size(watch->candidates) > 0 ? SETTLE / 3 : LOOK_AGAIN;
    return (gint) (wait / 1000);
}

gboolean folder_watch_is_unchanged(FolderWatch *watch, const gchar *name)
{
    Stamp stamp;
    const Candidate *candidate = g_hash_table_lookup(watch->candidates, name);
    return candidate && take_stamp(watch, name, &stamp) && same_stamp(&candidate->stamp, &stamp) &&
           is_written(watch, name) != WRITTEN_YES;
}

void folder_watch_put_off(FolderWatch *watch, const gchar *name, guint milliseconds)
{
    Candidate *candidate = g_hash_table_lookup(watch->candidates, name);
    if (candidate)
        candidate->not_yet = g_get_monotonic_time() + (gint64) milliseconds * 1000;
}
