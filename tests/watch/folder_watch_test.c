/*
 * A file is told once it is whole, and not while any program writes it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "model/error.h"
#include "watch/folder_watch.h"

#include "../folder.h"

#define PATIENCE ((gint64) 8 * G_USEC_PER_SEC)
#define A_WHILE  (G_USEC_PER_SEC) /* longer than a file takes to settle */

typedef struct {
    gchar *folder;
    FolderWatch *watch;
} Scene;

static int begin(void **state)
{
    Scene *scene = g_new0(Scene, 1);
    scene->folder = g_dir_make_tmp("iro-watch-XXXXXX", NULL);
    *state = scene;
    return scene->folder ? 0 : -1;
}

static int end(void **state)
{
    Scene *scene = *state;
    folder_watch_stop(scene->watch);
    folder_remove(scene->folder);
    g_free(scene->folder);
    g_free(scene);
    return 0;
}

static void watch(Scene *scene)
{
    scene->watch = folder_watch_start(scene->folder, NULL);
    assert_non_null(scene->watch);
}

static int open_to_write(const Scene *scene, const gchar *name)
{
    g_autofree gchar *path = g_build_filename(scene->folder, name, NULL);
    int file = g_open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    assert_true(file >= 0);
    assert_int_equal(write(file, "part", 4), 4);
    return file;
}

static void put(const Scene *scene, const gchar *name)
{
    close(open_to_write(scene, name));
}

/* Names told as whole within the time, joined by spaces; the first that is not
 * empty is given at once. */
static gchar *told_within(Scene *scene, gint64 time)
{
    gint64 until = g_get_monotonic_time() + time;
    while (g_get_monotonic_time() < until) {
        assert_true(folder_watch_update(scene->watch, NULL));
        g_autoptr(GPtrArray) whole = folder_watch_whole(scene->watch);
        g_ptr_array_add(whole, NULL);
        if (whole->len > 1)
            return g_strjoinv(" ", (gchar **) whole->pdata);
        g_usleep(50000);
    }
    return g_strdup("");
}

static void assert_told(Scene *scene, const gchar *names)
{
    g_autofree gchar *told = told_within(scene, PATIENCE);
    assert_string_equal(told, names);
}

static void assert_nothing_told(Scene *scene)
{
    g_autofree gchar *told = told_within(scene, A_WHILE);
    assert_string_equal(told, "");
}

static void test_what_lies_there(void **state)
{
    Scene *scene = *state;
    g_autofree gchar *folder = g_build_filename(scene->folder, "folder.pdf", NULL);
    g_autofree gchar *link = g_build_filename(scene->folder, "link.pdf", NULL);
    put(scene, "b.pdf");
    put(scene, "a.pdf");
    put(scene, ".hidden.pdf");
    assert_int_equal(g_mkdir(folder, 0700), 0);
    assert_int_equal(symlink("a.pdf", link), 0);
    watch(scene);
    assert_told(scene, "a.pdf b.pdf");
    assert_true(folder_watch_is_unchanged(scene->watch, "a.pdf"));
}

static void test_dropped_and_moved_in(void **state)
{
    Scene *scene = *state;
    watch(scene);
    assert_nothing_told(scene);
    assert_false(folder_watch_is_settling(scene->watch));
    put(scene, "one.pdf.part");
    assert_nothing_told(scene);
    g_autofree gchar *from = g_build_filename(scene->folder, "one.pdf.part", NULL);
    g_autofree gchar *to = g_build_filename(scene->folder, "one.pdf", NULL);
    assert_int_equal(g_rename(from, to), 0);
    assert_told(scene, "one.pdf");
}

static void test_slow_writers(void **state)
{
    Scene *scene = *state;
    int before = open_to_write(scene, "before.pdf");
    watch(scene);
    int after = open_to_write(scene, "after.pdf");
    assert_nothing_told(scene);
    close(after);
    assert_told(scene, "after.pdf");
    after = open_to_write(scene, "after.pdf");
    assert_false(folder_watch_is_unchanged(scene->watch, "after.pdf"));
    assert_nothing_told(scene);
    close(after);
    close(before);
    assert_true(folder_watch_update(scene->watch, NULL));
    g_usleep(A_WHILE);
    assert_told(scene, "after.pdf before.pdf");
}

static void test_put_off(void **state)
{
    Scene *scene = *state;
    put(scene, "a.pdf");
    watch(scene);
    assert_told(scene, "a.pdf");
    folder_watch_put_off(scene->watch, "a.pdf", 2000);
    assert_false(folder_watch_is_settling(scene->watch));
    assert_nothing_told(scene);
    assert_told(scene, "a.pdf");
}

static void test_the_folder_is_gone(void **state)
{
    Scene *scene = *state;
    g_autoptr(GError) failure = NULL;
    watch(scene);
    assert_int_equal(g_rmdir(scene->folder), 0);
    assert_false(folder_watch_update(scene->watch, &failure));
    assert_true(g_error_matches(failure, IRO_ERROR, IRO_ERROR_SYSTEM));
    assert_int_equal(g_mkdir(scene->folder, 0700), 0);
    g_autoptr(GError) absent = NULL;
    assert_null(folder_watch_start("/proc/nowhere", &absent));
    assert_true(g_error_matches(absent, IRO_ERROR, IRO_ERROR_SYSTEM));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        TEST(test_what_lies_there), TEST(test_dropped_and_moved_in), TEST(test_slow_writers),
        TEST(test_put_off),         TEST(test_the_folder_is_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
