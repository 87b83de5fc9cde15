/*
 * iro-worker one|many: opens returned files so that `iro` need not. Takes
 * files on standard input, each with its length in front, never a path;
 * answers each on standard output (wire.h). Leaves at the end of input, or,
 * with a status that says why, when a file could not be answered.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "worker/child.h"
#include "worker/wire.h"

/* FALSE at the end of input. */
static gboolean read_all(int from, guchar *bytes, gsize length)
{
    while (length > 0) {
        gssize got = read(from, bytes, length);
        if (got == 0 || (got < 0 && errno != EINTR)) {
            return FALSE;
        }
        if (got > 0) {
            bytes += got;
            length -= (gsize) got;
        }
    }
    return TRUE;
}

static GBytes *take_file(void)
{
    guchar prefix[WIRE_LENGTH_BYTES];
    if (!read_all(STDIN_FILENO, prefix, sizeof(prefix))) {
        return NULL;
    }
    guint32 length = wire_get_length(prefix);
    if (length > SIGHTING_MAX_BYTES) {
        return NULL;
    }
    guchar *bytes = g_malloc(MAX(length, 1));
    if (!read_all(STDIN_FILENO, bytes, length)) {
        g_free(bytes);
        return NULL;
    }
    return g_bytes_new_take(bytes, length);
}

/* Poppler and libqpdf complain on standard error, sometimes with words of the
 * file; nobody may read those in a log. */
static gboolean silence(void)
{
    int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
    return nothing >= 0 && dup2(nothing, STDERR_FILENO) >= 0;
}

static int serve_one(void)
{
    g_autoptr(GBytes) content = take_file();
    if (!content) {
        return WORKER_DONE;
    }
    child_prepare();
    child_become(content, STDOUT_FILENO);
}

static int serve_many(void)
{
    int status = WORKER_DONE;
    child_prepare();
    child_warm_up();
    while (status == WORKER_DONE) {
        g_autoptr(GBytes) content = take_file();
        if (!content) {
            break;
        }
        status = child_read_file(content, STDOUT_FILENO);
    }
    return status;
}

int main(int count, char **arguments)
{
    if (count != 2 || !silence()) {
        return WORKER_REFUSED;
    }
    _exit(strcmp(arguments[1], WORKER_ONE) == 0 ? serve_one() : serve_many());
}
