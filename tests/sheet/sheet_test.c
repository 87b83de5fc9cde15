/*
 * Cells keep what was put in; CSV is RFC 4180 and harmless in a spreadsheet.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sheet/csv.h"
#include "sheet/sheet.h"

static Sheet *two_columns(Workbook *workbook)
{
    Sheet *sheet = workbook_add(workbook, "Table");
    sheet_add_column(sheet, "id", 10);
    sheet_add_column(sheet, "text", 10);
    return sheet;
}

static void test_every_kind_as_csv(void **state)
{
    (void) state;
    g_autoptr(Workbook) workbook = workbook_new_titled("t", day_from_iso("2026-11-23"));
    Sheet *sheet = two_columns(workbook);
    sheet_add_lead(sheet, "not part of the table");
    sheet_add_text(sheet, "0012345");
    sheet_add_text(sheet, "North, \"the best\"\nof all");
    sheet_end_row(sheet);
    sheet_add_whole(sheet, -3);
    sheet_add_decimal(sheet, 4.5, 1);
    sheet_end_row(sheet);
    sheet_add_percent(sheet, 0.125, 1);
    sheet_add_day(sheet, day_from_iso("2026-11-20"));
    sheet_end_row(sheet);
    sheet_add_day(sheet, DAY_NONE);
    sheet_end_row(sheet);
    g_autofree gchar *csv = csv_from_sheet(sheet);
    assert_string_equal(csv, "id,text\r\n0012345,\"North, \"\"the best\"\"\nof all\"\r\n-3,4.5\r\n"
                             "12.5%,2026-11-20\r\n,\r\n");
}

static void test_formulas_are_text(void **state)
{
    (void) state;
    static const gchar *const starts[] = {"=1+1", "+44", "-2", "@SUM(A1)", "\tx"};
    for (guint i = 0; i < G_N_ELEMENTS(starts); i++) {
        g_autoptr(GString) csv = g_string_new(NULL);
        csv_add_text(csv, starts[i]);
        g_autofree gchar *cell = g_strdup_printf("\"'%s\"", starts[i]);
        assert_string_equal(csv->str, cell);
    }
}

static void test_what_xml_cannot_hold(void **state)
{
    (void) state;
    g_autoptr(Workbook) workbook = workbook_new_titled("t", 0);
    Sheet *sheet = two_columns(workbook);
    sheet_add_text(sheet, "a\x01z\r\nnext");
    sheet_add_text(sheet, "a\xff"
                          "b");
    sheet_end_row(sheet);
    assert_string_equal(sheet_cell(sheet, 0, 0)->text, "a\xef\xbf\xbdz\nnext");
    assert_string_equal(sheet_cell(sheet, 0, 1)->text, "a\xef\xbf\xbd"
                                                       "b");
}

static void test_names_of_sheets(void **state)
{
    (void) state;
    g_autoptr(Workbook) workbook = workbook_new_titled("t", 0);
    const Sheet *sheet = workbook_add(workbook, "Stages: 2026/27 [all] of every authority there is");
    assert_string_equal(sheet->name, "Stages- 2026-27 -all- of every ");
}

static void test_chart_takes_all_rows(void **state)
{
    (void) state;
    g_autoptr(Workbook) workbook = workbook_new_titled("t", 0);
    Sheet *sheet = two_columns(workbook);
    for (gint i = 0; i < 4; i++) {
        sheet_add_text(sheet, "month");
        sheet_add_whole(sheet, i);
        sheet_end_row(sheet);
    }
    sheet_add_chart(sheet, &(Chart){.title = "x", .first_row = 1, .first_series = 1, .n_series = 1});
    const Chart *chart = g_ptr_array_index(sheet->charts, 0);
    assert_int_equal(chart->n_rows, 3);
    assert_string_equal(chart->description, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_kind_as_csv),    cmocka_unit_test(test_formulas_are_text),
        cmocka_unit_test(test_what_xml_cannot_hold), cmocka_unit_test(test_names_of_sheets),
        cmocka_unit_test(test_chart_takes_all_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
