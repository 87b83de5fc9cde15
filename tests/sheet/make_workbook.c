/*
 * make_workbook FOLDER: writes FOLDER/sample.xlsx and FOLDER/sample.ods, which
 * workbook_check.py opens with other people's programs.
 */
#include <stdio.h>

#include "ods/ods.h"
#include "sheet/sheet.h"
#include "xlsx/xlsx.h"

static void add_table(Workbook *workbook)
{
    Sheet *sheet = workbook_add(workbook, "Table of 'all'");
    sheet_add_lead(sheet, "Every kind of cell");
    sheet_add_lead(sheet, "A line under the title, which is longer than the first column is wide");
    sheet->filter = TRUE;
    static const gchar *const headings[] = {"id", "text", "whole", "decimal", "day", "percent"};
    for (guint i = 0; i < G_N_ELEMENTS(headings); i++)
        sheet_add_column(sheet, headings[i], i == 1 ? 40 : 12);
    sheet_add_text(sheet, "0012345");
    sheet_add_text(sheet, "  two  blanks\n=1+1 & <b>\té \xf0\x9f\x99\x82");
    sheet_add_whole(sheet, 12);
    sheet_add_decimal(sheet, 4.25, 2);
    sheet_add_day(sheet, day_from_iso("2026-11-20"));
    sheet_add_percent(sheet, 0.125, 1);
    sheet_end_row(sheet);
    sheet_add_text(sheet, "=SUM(A1:A9)");
    g_autofree gchar *long_text = g_strnfill(40000, 'x');
    sheet_add_text(sheet, long_text);
    sheet_end_row(sheet);
}

static void add_figures(Workbook *workbook)
{
    Sheet *sheet = workbook_add(workbook, "Figures");
    sheet_add_lead(sheet, "Disputes by month");
    sheet_add_column(sheet, "month", 14);
    sheet_add_column(sheet, "resolved", 10);
    sheet_add_column(sheet, "open", 10);
    static const gchar *const months[] = {"September 2026", "October 2026", "November 2026"};
    static const gint resolved[] = {4, 9, 2}, open[] = {1, 3, 6};
    for (guint i = 0; i < G_N_ELEMENTS(months); i++) {
        sheet_add_text(sheet, months[i]);
        sheet_add_whole(sheet, resolved[i]);
        sheet_add_whole(sheet, open[i]);
        sheet_end_row(sheet);
    }
    static const gchar *const titles[] = {"Columns & more", "Bars", "Stacked", "Lines"};
    for (guint i = 0; i < G_N_ELEMENTS(titles); i++)
        sheet_add_chart(sheet, &(Chart){.kind = (ChartKind) i,
                                        .title = titles[i],
                                        .category_title = "Month",
                                        .value_title = "Disputes",
                                        .description = "Disputes resolved & open, by month",
                                        .first_series = 1,
                                        .n_series = 2});
}

static int save(const gchar *folder, const gchar *name, GBytes *bytes, const GError *failure)
{
    if (!bytes) {
        fprintf(stderr, "%s: %s\n", name, failure->message);
        return 1;
    }
    g_autofree gchar *path = g_build_filename(folder, name, NULL);
    gsize length = 0;
    const gchar *content = g_bytes_get_data(bytes, &length);
    return g_file_set_contents(path, content, (gssize) length, NULL) ? 0 : 1;
}

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    g_autoptr(GError) failure = NULL;
    g_autoptr(Workbook) workbook = workbook_new_titled("A sample", day_from_iso("2026-11-23"));
    add_table(workbook);
    add_figures(workbook);
    g_autoptr(GBytes) xlsx = xlsx_from_workbook(workbook, &failure);
    int status = save(argv[1], "sample.xlsx", xlsx, failure);
    g_autoptr(GBytes) ods = ods_from_workbook(workbook, &failure);
    return save(argv[1], "sample.ods", ods, failure) | status;
}
