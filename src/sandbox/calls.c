#define _GNU_SOURCE /* AT_EMPTY_PATH, memfd_create, syscall */

#include "sandbox/calls.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MOST_STEPS       1024        /* of the list in the kernel's form; it has some seventy */
#define NO_PROCESS       0x7ffffff0u /* beyond any number that the kernel gives */
#define SEARCH_BY_HALVES 2           /* the kernel tries the list on every call there is when it loads it */

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
    struct sock_filter steps[MOST_STEPS];
    gushort length;
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
 * asked of a file is asked of an open one (glibc's fstat), not of a path.
 * abort() sends itself a signal: which process that is, is known when the list
 * is loaded. */
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
                            SCMP_A0(SCMP_CMP_EQ, STDERR_FILENO)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_EQ, NO_PROCESS)) ==
               0;
}

/* The kernel's form of the list, which takes longer to make than to load. */
static gboolean compile(scmp_filter_ctx filter, CallList *list)
{
    int file = memfd_create("calls", MFD_CLOEXEC);
    if (file < 0) {
        return FALSE;
    }
    off_t size = seccomp_export_bpf(filter, file) == 0 ? lseek(file, 0, SEEK_END) : -1;
    gboolean fits =
        size > 0 && size <= (off_t) sizeof(list->steps) && (gsize) size % sizeof(list->steps[0]) == 0;
    gboolean compiled = fits && pread(file, list->steps, (gsize) size, 0) == size;
    list->length = compiled ? (gushort) ((gsize) size / sizeof(list->steps[0])) : 0;
    close(file);
    return compiled;
}

CallList *call_list_new(void)
{
    g_autofree CallList *list = g_new0(CallList, 1);
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    gboolean made = filter && seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) == 0 &&
                    seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, SEARCH_BY_HALVES) == 0 &&
                    allow_plain(filter) && allow_bounded(filter) && compile(filter, list);
    if (filter) {
        seccomp_release(filter);
    }
    return made ? g_steal_pointer(&list) : NULL;
}

void call_list_free(CallList *list)
{
    g_free(list);
}

/* Puts this process in the place that was kept for it; FALSE when that is not
 * there exactly once. */
static gboolean name_this_process(CallList *list)
{
    guint places = 0;
    for (guint i = 0; i < list->length; i++) {
        if (list->steps[i].code == (BPF_JMP | BPF_JEQ | BPF_K) && list->steps[i].k == NO_PROCESS) {
            list->steps[i].k = (guint32) getpid();
            places++;
        }
    }
    return places == 1;
}

gboolean call_list_load(CallList *list)
{
    const struct sock_fprog program = {list->length, list->steps};
    return name_this_process(list) && syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0u, &program) == 0;
}
