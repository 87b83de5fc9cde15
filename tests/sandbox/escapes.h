/*
 * Ways out of the sandbox, each tried by a process of its own.
 */
#pragma once

#include <glib.h>
#include <sys/types.h>

/* What the attempts aim at, made by the test. */
typedef struct {
    gchar *folder;    /* a temporary one */
    gchar *file;      /* in it, holds "secret" */
    pid_t bystander;  /* a process that is none of theirs */
    int inherited;    /* descriptor of `file`, left open by carelessness */
    gchar *listener;  /* an abstract socket somebody listens on */
    guchar *writable; /* a page of memory that can be written */
} Target;

typedef enum {
    FREE_WORKS,   /* without the sandbox it gets through on any Linux */
    FREE_DEPENDS, /* on the kernel and on who runs the test */
} Unconfined;

typedef struct {
    const gchar *name;
    gboolean (*get_through)(const Target *target); /* FALSE with errno */
    Unconfined unconfined;
} Escape;

extern const Escape ESCAPES[];
extern const gsize N_ESCAPES;
