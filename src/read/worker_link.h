/*
 * The line to one of the workers: starts it, hands it bytes, takes what it
 * says within the time that a file has, and starts another when it is gone. Private to
 * this folder.
 */
#pragma once

#include <glib.h>

#include "model/outcome.h"

typedef struct WorkerLink WorkerLink;

/* program: "iro-worker-mail". Starts nothing. `once`: the first file may be
 * read by a worker that takes only one, which is quicker when no second one
 * comes. */
WorkerLink *worker_link_new(const gchar *program, gboolean once);
void worker_link_free(WorkerLink *link);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WorkerLink, worker_link_free)

/* Less than a file has otherwise, which is nine seconds or IRO_READ_SECONDS. */
void worker_link_set_wall_time(WorkerLink *link, guint milliseconds);

/* Starts the worker when none runs; fails with IRO_ERROR_SYSTEM. */
gboolean worker_link_start(WorkerLink *link, GError **error);

/* All that is asked from here on must be answered within that time, until
 * the next file begins. */
void worker_link_begin_file(WorkerLink *link);

/* What the worker answers, unchecked. NULL with `error` when it cannot be run
 * or confined, else with the problem of this request alone. */
GBytes *worker_link_ask(WorkerLink *link, GBytes *request, ProblemCode *problem, GError **error);

/* What has been missing from the workers' confinement, as flags of SandboxGap. */
guint worker_link_gaps(const WorkerLink *link);
