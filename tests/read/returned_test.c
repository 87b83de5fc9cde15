/*
 * Every file of fixtures/returned, read through the worker, against what its
 * maker was asked to fill in (NAME.json, a line for each form).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "read/reader.h"
#include "json/json_text.h"

static GPtrArray *expected_of(const gchar *path)
{
    g_autofree gchar *text = NULL;
    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    GPtrArray *readings = g_ptr_array_new_with_free_func((GDestroyNotify) reading_free);
    for (guint i = 0; lines[i]; i++) {
        if (lines[i][0] != '\0') {
            Reading *reading = json_to_reading(lines[i]);
            assert_non_null(reading);
            g_ptr_array_add(readings, reading);
        }
    }
    return readings;
}

static gchar *problems_of(const Reading *reading)
{
    GString *codes = g_string_new(NULL);
    for (guint i = 0; i < reading->problems->len; i++) {
        const Problem *problem = g_ptr_array_index(reading->problems, i);
        g_string_append_printf(codes, "%s ", problem_code_name(problem->code));
    }
    return g_string_free(codes, FALSE);
}

/* NULL and a text are different answers. */
static void same_text(const gchar *found, const gchar *expected)
{
    assert_string_equal(found ? found : "(none)", expected ? expected : "(none)");
}

/* JSON has no word for a box that cannot be judged: it is null. */
static Mark spoken(Mark mark)
{
    return mark == MARK_UNCLEAR ? MARK_ABSENT : mark;
}

static void same_reading(const Reading *found, const Reading *expected)
{
    g_autofree gchar *problems = problems_of(found);
    g_autofree gchar *expected_problems = problems_of(expected);
    assert_string_equal(problems, expected_problems);
    for (guint i = 0; i < expected->problems->len; i++) { /* where the expected one names its field */
        const gchar *field = ((const Problem *) g_ptr_array_index(expected->problems, i))->field;
        const Problem *problem = g_ptr_array_index(found->problems, i);
        same_text(field ? problem->field : NULL, field);
    }
    assert_int_equal(found->form, expected->form);
    same_text(found->reference, expected->reference);
    assert_int_equal(found->stage, expected->stage);
    assert_int_equal(found->source, expected->source);
    assert_int_equal(found->certain, expected->certain);
    if (expected->pages->len > 0) { /* none: the damage leaves open which */
        assert_int_equal(found->pages->len, expected->pages->len);
        assert_memory_equal(found->pages->data, expected->pages->data, found->pages->len * sizeof(guint));
    }
    same_text(found->response, expected->response);
    same_text(found->responder, expected->responder);
    same_text(found->date_text, expected->date_text);
    assert_int_equal(found->date, expected->date);
    assert_int_equal(found->outcome, expected->outcome);
    if (expected->source == SOURCE_FIELDS && expected->form == READING_STAGE) {
        assert_int_equal(found->issue, expected->issue);
    }
    if (expected->source != SOURCE_NONE && expected->form == READING_STAGE) {
        assert_int_equal(spoken(found->proceed), spoken(expected->proceed));
        assert_int_equal(spoken(found->resolved), spoken(expected->resolved));
    }
}

/* What the record keeps of a form that was issued; NULL when it keeps nothing. */
static gchar *record_of(const gchar *reference, guint stage, guint issue, const gchar *what, gpointer data)
{
    gchar *text = NULL;
    g_autofree gchar *name = g_strdup_printf("%s.%u.%s", reference, stage, what);
    g_autofree gchar *path = g_build_filename(data, name, NULL);
    assert_true(issue <= 1);
    return g_file_get_contents(path, &text, NULL, NULL) ? text : NULL;
}

static gchar *placements_of(const gchar *reference, guint stage, guint issue, gpointer data)
{
    return record_of(reference, stage, issue, "placements", data);
}

static gchar *wording_of(const gchar *reference, guint stage, guint issue, gpointer data)
{
    return record_of(reference, stage, issue, "wording", data);
}

static void check_file(Reader *reader, const gchar *folder, const gchar *name, const gchar *base)
{
    g_autofree gchar *path = g_build_filename(folder, name, NULL);
    g_autofree gchar *stem = g_build_filename(folder, base, NULL);
    g_autofree gchar *json = g_strconcat(stem, ".json", NULL);
    gchar *bytes = NULL;
    gsize length = 0;
    print_message("%s\n", base);
    assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    g_autoptr(GBytes) content = g_bytes_new_take(bytes, length);
    g_autoptr(GPtrArray) found = reader_read(reader, base, content, NULL);
    g_autoptr(GPtrArray) expected = expected_of(json);
    assert_non_null(found);
    assert_int_equal(found->len, expected->len);
    for (guint i = 0; i < found->len; i++) {
        same_reading(g_ptr_array_index(found, i), g_ptr_array_index(expected, i));
    }
}

static gboolean is_returned(const gchar *name)
{
    return g_str_has_suffix(name, ".pdf") || g_str_has_suffix(name, ".png") ||
           g_str_has_suffix(name, ".jpg") || g_str_has_suffix(name, ".tif");
}

static void reads_every_returned_file(void **state)
{
    (void) state;
    const gchar *folder = IRO_SOURCE_DIR "/fixtures/returned";
    g_autoptr(Reader) reader = reader_start(NULL, NULL);
    g_autoptr(GDir) files = g_dir_open(folder, 0, NULL);
    const gchar *name = NULL;
    guint count = 0;
    guint filled = 0;
    guint printed = 0;
    guint scanned = 0;
    guint altered = 0;
    assert_non_null(reader);
    assert_non_null(files);
    reader_set_placements(reader, placements_of, (gpointer) folder);
    reader_set_wordings(reader, wording_of);
    while ((name = g_dir_read_name(files))) {
        if (is_returned(name)) {
            g_autofree gchar *base = g_strndup(name, strlen(name) - strlen(".pdf"));
            check_file(reader, folder, name, base);
            count++;
            filled += g_str_has_prefix(base, "filled-") ? 1 : 0;
            printed += g_str_has_prefix(base, "printed-") ? 1 : 0;
            scanned += g_str_has_prefix(base, "scan-") ? 1 : 0;
            altered += g_str_has_prefix(base, "altered-") ? 1 : 0;
        }
    }
    assert_true(filled >= 12);
    assert_true(printed >= 20);
    assert_true(scanned >= 8);
    assert_true(altered >= 6);
    assert_true(count >= 165);
}

int main(void)
{
    g_setenv("IRO_WORKER", IRO_BINARY_DIR "/iro-worker", TRUE);
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_every_returned_file)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
