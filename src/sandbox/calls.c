#define _GNU_SOURCE /* AT_EMPTY_PATH */

#include "sandbox/calls.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <unistd.h>

/* What reading a form out of memory takes, measured over some ten thousand
 * public PDFs: nothing that reaches outside of the process. sysinfo: glibc's
 * qsort asks for the size of memory. */
static const int ALLOWED[] = {
    SCMP_SYS(read),         SCMP_SYS(close),          SCMP_SYS(lseek),         SCMP_SYS(pread64),
    SCMP_SYS(fstat),        SCMP_SYS(munmap),         SCMP_SYS(mremap),        SCMP_SYS(madvise),
    SCMP_SYS(brk),          SCMP_SYS(futex),          SCMP_SYS(exit),          SCMP_SYS(exit_group),
    SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask), SCMP_SYS(clock_gettime), SCMP_SYS(getrandom),
    SCMP_SYS(sysinfo),      SCMP_SYS(gettid),         SCMP_SYS(getpid),
};

/* What libraries try and do without: tables of letters, the machine's fonts. */
static const int ANSWERED_NO[] = {SCMP_SYS(openat), SCMP_SYS(access), SCMP_SYS(readlink)};

struct CallList {
    scmp_filter_ctx filter;
};

static gboolean allow_plain(scmp_filter_ctx filter)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ALLOWED); i++) {
        if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, ALLOWED[i], 0) != 0) {
            return FALSE;
        }
    }
    for (gsize i = 0; i < G_N_ELEMENTS(ANSWERED_NO); i++) {
        if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), ANSWERED_NO[i], 0) != 0) {
            return FALSE;
        }
    }
    return TRUE;
}

/* Memory that can be run is never made; words go out by 1 and 2 alone; what is
 * asked of a file is asked of an open one (glibc's fstat), not of a path. */
static gboolean allow_bounded(scmp_filter_ctx filter)
{
    const struct scmp_arg_cmp never_run = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
    const struct scmp_arg_cmp open_file = SCMP_A3(SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, AT_EMPTY_PATH);
    const struct scmp_arg_cmp path = SCMP_A3(SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, 0);
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, never_run) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, never_run) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(newfstatat), 1, open_file) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(newfstatat), 1, path) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(write), 1,
                            SCMP_A0(SCMP_CMP_EQ, STDOUT_FILENO)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(write), 1,
                            SCMP_A0(SCMP_CMP_EQ, STDERR_FILENO)) == 0;
}

CallList *call_list_new(void)
{
    CallList *list = g_new0(CallList, 1);
    list->filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (list->filter && seccomp_attr_set(list->filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) == 0 &&
        allow_plain(list->filter) && allow_bounded(list->filter)) {
        return list;
    }
    call_list_free(list);
    return NULL;
}

void call_list_free(CallList *list)
{
    if (list) {
        if (list->filter) {
            seccomp_release(list->filter);
        }
        g_free(list);
    }
}

gboolean call_list_load(CallList *list)
{
    /* abort() sends itself a signal. Which process that is, is known now. */
    return seccomp_rule_add(list->filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                            SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t) getpid())) == 0 &&
           seccomp_load(list->filter) == 0;
}
