/*
 * Starts a worker; also before the program that will talk to it has loaded its
 * own libraries, and then hands it over. No function of GLib, as in programs.h.
 */
#pragma once

#include <glib.h>
#include <sys/types.h>

#include "worker/wire.h" /* WORKER_ONE, WORKER_MANY */

typedef struct {
    pid_t process;
    int socket; /* the line to it */
} StartedWorker;

/* sort: WORKER_ONE or WORKER_MANY. 0, or why not, as errno. */
int worker_start(const gchar *path, const gchar *sort, StartedWorker *worker);

/* Leaves word of iro-worker in the environment for the program that this
 * process becomes. A worker that nobody takes over ends with its line. */
void worker_hand_over(const StartedWorker *worker, const gchar *sort);

/* Takes over what was left, once. FALSE when there is none of that sort; one of
 * the other sort is ended. */
gboolean worker_take_over(const gchar *sort, StartedWorker *worker);
