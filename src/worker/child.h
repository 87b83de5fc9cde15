/*
 * Opens one foreign file in a process that dies with it.
 */
#pragma once

#include <glib.h>

/* What must be loaded before a child is locked in; once, before the first. */
void child_prepare(void);

/* Reads a tiny PDF of our own, so that later children find everything done
 * that the libraries do for their first file; pays when several come. */
void child_warm_up(void);

/*
 * Reads the file in a child of its own with limits on memory, processor time
 * and files; the child writes its answer to `answers`. Returns WORKER_DONE
 * when the whole answer was written, else a status of wire.h.
 */
int child_read_file(GBytes *content, int answers);

/* The same in this very process, which never comes back: it leaves with
 * WORKER_DONE when the whole answer was written. */
G_NORETURN void child_become(GBytes *content, int answers);
