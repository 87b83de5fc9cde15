/*
 * Files that want to do harm: refused with a finding, quickly, and without
 * reading anything else.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "pack/pack_load.h"

#define MAX_SECONDS 2.0

static void assert_refused(const gchar *content, gsize length, const gchar *place_and_words)
{
    g_autofree gchar *path = NULL;
    const gint descriptor = g_file_open_tmp("iro-hostile-XXXXXX.xml", &path, NULL);
    assert_true(descriptor >= 0);
    assert_true(g_close(descriptor, NULL));
    assert_true(g_file_set_contents(path, content, (gssize) length, NULL));
    const clock_t start = clock(); /* of the processor: other work on the machine does not count */
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) findings = xml_check(path, NULL, &error);
    g_autoptr(GError) load_error = NULL;
    assert_null(dispute_load(path, &load_error));
    const gdouble seconds = (gdouble) (clock() - start) / CLOCKS_PER_SEC;
    g_unlink(path);
    assert_null(error);
    assert_non_null(load_error);
    assert_true(findings->len >= 1);
    g_autofree gchar *line = finding_to_text(g_ptr_array_index(findings, 0));
    if (strstr(line, place_and_words) == NULL)
        fail_msg("found %s, expected %s", line, place_and_words);
    assert_true(seconds < MAX_SECONDS);
}

static void assert_text_refused(const gchar *content, const gchar *place_and_words)
{
    assert_refused(content, strlen(content), place_and_words);
}

static void a_doctype_is_refused(void **state)
{
    (void) state;
    assert_text_refused("<!DOCTYPE dispute><dispute/>", ":1:1: error: a DOCTYPE is not allowed");
    assert_text_refused(
        "<?xml version=\"1.0\"?>\n<!-- <a> -->\n  <!DOCTYPE dispute SYSTEM \"file:///etc/passwd\">\n"
        "<dispute/>",
        ":3:3: error: a DOCTYPE is not allowed");
    assert_text_refused("<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><dispute>&x;</dispute>",
                        ":1:1: error: a DOCTYPE is not allowed");
}

static void an_entity_bomb_is_refused(void **state)
{
    (void) state;
    g_autoptr(GString) bomb =
        g_string_new("<?xml version=\"1.0\"?>\n<!DOCTYPE d [<!ENTITY a0 \"aaaaaaaaaa\">\n");
    for (guint i = 1; i < 12; i++)
        g_string_append_printf(bomb, "<!ENTITY a%u \"&a%u;&a%u;&a%u;&a%u;&a%u;\">\n", i, i - 1, i - 1, i - 1,
                               i - 1, i - 1);
    g_string_append(bomb, "]><dispute>&a11;</dispute>");
    assert_refused(bomb->str, bomb->len, ":2:1: error: a DOCTYPE is not allowed");
}

static void a_hidden_doctype_is_refused(void **state)
{
    (void) state;
    /* In another encoding, by which a search for the letters would pass. */
    static const gchar utf16[] = "\xff\xfe<\0!\0D\0O\0C\0T\0Y\0P\0E\0 \0d\0>\0<\0d\0/\0>\0";
    assert_refused(utf16, sizeof utf16 - 1, ":1:1: error: not UTF-8 text");
    assert_text_refused("<?xml version=\"1.0\" encoding=\"UTF-7\"?>\n+ADw-+ACE-DOCTYPE d+AD4-<dispute/>",
                        "error: ");
}

static void an_external_inclusion_reads_nothing(void **state)
{
    (void) state;
    assert_text_refused("<dispute xmlns:xi=\"http://www.w3.org/2001/XInclude\">"
                        "<xi:include href=\"file:///etc/passwd\" parse=\"text\"/></dispute>",
                        "error: ");
}

static void deep_nesting_is_refused(void **state)
{
    (void) state;
    g_autoptr(GString) deep = g_string_new(NULL);
    for (guint i = 0; i < 100000; i++)
        g_string_append(deep, "<a>");
    assert_refused(deep->str, deep->len, "error: elements are nested too deeply; allowed are 256 levels");
}

static void two_megabytes_are_refused(void **state)
{
    (void) state;
    g_autoptr(GString) large = g_string_new("<dispute>");
    while (large->len < 2 * 1024 * 1024)
        g_string_append(large, "words and words and words ");
    g_string_append(large, "</dispute>");
    assert_refused(large->str, large->len, ":1:1: error: the file is larger than 1 MiB");
}

static void bytes_that_are_no_text_are_refused(void **state)
{
    (void) state;
    assert_text_refused("<dispute>\n  <team>\xc3\xa9\xff</team></dispute>", ":2:10: error: not UTF-8 text");
    static const gchar with_nul[] = "<dispute>\0</dispute>";
    assert_refused(with_nul, sizeof with_nul - 1, ":1:10: error: not UTF-8 text");
    assert_text_refused("<dispute>\x01</dispute>", "error: ");
}

static void many_attributes_are_survived(void **state)
{
    (void) state;
    g_autoptr(GString) wide = g_string_new("<dispute");
    for (guint i = 0; i < 20000; i++)
        g_string_append_printf(wide, " a%u=\"\"", i);
    g_string_append(wide, "/>");
    assert_refused(wide->str, wide->len, ":1:1: error: an element has more than 100 attributes");
}

static void memory_stays_small(void **state)
{
    (void) state;
    struct rusage usage;
    assert_int_equal(getrusage(RUSAGE_SELF, &usage), 0);
#ifndef __SANITIZE_ADDRESS__ /* whose own shadow is larger */
    assert_true(usage.ru_maxrss < 64 * 1024);
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_doctype_is_refused),
        cmocka_unit_test(an_entity_bomb_is_refused),
        cmocka_unit_test(a_hidden_doctype_is_refused),
        cmocka_unit_test(an_external_inclusion_reads_nothing),
        cmocka_unit_test(deep_nesting_is_refused),
        cmocka_unit_test(two_megabytes_are_refused),
        cmocka_unit_test(bytes_that_are_no_text_are_refused),
        cmocka_unit_test(many_attributes_are_survived),
        cmocka_unit_test(memory_stays_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
