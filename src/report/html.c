#include "report/html.h"

#include "document/html.h"
#include "report/svg.h"

/* Dark on white throughout (at least 7:1); on paper no table or chart is torn. */
static const gchar STYLE[] =
    "body{font-family:sans-serif;line-height:1.45;max-width:52em;margin:2em auto;padding:0 "
    "1.2em;color:#0b0c0c;"
    "background:#fff}"
    "h1{font-size:1.8em;line-height:1.2;margin:.2em 0;padding-bottom:.3em;border-bottom:.16em solid #12436d}"
    "h2{font-size:1.25em;margin:2em 0 .5em}"
    ".marking{font-weight:bold;margin:0}.authority{font-size:1.15em;color:#505a5f;margin:.2em 0 1em}"
    ".summary p{font-size:1.1em;margin:.3em 0}"
    "table{border-collapse:collapse;width:100%}"
    "caption{position:absolute;left:-200em}"
    "th,td{padding:.35em .5em;border-bottom:1px solid #b1b4b6;vertical-align:bottom}"
    "thead th{border-bottom:2px solid #0b0c0c}"
    "th{text-align:left}tbody th{font-weight:normal}td,thead th+th{text-align:right}"
    "td,thead th+th{width:8em}td{font-variant-numeric:tabular-nums}"
    ".part th{padding-left:2em}.late{color:#942514;font-weight:bold}"
    "svg{width:100%;height:auto;margin:0 0 .8em;font-size:14px}svg text{fill:#0b0c0c}"
    "blockquote{margin:0 0 1em;padding-left:1em;border-left:4px solid #505a5f}blockquote "
    "p{white-space:pre-line;"
    "margin:.2em 0}"
    "footer{margin-top:2.5em;border-top:1px solid #b1b4b6;color:#383f43}"
    "@media print{body{margin:0;max-width:none;font-size:10.5pt}section{break-inside:avoid}}";

static void append_element(GString *html, const gchar *tag, const gchar *attributes, const gchar *text)
{
    g_string_append_printf(html, "<%s%s>", tag, attributes);
    html_append_escaped(html, text);
    g_string_append_printf(html, "</%s>\n", tag);
}

static void append_row(GString *html, const ReportRow *row)
{
    g_string_append_printf(html, "<tr%s>", row->part ? " class=\"part\"" : "");
    append_element(html, "th", " scope=\"row\"", row->label);
    for (guint i = 0; i < row->cells->len; i++) {
        g_autofree gchar *number = figure_text(report_figure(row, i));
        append_element(html, "td", report_row_alarms(row, i) ? " class=\"late\"" : "", number);
    }
    g_string_append(html, "</tr>\n");
}

static void append_table(GString *html, const ReportTable *table)
{
    g_string_append(html, "<section>\n");
    append_element(html, "h2", "", table->title);
    if (table->rows->len == 0) {
        append_element(html, "p", "", table->empty ? table->empty : "None.");
        g_string_append(html, "</section>\n");
        return;
    }
    if (table->charted > 0)
        svg_append_chart(html, table);
    g_string_append(html, "<table>\n");
    append_element(html, "caption", "", table->title);
    g_string_append(html, "<thead><tr>\n");
    append_element(html, "th", " scope=\"col\"", table->row_heading);
    for (guint i = 0; i < table->columns->len; i++)
        append_element(html, "th", " scope=\"col\"", g_ptr_array_index(table->columns, i));
    g_string_append(html, "</tr></thead>\n<tbody>\n");
    for (guint i = 0; i < table->rows->len; i++)
        append_row(html, g_ptr_array_index(table->rows, i));
    g_string_append(html, "</tbody>\n</table>\n</section>\n");
}

static void append_quotes(GString *html, const Report *report)
{
    if (report->quotes->len == 0)
        return;
    g_string_append(html, "<section>\n<h2>Examples that may be quoted</h2>\n");
    for (guint i = 0; i < report->quotes->len; i++) {
        const ReportQuote *quote = g_ptr_array_index(report->quotes, i);
        append_element(html, "h3", "", quote->theme);
        g_string_append(html, "<blockquote>");
        append_element(html, "p", "", quote->text);
        g_string_append(html, "</blockquote>\n");
    }
    g_string_append(html, "</section>\n");
}

static void append_head(GString *html, const Report *report)
{
    g_string_append(html,
                    "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en-GB\">\n<head>\n"
                    "<meta charset=\"UTF-8\"/>\n"
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
    append_element(html, "title", "", report->title);
    g_string_append_printf(html, "<style>%s</style>\n</head>\n<body>\n<header>\n", STYLE);
    if (report->marking)
        append_element(html, "p", " class=\"marking\"", report->marking);
    append_element(html, "h1", "", report->title);
    append_element(html, "p", " class=\"authority\"", report->authority);
    g_string_append(html, "</header>\n");
}

gchar *report_to_html(const Report *report)
{
    GString *html = g_string_new(NULL);
    append_head(html, report);
    g_string_append(html, "<main>\n<div class=\"summary\">\n");
    for (guint i = 0; i < report->summary->len; i++)
        append_element(html, "p", "", g_ptr_array_index(report->summary, i));
    g_string_append(html, "</div>\n");
    for (guint i = 0; i < report->tables->len; i++)
        append_table(html, g_ptr_array_index(report->tables, i));
    append_quotes(html, report);
    g_string_append(html, "</main>\n<footer>\n<h2>How it was counted</h2>\n<ul>\n");
    for (guint i = 0; i < report->notes->len; i++)
        append_element(html, "li", "", g_ptr_array_index(report->notes, i));
    g_string_append(html, "</ul>\n</footer>\n</body>\n</html>\n");
    return g_string_free(html, FALSE);
}
