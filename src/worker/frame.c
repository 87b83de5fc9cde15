#define _GNU_SOURCE /* pipe2 */

#include "worker/frame.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "worker/heap.h"
#include "worker/wire.h"

#define CHUNK 65536

/* How a child leaves: libraries leave with 0 or 1 when they give up, which
 * must not pass for an answer. */
enum { LEFT_ANSWERED = 77, LEFT_UNCONFINED = 78 };

/* --- bytes in and out --- */

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

static gboolean write_all(int to, const guchar *bytes, gsize length)
{
    while (length > 0) {
        gssize written = write(to, bytes, length);
        if (written < 0 && errno != EINTR) {
            return FALSE;
        }
        if (written > 0) {
            bytes += written;
            length -= (gsize) written;
        }
    }
    return TRUE;
}

static GBytes *take_file(const Work *work)
{
    guchar prefix[WIRE_LENGTH_BYTES];
    if (!read_all(STDIN_FILENO, prefix, sizeof(prefix))) {
        return NULL;
    }
    guint32 length = wire_get_length(prefix);
    if (length > work->most) {
        return NULL;
    }
    guchar *bytes = g_malloc(MAX(length, 1));
    if (!read_all(STDIN_FILENO, bytes, length)) {
        g_free(bytes);
        return NULL;
    }
    return g_bytes_new_take(bytes, length);
}

static gboolean tell(WorkerStatus status, guint gaps, const guchar *answer, guint32 length)
{
    const WireHead head = {status, gaps, length};
    guchar bytes[WIRE_HEAD_BYTES];
    wire_put_head(bytes, &head);
    return write_all(STDOUT_FILENO, bytes, sizeof(bytes)) && write_all(STDOUT_FILENO, answer, length);
}

/* The libraries complain on standard error, sometimes with words of the file;
 * nobody may read those in a log. */
static gboolean silence(void)
{
    int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
    return nothing >= 0 && dup2(nothing, STDERR_FILENO) >= 0;
}

/* --- one file, in this very process --- */

static int serve_one(const Work *work, Sandbox *sandbox)
{
    guint gaps = 0;
    g_autoptr(GBytes) content = take_file(work);
    if (!content) {
        return WORKER_DONE;
    }
    if (!sandbox_enter(sandbox, &gaps)) {
        tell(WORKER_UNCONFINED, 0, NULL, 0);
        return WORKER_UNCONFINED;
    }
    GByteArray *answer = work->answer(content); /* freed by leaving */
    return tell(WORKER_DONE, gaps, answer->data, answer->len) ? WORKER_DONE : WORKER_REFUSED;
}

/* --- many files, a child for each --- */

/* Its answers go into a pipe of its own: the line to the program is not for
 * it to hear or to speak on. */
static G_NORETURN void be_child(const Work *work, Sandbox *sandbox, GBytes *content, int answers)
{
    guint gaps = 0;
    heap_reserve();
    if (dup2(STDERR_FILENO, STDIN_FILENO) < 0 || dup2(answers, STDOUT_FILENO) < 0 ||
        !sandbox_enter(sandbox, &gaps)) {
        _exit(LEFT_UNCONFINED);
    }
    /* Said before the file is looked at: from then on it may lie. */
    const guchar first = (guchar) gaps;
    write_all(STDOUT_FILENO, &first, 1);
    GByteArray *answer = work->answer(content); /* freed by leaving */
    _exit(write_all(STDOUT_FILENO, answer->data, answer->len) ? LEFT_ANSWERED : EXIT_FAILURE);
}

/* All that the child says; NULL when it is more than may be said. */
static GByteArray *hear(int answers)
{
    g_autoptr(GByteArray) heard = g_byte_array_new();
    guchar chunk[CHUNK];
    for (;;) {
        gssize got = read(answers, chunk, sizeof(chunk));
        if (got == 0) {
            return g_steal_pointer(&heard);
        }
        if (got < 0 && errno != EINTR) {
            return NULL;
        }
        if (got > 0) {
            g_byte_array_append(heard, chunk, (guint) got);
        }
        if (heard->len > WIRE_MAX_ANSWER) {
            return NULL;
        }
    }
}

static WorkerStatus what_became_of(pid_t child, gboolean confined)
{
    int status = 0;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) {
            return WORKER_REFUSED;
        }
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) == LEFT_ANSWERED) {
        return WORKER_DONE;
    }
    if (!confined) {
        return WORKER_UNCONFINED;
    }
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU ? WORKER_EXPIRED : WORKER_CRASHED;
}

static gboolean serve_file(const Work *work, Sandbox *sandbox, GBytes *content)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
        return FALSE;
    }
    pid_t child = fork();
    if (child == 0) {
        be_child(work, sandbox, content, ends[1]);
    }
    close(ends[1]);
    g_autoptr(GByteArray) heard = child > 0 ? hear(ends[0]) : NULL;
    close(ends[0]);
    if (child < 0) {
        return FALSE;
    }
    if (!heard) {
        kill(child, SIGKILL);
    }
    WorkerStatus status = what_became_of(child, !heard || heard->len > 0);
    if (status != WORKER_DONE || !heard) {
        return tell(status == WORKER_DONE ? WORKER_CRASHED : status, 0, NULL, 0);
    }
    return tell(WORKER_DONE, heard->data[0], heard->data + 1, heard->len - 1);
}

static int serve_many(const Work *work, Sandbox *sandbox)
{
    work->warm_up();
    heap_settle();
    for (;;) {
        g_autoptr(GBytes) content = take_file(work);
        if (!content) {
            return WORKER_DONE;
        }
        if (!serve_file(work, sandbox, content)) {
            return WORKER_REFUSED;
        }
    }
}

int frame_serve(const Work *work, int count, char **arguments)
{
    if (count != 2 || !silence()) {
        return WORKER_REFUSED;
    }
    g_autoptr(Sandbox) sandbox = sandbox_new(&work->limits);
    if (!sandbox) {
        return WORKER_UNCONFINED;
    }
    work->prepare();
    gboolean one = strcmp(arguments[1], WORKER_ONE) == 0;
    /* Without what a process does on leaving: that is the libraries' code. */
    _exit(one ? serve_one(work, sandbox) : serve_many(work, sandbox));
}
