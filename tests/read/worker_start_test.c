#include "read/worker_start.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* Any program does for a worker: this one takes its sort for seconds. */
#define PROGRAM "/bin/sleep"
#define SORT    "30"
#define OTHER   "31"

static void end(const StartedWorker *worker)
{
    kill(worker->process, SIGKILL);
    close(worker->socket);
    assert_int_equal(waitpid(worker->process, NULL, 0), worker->process);
}

static void what_is_handed_over_is_taken_once(void **state)
{
    (void) state;
    StartedWorker worker, taken, again;
    assert_int_equal(worker_start(PROGRAM, SORT, &worker), 0);
    worker_hand_over(&worker, SORT);
    assert_int_equal(fcntl(worker.socket, F_GETFD), 0); /* goes with the process into the next program */
    assert_true(worker_take_over(SORT, &taken));
    assert_int_equal(taken.process, worker.process);
    assert_int_equal(taken.socket, worker.socket);
    assert_int_equal(fcntl(worker.socket, F_GETFD), FD_CLOEXEC); /* but into no child */
    assert_false(worker_take_over(SORT, &again));
    end(&worker);
}

static void one_of_the_other_sort_is_ended(void **state)
{
    (void) state;
    StartedWorker worker, taken;
    assert_int_equal(worker_start(PROGRAM, SORT, &worker), 0);
    worker_hand_over(&worker, SORT);
    assert_false(worker_take_over(OTHER, &taken));
    assert_int_equal(kill(worker.process, 0), -1);
    assert_int_equal(fcntl(worker.socket, F_GETFD), -1);
}

static void a_strange_word_is_no_worker(void **state)
{
    (void) state;
    StartedWorker taken;
    static const gchar *const words[] = {"", "1 0 " SORT, "-1 0 " SORT, "0 0 " SORT, "x", "1"};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        setenv("IRO_STARTED_WORKER", words[i], 1);
        assert_false(worker_take_over(SORT, &taken));
        assert_null(getenv("IRO_STARTED_WORKER"));
        assert_int_equal(fcntl(STDIN_FILENO, F_GETFD) & FD_CLOEXEC, 0);
    }
}

static void one_that_is_gone_is_no_worker(void **state)
{
    (void) state;
    StartedWorker worker, taken;
    assert_int_equal(worker_start("/bin/true", SORT, &worker), 0);
    worker_hand_over(&worker, SORT);
    siginfo_t about;
    assert_int_equal(waitid(P_PID, (id_t) worker.process, &about, WEXITED | WNOWAIT), 0);
    assert_false(worker_take_over(SORT, &taken));
}

static void what_cannot_be_run_says_why(void **state)
{
    (void) state;
    StartedWorker worker;
    assert_int_equal(worker_start("/nowhere/worker", SORT, &worker), ENOENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_handed_over_is_taken_once), cmocka_unit_test(one_of_the_other_sort_is_ended),
        cmocka_unit_test(a_strange_word_is_no_worker),       cmocka_unit_test(one_that_is_gone_is_no_worker),
        cmocka_unit_test(what_cannot_be_run_says_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
