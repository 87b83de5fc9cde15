/*
 * without landlock|seccomp PROGRAM ARGUMENT…: runs the program as on a kernel
 * that lacks one of the two.
 */
#include <errno.h>
#include <seccomp.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

static int forbid_landlock(scmp_filter_ctx filter)
{
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(landlock_create_ruleset), 0);
}

static int forbid_seccomp(scmp_filter_ctx filter)
{
    int failure = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(prctl), 1,
                                   SCMP_A0(SCMP_CMP_EQ, PR_SET_SECCOMP));
    return failure ? failure : seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(seccomp), 0);
}

int main(int count, char **arguments)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (count < 3 || !filter) {
        return 99;
    }
    int failure = strcmp(arguments[1], "landlock") == 0 ? forbid_landlock(filter) : forbid_seccomp(filter);
    if (failure || seccomp_load(filter) != 0) {
        fputs("cannot forbid it\n", stderr);
        return 99;
    }
    execv(arguments[2], arguments + 2);
    return 99;
}
