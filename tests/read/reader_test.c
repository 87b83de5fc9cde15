/*
 * The reader and its worker: hostile files, lost workers, wrong workers.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>

#include "model/error.h"
#include "read/reader.h"

static GBytes *file_bytes(const gchar *path)
{
    gchar *bytes = NULL;
    gsize length = 0;
    assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    return g_bytes_new_take(bytes, length);
}

static const Problem *only_problem(const GPtrArray *readings)
{
    assert_int_equal(readings->len, 1);
    const Reading *reading = g_ptr_array_index(readings, 0);
    assert_int_equal(reading->form, READING_NO_FORM);
    assert_false(reading->certain);
    assert_int_equal(reading->problems->len, 1);
    return g_ptr_array_index(reading->problems, 0);
}

static void hostile_files_have_a_named_outcome(void **state)
{
    (void) state;
    const gchar *folder = IRO_SOURCE_DIR "/fixtures/hostile";
    g_autoptr(Reader) reader = reader_start(NULL, NULL);
    g_autoptr(GDir) files = g_dir_open(folder, 0, NULL);
    const gchar *name = NULL;
    guint count = 0;
    assert_non_null(reader);
    while ((name = g_dir_read_name(files))) {
        g_autofree gchar *path = g_build_filename(folder, name, NULL);
        g_autoptr(GBytes) content = file_bytes(path);
        gint64 start = g_get_monotonic_time();
        g_autoptr(GPtrArray) readings = reader_read(reader, name, content, NULL);
        assert_true(g_get_monotonic_time() - start < 10 * G_USEC_PER_SEC);
        assert_true(problem_code_is_input(only_problem(readings)->code));
        count++;
    }
    assert_true(count >= 15);
}

static void sizes_are_bounded(void **state)
{
    (void) state;
    g_autoptr(Reader) reader = reader_start(NULL, NULL);
    g_autoptr(GBytes) large = g_bytes_new_take(g_malloc0(10 * 1024 * 1024 + 1), 10 * 1024 * 1024 + 1);
    g_autoptr(GBytes) nothing = g_bytes_new(NULL, 0);
    g_autoptr(GPtrArray) too_large = reader_read(reader, "large.pdf", large, NULL);
    g_autoptr(GPtrArray) empty = reader_read(reader, "empty.pdf", nothing, NULL);
    assert_int_equal(only_problem(too_large)->code, PROBLEM_TOO_LARGE);
    assert_int_equal(only_problem(empty)->code, PROBLEM_BROKEN);
}

/* A program in place of the worker, as a shell script; freed by the caller. */
static gchar *false_worker(const gchar *script)
{
    gchar *path = NULL;
    g_autofree gchar *text = g_strconcat("#!/bin/sh\n", script, "\n", NULL);
    gint file = g_file_open_tmp("iro-worker-XXXXXX", &path, NULL);
    assert_true(file >= 0);
    g_close(file, NULL);
    assert_true(g_file_set_contents(path, text, -1, NULL));
    assert_int_equal(g_chmod(path, 0700), 0);
    g_setenv("IRO_WORKER", path, TRUE);
    return path;
}

static void a_worker_that_fails_is_told(void **state)
{
    (void) state;
    static const struct {
        const gchar *script;
        ProblemCode problem;
    } cases[] = {
        {"exit 10", PROBLEM_BROKEN},
        {"exit 0", PROBLEM_BROKEN},
        {"cat > /dev/null & exit 11", PROBLEM_TIMED_OUT},
        {"kill -9 $$", PROBLEM_BROKEN},
        {"kill -XCPU $$", PROBLEM_TIMED_OUT},
        {"head -c 9 > /dev/null; printf 'nonsense and lies, no record of ours'; sleep 5", PROBLEM_BROKEN},
        {"head -c 9 > /dev/null; printf '\\001\\000\\000\\000E'; sleep 5", PROBLEM_BROKEN},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree gchar *path = false_worker(cases[i].script);
        g_autoptr(Reader) reader = reader_start(NULL, NULL);
        g_autoptr(GBytes) content = g_bytes_new_static("%PDF-", 5);
        assert_non_null(reader);
        g_autoptr(GPtrArray) readings = reader_read(reader, "x.pdf", content, NULL);
        print_message("%s\n", cases[i].script);
        assert_int_equal(only_problem(readings)->code, cases[i].problem);
        g_unlink(path);
    }
    g_setenv("IRO_WORKER", IRO_BINARY_DIR "/iro-worker", TRUE);
}

static void a_new_worker_follows_a_lost_one(void **state)
{
    (void) state;
    g_autoptr(GBytes) loop = file_bytes(IRO_SOURCE_DIR "/fixtures/hostile/original.pdf");
    g_autofree gchar *path = false_worker("exit 10");
    g_autoptr(Reader) reader = reader_start(NULL, NULL);
    g_autoptr(GPtrArray) first = reader_read(reader, "a.pdf", loop, NULL);
    g_autoptr(GPtrArray) second = reader_read(reader, "b.pdf", loop, NULL);
    assert_int_equal(only_problem(first)->code, PROBLEM_BROKEN);
    assert_int_equal(only_problem(second)->code, PROBLEM_BROKEN);
    g_unlink(path);
    g_setenv("IRO_WORKER", IRO_BINARY_DIR "/iro-worker", TRUE);
}

#define SHORT 2500 /* ms; for a worker built with a sanitizer to read in, too */

static gboolean is_gone(const gchar *note)
{
    g_autofree gchar *number = NULL;
    assert_true(g_file_get_contents(note, &number, NULL, NULL));
    return kill((pid_t) g_ascii_strtoll(number, NULL, 10), 0) != 0 && errno == ESRCH;
}

/* The worker that hangs is ended at the deadline, and the next file is read. */
static void hang_once(guint files)
{
    g_autofree gchar *path =
        false_worker("if [ -e \"$0.note\" ]; then exec '" IRO_BINARY_DIR "/iro-worker' $1; fi\n"
                     "echo $$ > \"$0.note\"; exec sleep 60");
    g_autofree gchar *note = g_strconcat(path, ".note", NULL);
    g_autoptr(GBytes) content = file_bytes(IRO_SOURCE_DIR "/fixtures/returned/filled-pypdf.pdf");
    const ReaderOptions options = {.files = files, .wall_time = SHORT};
    g_autoptr(Reader) reader = reader_start(&options, NULL);
    gint64 start = g_get_monotonic_time();
    g_autoptr(GPtrArray) hung = reader_read(reader, "hangs.pdf", content, NULL);
    gint64 taken = (g_get_monotonic_time() - start) / 1000;
    assert_int_equal(only_problem(hung)->code, PROBLEM_TIMED_OUT);
    assert_in_range(taken, SHORT - 1, 3 * SHORT);
    assert_true(is_gone(note));
    g_autoptr(GPtrArray) next = reader_read(reader, "next.pdf", content, NULL);
    assert_int_equal(((const Reading *) g_ptr_array_index(next, 0))->form, READING_STAGE);
    g_unlink(path);
    g_unlink(note);
}

static void a_hang_is_one_files_problem(void **state)
{
    (void) state;
    hang_once(1);
    hang_once(2);
    g_setenv("IRO_WORKER", IRO_BINARY_DIR "/iro-worker", TRUE);
}

static void nobody_gets_more_than_nine_seconds(void **state)
{
    (void) state;
    g_autofree gchar *path = false_worker("exec sleep 60");
    g_autoptr(GBytes) content = g_bytes_new_static("%PDF-", 5);
    const ReaderOptions options = {.files = 1, .wall_time = 3600000};
    g_autoptr(Reader) reader = reader_start(&options, NULL);
    gint64 start = g_get_monotonic_time();
    g_autoptr(GPtrArray) hung = reader_read(reader, "hangs.pdf", content, NULL);
    gint64 taken = (g_get_monotonic_time() - start) / 1000;
    assert_int_equal(only_problem(hung)->code, PROBLEM_TIMED_OUT);
    assert_in_range(taken, 8999, 10000);
    g_unlink(path);
    g_setenv("IRO_WORKER", IRO_BINARY_DIR "/iro-worker", TRUE);
}

static void a_missing_worker_is_an_error(void **state)
{
    (void) state;
    g_autoptr(GError) error = NULL;
    g_setenv("IRO_WORKER", "/nonexistent/iro-worker", TRUE);
    g_autoptr(Reader) reader = reader_start(NULL, &error);
    assert_null(reader);
    assert_true(g_error_matches(error, IRO_ERROR, IRO_ERROR_SYSTEM));
    g_setenv("IRO_WORKER", IRO_BINARY_DIR "/iro-worker", TRUE);
}

int main(void)
{
    g_setenv("IRO_WORKER", IRO_BINARY_DIR "/iro-worker", TRUE);
    const struct CMUnitTest tests[] = {cmocka_unit_test(hostile_files_have_a_named_outcome),
                                       cmocka_unit_test(sizes_are_bounded),
                                       cmocka_unit_test(a_worker_that_fails_is_told),
                                       cmocka_unit_test(a_new_worker_follows_a_lost_one),
                                       cmocka_unit_test(a_hang_is_one_files_problem),
                                       cmocka_unit_test(nobody_gets_more_than_nine_seconds),
                                       cmocka_unit_test(a_missing_worker_is_an_error)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
