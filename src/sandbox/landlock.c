#define _GNU_SOURCE /* syscall */

#include "sandbox/landlock.h"

#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

/* As in the kernel's linux/landlock.h of ABI 6; the header of Debian 12 ends
 * at ABI 2, a kernel may be newer than the header it was built with. */
typedef struct {
    guint64 files;
    guint64 network;
    guint64 scopes;
} Ruleset;

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_restrict_self  446
#endif

#define ASK_VERSION 1u
#define BITS(n)     ((G_GUINT64_CONSTANT(1) << (n)) - 1)

/* What the kernel's version of landlock can deny; a kernel refuses a ruleset
 * with more than it knows. Returns the ruleset's size for it. */
static gsize what_it_knows(long version, Ruleset *ruleset)
{
    static const guint FILE_RIGHTS[] = {0, 13, 14, 15, 15, 16}; /* by version */
    guint known = (guint) MIN(version, (long) G_N_ELEMENTS(FILE_RIGHTS) - 1);
    ruleset->files = BITS(FILE_RIGHTS[known]);
    ruleset->network = version >= 4 ? BITS(2) : 0;
    ruleset->scopes = version >= 6 ? BITS(2) : 0;
    if (version >= 6) {
        return sizeof(Ruleset);
    }
    return version >= 4 ? 2 * sizeof(guint64) : sizeof(guint64);
}

LandlockResult landlock_close_everything(void)
{
    Ruleset ruleset = {0, 0, 0};
    long version = syscall(SYS_landlock_create_ruleset, NULL, (size_t) 0, ASK_VERSION);
    if (version < 1) { /* ENOSYS: not built in; EOPNOTSUPP: switched off */
        return errno == ENOSYS || errno == EOPNOTSUPP ? LANDLOCK_ABSENT : LANDLOCK_FAILED;
    }
    gsize size = what_it_knows(version, &ruleset);
    int descriptor = (int) syscall(SYS_landlock_create_ruleset, &ruleset, size, 0u);
    if (descriptor < 0) {
        return LANDLOCK_FAILED;
    }
    long result = syscall(SYS_landlock_restrict_self, descriptor, 0u);
    close(descriptor);
    return result == 0 ? LANDLOCK_CLOSED : LANDLOCK_FAILED;
}
