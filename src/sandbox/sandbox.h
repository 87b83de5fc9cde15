/*
 * Confines this process for good before it looks at foreign bytes: limits, no
 * new privileges, no descriptor but 0, 1 and 2, no file by landlock, and by
 * seccomp only the calls that working on memory needs. Reading a path answers
 * EACCES, since libraries try; every other call kills the process.
 */
#pragma once

#include <glib.h>

typedef struct {
    guint64 address_space;   /* bytes */
    guint processor_seconds; /* SIGXCPU comes then */
} SandboxLimits;

/* What can be missing from a confinement that holds all the same, as flags. */
typedef enum {
    SANDBOX_WHOLE = 0,
    SANDBOX_NO_LANDLOCK = 1, /* the kernel has none: seccomp alone forbids files */
    SANDBOX_SANITIZED = 2,   /* built with AddressSanitizer, which needs the calls that are forbidden */
} SandboxGap;
#define SANDBOX_ALL_GAPS 3u

typedef struct Sandbox Sandbox;

/* Makes everything ready that a child would otherwise do anew: once in a
 * worker, before any file. NULL when libseccomp cannot. */
Sandbox *sandbox_new(const SandboxLimits *limits);
void sandbox_free(Sandbox *sandbox);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sandbox, sandbox_free)

/* FALSE when the process is not confined: it must not look at anything
 * foreign then. `gaps` (of SandboxGap) tells what is missing. */
gboolean sandbox_enter(Sandbox *sandbox, guint *gaps);
