#include "ods/content.h"
#include "ods/xml.h"

static const gchar ROOT[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<office:document-content" XML_OFFICE_NAMESPACES
    " xmlns:chart=\"urn:oasis:names:tc:opendocument:xmlns:chart:1.0\" office:version=\"1.2\">";

/* One range of the sheet, rows of the chart. */
static void add_range(GString *xml, const Sheet *sheet, const Chart *chart, guint column)
{
    guint first = sheet_rows_above(sheet) + 1 + chart->first_row;
    xml_add_address(xml, sheet->name, first, column);
    g_string_append_c(xml, ':');
    xml_add_address(xml, sheet->name, first + chart->n_rows - 1, column);
}

static void add_axis_style(GString *xml, const gchar *name, const gchar *more)
{
    g_string_append_printf(xml,
                           "<style:style style:name=\"%s\" style:family=\"chart\">"
                           "<style:chart-properties chart:display-label=\"true\"%s/>"
                           "<style:graphic-properties svg:stroke-color=\"#505a5f\"/>"
                           "<style:text-properties fo:font-size=\"10pt\"/></style:style>",
                           name, more);
}

static void add_styles(GString *xml, const Chart *chart)
{
    gboolean lines = chart->kind == CHART_LINES;
    g_string_append(xml,
                    "<office:automatic-styles>"
                    "<style:style style:name=\"frame\" style:family=\"chart\"><style:graphic-properties"
                    " draw:stroke=\"none\" draw:fill=\"solid\" draw:fill-color=\"#ffffff\"/></style:style>"
                    "<style:style style:name=\"title\" style:family=\"chart\">"
                    "<style:text-properties fo:font-size=\"12pt\" fo:font-weight=\"bold\"/></style:style>"
                    "<style:style style:name=\"label\" style:family=\"chart\">"
                    "<style:graphic-properties draw:stroke=\"none\" draw:fill=\"none\"/>"
                    "<style:text-properties fo:font-size=\"10pt\"/></style:style>");
    g_string_append_printf(xml,
                           "<style:style style:name=\"plot\" style:family=\"chart\">"
                           "<style:chart-properties%s%s chart:include-hidden-cells=\"true\"/></style:style>",
                           chart->kind == CHART_BARS ? " chart:vertical=\"true\"" : "",
                           chart->kind == CHART_STACKED ? " chart:stacked=\"true\"" : "");
    /* lying bars: the first row on top, as in the table */
    add_axis_style(xml, "categories", chart->kind == CHART_BARS ? " chart:reverse-direction=\"true\"" : "");
    add_axis_style(xml, "values", " chart:minimum=\"0\" chart:interval-minor-divisor=\"1\"");
    g_string_append(xml, "<style:style style:name=\"grid\" style:family=\"chart\">"
                         "<style:graphic-properties svg:stroke-color=\"#d0d0d0\"/></style:style>");
    for (guint i = 0; i < chart->n_series; i++)
        g_string_append_printf(xml,
                               "<style:style style:name=\"series-%u\" style:family=\"chart\">"
                               "<style:chart-properties%s/><style:graphic-properties draw:stroke=\"%s\""
                               " svg:stroke-width=\"0.08cm\" svg:stroke-color=\"%s\" draw:fill=\"solid\""
                               " draw:fill-color=\"%s\"/></style:style>",
                               i, lines ? " chart:symbol-type=\"automatic\"" : "", lines ? "solid" : "none",
                               chart_colour(i), chart_colour(i));
    g_string_append(xml, "</office:automatic-styles>");
}

static void add_axis(GString *xml, const gchar *dimension, const gchar *style, const gchar *title)
{
    xml_add(xml, "<chart:axis chart:dimension=\"%s\" chart:name=\"primary-%s\" chart:style-name=\"%s\">",
            dimension, dimension, style);
    if (*title)
        xml_add(xml, "<chart:title chart:style-name=\"label\"><text:p>%s</text:p></chart:title>", title);
}

static void add_axes(GString *xml, const Sheet *sheet, const Chart *chart)
{
    add_axis(xml, "x", "categories", chart->category_title);
    g_string_append(xml, "<chart:categories table:cell-range-address=\"");
    add_range(xml, sheet, chart, chart->category);
    g_string_append(xml, "\"/></chart:axis>");
    add_axis(xml, "y", "values", chart->value_title);
    g_string_append(xml, "<chart:grid chart:style-name=\"grid\" chart:class=\"major\"/></chart:axis>");
}

static void add_series(GString *xml, const Sheet *sheet, const Chart *chart, guint number)
{
    guint column = chart->first_series + number;
    g_string_append_printf(xml, "<chart:series chart:style-name=\"series-%u\" chart:class=\"%s\"", number,
                           chart->kind == CHART_LINES ? "chart:line" : "chart:bar");
    g_string_append(xml, " chart:values-cell-range-address=\"");
    add_range(xml, sheet, chart, column);
    g_string_append(xml, "\" chart:label-cell-address=\"");
    xml_add_address(xml, sheet->name, sheet_rows_above(sheet), column);
    g_string_append_printf(xml, "\"><chart:data-point chart:repeated=\"%u\"/></chart:series>", chart->n_rows);
}

gchar *ods_chart(const Sheet *sheet, const Chart *chart)
{
    GString *xml = g_string_new(ROOT);
    add_styles(xml, chart);
    xml_add(xml,
            "<office:body><office:chart><chart:chart chart:class=\"%s\" chart:style-name=\"frame\" "
            "svg:width=\"16cm\" svg:height=\"9cm\">"
            "<chart:title chart:style-name=\"title\"><text:p>%s</text:p></chart:title>",
            chart->kind == CHART_LINES ? "chart:line" : "chart:bar", chart->title);
    if (chart->n_series > 1)
        g_string_append(xml, "<chart:legend chart:legend-position=\"bottom\" chart:style-name=\"label\"/>");
    g_string_append(xml, "<chart:plot-area chart:style-name=\"plot\" chart:data-source-has-labels=\"both\">");
    add_axes(xml, sheet, chart);
    for (guint i = 0; i < chart->n_series; i++)
        add_series(xml, sheet, chart, i);
    g_string_append(
        xml, "<chart:wall "
             "chart:style-name=\"frame\"/></chart:plot-area></chart:chart></office:chart></office:body>"
             "</office:document-content>");
    return g_string_free(xml, FALSE);
}
