#include "pdfout/content.h"

#include <math.h>

#include "layout/font.h"
#include "layout/win_ansi.h"
#include "pdfout/syntax.h"

/* What the stream has set so far, so that it is not said twice. */
typedef struct {
    GString *out;
    FontKind kind;
    gint face; /* -1 while unset */
    gdouble size;
    gboolean in_text;
    gint64 x, y;         /* of the line last placed in it, hundredths of a point */
    gint64 fill, stroke; /* 0xrrggbb, or -1 while unset */
    gdouble line;
    Mark mark; /* of the open sequence of marked content; tag NULL: none is open */
} Pen;

static void append_byte(GString *out, guint byte)
{
    if (byte == '\r') {
        g_string_append(out, "\\r"); /* as it is, a reader would take it for a line feed */
        return;
    }
    if (byte == '(' || byte == ')' || byte == '\\')
        g_string_append_c(out, '\\');
    g_string_append_c(out, (gchar) byte);
}

static void append_glyphs(GString *out, const gchar *text, const gchar *end, Face face)
{
    const Font *font = font_of_face(face);

    for (; text < end; text = g_utf8_next_char(text)) {
        guint glyph = font_find_glyph(font, g_utf8_get_char(text)).glyph;
        append_byte(out, glyph >> 8);
        append_byte(out, glyph & 0xff);
    }
}

static void append_bytes(GString *out, const gchar *text, const gchar *end)
{
    for (; text < end; text = g_utf8_next_char(text))
        append_byte(out, (guchar) *text < 0x7f ? (guchar) *text : win_ansi_byte(g_utf8_get_char(text)));
}

void content_append_text(GString *out, const gchar *text, gsize length, FontKind kind, Face face)
{
    g_string_append_c(out, '(');
    if (kind == FONT_BYTES)
        append_bytes(out, text, text + length);
    else
        append_glyphs(out, text, text + length, face);
    g_string_append_c(out, ')');
}

static void set_fill(Pen *pen, guint32 colour)
{
    if (pen->fill == (gint64) colour)
        return;
    pen->fill = colour;
    syntax_colour(pen->out, colour);
    g_string_append(pen->out, " rg\n");
}

static void set_stroke(Pen *pen, guint32 colour, gdouble line)
{
    if (pen->stroke != (gint64) colour) {
        pen->stroke = colour;
        syntax_colour(pen->out, colour);
        g_string_append(pen->out, " RG\n");
    }
    if (pen->line != line) {
        pen->line = line;
        syntax_number(pen->out, line);
        g_string_append(pen->out, " w\n");
    }
}

static void set_font(Pen *pen, FontKind kind, Face face, gdouble size)
{
    if (pen->kind == kind && pen->face == (gint) face && pen->size == size)
        return;
    pen->kind = kind;
    pen->face = (gint) face;
    pen->size = size;
    fonts_append_name(pen->out, kind, face);
    g_string_append_c(pen->out, ' ');
    syntax_number(pen->out, size);
    g_string_append(pen->out, " Tf\n");
}

/* Lines of one paragraph are one text object, each placed by its distance from the one
 * before: that is the same number again and again, which compresses to next to nothing. */
static void end_text(Pen *pen)
{
    if (pen->in_text)
        g_string_append(pen->out, "ET\n");
    pen->in_text = FALSE;
}

static void place_text(Pen *pen, gdouble x, gdouble y)
{
    if (!pen->in_text) {
        g_string_append(pen->out, "BT\n");
        pen->in_text = TRUE;
        pen->x = pen->y = 0;
    }
    /* Between rounded places, so that rounding does not add up. */
    gint64 to_x = llround(x * 100), to_y = llround(y * 100);
    syntax_number(pen->out, (gdouble) (to_x - pen->x) / 100);
    g_string_append_c(pen->out, ' ');
    syntax_number(pen->out, (gdouble) (to_y - pen->y) / 100);
    g_string_append(pen->out, " Td\n");
    pen->x = to_x;
    pen->y = to_y;
}

/* What the face lacks is shown as U+FFFD; who copies the text or has it read aloud gets what
 * it was (ISO 32000-1, 14.9.4). */
static void begin_actual_text(Pen *pen, const FontRun *run)
{
    g_autofree gchar *text = g_strndup(run->text, run->length);

    g_string_append(pen->out, "/Span<</ActualText");
    syntax_text(pen->out, text);
    g_string_append(pen->out, ">>BDC\n");
}

static void draw_text(Pen *pen, const Item *item)
{
    const gchar *at = item->text;
    FontRun run;

    set_fill(pen, item->fill);
    place_text(pen, item->x, item->y);
    while (fonts_next_run(&at, item->face, &run)) {
        if (run.lacking)
            begin_actual_text(pen, &run);
        set_font(pen, run.kind, item->face, item->size);
        content_append_text(pen->out, run.text, run.length, run.kind, item->face);
        g_string_append(pen->out, run.lacking ? "Tj\nEMC\n" : "Tj\n");
    }
}

static void append_path(Pen *pen, Rect rect, const gchar *operators)
{
    const gdouble numbers[] = {rect.x, rect.y, rect.width, rect.height};

    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
        syntax_number(pen->out, numbers[i]);
        g_string_append_c(pen->out, ' ');
    }
    g_string_append(pen->out, operators);
}

static void draw_rect(Pen *pen, const Item *item, Rect rect)
{
    if (item->fill != COLOUR_NONE) {
        set_fill(pen, item->fill);
        append_path(pen, rect, "re f\n");
    }
    if (item->stroke == COLOUR_NONE)
        return;
    /* The line lies within the rectangle, as a field's own border does. */
    set_stroke(pen, item->stroke, item->line);
    rect.x += item->line / 2;
    rect.y += item->line / 2;
    rect.width -= item->line;
    rect.height -= item->line;
    append_path(pen, rect, "re S\n");
}

/* Dark modules of a row in runs, in units of one module, from the lower left. */
static void draw_code(Pen *pen, const Item *item, const QrCode *code)
{
    gdouble module = item->rect.width / code->side;
    gchar scale[G_ASCII_DTOSTR_BUF_SIZE];

    set_fill(pen, item->fill); /* outside, so that Q leaves it as the pen knows it */
    g_string_append(pen->out, "q\n");
    g_ascii_formatd(scale, sizeof scale, "%.5f", module);
    g_string_append_printf(pen->out, "%s 0 0 %s ", scale, scale);
    syntax_number(pen->out, item->rect.x);
    g_string_append_c(pen->out, ' ');
    syntax_number(pen->out, item->rect.y);
    g_string_append(pen->out, " cm\n");
    for (guint row = 0; row < code->side; row++) {
        const guint8 *modules = code->modules + (gsize) row * code->side;
        for (guint at = 0; at < code->side; at++) {
            guint start = at;
            while (at < code->side && modules[at])
                at++;
            if (at > start)
                append_path(pen, (Rect){start, code->side - 1 - row, at - start, 1}, "re\n");
        }
    }
    g_string_append(pen->out, "f\nQ\n");
}

static void draw_logo(Pen *pen, const Item *item)
{
    const gdouble numbers[] = {item->rect.width, 0, 0, item->rect.height, item->rect.x, item->rect.y};

    g_string_append(pen->out, "q\n");
    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
        syntax_number(pen->out, numbers[i]);
        g_string_append_c(pen->out, ' ');
    }
    g_string_append(pen->out, "cm /Logo Do\nQ\n");
}

/* Ends the open sequence of marked content and begins that of the mark, unless they are one. */
static void set_mark(Pen *pen, const Mark *mark)
{
    if (pen->mark.tag == mark->tag && pen->mark.artifact == mark->artifact &&
        pen->mark.number == mark->number)
        return;
    end_text(pen);
    if (pen->mark.tag != NULL)
        g_string_append(pen->out, "EMC\n");
    pen->mark = *mark;
    if (mark->artifact != NULL)
        g_string_append_printf(pen->out, "/%s%sBDC\n", mark->tag, mark->artifact);
    else if (mark->tag != NULL)
        g_string_append_printf(pen->out, "/%s<</MCID %u>>BDC\n", mark->tag, mark->number);
}

static gboolean is_bar(const Item *item, const Mark *mark)
{
    return item->kind == ITEM_RECT && item->stroke == COLOUR_NONE && mark->artifact != NULL;
}

/* The bars beside the paragraphs of a quote are one to the eye, and take less room as one:
 * those that go on where this one ends, which are then drawn. */
static Rect whole_bar(const Page *page, const GArray *marks, guint index, guint8 *drawn)
{
    const Item *item = g_ptr_array_index(page->items, index);
    Rect rect = item->rect;

    if (!is_bar(item, &g_array_index(marks, Mark, index)))
        return rect;
    for (guint i = index + 1; i < page->items->len; i++) {
        const Item *next = g_ptr_array_index(page->items, i);
        if (is_bar(next, &g_array_index(marks, Mark, i)) && next->fill == item->fill &&
            next->rect.x == rect.x && next->rect.width == rect.width &&
            fabs(next->rect.y + next->rect.height - rect.y) < 0.005) {
            rect.height += rect.y - next->rect.y;
            rect.y = next->rect.y;
            drawn[i] = TRUE;
        }
    }
    return rect;
}

GString *content_of_page(const Page *page, const QrCode *code, const GArray *marks)
{
    static const Mark none = {NULL, NULL, 0};
    g_autofree guint8 *drawn = g_new0(guint8, page->items->len + 1);
    Pen pen = {.out = g_string_sized_new(8192), .face = -1, .fill = -1, .stroke = -1, .line = -1};

    for (guint i = 0; i < page->items->len; i++) {
        const Item *item = g_ptr_array_index(page->items, i);
        if (drawn[i])
            continue;
        set_mark(&pen, &g_array_index(marks, Mark, i));
        switch (item->kind) {
        case ITEM_TEXT:
            draw_text(&pen, item);
            break;
        case ITEM_RECT:
            end_text(&pen);
            draw_rect(&pen, item, whole_bar(page, marks, i, drawn));
            break;
        case ITEM_CODE:
            end_text(&pen);
            if (code != NULL)
                draw_code(&pen, item, code);
            break;
        case ITEM_LOGO:
            end_text(&pen);
            draw_logo(&pen, item);
            break;
        case ITEM_FIELD: /* drawn by its widget */
            break;
        }
    }
    set_mark(&pen, &none);
    end_text(&pen);
    return pen.out;
}
