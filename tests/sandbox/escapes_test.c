/*
 * Every way out of the sandbox is tried, in a process of its own: inside, none
 * may get through; outside, the same attempts do, so that the test can fail.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "escapes.h"
#include "sandbox/sandbox.h"

#define LEAST_ESCAPES 35
#define LEAST_FREE    30 /* that get through where nothing holds them */

enum { THROUGH = 0, REFUSED = 10, FAILED = 11, UNCONFINED = 12 };
typedef enum { GOT_THROUGH, WAS_KILLED, WAS_REFUSED, WENT_WRONG } Fate;

static int listen_somewhere(Target *target)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    target->listener = g_strdup_printf("iro-escapes-%d", (int) getpid());
    gsize length = strlen(target->listener);
    memcpy(address.sun_path + 1, target->listener, length);
    int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(listener, (struct sockaddr *) &address,
                          (socklen_t) (offsetof(struct sockaddr_un, sun_path) + 1 + length)),
                     0);
    assert_int_equal(listen(listener, 8), 0);
    return listener;
}

static void restore_file(Target *target)
{
    assert_true(g_file_set_contents(target->file, "secret", -1, NULL));
}

static void clear_folder(const gchar *folder)
{
    g_autoptr(GDir) open = g_dir_open(folder, 0, NULL);
    const gchar *name = NULL;
    while (open && (name = g_dir_read_name(open))) {
        g_autofree gchar *path = g_build_filename(folder, name, NULL);
        if (g_unlink(path) != 0) {
            g_rmdir(path);
        }
    }
}

static int aim(void **state)
{
    Target *target = g_new0(Target, 1);
    target->folder = g_dir_make_tmp("iro-escapes-XXXXXX", NULL);
    target->file = g_build_filename(target->folder, "file", NULL);
    restore_file(target);
    target->writable = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    target->inherited = open(target->file, O_RDONLY);
    listen_somewhere(target);
    target->bystander = fork();
    if (target->bystander == 0) {
        for (;;) {
            pause();
        }
    }
    *state = target;
    return 0;
}

static int clean_up(void **state)
{
    Target *target = *state;
    kill(target->bystander, SIGKILL);
    waitpid(target->bystander, NULL, 0);
    clear_folder(target->folder);
    g_rmdir(target->folder);
    g_free(target->folder);
    g_free(target->file);
    g_free(target->listener);
    g_free(target);
    return 0;
}

static G_NORETURN void attempt(const Escape *escape, const Target *target, gboolean confined)
{
    const SandboxLimits limits = {256u * 1024 * 1024, 2};
    guint gaps = 0;
    int unused = socket(AF_UNIX, SOCK_STREAM, 0);
    int nothing = open("/dev/null", O_WRONLY);
    dup2(unused, STDIN_FILENO);
    dup2(nothing, STDOUT_FILENO);
    dup2(nothing, STDERR_FILENO);
    if (confined) {
        Sandbox *sandbox = sandbox_new(&limits);
        if (!sandbox || !sandbox_enter(sandbox, &gaps)) {
            _exit(UNCONFINED);
        }
    }
    errno = 0;
    if (escape->get_through(target)) {
        _exit(THROUGH);
    }
    _exit(errno == EACCES || errno == EPERM || errno == EBADF ? REFUSED : FAILED);
}

static Fate try(const Escape *escape, Target *target, gboolean confined)
{
    int status = 0;
    clear_folder(target->folder);
    restore_file(target);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        attempt(escape, target, confined);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    if (WIFSIGNALED(status)) {
        return WTERMSIG(status) == SIGSYS ? WAS_KILLED : WENT_WRONG;
    }
    if (WEXITSTATUS(status) == THROUGH) {
        return GOT_THROUGH;
    }
    return WEXITSTATUS(status) == REFUSED ? WAS_REFUSED : WENT_WRONG;
}

static void none_gets_out(void **state)
{
    guint out = 0;
    guint killed = 0;
#ifdef __SANITIZE_ADDRESS__
    skip(); /* the sanitizer needs what is forbidden */
#endif
    assert_true(N_ESCAPES >= LEAST_ESCAPES);
    for (gsize i = 0; i < N_ESCAPES; i++) {
        Fate fate = try(&ESCAPES[i], *state, TRUE);
        killed += fate == WAS_KILLED;
        if (fate == GOT_THROUGH || fate == WENT_WRONG) {
            print_error("not stopped: %s\n", ESCAPES[i].name);
            out++;
        }
    }
    print_message("%u attempts, %u killed, %u got out\n", (guint) N_ESCAPES, killed, out);
    assert_int_equal(out, 0);
}

static void they_work_outside(void **state)
{
    guint through = 0;
    for (gsize i = 0; i < N_ESCAPES; i++) {
        Fate fate = try(&ESCAPES[i], *state, FALSE);
        through += fate == GOT_THROUGH;
        if (ESCAPES[i].unconfined == FREE_WORKS && fate != GOT_THROUGH) {
            fail_msg("does not even work outside: %s", ESCAPES[i].name);
        }
    }
    print_message("%u attempts, %u work outside\n", (guint) N_ESCAPES, through);
    assert_true(through >= LEAST_FREE);
}

/* What is allowed works: memory, the answer, an orderly end. */
static gboolean works(const Target *target)
{
    guchar *memory = g_malloc(1024 * 1024);
    memset(memory, 1, 1024 * 1024);
    (void) target;
    gboolean wrote = write(STDOUT_FILENO, memory, 16) == 16;
    g_free(memory);
    return wrote && g_get_monotonic_time() > 0;
}

static gboolean aborts(const Target *target)
{
    (void) target;
    raise(SIGABRT);
    return FALSE;
}

static void honest_work_goes_on(void **state)
{
    const Escape work = {"work", works, FREE_WORKS};
    const Escape abortion = {"abort", aborts, FREE_WORKS};
    assert_int_equal(try(&work, *state, TRUE), GOT_THROUGH);
    assert_int_equal(try(&abortion, *state, TRUE), WENT_WRONG); /* by its own signal, not by SIGSYS */
}

static gboolean eats_memory(const Target *target)
{
    (void) target;
    return mmap(NULL, (gsize) 300 * 1024 * 1024, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
                0) != MAP_FAILED;
}

static gboolean eats_time(const Target *target)
{
    volatile guint turns = 0;
    (void) target;
    while (turns < G_MAXUINT) { /* some ten seconds */
        turns++;
    }
    return TRUE;
}

static void limits_hold(void **state)
{
    const Escape memory = {"memory", eats_memory, FREE_WORKS};
    const Escape time = {"time", eats_time, FREE_WORKS};
#ifdef __SANITIZE_ADDRESS__
    skip();
#endif
    assert_int_equal(try(&memory, *state, FALSE), GOT_THROUGH);
    assert_int_equal(try(&memory, *state, TRUE), WENT_WRONG); /* ENOMEM */
    assert_int_equal(try(&time, *state, TRUE), WENT_WRONG);   /* SIGXCPU */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(none_gets_out), cmocka_unit_test(they_work_outside),
                                       cmocka_unit_test(honest_work_goes_on), cmocka_unit_test(limits_hold)};
    return cmocka_run_group_tests(tests, aim, clean_up);
}
