#include "xlsx/xlsx.h"

#include <xlsxwriter.h>

#include "model/error.h"
#include "xlsx/chart.h"
#include "xlsx/file.h"

#define TEXT_MOST     32767u  /* UTF-16 units in a cell: Excel's limit */
#define CELLS_MOST    500000u /* beyond, rows are put aside as they are written */
#define DAY_ZERO      25569   /* 1 January 1970 in Excel's count */
#define DAY_FIRST     61      /* 1 March 1900: before it Excel's count is wrong */
#define DECIMALS_MOST 3u
#define HEADING_FILL  0xE8E8E8
#define PAPER_A4      9

typedef struct {
    lxw_format *title, *lead, *heading, *text, *whole, *day;
    lxw_format *decimal[DECIMALS_MOST + 1], *percent[DECIMALS_MOST + 1]; /* by decimals */
} Formats;

static lxw_format *make_format(lxw_workbook *book, const gchar *number)
{
    lxw_format *format = workbook_add_format(book);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    format_set_num_format(format, number);
    return format;
}

static Formats make_formats(lxw_workbook *book)
{
    static const gchar *const decimals[] = {"0", "0.0", "0.00", "0.000"};
    static const gchar *const percents[] = {"0%", "0.0%", "0.00%", "0.000%"};
    Formats formats = {.title = workbook_add_format(book), .lead = workbook_add_format(book)};
    format_set_bold(formats.title);
    format_set_font_size(formats.title, 14);
    formats.heading = make_format(book, "@");
    format_set_bold(formats.heading);
    format_set_text_wrap(formats.heading);
    format_set_bg_color(formats.heading, HEADING_FILL);
    format_set_bottom(formats.heading, LXW_BORDER_THIN);
    formats.text = make_format(book, "General");
    format_set_text_wrap(formats.text);
    formats.whole = make_format(book, "0");
    formats.day = make_format(book, "dd mmm yyyy");
    for (guint i = 0; i <= DECIMALS_MOST; i++) {
        formats.decimal[i] = make_format(book, decimals[i]);
        formats.percent[i] = make_format(book, percents[i]);
    }
    return formats;
}

/* As much as a cell of Excel holds, and a word that there is more. */
static gchar *fitting_text(const gchar *text)
{
    static const gchar more[] = " … [cut here: a cell holds no more; the case note has all]";
    gsize room = TEXT_MOST - sizeof more, units = 0;
    const gchar *cut = NULL;
    for (const gchar *at = text; *at; at = g_utf8_next_char(at)) {
        guint wide = g_utf8_get_char(at) > 0xffff ? 2 : 1;
        if (!cut && units + wide > room)
            cut = at;
        units += wide;
    }
    if (units <= TEXT_MOST)
        return g_strdup(text);
    g_autofree gchar *head = g_strndup(text, (gsize) (cut - text));
    return g_strconcat(head, more, NULL);
}

static lxw_error write_day(lxw_worksheet *into, lxw_row_t row, lxw_col_t column, Day day,
                           const Formats *formats)
{
    if (day + DAY_ZERO >= DAY_FIRST)
        return worksheet_write_number(into, row, column, day + DAY_ZERO, formats->day);
    g_autofree gchar *text = day_to_iso(day);
    return worksheet_write_string(into, row, column, text, formats->text);
}

static lxw_error write_cell(lxw_worksheet *into, lxw_row_t row, lxw_col_t column, const Cell *cell,
                            const Formats *formats)
{
    guint decimals = MIN(cell->decimals, DECIMALS_MOST);
    switch (cell->kind) {
    case CELL_TEXT: {
        g_autofree gchar *text = fitting_text(cell->text);
        return worksheet_write_string(into, row, column, text, formats->text);
    }
    case CELL_WHOLE:
        return worksheet_write_number(into, row, column, (gdouble) cell->whole, formats->whole);
    case CELL_DECIMAL:
        return worksheet_write_number(into, row, column, cell->number, formats->decimal[decimals]);
    case CELL_PERCENT:
        return worksheet_write_number(into, row, column, cell->number, formats->percent[decimals]);
    case CELL_DAY:
        return write_day(into, row, column, cell->day, formats);
    case CELL_BLANK:
        break;
    }
    return LXW_NO_ERROR;
}

static gboolean write_top(lxw_worksheet *into, const Sheet *sheet, const Formats *formats)
{
    gboolean right = TRUE;
    for (guint i = 0; i < sheet->lead->len && right; i++)
        right = worksheet_write_string(into, i, 0, g_ptr_array_index(sheet->lead, i),
                                       i == 0 ? formats->title : formats->lead) == LXW_NO_ERROR;
    lxw_row_t row = sheet_rows_above(sheet);
    for (guint i = 0; i < sheet_n_columns(sheet) && right; i++) {
        const Column *column = sheet_column(sheet, i);
        lxw_col_t at = (lxw_col_t) i;
        right = worksheet_set_column(into, at, at, column->width, NULL) == LXW_NO_ERROR &&
                worksheet_write_string(into, row, at, column->heading, formats->heading) == LXW_NO_ERROR;
    }
    return right;
}

/* How it stands on screen and paper. */
static void set_up(lxw_worksheet *into, const Sheet *sheet)
{
    lxw_row_t heading = sheet_rows_above(sheet), last = heading + sheet_n_rows(sheet);
    if (sheet_n_columns(sheet) > 0) {
        worksheet_freeze_panes(into, heading + 1, 0);
        worksheet_repeat_rows(into, heading, heading);
        /* IDs are text on purpose: no warning about each of them */
        worksheet_ignore_errors(into, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
    }
    if (sheet->filter && sheet_n_rows(sheet) > 0)
        worksheet_autofilter(into, heading, 0, last, (lxw_col_t) (sheet_n_columns(sheet) - 1));
    worksheet_set_landscape(into);
    worksheet_set_paper(into, PAPER_A4);
    Paper paper = sheet_paper(sheet);
    if (paper != PAPER_AS_IT_IS)
        worksheet_fit_to_pages(into, 1, paper == PAPER_ONE_PAGE ? 1 : 0);
}

static gboolean write_sheet(lxw_workbook *book, const Sheet *sheet, const Formats *formats)
{
    lxw_worksheet *into = workbook_add_worksheet(book, sheet->name);
    if (!into || !write_top(into, sheet, formats))
        return FALSE;
    lxw_row_t first = sheet_rows_above(sheet) + 1;
    for (guint row = 0; row < sheet_n_rows(sheet); row++)
        for (guint i = 0; i < sheet_n_columns(sheet); i++)
            if (write_cell(into, first + row, (lxw_col_t) i, sheet_cell(sheet, row, i), formats) !=
                LXW_NO_ERROR)
                return FALSE;
    set_up(into, sheet);
    return xlsx_add_charts(book, into, sheet);
}

static gboolean is_large(const Workbook *workbook)
{
    gsize cells = 0;
    for (guint i = 0; i < workbook->sheets->len; i++)
        cells += ((const Sheet *) g_ptr_array_index(workbook->sheets, i))->cells->len;
    return cells > CELLS_MOST;
}

static gboolean write_workbook(const Workbook *workbook, const gchar *file)
{
    lxw_workbook_options options = {.constant_memory = is_large(workbook), .tmpdir = "/dev/shm"};
    lxw_workbook *book = workbook_new_opt(file, &options);
    if (!book)
        return FALSE;
    lxw_doc_properties properties = {.title = workbook->title, .created = (time_t) workbook->made * 86400};
    gboolean right = workbook_set_properties(book, &properties) == LXW_NO_ERROR;
    Formats formats = make_formats(book);
    for (guint i = 0; i < workbook->sheets->len && right; i++)
        right = write_sheet(book, g_ptr_array_index(workbook->sheets, i), &formats);
    return workbook_close(book) == LXW_NO_ERROR && right; /* closing frees it, come what may */
}

GBytes *xlsx_from_workbook(const Workbook *workbook, GError **error)
{
    g_auto(MemoryFile) file = {.fd = -1};
    if (!memory_file_open(&file, error))
        return NULL;
    if (!write_workbook(workbook, file.name)) {
        g_set_error_literal(error, IRO_ERROR, IRO_ERROR_SYSTEM,
                            "the .xlsx could not be made: it needs room in /dev/shm, at most 1,048,575 rows "
                            "and names of sheets unlike each other; try another --format");
        return NULL;
    }
    return memory_file_read(&file, error);
}
