#define _GNU_SOURCE /* closefrom */

#include "sandbox/sandbox.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "sandbox/calls.h"
#include "sandbox/landlock.h"

#ifdef __SANITIZE_ADDRESS__
#define SANITIZED TRUE
#else
#define SANITIZED FALSE
#endif

struct Sandbox {
    SandboxLimits limits;
    CallList *calls;
};

Sandbox *sandbox_new(const SandboxLimits *limits)
{
    CallList *calls = call_list_new();
    if (!calls) {
        return NULL;
    }
    Sandbox *sandbox = g_new0(Sandbox, 1);
    sandbox->limits = *limits;
    sandbox->calls = calls;
    return sandbox;
}

void sandbox_free(Sandbox *sandbox)
{
    if (sandbox) {
        call_list_free(sandbox->calls);
        g_free(sandbox);
    }
}

static gboolean limit(__rlimit_resource_t resource, rlim_t most)
{
    const struct rlimit both = {most, most};
    return setrlimit(resource, &both) == 0;
}

/* At the soft limit of time comes SIGXCPU, which tells why; at the hard one
 * SIGKILL, which cannot be passed over. */
static gboolean limit_time(guint seconds)
{
    const struct rlimit both = {seconds, seconds + 1};
    return setrlimit(RLIMIT_CPU, &both) == 0;
}

static gboolean set_limits(const SandboxLimits *limits)
{
    /* The sanitizer keeps its notes all over the address space. */
    rlim_t space = SANITIZED ? RLIM_INFINITY : (rlim_t) limits->address_space;
    return limit(RLIMIT_AS, space) && limit_time(limits->processor_seconds) && limit(RLIMIT_CORE, 0) &&
           limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_NOFILE, 3) && limit(RLIMIT_NPROC, 0) &&
           limit(RLIMIT_MSGQUEUE, 0) && limit(RLIMIT_MEMLOCK, 0);
}

static gboolean give_up_privileges(void)
{
    return prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_DUMPABLE, 0) == 0;
}

gboolean sandbox_enter(Sandbox *sandbox, guint *gaps)
{
    *gaps = SANDBOX_WHOLE;
    closefrom(STDERR_FILENO + 1);
    if (!give_up_privileges()) {
        return FALSE;
    }
    if (SANITIZED) {
        *gaps |= SANDBOX_SANITIZED;
        return set_limits(&sandbox->limits);
    }
    LandlockResult landlock = landlock_close_everything();
    if (landlock == LANDLOCK_FAILED) {
        return FALSE;
    }
    *gaps |= landlock == LANDLOCK_ABSENT ? SANDBOX_NO_LANDLOCK : SANDBOX_WHOLE;
    return set_limits(&sandbox->limits) && call_list_load(sandbox->calls);
}
