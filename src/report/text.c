#include "report/text.h"

#include <string.h>

#define WIDTH  80
#define LABELS 46 /* columns for the labels of a table with two numbers */
#define NARROW 36 /* of one with more */

/* Words in lines of at most `width` letters (of gchar); a longer word has a line of its own. */
static GPtrArray *wrap(const gchar *text, guint width)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    g_autoptr(GString) line = g_string_new(NULL);
    for (gchar **word = words; *word; word++) {
        glong needed = g_utf8_strlen(line->str, -1) + 1 + g_utf8_strlen(*word, -1);
        if (line->len > 0 && needed > (glong) width) {
            g_ptr_array_add(lines, g_strdup(line->str));
            g_string_truncate(line, 0);
        }
        g_string_append_printf(line, "%s%s", line->len > 0 ? " " : "", *word);
    }
    g_ptr_array_add(lines, g_strdup(line->str));
    return lines;
}

static void pad(GString *text, guint count)
{
    for (guint i = 0; i < count; i++)
        g_string_append_c(text, ' ');
}

static void add_left(GString *text, const gchar *words, guint width)
{
    guint length = (guint) g_utf8_strlen(words, -1);
    g_string_append(text, words);
    pad(text, length < width ? width - length : 1);
}

static void add_right(GString *text, const gchar *words, guint width)
{
    guint length = (guint) g_utf8_strlen(words, -1);
    pad(text, length < width ? width - length : 1);
    g_string_append(text, words);
}

static void end_line(GString *text)
{
    while (text->len > 0 && text->str[text->len - 1] == ' ')
        g_string_truncate(text, text->len - 1);
    g_string_append_c(text, '\n');
}

static void add_paragraph(GString *text, const gchar *words, const gchar *first, const gchar *next)
{
    g_autoptr(GPtrArray) lines = wrap(words, WIDTH - (guint) strlen(first));
    for (guint i = 0; i < lines->len; i++)
        g_string_append_printf(text, "%s%s\n", i ? next : first, (gchar *) lines->pdata[i]);
}

typedef struct {
    guint labels, numbers; /* columns */
} Widths;

static Widths widths_of(const ReportTable *table)
{
    guint labels = table->columns->len > 2 ? NARROW : LABELS;
    return (Widths){labels, (WIDTH - labels) / MAX(table->columns->len, 1)};
}

/* Headings take as many lines as the longest needs, and end level. */
static void add_headings(GString *text, const ReportTable *table, Widths widths)
{
    g_autoptr(GPtrArray) columns = g_ptr_array_new_with_free_func((GDestroyNotify) g_ptr_array_unref);
    guint most = 1;
    for (guint i = 0; i < table->columns->len; i++) {
        GPtrArray *lines = wrap(g_ptr_array_index(table->columns, i), widths.numbers - 1);
        g_ptr_array_add(columns, lines);
        most = MAX(most, lines->len);
    }
    for (guint line = 0; line < most; line++) {
        add_left(text, line + 1 == most ? table->row_heading : "", widths.labels);
        for (guint i = 0; i < columns->len; i++) {
            const GPtrArray *lines = g_ptr_array_index(columns, i);
            guint missing = most - lines->len;
            add_right(text, line >= missing ? (const gchar *) lines->pdata[line - missing] : "",
                      widths.numbers);
        }
        end_line(text);
    }
    for (guint i = 0; i < WIDTH; i++)
        g_string_append_c(text, '-');
    g_string_append_c(text, '\n');
}

/* A long label takes several lines; the numbers stand in its last one. */
static void add_row(GString *text, const ReportRow *row, Widths widths)
{
    guint indent = row->part ? 2 : 0;
    g_autoptr(GPtrArray) lines = wrap(row->label, widths.labels - 1 - indent);
    for (guint i = 0; i < lines->len; i++) {
        pad(text, indent);
        if (i + 1 == lines->len)
            add_left(text, g_ptr_array_index(lines, i), widths.labels - indent);
        else
            g_string_append_printf(text, "%s\n", (gchar *) lines->pdata[i]);
    }
    for (guint i = 0; i < row->cells->len; i++) {
        g_autofree gchar *number = figure_text(report_figure(row, i));
        add_right(text, number, widths.numbers);
    }
    end_line(text);
}

static void add_heading(GString *text, const gchar *words)
{
    g_autofree gchar *capitals = g_utf8_strup(words, -1);
    g_string_append_printf(text, "\n%s\n", capitals);
}

static void add_table(GString *text, const ReportTable *table)
{
    Widths widths = widths_of(table);
    add_heading(text, table->title);
    if (table->rows->len == 0) {
        add_paragraph(text, table->empty ? table->empty : "None.", "", "");
        return;
    }
    add_headings(text, table, widths);
    for (guint i = 0; i < table->rows->len; i++)
        add_row(text, g_ptr_array_index(table->rows, i), widths);
}

static void add_quotes(GString *text, const Report *report)
{
    if (report->quotes->len == 0)
        return;
    add_heading(text, "Examples that may be quoted");
    for (guint i = 0; i < report->quotes->len; i++) {
        const ReportQuote *quote = g_ptr_array_index(report->quotes, i);
        g_auto(GStrv) paragraphs = g_strsplit(quote->text, "\n", -1);
        g_string_append_printf(text, "%s%s:\n", i ? "\n" : "", quote->theme);
        for (gchar **paragraph = paragraphs; *paragraph; paragraph++)
            if (**paragraph)
                add_paragraph(text, *paragraph, "> ", "> ");
    }
}

gchar *report_to_text(const Report *report)
{
    GString *text = g_string_new(NULL);
    if (report->marking)
        g_string_append_printf(text, "%s\n", report->marking);
    add_paragraph(text, report->title, "", "");
    g_string_append_printf(text, "%s\n%s", report->authority, report->summary->len > 0 ? "\n" : "");
    for (guint i = 0; i < report->summary->len; i++)
        add_paragraph(text, g_ptr_array_index(report->summary, i), "", "");
    for (guint i = 0; i < report->tables->len; i++)
        add_table(text, g_ptr_array_index(report->tables, i));
    add_quotes(text, report);
    add_heading(text, "How it was counted");
    for (guint i = 0; i < report->notes->len; i++)
        add_paragraph(text, g_ptr_array_index(report->notes, i), "- ", "  ");
    return g_string_free(text, FALSE);
}
