#define _GNU_SOURCE /* syscall, the calls of Linux */

#include "escapes.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

/* By the calls themselves wherever the C library could choose another one. */
#define TRY(name, works)                                                                                     \
    static gboolean name(G_GNUC_UNUSED const Target *target)                                                 \
    {                                                                                                        \
        return (gboolean) (works);                                                                           \
    }

/* --- files --- */

static gboolean in_folder(const Target *target, const gchar *name, long (*act)(const gchar *path))
{
    gchar path[512];
    g_snprintf(path, sizeof(path), "%s/%s", target->folder, name);
    return act(path) >= 0;
}

static long create(const gchar *path)
{
    return syscall(SYS_openat, AT_FDCWD, path, O_CREAT | O_WRONLY, 0600);
}

static long make_folder(const gchar *path)
{
    return mkdir(path, 0700);
}

static long make_link(const gchar *path)
{
    return symlink("/etc/passwd", path);
}

static gboolean makes_a_file(const Target *target)
{
    return in_folder(target, "made", create);
}

static gboolean makes_a_folder(const Target *target)
{
    return in_folder(target, "folder", make_folder);
}

static gboolean makes_a_symlink(const Target *target)
{
    return in_folder(target, "symlink", make_link);
}

static gboolean makes_a_hard_link(const Target *target)
{
    gchar path[512];
    g_snprintf(path, sizeof(path), "%s/hard", target->folder);
    return link(target->file, path) == 0;
}

static gboolean renames(const Target *target)
{
    gchar path[512];
    g_snprintf(path, sizeof(path), "%s/renamed", target->folder);
    return rename(target->file, path) == 0;
}

static gboolean opens_by_the_new_call(const Target *target)
{
    (void) target;
    guint64 how[3] = {O_RDONLY, 0, 0};
    return syscall(SYS_openat2, AT_FDCWD, "/etc/passwd", how, sizeof(how)) >= 0;
}

static gboolean writes_its_own_memory_as_a_file(const Target *target)
{
    int memory = open("/proc/self/mem", O_RDWR);
    return memory >= 0 && pwrite(memory, "x", 1, (off_t) (gsize) target->writable) == 1;
}

static gboolean reads_what_was_left_open(const Target *target)
{
    gchar byte;
    return pread(target->inherited, &byte, 1, 0) == 1;
}

static gboolean states_a_path(const Target *target)
{
    struct stat about;
    return fstatat(AT_FDCWD, target->file, &about, 0) == 0;
}

static gboolean reads_a_link(const Target *target)
{
    gchar path[256];
    (void) target;
    return readlink("/proc/self/exe", path, sizeof(path)) > 0;
}

TRY(opens_for_reading, syscall(SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY, 0) >= 0)
TRY(opens_for_writing, syscall(SYS_openat, AT_FDCWD, target->file, O_WRONLY, 0) >= 0)
TRY(unlinks, unlink(target->file) == 0)
TRY(changes_the_mode, chmod(target->file, 0644) == 0)
TRY(changes_the_owner, chown(target->file, getuid(), (gid_t) -1) == 0)
TRY(truncates, truncate(target->file, 0) == 0)
TRY(makes_a_pipe, pipe2((int[2]){0, 0}, 0) == 0)
TRY(copies_a_descriptor, dup(STDOUT_FILENO) >= 0)
TRY(watches_files, syscall(SYS_inotify_init1, 0) >= 0)
TRY(watches_all_files, syscall(SYS_fanotify_init, 0, O_RDONLY) >= 0)
TRY(types_on_the_terminal, ioctl(STDIN_FILENO, TIOCSTI, "x") == 0)

/* --- the network and other processes' ears --- */

static gboolean connects(const Target *target)
{
    /* On a socket that was there before, so that only connect() is tried. */
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    gsize length = strlen(target->listener);
    memcpy(address.sun_path + 1, target->listener, length);
    return connect(STDIN_FILENO, (struct sockaddr *) &address,
                   (socklen_t) (offsetof(struct sockaddr_un, sun_path) + 1 + length)) == 0;
}

TRY(asks_for_inet, socket(AF_INET, SOCK_STREAM, 0) >= 0)
TRY(asks_for_unix, socket(AF_UNIX, SOCK_STREAM, 0) >= 0)
TRY(asks_for_netlink, socket(AF_NETLINK, SOCK_RAW, 0) >= 0)
TRY(makes_a_socketpair, socketpair(AF_UNIX, SOCK_STREAM, 0, (int[2]){0, 0}) == 0)
TRY(shares_memory, syscall(SYS_shmget, 0, 4096, 01600) >= 0)
TRY(makes_a_queue, syscall(SYS_msgget, 0, 01600) >= 0)
TRY(makes_semaphores, syscall(SYS_semget, 0, 1, 01600) >= 0)
TRY(opens_a_posix_queue, syscall(SYS_mq_open, "iro-escape", O_CREAT | O_RDWR, 0600, NULL) >= 0)

/* --- processes --- */

static gboolean child_came(long child)
{
    if (child == 0) {
        _exit(0);
    }
    return child > 0 && waitpid((pid_t) child, NULL, 0) == child;
}

static gboolean clones_anew(const Target *target)
{
    guint64 how[11] = {0, 0, 0, 0, SIGCHLD};
    (void) target;
    return child_came(syscall(SYS_clone3, how, sizeof(how)));
}

static gboolean runs_a_program(const Target *target)
{
    gchar *arguments[] = {(gchar[]){"true"}, NULL};
    (void) target;
    execv("/bin/true", arguments); /* leaves with 0, which tells of success */
    return FALSE;
}

static gboolean runs_a_program_by_the_new_call(const Target *target)
{
    gchar *arguments[] = {(gchar[]){"true"}, NULL};
    (void) target;
    syscall(SYS_execveat, AT_FDCWD, "/bin/true", arguments, NULL, 0);
    return FALSE;
}

static gboolean reads_another_memory(const Target *target)
{
    gchar here[8];
    struct iovec mine = {here, sizeof(here)};
    struct iovec its = {target->writable, sizeof(here)};
    return process_vm_readv(target->bystander, &mine, 1, &its, 1, 0) > 0;
}

static gboolean writes_another_memory(const Target *target)
{
    gchar here[8] = "escaped";
    struct iovec mine = {here, sizeof(here)};
    struct iovec its = {target->writable, sizeof(here)};
    return process_vm_writev(target->bystander, &mine, 1, &its, 1, 0) > 0;
}

TRY(forks, child_came(syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL)))
#ifdef SYS_fork
TRY(forks_the_old_way, child_came(syscall(SYS_fork)))
#endif
TRY(starts_a_thread_like_child, child_came(syscall(SYS_clone, 0x600 | SIGCHLD, NULL, NULL, NULL, NULL)))
TRY(is_traced, ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0)
TRY(traces, ptrace(PTRACE_SEIZE, target->bystander, NULL, NULL) == 0)
TRY(signals_another, kill(target->bystander, 0) == 0)
TRY(signals_another_thread, syscall(SYS_tgkill, target->bystander, target->bystander, 0) == 0)
TRY(signals_its_group, kill(0, 0) == 0)
TRY(opens_another_process, syscall(SYS_pidfd_open, target->bystander, 0) >= 0)
TRY(starts_a_session, setsid() > 0)

/* --- memory that can be run --- */

static gboolean can_run(const void *memory)
{
    return memory != MAP_FAILED;
}

static gboolean maps_a_program(const Target *target)
{
    int file = open("/bin/true", O_RDONLY);
    (void) target;
    return can_run(mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE, file, 0));
}

TRY(maps_memory_to_run, can_run(mmap(NULL, 4096, PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)))
TRY(turns_data_into_code, mprotect(target->writable, 4096, PROT_READ | PROT_EXEC) == 0)
TRY(turns_data_into_code_by_key,
    syscall(SYS_pkey_mprotect, target->writable, 4096, PROT_READ | PROT_EXEC, -1) == 0)
TRY(makes_a_file_in_memory, syscall(SYS_memfd_create, "x", 0) >= 0)
TRY(locks_memory, mlock(target->writable, 4096) == 0)

/* --- limits and privileges --- */

static gboolean raises_a_limit(const Target *target)
{
    const struct rlimit more = {RLIM_INFINITY, RLIM_INFINITY};
    (void) target;
    return syscall(SYS_prlimit64, 0, RLIMIT_CPU, &more, NULL) == 0;
}

#ifdef SYS_setrlimit
static gboolean raises_a_limit_the_old_way(const Target *target)
{
    const struct rlimit more = {RLIM_INFINITY, RLIM_INFINITY};
    (void) target;
    return syscall(SYS_setrlimit, RLIMIT_CPU, &more) == 0;
}
#endif

static gboolean limits_another(const Target *target)
{
    struct rlimit its;
    return syscall(SYS_prlimit64, target->bystander, RLIMIT_CPU, NULL, &its) == 0;
}

static gboolean catches_its_end(const Target *target)
{
    struct sigaction action = {.sa_handler = SIG_IGN};
    (void) target;
    return sigaction(SIGSYS, &action, NULL) == 0;
}

TRY(can_be_dumped_again, prctl(PR_SET_DUMPABLE, 1) == 0)
TRY(outlives_its_parent, prctl(PR_SET_PDEATHSIG, 0) == 0)
TRY(changes_its_personality, syscall(SYS_personality, 0xffffffff) >= 0)
TRY(changes_its_user, setuid(getuid()) == 0)
TRY(changes_its_priority, setpriority(PRIO_PROCESS, 0, 19) == 0)

/* --- the kernel's more dangerous corners --- */

static gboolean mounts(const Target *target)
{
    return mount("none", target->folder, "tmpfs", 0, NULL) == 0 && umount2(target->folder, MNT_DETACH) == 0;
}

static gboolean makes_a_map(const Target *target)
{
    guint32 attributes[18] = {2, 4, 4, 1}; /* BPF_MAP_TYPE_ARRAY of one number */
    (void) target;
    return syscall(SYS_bpf, 0, attributes, sizeof(attributes)) >= 0;
}

static gboolean counts_events(const Target *target)
{
    guint32 attributes[16] = {1, 64}; /* PERF_TYPE_SOFTWARE, size; count 0: the processor's clock */
    (void) target;
    return syscall(SYS_perf_event_open, attributes, 0, -1, -1, 0) >= 0;
}

static gboolean makes_a_ring(const Target *target)
{
    guint32 parameters[30] = {0};
    (void) target;
    return syscall(SYS_io_uring_setup, 4, parameters) >= 0;
}

TRY(changes_its_root, chroot(target->folder) == 0)
TRY(pivots_its_root, syscall(SYS_pivot_root, target->folder, target->folder) == 0)
TRY(leaves_its_namespaces, unshare(0x10000000 /* CLONE_NEWUSER */) == 0)
TRY(enters_a_namespace, syscall(SYS_setns, STDIN_FILENO, 0) == 0)
TRY(handles_page_faults, syscall(SYS_userfaultfd, 1 /* in user mode only */) >= 0)
TRY(reads_the_key_ring, syscall(SYS_keyctl, 0, -3, 1) >= 0)
TRY(adds_a_key, syscall(SYS_add_key, "user", "iro-escape", "x", (size_t) 1, -2) >= 0)
TRY(loads_a_kernel, syscall(SYS_kexec_load, 0, 0, NULL, 0) == 0)
TRY(reads_the_log, syscall(SYS_syslog, 10, NULL, 0) >= 0)
TRY(installs_a_filter, syscall(SYS_seccomp, 2, 0, NULL) == 0)

#ifdef __x86_64__
TRY(calls_as_x32, syscall(0x40000000 | SYS_getppid) > 0)

/* The same number means another call there: 20 is getpid. */
static gboolean calls_as_i386(const Target *target)
{
    long result = 20;
    (void) target;
    __asm__ volatile("int $0x80" : "+a"(result) : : "memory", "r8", "r9", "r10", "r11");
    return result > 0;
}
#endif

const Escape ESCAPES[] = {
    {"open a file for reading", opens_for_reading, FREE_WORKS},
    {"open a file for writing", opens_for_writing, FREE_WORKS},
    {"open by openat2", opens_by_the_new_call, FREE_DEPENDS},
    {"make a file", makes_a_file, FREE_WORKS},
    {"make a folder", makes_a_folder, FREE_WORKS},
    {"make a symbolic link", makes_a_symlink, FREE_WORKS},
    {"make a hard link", makes_a_hard_link, FREE_WORKS},
    {"rename a file", renames, FREE_WORKS},
    {"remove a file", unlinks, FREE_WORKS},
    {"change a file's mode", changes_the_mode, FREE_WORKS},
    {"change a file's owner", changes_the_owner, FREE_WORKS},
    {"cut a file off", truncates, FREE_WORKS},
    {"look at a path", states_a_path, FREE_WORKS},
    {"read a link", reads_a_link, FREE_WORKS},
    {"read a descriptor left open", reads_what_was_left_open, FREE_WORKS},
    {"write to /proc/self/mem", writes_its_own_memory_as_a_file, FREE_WORKS},
    {"make a pipe", makes_a_pipe, FREE_WORKS},
    {"copy a descriptor", copies_a_descriptor, FREE_WORKS},
    {"watch files", watches_files, FREE_WORKS},
    {"watch all files", watches_all_files, FREE_DEPENDS},
    {"type on the terminal", types_on_the_terminal, FREE_DEPENDS},
    {"connect", connects, FREE_WORKS},
    {"an internet socket", asks_for_inet, FREE_WORKS},
    {"a local socket", asks_for_unix, FREE_WORKS},
    {"a netlink socket", asks_for_netlink, FREE_DEPENDS},
    {"a pair of sockets", makes_a_socketpair, FREE_WORKS},
    {"shared memory", shares_memory, FREE_DEPENDS},
    {"a message queue", makes_a_queue, FREE_DEPENDS},
    {"semaphores", makes_semaphores, FREE_DEPENDS},
    {"a POSIX message queue", opens_a_posix_queue, FREE_DEPENDS},
    {"clone", forks, FREE_WORKS},
#ifdef SYS_fork
    {"fork", forks_the_old_way, FREE_WORKS},
#endif
    {"clone with shared files", starts_a_thread_like_child, FREE_WORKS},
    {"clone3", clones_anew, FREE_DEPENDS},
    {"execve", runs_a_program, FREE_WORKS},
    {"execveat", runs_a_program_by_the_new_call, FREE_WORKS},
    {"be traced", is_traced, FREE_DEPENDS},
    {"trace another", traces, FREE_DEPENDS},
    {"read another's memory", reads_another_memory, FREE_DEPENDS},
    {"write another's memory", writes_another_memory, FREE_DEPENDS},
    {"signal another", signals_another, FREE_WORKS},
    {"signal another's thread", signals_another_thread, FREE_WORKS},
    {"signal its group", signals_its_group, FREE_WORKS},
    {"open another process", opens_another_process, FREE_DEPENDS},
    {"start a session", starts_a_session, FREE_DEPENDS},
    {"map memory to run", maps_memory_to_run, FREE_DEPENDS},
    {"map a program", maps_a_program, FREE_WORKS},
    {"turn data into code", turns_data_into_code, FREE_DEPENDS},
    {"turn data into code by a key", turns_data_into_code_by_key, FREE_DEPENDS},
    {"a file in memory", makes_a_file_in_memory, FREE_WORKS},
    {"lock memory", locks_memory, FREE_DEPENDS},
    {"raise a limit", raises_a_limit, FREE_DEPENDS},
#ifdef SYS_setrlimit
    {"raise a limit by setrlimit", raises_a_limit_the_old_way, FREE_DEPENDS},
#endif
    {"see another's limits", limits_another, FREE_DEPENDS},
    {"catch the signal that ends it", catches_its_end, FREE_WORKS},
    {"be dumped again", can_be_dumped_again, FREE_WORKS},
    {"outlive its parent", outlives_its_parent, FREE_WORKS},
    {"change its personality", changes_its_personality, FREE_DEPENDS},
    {"change its user", changes_its_user, FREE_WORKS},
    {"change its priority", changes_its_priority, FREE_WORKS},
    {"mount", mounts, FREE_DEPENDS},
    {"change its root", changes_its_root, FREE_DEPENDS},
    {"pivot its root", pivots_its_root, FREE_DEPENDS},
    {"leave its namespaces", leaves_its_namespaces, FREE_DEPENDS},
    {"enter a namespace", enters_a_namespace, FREE_DEPENDS},
    {"io_uring", makes_a_ring, FREE_DEPENDS},
    {"bpf", makes_a_map, FREE_DEPENDS},
    {"userfaultfd", handles_page_faults, FREE_DEPENDS},
    {"perf_event_open", counts_events, FREE_DEPENDS},
    {"read the key ring", reads_the_key_ring, FREE_DEPENDS},
    {"add a key", adds_a_key, FREE_DEPENDS},
    {"load a kernel", loads_a_kernel, FREE_DEPENDS},
    {"read the kernel's log", reads_the_log, FREE_DEPENDS},
    {"install a filter", installs_a_filter, FREE_DEPENDS},
#ifdef __x86_64__
    {"call by x32", calls_as_x32, FREE_DEPENDS},
    {"call as 32-bit code", calls_as_i386, FREE_DEPENDS},
#endif
};

const gsize N_ESCAPES = G_N_ELEMENTS(ESCAPES);
