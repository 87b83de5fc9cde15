#include "ods/content.h"

#include <string.h>

#include "ods/xml.h"

#define DECIMALS_MOST 3u
#define CHART_WIDE    16.0 /* cm */
#define CHART_HIGH    9.0
#define CHART_GAP     0.5
#define LETTER_WIDE   0.2 /* cm of a column for each character */

static const gchar ROOT[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                            "<office:document-content" XML_OFFICE_NAMESPACES
                            " xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\""
                            " xmlns:xlink=\"http://www.w3.org/1999/xlink\" office:version=\"1.2\">";

/* What the cells look like; their names are used in add_cell. */
static const gchar CELL_STYLES[] =
    "<number:date-style style:name=\"day\"><number:day number:style=\"long\"/><number:text> </number:text>"
    "<number:month number:textual=\"true\"/><number:text> </number:text><number:year number:style=\"long\"/>"
    "</number:date-style>"
    "<number:number-style style:name=\"whole\"><number:number number:decimal-places=\"0\""
    " number:min-integer-digits=\"1\"/></number:number-style>"
    "<style:style style:name=\"title\" style:family=\"table-cell\">"
    "<style:text-properties fo:font-size=\"14pt\" fo:font-weight=\"bold\"/></style:style>"
    "<style:style style:name=\"heading\" style:family=\"table-cell\">"
    "<style:table-cell-properties fo:background-color=\"#e8e8e8\" fo:border-bottom=\"0.5pt solid #0b0c0c\""
    " fo:wrap-option=\"wrap\"/><style:text-properties fo:font-weight=\"bold\"/></style:style>"
    "<style:style style:name=\"text\" style:family=\"table-cell\">"
    "<style:table-cell-properties fo:wrap-option=\"wrap\" style:vertical-align=\"top\"/></style:style>"
    "<style:style style:name=\"c-day\" style:family=\"table-cell\" style:data-style-name=\"day\">"
    "<style:table-cell-properties style:vertical-align=\"top\"/></style:style>"
    "<style:style style:name=\"c-whole\" style:family=\"table-cell\" style:data-style-name=\"whole\">"
    "<style:table-cell-properties style:vertical-align=\"top\"/></style:style>";

static void add_number_styles(GString *xml, const gchar *kind, const gchar *element, const gchar *sign)
{
    for (guint i = 0; i <= DECIMALS_MOST; i++)
        g_string_append_printf(
            xml,
            "<number:%s style:name=\"%s-%u\"><number:number number:decimal-places=\"%u\""
            " number:min-decimal-places=\"%u\" number:min-integer-digits=\"1\"/>%s</number:%s>"
            "<style:style style:name=\"c-%s-%u\" style:family=\"table-cell\" style:data-style-name=\"%s-%u\">"
            "<style:table-cell-properties style:vertical-align=\"top\"/></style:style>",
            element, kind, i, i, i, sign, element, kind, i, kind, i);
}

/* A number as XML writes it, whatever the locale. */
static void add_width(GString *xml, const gchar *before, gdouble cm)
{
    gchar digits[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append_printf(xml, "%s=\"%scm\"", before, g_ascii_formatd(digits, sizeof digits, "%.2f", cm));
}

/* The page styles of ods.c have the same names. */
#define PAPER_STYLE(name)                                                                                    \
    "<style:style style:name=\"" name "\" style:family=\"table\" style:master-page-name=\"" name "\"/>"

/* Each column has a style of its own for its width: w-SHEET-COLUMN. */
static void add_styles(GString *xml, const Workbook *workbook)
{
    g_string_append(
        xml,
        "<office:automatic-styles>" PAPER_STYLE("one-wide") PAPER_STYLE("one-page") PAPER_STYLE(
            "as-it-is") "<style:style style:name=\"chart\" style:family=\"graphic\">"
                        "<style:graphic-properties draw:stroke=\"none\" draw:fill=\"none\"/></style:style>");
    g_string_append(xml, CELL_STYLES);
    add_number_styles(xml, "decimal", "number-style", "");
    add_number_styles(xml, "percent", "percentage-style", "<number:text>%</number:text>");
    for (guint i = 0; i < workbook->sheets->len; i++) {
        const Sheet *sheet = g_ptr_array_index(workbook->sheets, i);
        for (guint j = 0; j < sheet_n_columns(sheet); j++) {
            g_string_append_printf(xml,
                                   "<style:style style:name=\"w-%u-%u\" style:family=\"table-column\">"
                                   "<style:table-column-properties",
                                   i, j);
            add_width(xml, " style:column-width", sheet_column(sheet, j)->width * LETTER_WIDE + 0.3);
            g_string_append(xml, "/></style:style>");
        }
    }
    g_string_append(xml, "</office:automatic-styles>");
}

static void add_text_cell(GString *xml, const gchar *style, const gchar *text)
{
    g_string_append_printf(xml, "<table:table-cell table:style-name=\"%s\" office:value-type=\"string\">",
                           style);
    xml_add_paragraphs(xml, text);
    g_string_append(xml, "</table:table-cell>");
}

static void add_number_cell(GString *xml, const gchar *kind, const gchar *type, const Cell *cell)
{
    guint decimals = MIN(cell->decimals, DECIMALS_MOST);
    gchar format[16], exact[G_ASCII_DTOSTR_BUF_SIZE], shown[G_ASCII_DTOSTR_BUF_SIZE];
    gboolean percent = cell->kind == CELL_PERCENT;
    g_snprintf(format, sizeof format, "%%.%uf", decimals);
    g_ascii_dtostr(exact, sizeof exact, cell->number);
    g_ascii_formatd(shown, sizeof shown, format, percent ? cell->number * 100 : cell->number);
    g_string_append_printf(xml,
                           "<table:table-cell table:style-name=\"c-%s-%u\" office:value-type=\"%s\""
                           " office:value=\"%s\"><text:p>%s%s</text:p></table:table-cell>",
                           kind, decimals, type, exact, shown, percent ? "%" : "");
}

static void add_day_cell(GString *xml, Day day)
{
    g_autofree gchar *iso = day_to_iso(day);
    g_string_append_printf(xml,
                           "<table:table-cell table:style-name=\"c-day\" office:value-type=\"date\""
                           " office:date-value=\"%s\"><text:p>%s</text:p></table:table-cell>",
                           iso, iso);
}

static void add_cell(GString *xml, const Cell *cell)
{
    switch (cell->kind) {
    case CELL_BLANK:
        g_string_append(xml, "<table:table-cell/>");
        break;
    case CELL_TEXT:
        add_text_cell(xml, "text", cell->text);
        break;
    case CELL_WHOLE:
        g_string_append_printf(xml,
                               "<table:table-cell table:style-name=\"c-whole\" office:value-type=\"float\""
                               " office:value=\"%" G_GINT64_FORMAT "\"><text:p>%" G_GINT64_FORMAT
                               "</text:p></table:table-cell>",
                               cell->whole, cell->whole);
        break;
    case CELL_DECIMAL:
        add_number_cell(xml, "decimal", "float", cell);
        break;
    case CELL_PERCENT:
        add_number_cell(xml, "percent", "percentage", cell);
        break;
    case CELL_DAY:
        add_day_cell(xml, cell->day);
        break;
    }
}

/* Where the table ends on the right. */
static gdouble table_width(const Sheet *sheet)
{
    gdouble wide = 0;
    for (guint i = 0; i < sheet_n_columns(sheet); i++)
        wide += sheet_column(sheet, i)->width * LETTER_WIDE + 0.3;
    return wide;
}

/* The charts stand right of the table, one under the other. */
static void add_charts(GString *xml, const Sheet *sheet, guint *object)
{
    if (sheet->charts->len == 0)
        return;
    g_string_append(xml, "<table:shapes>");
    for (guint i = 0; i < sheet->charts->len; i++) {
        const Chart *chart = g_ptr_array_index(sheet->charts, i);
        xml_add(xml, "<draw:frame draw:style-name=\"chart\" draw:name=\"Chart %u\"", ++*object);
        add_width(xml, " svg:x", table_width(sheet) + 1);
        add_width(xml, " svg:y", CHART_GAP + i * (CHART_HIGH + CHART_GAP));
        add_width(xml, " svg:width", CHART_WIDE);
        add_width(xml, " svg:height", CHART_HIGH);
        xml_add(xml,
                "><draw:object xlink:href=\"./Object %u\" xlink:type=\"simple\" xlink:show=\"embed\""
                " xlink:actuate=\"onLoad\"/><svg:title>%s</svg:title><svg:desc>%s</svg:desc></draw:frame>",
                *object, chart->title, chart->description);
    }
    g_string_append(xml, "</table:shapes>");
}

static void add_lead(GString *xml, const Sheet *sheet)
{
    for (guint i = 0; i < sheet->lead->len; i++) {
        g_string_append(xml, "<table:table-row>");
        if (i == 0) {
            add_text_cell(xml, "title", g_ptr_array_index(sheet->lead, i));
        } else {
            g_string_append(xml, "<table:table-cell office:value-type=\"string\">");
            xml_add_paragraphs(xml, g_ptr_array_index(sheet->lead, i));
            g_string_append(xml, "</table:table-cell>");
        }
        g_string_append(xml, "</table:table-row>");
    }
    if (sheet->lead->len)
        g_string_append(xml, "<table:table-row><table:table-cell/></table:table-row>");
}

static void add_headings(GString *xml, const Sheet *sheet)
{
    if (sheet_n_columns(sheet) == 0)
        return;
    g_string_append(xml, "<table:table-header-rows><table:table-row>");
    for (guint i = 0; i < sheet_n_columns(sheet); i++)
        add_text_cell(xml, "heading", sheet_column(sheet, i)->heading);
    g_string_append(xml, "</table:table-row></table:table-header-rows>");
}

static void add_sheet(GString *xml, const Sheet *sheet, guint number, guint *object)
{
    static const gchar *const papers[] = {
        [PAPER_ONE_WIDE] = "one-wide", [PAPER_ONE_PAGE] = "one-page", [PAPER_AS_IT_IS] = "as-it-is"};
    xml_add(xml, "<table:table table:name=\"%s\" table:style-name=\"%s\">", sheet->name,
            papers[sheet_paper(sheet)]);
    add_charts(xml, sheet, object);
    for (guint i = 0; i < sheet_n_columns(sheet); i++)
        g_string_append_printf(xml, "<table:table-column table:style-name=\"w-%u-%u\"/>", number, i);
    if (sheet_n_columns(sheet) == 0)
        g_string_append(xml, "<table:table-column/>");
    add_lead(xml, sheet);
    add_headings(xml, sheet);
    for (guint row = 0; row < sheet_n_rows(sheet); row++) {
        g_string_append(xml, "<table:table-row>");
        for (guint i = 0; i < sheet_n_columns(sheet); i++)
            add_cell(xml, sheet_cell(sheet, row, i));
        g_string_append(xml, "</table:table-row>");
    }
    g_string_append(xml, "</table:table>");
}

/* The headings of these sheets offer to choose rows. */
static void add_filters(GString *xml, const Workbook *workbook)
{
    GString *ranges = g_string_new(NULL);
    for (guint i = 0; i < workbook->sheets->len; i++) {
        const Sheet *sheet = g_ptr_array_index(workbook->sheets, i);
        guint above = sheet_rows_above(sheet);
        if (!sheet->filter || sheet_n_rows(sheet) == 0)
            continue;
        xml_add(ranges, "<table:database-range table:name=\"table-%u\" table:display-filter-buttons=\"true\"",
                i + 1);
        g_string_append(ranges, " table:target-range-address=\"");
        xml_add_address(ranges, sheet->name, above, 0);
        g_string_append_c(ranges, ':');
        xml_add_address(ranges, sheet->name, above + sheet_n_rows(sheet), sheet_n_columns(sheet) - 1);
        g_string_append(ranges, "\"/>");
    }
    if (ranges->len)
        g_string_append_printf(xml, "<table:database-ranges>%s</table:database-ranges>", ranges->str);
    g_string_free(ranges, TRUE);
}

gchar *ods_content(const Workbook *workbook)
{
    GString *xml = g_string_new(ROOT);
    guint object = 0;
    add_styles(xml, workbook);
    g_string_append(xml, "<office:body><office:spreadsheet>");
    for (guint i = 0; i < workbook->sheets->len; i++)
        add_sheet(xml, g_ptr_array_index(workbook->sheets, i), i, &object);
    add_filters(xml, workbook);
    g_string_append(xml, "</office:spreadsheet></office:body></office:document-content>");
    return g_string_free(xml, FALSE);
}
