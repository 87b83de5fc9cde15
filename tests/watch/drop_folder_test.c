/*
 * Where dropped files go: nothing is written over, and nothing is named.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "model/error.h"
#include "watch/drop_folder.h"

#include "../folder.h"

static int begin(void **state)
{
    *state = g_dir_make_tmp("iro-drop-XXXXXX", NULL);
    return *state ? 0 : -1;
}

static int end(void **state)
{
    folder_remove(*state);
    g_free(*state);
    return 0;
}

static void put(const gchar *folder, const gchar *name, const gchar *text)
{
    g_autofree gchar *path = g_build_filename(folder, name, NULL);
    FILE *file = g_fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void assert_holds(const gchar *folder, const gchar *name, const gchar *text)
{
    g_autofree gchar *path = g_build_filename(folder, name, NULL);
    g_autofree gchar *found = NULL;
    assert_true(g_file_get_contents(path, &found, NULL, NULL));
    assert_string_equal(found, text);
}

static void test_names_that_count(void **state)
{
    (void) state;
    static const gchar *const counts[] = {"a.pdf", "A B.PDF", "part", "mail.eml", "tmp.pdf", "~a.pdf"};
    static const gchar *const not_yet[] = {".a.pdf",       "~$a.docx",     "a.pdf.tmp", "A.TMP",    "a.part",
                                           "a.crdownload", "a.CrDownload", "iro.log",   "recorded", "review"};
    for (guint i = 0; i < G_N_ELEMENTS(counts); i++)
        assert_true(drop_folder_counts(counts[i]));
    for (guint i = 0; i < G_N_ELEMENTS(not_yet); i++)
        assert_false(drop_folder_counts(not_yet[i]));
}

static void test_a_taken_name_gets_a_number(void **state)
{
    const gchar *folder = *state;
    static const gchar *const texts[] = {"first", "second", "third"};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        put(folder, "answer.pdf", texts[i]);
        assert_true(drop_folder_move(folder, "answer.pdf", DROP_REVIEW, NULL));
    }
    put(folder, "no ending", "plain");
    assert_true(drop_folder_move(folder, "no ending", DROP_RECORDED, NULL));
    put(folder, "no ending", "again");
    assert_true(drop_folder_move(folder, "no ending", DROP_RECORDED, NULL));
    assert_holds(folder, "review/answer.pdf", "first");
    assert_holds(folder, "review/answer-2.pdf", "second");
    assert_holds(folder, "review/answer-3.pdf", "third");
    assert_holds(folder, "recorded/no ending-2", "again");
}

/* The longest name that a file system takes has no room for a number. */
static void test_a_long_name(void **state)
{
    const gchar *folder = *state;
    g_autofree gchar *stem = g_strnfill(251, 'x');
    g_autofree gchar *name = g_strconcat(stem, ".pdf", NULL);
    for (guint i = 0; i < 2; i++) {
        put(folder, name, i ? "second" : "first");
        assert_true(drop_folder_move(folder, name, DROP_REJECTED, NULL));
    }
    g_autofree gchar *second = g_strdup_printf("rejected/%.200s-2.pdf", stem);
    assert_holds(folder, second, "second");
}

static void test_what_cannot_be_moved_stays(void **state)
{
    const gchar *folder = *state;
    g_autoptr(GError) failure = NULL;
    put(folder, "review", "a file where the folder should be");
    put(folder, "Invented Child.pdf", "kept");
    assert_false(drop_folder_move(folder, "Invented Child.pdf", DROP_REVIEW, &failure));
    assert_true(g_error_matches(failure, IRO_ERROR, IRO_ERROR_SYSTEM));
    assert_null(strstr(failure->message, "Invented"));
    assert_holds(folder, "Invented Child.pdf", "kept");
    assert_true(drop_folder_move(folder, "gone.pdf", DROP_RECORDED, NULL));
}

static void test_log(void **state)
{
    const gchar *folder = *state;
    g_autoptr(GError) failure = NULL;
    assert_true(drop_folder_log(folder, "one", NULL));
    assert_true(drop_folder_log(folder, "two", NULL));
    assert_holds(folder, "iro.log", "one\ntwo\n");
    g_autofree gchar *path = g_build_filename(folder, "iro.log", NULL);
    assert_int_equal(g_unlink(path), 0);
    assert_int_equal(symlink("elsewhere", path), 0);
    assert_false(drop_folder_log(folder, "three", &failure));
    assert_true(g_error_matches(failure, IRO_ERROR, IRO_ERROR_SYSTEM));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_that_count),
        TEST(test_a_taken_name_gets_a_number),
        TEST(test_a_long_name),
        TEST(test_what_cannot_be_moved_stays),
        TEST(test_log),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
