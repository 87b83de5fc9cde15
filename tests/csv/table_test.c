/*
 * What spreadsheets write as CSV is read as they meant it: RFC 4180, and what
 * Excel makes of it in other encodings and with other separators.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "csv/table.h"

static CsvTable *read_text(const gchar *text)
{
    GError *failure = NULL;
    CsvTable *table = csv_table_read(text, strlen(text), &failure);
    if (failure)
        fail_msg("%s", failure->message);
    return table;
}

static const gchar *cell(const CsvTable *table, guint row, guint column)
{
    return csv_row_cell(g_ptr_array_index(table->rows, row), column);
}

static guint line(const CsvTable *table, guint row)
{
    return ((const CsvRow *) g_ptr_array_index(table->rows, row))->line;
}

static void test_quotes_lines_and_zeros(void **state)
{
    (void) state;
    g_autoptr(CsvTable) table = read_text("id,text\r\n0012,\"a, \"\"b\"\"\r\nsecond\"\r\n\r\n007, x \r\n");
    assert_int_equal(table->rows->len, 3);
    assert_string_equal(cell(table, 1, 0), "0012");
    assert_string_equal(cell(table, 1, 1), "a, \"b\"\nsecond");
    assert_string_equal(cell(table, 2, 1), "x");
    assert_string_equal(cell(table, 2, 9), "");
    assert_int_equal(line(table, 1), 2);
    assert_int_equal(line(table, 2), 5);
}

static void test_separators(void **state)
{
    (void) state;
    static const gchar *const texts[] = {"a,b\n1,2;3\n", "a;b\n1;2,5\n", "a\tb\n1\t2,5\n",
                                         "\"a,b;c\";d\n1;2\n"};
    static const gchar separators[] = {',', ';', '\t', ';'};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(CsvTable) table = read_text(texts[i]);
        assert_int_equal(table->separator, separators[i]);
        assert_string_equal(cell(table, 1, 0), "1");
    }
}

static void test_encodings(void **state)
{
    (void) state;
    static const struct {
        const gchar *bytes;
        gsize length;
    } files[] = {
        {"\xef\xbb\xbfZo\xc3\xab\n", 8},
        {"Zo\xc3\xab\n", 5},
        {"Zo\xeb\n", 4},                  /* Windows-1252 */
        {"Zoe\xcc\x88\n", 6},             /* decomposed, becomes NFC */
        {"\xff\xfeZ\0o\0\xeb\0\n\0", 10}, /* Excel's "Unicode text" */
    };
    for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autoptr(CsvTable) table = csv_table_read(files[i].bytes, files[i].length, NULL);
        assert_non_null(table);
        assert_string_equal(cell(table, 0, 0), "Zo\xc3\xab");
    }
}

static void test_our_own_apostrophe(void **state)
{
    (void) state;
    g_autoptr(CsvTable) table = read_text("\"'- Name one\",'tis,'=1\n");
    assert_string_equal(cell(table, 0, 0), "- Name one");
    assert_string_equal(cell(table, 0, 1), "'tis");
    assert_string_equal(cell(table, 0, 2), "=1");
}

static void test_what_is_refused(void **state)
{
    (void) state;
    static const gchar *const texts[] = {"a,b\n1,\"2\"3\n", "a,b\n1,\"open\n2,3\n", ""};
    static const gchar *const starts[] = {"2:", "2:", "1:"};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GError) failure = NULL;
        assert_null(csv_table_read(texts[i], strlen(texts[i]), &failure));
        assert_true(g_str_has_prefix(failure->message, starts[i]));
    }
    assert_null(csv_table_read("a\0b\xff", 4, NULL));
    g_autofree gchar *wide = g_strnfill(1001, ',');
    assert_null(csv_table_read(wide, strlen(wide), NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quotes_lines_and_zeros),
        cmocka_unit_test(test_separators),
        cmocka_unit_test(test_encodings),
        cmocka_unit_test(test_our_own_apostrophe),
        cmocka_unit_test(test_what_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
