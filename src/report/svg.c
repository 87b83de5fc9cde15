#include "report/svg.h"

#include "document/html.h"
#include "sheet/sheet.h"

/* Units of the drawing; the page scales it to its width. */
#define WIDTH     720
#define LABELS    300 /* for the labels, at the left */
#define NUMBERS   44  /* for the numbers behind the bars */
#define BAR       14
#define GROUP_GAP 10
#define LEGEND    30
#define LETTERS   40 /* a label is cut here; the table has it whole */

static void append_text(GString *html, guint x, guint y, const gchar *anchor, const gchar *text)
{
    g_string_append_printf(html, "<text x=\"%u\" y=\"%u\" text-anchor=\"%s\">", x, y, anchor);
    html_append_escaped(html, text);
    g_string_append(html, "</text>\n");
}

static void append_rect(GString *html, guint x, guint y, guint width, guint height, const gchar *colour)
{
    g_string_append_printf(html, "<rect x=\"%u\" y=\"%u\" width=\"%u\" height=\"%u\" fill=\"%s\"/>\n", x, y,
                           width, height, colour);
}

static gchar *short_label(const gchar *label)
{
    if (g_utf8_strlen(label, -1) <= LETTERS)
        return g_strdup(label);
    g_autofree gchar *start = g_utf8_substring(label, 0, LETTERS - 1);
    return g_strconcat(g_strchomp(start), "…", NULL);
}

static void append_legend(GString *html, const ReportTable *table)
{
    guint x = LABELS;
    for (guint i = 0; i < table->charted; i++) {
        const gchar *name = g_ptr_array_index(table->columns, i);
        append_rect(html, x, 6, 12, 12, chart_colour(i));
        append_text(html, x + 18, 17, "start", name);
        x += 40 + (guint) g_utf8_strlen(name, -1) * 8;
    }
}

static void append_bars(GString *html, const ReportTable *table, const ReportRow *row, guint y, gdouble most)
{
    g_autofree gchar *label = short_label(row->label);
    append_text(html, LABELS - 10, y + (table->charted * BAR) / 2 + 5, "end", label);
    for (guint i = 0; i < table->charted; i++, y += BAR) {
        const Figure *figure = report_figure(row, i);
        g_autofree gchar *number = figure_text(figure);
        guint length = most > 0 ? (guint) (figure->number / most * (WIDTH - LABELS - NUMBERS) + 0.5) : 0;
        append_rect(html, LABELS, y, MAX(length, 1), BAR - 2, chart_colour(i));
        append_text(html, LABELS + length + 6, y + BAR - 3, "start", number);
    }
}

void svg_append_chart(GString *html, const ReportTable *table)
{
    g_autofree gchar *words = report_chart_words(table);
    guint group = table->charted * BAR + GROUP_GAP;
    guint height = LEGEND + table->rows->len * group;
    gdouble most = report_chart_most(table);
    g_string_append_printf(html,
                           "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 %u %u\" "
                           "aria-label=\"",
                           WIDTH, height);
    html_append_escaped(html, words);
    g_string_append(html, "\">\n");
    append_legend(html, table);
    for (guint i = 0; i < table->rows->len; i++)
        append_bars(html, table, g_ptr_array_index(table->rows, i), LEGEND + i * group, most);
    append_rect(html, LABELS - 1, LEGEND - 4, 1, height - LEGEND, "#505a5f");
    g_string_append(html, "</svg>\n");
}
