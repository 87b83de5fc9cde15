#define _GNU_SOURCE /* SOCK_CLOEXEC */

#include "read/worker_start.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define LEFT_WORD  "IRO_STARTED_WORKER" /* "process socket sort" */
#define LONG_WORD  64
#define SORT_BYTES 8

int worker_start(const gchar *path, const gchar *sort, StartedWorker *worker)
{
    gchar *arguments[] = {(gchar *) path, (gchar *) sort, NULL};
    /* Nothing of the caller's surroundings is the worker's to know. What many
     * processes would each look up in the libraries is looked up once. */
    gchar *at_once = strcmp(sort, WORKER_MANY) == 0 ? "LD_BIND_NOW=1" : NULL;
    gchar *surroundings[] = {"LC_ALL=C.UTF-8", "GIO_USE_VFS=local", at_once, NULL};
    posix_spawn_file_actions_t actions;
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
        return errno;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pair[1], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, pair[1], STDOUT_FILENO);
    int failure = posix_spawn(&worker->process, path, &actions, NULL, arguments, surroundings);
    posix_spawn_file_actions_destroy(&actions);
    close(pair[1]);
    if (failure != 0)
        close(pair[0]);
    else
        worker->socket = pair[0];
    return failure;
}

void worker_hand_over(const StartedWorker *worker, const gchar *sort)
{
    gchar word[LONG_WORD];
    snprintf(word, sizeof word, "%d %d %s", (int) worker->process, worker->socket, sort);
    if (setenv(LEFT_WORD, word, 1) == 0)
        fcntl(worker->socket, F_SETFD, 0);
}

/* The word may come from anywhere: only a child of this very process that still
 * runs is taken for a worker. */
static gboolean is_ours(const StartedWorker *worker)
{
    return worker->process > 0 && waitpid(worker->process, NULL, WNOHANG) == 0 &&
           fcntl(worker->socket, F_SETFD, FD_CLOEXEC) == 0;
}

gboolean worker_take_over(const gchar *sort, StartedWorker *worker)
{
    gchar left[SORT_BYTES] = "";
    const gchar *word = getenv(LEFT_WORD);
    gboolean told = word && sscanf(word, "%d %d %7s", &worker->process, &worker->socket, left) == 3;
    unsetenv(LEFT_WORD);
    if (!told || !is_ours(worker))
        return FALSE;
    if (strcmp(left, sort) == 0)
        return TRUE;
    kill(worker->process, SIGKILL);
    close(worker->socket);
    waitpid(worker->process, NULL, 0);
    return FALSE;
}
