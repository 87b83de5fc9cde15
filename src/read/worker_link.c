#define _GNU_SOURCE /* SOCK_CLOEXEC */

#include "read/worker_link.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "model/error.h"
#include "read/programs.h"
#include "read/worker_start.h"
#include "worker/wire.h"

#define WALL_TIME 9000  /* ms, of ten seconds: the rest is for starting and ending workers */
#define CHUNK     65536 /* bytes taken at a time */

struct WorkerLink {
    gchar *program;
    gchar *path;     /* NULL until it was looked for */
    pid_t worker;    /* 0: none runs */
    pid_t leaving;   /* has answered its one file; 0: none */
    int socket;      /* -1: none */
    gboolean once;   /* the next worker takes one file only, and so does this one */
    guint wall_time; /* ms for one file */
    gint64 deadline; /* of all that is asked of one file; 0: none */
    guint gaps;
};

/* --- the worker's life --- */

static gboolean start_worker(WorkerLink *link, GError **error)
{
    const gchar *sort = link->once ? WORKER_ONE : WORKER_MANY;
    StartedWorker worker;
    gboolean forms = strcmp(link->program, "iro-worker") == 0;
    int failure = forms && worker_take_over(sort, &worker) ? 0 : worker_start(link->path, sort, &worker);
    if (failure != 0) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_SYSTEM, "cannot run %s: %s", link->path, g_strerror(failure));
        return FALSE;
    }
    link->worker = worker.process;
    link->socket = worker.socket;
    return TRUE;
}

/* Ends the worker and returns its status of wire.h. */
static int end_worker(WorkerLink *link, gboolean kill_it)
{
    int status = 0;
    if (link->worker == 0) {
        return WORKER_DONE;
    }
    if (kill_it) {
        kill(link->worker, SIGKILL); /* its child dies with it */
    }
    close(link->socket);
    while (waitpid(link->worker, &status, 0) < 0 && errno == EINTR) {
    }
    link->worker = 0;
    link->socket = -1;
    if (WIFSIGNALED(status)) {
        return WTERMSIG(status) == SIGXCPU ? WORKER_EXPIRED : WORKER_CRASHED;
    }
    return WEXITSTATUS(status);
}

/* A worker that takes one file ends by itself; to wait for that would keep its
 * answer waiting. */
static void let_go(WorkerLink *link)
{
    close(link->socket);
    link->leaving = link->worker;
    link->worker = 0;
    link->socket = -1;
}

static void see_off(WorkerLink *link)
{
    if (link->leaving != 0) {
        kill(link->leaving, SIGKILL);
        while (waitpid(link->leaving, NULL, 0) < 0 && errno == EINTR) {
        }
        link->leaving = 0;
    }
}

/* Without waiting for its end, which takes longer than judging what it said;
 * what is left of it goes with this process. */
static void dismiss(pid_t worker)
{
    if (worker != 0) {
        kill(worker, SIGKILL);
        waitpid(worker, NULL, WNOHANG);
    }
}

gboolean worker_link_start(WorkerLink *link, GError **error)
{
    if (link->worker != 0) {
        return TRUE;
    }
    see_off(link);
    ProgramPath found;
    if (!link->path && programs_find_worker(link->program, &found)) {
        link->path = g_strdup(found.path);
    }
    if (!link->path || access(link->path, X_OK) != 0) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_SYSTEM, "%s is missing: it belongs beside iro or in %s",
                    link->program, programs_folder());
        return FALSE;
    }
    return start_worker(link, error);
}

/* A machine that other work keeps from running is no fault of the file's. */
static guint longest_wall_time(void)
{
    guint64 seconds = 0;
    const gchar *told = g_getenv("IRO_READ_SECONDS");
    if (told && g_ascii_string_to_unsigned(told, 10, 1, 600, &seconds, NULL)) {
        return (guint) seconds * 1000;
    }
    return WALL_TIME;
}

WorkerLink *worker_link_new(const gchar *program, gboolean once)
{
    WorkerLink *link = g_new0(WorkerLink, 1);
    link->program = g_strdup(program);
    link->socket = -1;
    link->once = once;
    link->wall_time = longest_wall_time();
    return link;
}

void worker_link_set_wall_time(WorkerLink *link, guint milliseconds)
{
    link->wall_time = MIN(milliseconds, link->wall_time);
}

void worker_link_free(WorkerLink *link)
{
    if (link) {
        dismiss(link->worker); /* it has nothing to lose */
        dismiss(link->leaving);
        if (link->socket >= 0) {
            close(link->socket);
        }
        g_free(link->program);
        g_free(link->path);
        g_free(link);
    }
}

guint worker_link_gaps(const WorkerLink *link)
{
    return link->gaps;
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

static TalkEnd take_bytes(int socket, guchar *bytes, gsize length, gint64 deadline)
{
    while (length > 0) {
        if (!wait_for(socket, POLLIN, deadline)) {
            return TALK_LATE;
        }
        gssize got = recv(socket, bytes, MIN(length, CHUNK), MSG_DONTWAIT);
        if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) {
            return TALK_GONE;
        }
        if (got > 0) {
            bytes += got;
            length -= (gsize) got;
        }
    }
    return TALK_DONE;
}

static TalkEnd take_answer(int socket, WireHead *head, GBytes **answer, gint64 deadline)
{
    guchar bytes[WIRE_HEAD_BYTES];
    TalkEnd end = take_bytes(socket, bytes, sizeof(bytes), deadline);
    if (end != TALK_DONE) {
        return end;
    }
    if (!wire_get_head(bytes, head)) {
        return TALK_LIE;
    }
    guchar *content = g_malloc(MAX(head->length, 1));
    end = take_bytes(socket, content, head->length, deadline);
    *answer = g_bytes_new_take(content, head->length);
    return end;
}

/* What became of the file. A worker that said nothing right is gone then. */
static WorkerStatus settle(WorkerLink *link, TalkEnd end, const WireHead *head)
{
    WorkerStatus status = head->status;
    if (end != TALK_DONE) {
        /* One that is gone has left word why; any other is stopped. */
        status = end_worker(link, end != TALK_GONE);
        status = end == TALK_LATE ? WORKER_EXPIRED : status;
        status = status == WORKER_DONE ? WORKER_CRASHED : status;
    } else if (link->once) {
        let_go(link); /* it reads no second file */
    }
    link->gaps |= end == TALK_DONE ? head->gaps : 0;
    return status;
}

static gint64 latest(const WorkerLink *link)
{
    return g_get_monotonic_time() + (gint64) link->wall_time * 1000;
}

void worker_link_begin_file(WorkerLink *link)
{
    link->deadline = latest(link);
}

static WorkerStatus ask_once(WorkerLink *link, GBytes *request, GBytes **answer, GError **error)
{
    gint64 deadline = latest(link);
    deadline = link->deadline > 0 ? MIN(deadline, link->deadline) : deadline;
    WireHead head = {WORKER_CRASHED, 0, 0};
    if (!worker_link_start(link, error)) {
        return WORKER_REFUSED;
    }
    TalkEnd end = send_file(link->socket, request, deadline);
    if (end == TALK_DONE) {
        end = take_answer(link->socket, &head, answer, deadline);
    }
    return settle(link, end, &head);
}

GBytes *worker_link_ask(WorkerLink *link, GBytes *request, ProblemCode *problem, GError **error)
{
    g_autoptr(GBytes) answer = NULL;
    g_autoptr(GError) failure = NULL;
    WorkerStatus status = ask_once(link, request, &answer, &failure);
    /* A worker that takes one file speaks with the voice of whatever is in
     * that file: that it was not confined is believed of the other sort only. */
    gboolean again = link->once && status == WORKER_UNCONFINED;
    link->once = FALSE;
    if (again) {
        g_clear_pointer(&answer, g_bytes_unref);
        status = ask_once(link, request, &answer, &failure);
    }
    if (failure) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return NULL;
    }
    if (status == WORKER_UNCONFINED) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_SYSTEM,
                    "the kernel cannot confine %s (seccomp): no returned file is opened without",
                    link->program);
        return NULL;
    }
    *problem = status == WORKER_EXPIRED ? PROBLEM_TIMED_OUT : PROBLEM_BROKEN;
    return status == WORKER_DONE ? g_steal_pointer(&answer) : NULL;
}
