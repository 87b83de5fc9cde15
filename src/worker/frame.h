/*
 * What all workers share: takes files on standard input, each with its length
 * in front, never a path; answers each on standard output (wire.h). Foreign
 * bytes are looked at only by a process that is confined and dies with them.
 */
#pragma once

#include <glib.h>

#include "sandbox/sandbox.h"

typedef struct {
    SandboxLimits limits;
    guint32 most; /* bytes of a file */
    /* Loads what lies in files, since a confined process may open none. */
    void (*prepare)(void);
    /* Does on something of our own what the libraries do for their first
     * file, so that later children find it done; pays when several come. */
    void (*warm_up)(void);
    /* What is to be told of the file; in the confined process. */
    GByteArray *(*answer)(GBytes *content);
} Work;

/* The main function of a worker, whose one argument is WORKER_ONE or
 * WORKER_MANY. Does not return before the input ends. */
int frame_serve(const Work *work, int count, char **arguments);
