/*
 * Golden pairs: bad/NAME.xml and bad/NAME.expected, one finding a line,
 * without the file's name. IRO_GOLDEN=write in the environment writes the
 * expected files anew; look at the difference before committing it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "pack/pack_load.h"

#define FOLDER IRO_SOURCE_DIR "/tests/pack/bad"

static gchar *findings_of(const gchar *file)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) findings = xml_check(file, NULL, &error);
    assert_null(error);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < findings->len; i++) {
        g_autofree gchar *line = finding_to_text(g_ptr_array_index(findings, i));
        assert_true(g_str_has_prefix(line, file));
        g_string_append_printf(text, "%s\n", line + strlen(file) + 1);
    }
    return g_string_free(text, FALSE);
}

static void check_pair(const gchar *name)
{
    g_autofree gchar *base = g_strndup(name, strlen(name) - strlen(".xml"));
    g_autofree gchar *file = g_strdup_printf("%s/%s", FOLDER, name);
    g_autofree gchar *expected_file = g_strdup_printf("%s/%s.expected", FOLDER, base);
    g_autofree gchar *found = findings_of(file);
    g_autofree gchar *expected = NULL;
    if (g_strcmp0(g_getenv("IRO_GOLDEN"), "write") == 0)
        assert_true(g_file_set_contents(expected_file, found, -1, NULL));
    if (!g_file_get_contents(expected_file, &expected, NULL, NULL))
        fail_msg("%s is missing", expected_file);
    if (strcmp(found, expected) != 0)
        fail_msg("%s: found\n%sexpected\n%s", name, found, expected);
    assert_string_not_equal(found, "");
}

static void every_mistake_is_found_in_words(void **state)
{
    (void) state;
    g_autoptr(GDir) folder = g_dir_open(FOLDER, 0, NULL);
    assert_non_null(folder);
    guint pairs = 0;
    const gchar *name = NULL;
    while ((name = g_dir_read_name(folder)) != NULL) {
        if (!g_str_has_suffix(name, ".xml"))
            continue;
        check_pair(name);
        pairs++;
    }
    assert_true(pairs >= 30);
}

/* What the full check refuses, the fast loaders have to refuse as well. */
static void no_loader_lets_a_mistake_pass(void **state)
{
    (void) state;
    g_autoptr(GDir) folder = g_dir_open(FOLDER, 0, NULL);
    assert_non_null(folder);
    const gchar *name = NULL;
    while ((name = g_dir_read_name(folder)) != NULL) {
        if (!g_str_has_suffix(name, ".xml"))
            continue;
        g_autofree gchar *file = g_strdup_printf("%s/%s", FOLDER, name);
        g_autoptr(GError) error = NULL;
        const gboolean is_dispute = g_str_has_prefix(name, "dispute-") || g_str_has_prefix(name, "xml-");
        g_autoptr(Pack) pack = g_str_has_prefix(name, "pack-") ? pack_load(file, &error) : NULL;
        g_autoptr(Template) template_ =
            g_str_has_prefix(name, "template-") ? template_load(file, &error) : NULL;
        g_autoptr(Facts) dispute = is_dispute ? dispute_load(file, &error) : NULL;
        g_autoptr(Facts) praise =
            g_str_has_prefix(name, "compliment-") ? compliment_load(file, &error) : NULL;
        if (pack != NULL || template_ != NULL || dispute != NULL || praise != NULL || error == NULL)
            fail_msg("%s was loaded", name);
        assert_true(g_str_has_prefix(error->message, file));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_mistake_is_found_in_words),
        cmocka_unit_test(no_loader_lets_a_mistake_pass),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
