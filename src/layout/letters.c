#include "layout/letters.h"

#include "layout/font.h"

static void note_missing(GArray *missing, gunichar code)
{
    for (guint i = 0; i < missing->len; i++)
        if (g_array_index(missing, gunichar, i) == code)
            return;
    g_array_append_val(missing, code);
}

static gboolean never_shown(gunichar code)
{
    if ((code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef))
        return TRUE; /* variation selectors: which form of the character before */
    switch (g_unichar_type(code)) {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT: /* soft hyphen, zero width, direction marks */
        return TRUE;
    default:
        return FALSE;
    }
}

static void add_letter(GArray *letters, gunichar code, Face face, GArray *missing)
{
    Letter letter = {.code = code, .face = (guint8) face};

    if (code >= 0x20 && code < 0x7f) { /* most of all text, and every face has it */
        letter.advance = font_find_glyph(font_of_face(face), code).advance;
        letter.space = code == ' ';
        g_array_append_val(letters, letter);
        return;
    }
    if (code == '\n' || code == 0x2028 || code == 0x2029) {
        letter.newline = TRUE;
        g_array_append_val(letters, letter);
        return;
    }
    if (code == '\t')
        letter.code = ' ';
    else if (never_shown(code))
        return;
    FontGlyph glyph = font_find_glyph(font_of_face(face), letter.code);
    if (glyph.code != letter.code)
        note_missing(missing, code);
    letter.advance = glyph.advance;
    letter.space = letter.code == ' ';
    g_array_append_val(letters, letter);
}

static void add_text(GArray *letters, const gchar *text, gboolean bold, GArray *missing)
{
    g_autofree gchar *valid = NULL, *composed = NULL;

    if (!g_str_is_ascii(text)) {
        valid = g_utf8_make_valid(text, -1);
        composed = g_utf8_normalize(valid, -1, G_NORMALIZE_DEFAULT_COMPOSE);
        text = composed;
    }
    for (const gchar *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar code = g_utf8_get_char(at);
        if (code == '\r' && at[1] == '\n')
            continue;
        add_letter(letters, code == '\r' ? '\n' : code, bold ? FACE_BOLD : FACE_REGULAR, missing);
    }
}

/*
 * A line may end after a space, a dash, or a hyphen or slash between letters:
 * not inside NCC-2026-0001-K or 20/11/2026, which are read as one thing.
 */
static gboolean may_end(const GArray *letters, guint i)
{
    const Letter *letter = &g_array_index(letters, Letter, i);

    if (letter->space)
        return TRUE;
    if (i + 1 >= letters->len || i == 0)
        return FALSE;
    const Letter *before = letter - 1, *after = letter + 1;
    switch (letter->code) {
    case 0x2013: /* en dash */
    case 0x2014: /* em dash */
        return !after->space;
    case '-':
    case 0x2010: /* hyphen */
    case '/':
        return g_unichar_isalpha(before->code) && g_unichar_isalpha(after->code);
    default:
        return FALSE;
    }
}

static GArray *finish(GArray *letters)
{
    for (guint i = 0; i < letters->len; i++)
        g_array_index(letters, Letter, i).may_end = may_end(letters, i);
    return letters;
}

GArray *letters_from_block(const Block *block, gboolean bold, GArray *missing)
{
    GArray *letters = g_array_sized_new(FALSE, FALSE, sizeof(Letter), 128);

    for (guint i = 0; i < block->spans->len; i++) {
        const Span *span = g_ptr_array_index(block->spans, i);
        if (span->text != NULL)
            add_text(letters, span->text, bold || span->strong, missing);
    }
    return finish(letters);
}

GArray *letters_from_text(const gchar *text, gboolean bold, GArray *missing)
{
    GArray *letters = g_array_sized_new(FALSE, FALSE, sizeof(Letter), 128);

    if (text != NULL)
        add_text(letters, text, bold, missing);
    return finish(letters);
}

static Line end_line(const GArray *letters, guint start, guint end, guint next)
{
    while (end > start && g_array_index(letters, Letter, end - 1).space)
        end--;
    return (Line){start, end, next};
}

/* Spaces at which a line was broken show neither there nor on the next line. */
static guint skip_spaces(const GArray *letters, guint at)
{
    while (at < letters->len && g_array_index(letters, Letter, at).space)
        at++;
    return at;
}

Line line_break(const GArray *letters, guint start, gdouble size, gdouble width)
{
    gdouble limit = width * 1000 / size, used = 0;
    guint end = 0; /* of the letters up to the last place where the line may end */

    for (guint i = start; i < letters->len; i++) {
        const Letter *letter = &g_array_index(letters, Letter, i);
        if (letter->newline)
            return end_line(letters, start, i, i + 1);
        used += letter->advance;
        if (!letter->space && used > limit && i > start) {
            guint cut = end > start ? end : i;
            return end_line(letters, start, cut, skip_spaces(letters, cut));
        }
        if (letter->may_end)
            end = i + 1;
    }
    return end_line(letters, start, letters->len, letters->len);
}

guint line_count(const GArray *letters, gdouble size, gdouble width)
{
    guint count = 0;

    for (guint at = 0; at < letters->len; count++)
        at = line_break(letters, at, size, width).next;
    return count;
}
