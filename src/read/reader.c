#define _GNU_SOURCE /* SOCK_CLOEXEC */

#include "read/reader.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "model/error.h"
#include "read/judge.h"
#include "worker/wire.h"

#define WALL_TIME ((gint64) 10 * G_USEC_PER_SEC)
#define CHUNK     16384 /* bytes taken at a time */

struct Reader {
    gchar *program;
    pid_t worker;   /* 0: none runs */
    int socket;     /* -1: none */
    gboolean first; /* no file was read yet: the worker takes one only */
};

/* --- the worker's life --- */

static gchar *beside_this_program(void)
{
    g_autofree gchar *self = g_file_read_link("/proc/self/exe", NULL);
    g_autofree gchar *folder = self ? g_path_get_dirname(self) : NULL;
    return folder ? g_build_filename(folder, "iro-worker", NULL) : NULL;
}

static gchar *find_worker(void)
{
    gchar *places[] = {beside_this_program(), g_strdup(IRO_LIBEXEC "/iro-worker"),
                       g_strdup(g_getenv("IRO_WORKER"))};
    gchar *found = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
        if (!found && places[i] && access(places[i], X_OK) == 0) {
            found = g_steal_pointer(&places[i]);
        }
        g_free(places[i]);
    }
    return found;
}

static gboolean start_worker(Reader *reader, const gchar *mode, GError **error)
{
    g_autofree gchar *argument = g_strdup(mode);
    gchar *arguments[] = {reader->program, argument, NULL};
    /* Nothing of the caller's surroundings is the worker's to know. */
    gchar *surroundings[] = {"LC_ALL=C.UTF-8", "GIO_USE_VFS=local", NULL};
    posix_spawn_file_actions_t actions;
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_SYSTEM, "cannot talk to iro-worker: %s", g_strerror(errno));
        return FALSE;
    }
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pair[1], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, pair[1], STDOUT_FILENO);
    int failure = posix_spawn(&reader->worker, reader->program, &actions, NULL, arguments, surroundings);
    posix_spawn_file_actions_destroy(&actions);
    close(pair[1]);
    if (failure != 0) {
        close(pair[0]);
        reader->worker = 0;
        g_set_error(error, IRO_ERROR, IRO_ERROR_SYSTEM, "cannot run %s: %s", reader->program,
                    g_strerror(failure));
        return FALSE;
    }
    reader->socket = pair[0];
    return TRUE;
}

/* Ends the worker and returns its status of wire.h. */
static int end_worker(Reader *reader, gboolean kill_it)
{
    int status = 0;
    if (reader->worker == 0) {
        return WORKER_DONE;
    }
    if (kill_it) {
        kill(reader->worker, SIGKILL); /* its child dies with it */
    }
    close(reader->socket);
    while (waitpid(reader->worker, &status, 0) < 0 && errno == EINTR) {
    }
    reader->worker = 0;
    reader->socket = -1;
    if (WIFSIGNALED(status)) {
        return WTERMSIG(status) == SIGXCPU ? WORKER_EXPIRED : WORKER_CRASHED;
    }
    return WEXITSTATUS(status);
}

Reader *reader_start(GError **error)
{
    Reader *reader = g_new0(Reader, 1);
    reader->socket = -1;
    reader->first = TRUE;
    reader->program = find_worker();
    if (!reader->program) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_SYSTEM,
                    "iro-worker is missing: it belongs beside iro or in %s", IRO_LIBEXEC);
    }
    if (!reader->program || !start_worker(reader, WORKER_ONE, error)) {
        reader_stop(reader);
        return NULL;
    }
    return reader;
}

void reader_stop(Reader *reader)
{
    if (reader) {
        end_worker(reader, TRUE); /* it has nothing to lose */
        g_free(reader->program);
        g_free(reader);
    }
}

/* --- one file --- */

typedef enum { TALK_DONE, TALK_GONE, TALK_LATE, TALK_LIE } TalkEnd;

/* Waits until the socket can be used for `events`; FALSE at the deadline. */
static gboolean wait_for(int socket, short events, gint64 deadline)
{
    for (;;) {
        gint64 left = (deadline - g_get_monotonic_time()) / 1000;
        struct pollfd one = {socket, events, 0};
        if (left <= 0) {
            return FALSE;
        }
        int ready = poll(&one, 1, (int) left);
        if (ready > 0) {
            return TRUE;
        }
        if (ready < 0 && errno != EINTR) {
            return FALSE;
        }
    }
}

static TalkEnd send_bytes(int socket, const guchar *bytes, gsize length, gint64 deadline)
{
    while (length > 0) {
        if (!wait_for(socket, POLLOUT, deadline)) {
            return TALK_LATE;
        }
        gssize sent = send(socket, bytes, length, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno != EAGAIN && errno != EINTR) {
            return TALK_GONE;
        }
        if (sent > 0) {
            bytes += sent;
            length -= (gsize) sent;
        }
    }
    return TALK_DONE;
}

static TalkEnd send_file(int socket, GBytes *content, gint64 deadline)
{
    gsize length = 0;
    const guchar *bytes = g_bytes_get_data(content, &length);
    guchar prefix[WIRE_LENGTH_BYTES];
    wire_put_length(prefix, (guint32) length);
    TalkEnd end = send_bytes(socket, prefix, sizeof prefix, deadline);
    return end == TALK_DONE ? send_bytes(socket, bytes, length, deadline) : end;
}

static TalkEnd take_answer(int socket, WireReader *wire, gint64 deadline)
{
    guchar chunk[CHUNK];
    for (;;) {
        if (!wait_for(socket, POLLIN, deadline)) {
            return TALK_LATE;
        }
        gssize got = recv(socket, chunk, CHUNK, MSG_DONTWAIT);
        if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) {
            return TALK_GONE;
        }
        if (got > 0) {
            WireProgress progress = wire_reader_take(wire, chunk, (gsize) got);
            if (progress != WIRE_MORE) {
                return progress == WIRE_ENDED ? TALK_DONE : TALK_LIE;
            }
        }
    }
}

/* What was seen, or NULL with the problem; a worker that failed is gone then. */
static Sighting *see(Reader *reader, GBytes *content, ProblemCode *problem)
{
    gint64 deadline = g_get_monotonic_time() + WALL_TIME;
    g_autoptr(WireReader) wire = wire_reader_new();
    TalkEnd end = send_file(reader->socket, content, deadline);
    if (end == TALK_DONE) {
        end = take_answer(reader->socket, wire, deadline);
    }
    gboolean first = reader->first;
    reader->first = FALSE;
    if (end == TALK_DONE) {
        if (first) {
            end_worker(reader, TRUE); /* it reads no second file */
        }
        return wire_reader_steal(wire);
    }
    /* One that is gone has left word why; any other is stopped. */
    int status = end_worker(reader, end != TALK_GONE);
    *problem = end == TALK_LATE || status == WORKER_EXPIRED ? PROBLEM_TIMED_OUT : PROBLEM_BROKEN;
    return NULL;
}

GPtrArray *reader_read(Reader *reader, const gchar *name, GBytes *content, GError **error)
{
    gsize length = g_bytes_get_size(content);
    ProblemCode problem = PROBLEM_BROKEN;
    if (length > SIGHTING_MAX_BYTES) {
        return judge_unseen(name, PROBLEM_TOO_LARGE);
    }
    if (length == 0) {
        return judge_unseen(name, PROBLEM_BROKEN);
    }
    if (reader->worker == 0 && !start_worker(reader, WORKER_MANY, error)) {
        return NULL;
    }
    g_autoptr(Sighting) sighting = see(reader, content, &problem);
    return sighting ? judge_sighting(name, sighting) : judge_unseen(name, problem);
}
