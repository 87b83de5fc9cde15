/*
 * The commands that take REF… or --all-open and write a file for each: one
 * session, the files published together.
 */
#pragma once

#include "cli/options.h"
#include "cli/output.h"
#include "flow/session.h"

/* Puts aside what is written for one reference; prints what is wrong with it. */
typedef ExitStatus (*WriteReference)(Session *session, const gchar *reference, Outputs *outputs,
                                     gconstpointer wanted);

typedef struct {
    const gchar *progress; /* the command, as its progress is named */
    const gchar *target;   /* -o, or NULL */
    gboolean all_open;     /* --all-open was given */
    CaseFilter open;       /* what --all-open stands for */
    /* STORE_WRITE: within one transaction, which is committed before a file
     * appears; a failure of the system ends it, and nothing is done. */
    StoreMode mode;
    WriteReference write;
    gconstpointer wanted; /* handed to `write` */
} References;

ExitStatus references_write(const Options *options, const References *references);
