#include "csv/table.h"

#include <csv.h>
#include <string.h>

#include "model/error.h"

#define BYTES_MOST   ((gsize) 32 * 1024 * 1024)
#define ROWS_MOST    200000u
#define COLUMNS_MOST 1000u

typedef struct {
    CsvTable *table;
    CsvRow *row;    /* being filled, or NULL */
    guint line;     /* being fed */
    guint row_line; /* where the next row begins */
    gboolean too_large;
} Filling;

static void row_free(gpointer data)
{
    CsvRow *row = data;
    g_ptr_array_unref(row->cells);
    g_free(row);
}

void csv_table_free(CsvTable *table)
{
    if (!table)
        return;
    g_ptr_array_unref(table->rows);
    g_free(table);
}

const gchar *csv_row_cell(const CsvRow *row, guint column)
{
    return column < row->cells->len ? g_ptr_array_index(row->cells, column) : "";
}

/* Into UTF-8; NULL when it is in no encoding that is known here. */
static gchar *decode(const gchar *bytes, gsize length)
{
    if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
        return g_utf8_validate(bytes + 3, (gssize) (length - 3), NULL) ? g_strndup(bytes + 3, length - 3)
                                                                       : NULL;
    if (length >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0))
        return g_convert(bytes, (gssize) length, "UTF-8", "UTF-16", NULL, NULL, NULL);
    if (g_utf8_validate(bytes, (gssize) length, NULL))
        return g_strndup(bytes, length);
    if (memchr(bytes, '\0', length))
        return NULL;
    return g_convert(bytes, (gssize) length, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);
}

/* The one that stands most often in the first line, outside quotes. */
static gchar find_separator(const gchar *text)
{
    static const gchar separators[] = ",;\t";
    guint counts[3] = {0};
    gboolean quoted = FALSE;
    for (; *text && (quoted || (*text != '\n' && *text != '\r')); text++) {
        const gchar *found = strchr(separators, *text);
        if (*text == '"')
            quoted = !quoted;
        else if (found && !quoted)
            counts[found - separators]++;
    }
    guint best = counts[1] > counts[0] ? 1 : 0;
    return separators[counts[2] > counts[best] ? 2 : best];
}

/* NFC, \n, trimmed, without the apostrophe that makes a formula text. */
static gchar *clean_cell(const gchar *bytes, gsize length)
{
    g_autofree gchar *raw = g_strndup(bytes ? bytes : "", bytes ? length : 0);
    g_auto(GStrv) lines = g_strsplit(raw, "\r\n", -1);
    g_autofree gchar *joined = g_strjoinv("\n", lines);
    g_autofree gchar *text =
        g_utf8_normalize(g_strstrip(g_strdelimit(joined, "\r", '\n')), -1, G_NORMALIZE_NFC);
    if (text && text[0] == '\'' && text[1] && strchr("=+-@", text[1]))
        return g_strdup(text + 1);
    return text ? g_steal_pointer(&text) : g_strdup("");
}

static void take_cell(void *bytes, size_t length, void *data)
{
    Filling *filling = data;
    if (!filling->row) {
        filling->row = g_new0(CsvRow, 1);
        filling->row->line = filling->row_line;
        filling->row->cells = g_ptr_array_new_with_free_func(g_free);
    }
    if (filling->row->cells->len >= COLUMNS_MOST)
        filling->too_large = TRUE;
    else
        g_ptr_array_add(filling->row->cells, clean_cell(bytes, length));
}

static gboolean is_empty(const CsvRow *row)
{
    for (guint i = 0; i < row->cells->len; i++)
        if (*csv_row_cell(row, i))
            return FALSE;
    return TRUE;
}

static void take_row(int end, void *data)
{
    (void) end;
    Filling *filling = data;
    CsvRow *row = g_steal_pointer(&filling->row);
    filling->row_line = filling->line + 1;
    if (row && (is_empty(row) || filling->table->rows->len >= ROWS_MOST)) {
        filling->too_large = filling->too_large || !is_empty(row);
        row_free(row);
    } else if (row) {
        g_ptr_array_add(filling->table->rows, row);
    }
}

static gboolean fail(guint line, const gchar *why, GError **error)
{
    g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%u: %s", line, why);
    return FALSE;
}

/* Fed line by line, so that each row knows where it begins. */
static gboolean feed(struct csv_parser *parser, Filling *filling, const gchar *text, GError **error)
{
    static const gchar quotes[] =
        "a quotation mark stands where none can be: double it inside of a cell, and "
        "close the cell that is open";
    while (*text) {
        const gchar *end = strchr(text, '\n');
        gsize length = end ? (gsize) (end - text) + 1 : strlen(text);
        filling->line++;
        if (csv_parse(parser, text, length, take_cell, take_row, filling) != length)
            return fail(filling->line, quotes, error);
        if (filling->too_large)
            return fail(filling->line, "the table is too large: 200,000 rows and 1,000 columns at most",
                        error);
        text += length;
    }
    if (csv_fini(parser, take_cell, take_row, filling) != 0)
        return fail(filling->row_line, quotes, error);
    return TRUE;
}

static gboolean parse(CsvTable *table, const gchar *text, GError **error)
{
    struct csv_parser parser;
    /* every line's end is told, also an empty one's, or the lines cannot be counted */
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0)
        return fail(1, "the table cannot be read: no memory", error);
    csv_set_delim(&parser, (guchar) table->separator);
    Filling filling = {.table = table, .row_line = 1};
    gboolean right = feed(&parser, &filling, text, error);
    if (filling.row)
        row_free(filling.row);
    csv_free(&parser);
    return right;
}

CsvTable *csv_table_read(const gchar *bytes, gsize length, GError **error)
{
    if (length > BYTES_MOST) {
        fail(1, "the file is too large: 32 MiB at most", error);
        return NULL;
    }
    g_autofree gchar *text = decode(bytes, length);
    if (!text || strlen(text) == 0) {
        fail(1,
             text ? "the file is empty"
                  : "this is no text in UTF-8, UTF-16 or Windows-1252: save it as CSV UTF-8",
             error);
        return NULL;
    }
    g_autoptr(CsvTable) table = g_new0(CsvTable, 1);
    table->rows = g_ptr_array_new_with_free_func(row_free);
    table->separator = find_separator(text);
    return parse(table, text, error) ? g_steal_pointer(&table) : NULL;
}
