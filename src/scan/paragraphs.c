#include "scan/paragraphs.h"

#define GAP_LINES  1.55 /* of the usual distance of lines: more is an empty line */
#define EDGE_SHARE 0.02 /* of the width: viewers keep some room at the edge */

typedef struct {
    const OcrWord *first, *last;
    gint bottom;
} Line;

static GArray *find_lines(const OcrPage *page)
{
    GArray *lines = g_array_new(FALSE, TRUE, sizeof(Line));

    for (guint i = 0; i < page->words->len; i++) {
        const OcrWord *word = &g_array_index(page->words, OcrWord, i);
        Line *line = lines->len > 0 ? &g_array_index(lines, Line, lines->len - 1) : NULL;
        if (line == NULL || line->last->line != word->line) {
            Line begun = {word, word, word->bottom};
            g_array_append_val(lines, begun);
        } else {
            line->last = word;
            line->bottom = MAX(line->bottom, word->bottom);
        }
    }
    return lines;
}

/* The least distance of two lines: the usual one, since only gaps are larger. */
static gdouble find_pitch(GArray *lines)
{
    gdouble pitch = G_MAXDOUBLE;

    for (guint i = 1; i < lines->len; i++) {
        gdouble distance = g_array_index(lines, Line, i).bottom - g_array_index(lines, Line, i - 1).bottom;
        if (distance > 10)
            pitch = MIN(pitch, distance);
    }
    return pitch;
}

static const gchar *find_joint(const Line *line, const Line *next, gdouble pitch, gdouble width)
{
    gdouble space = (line->bottom - line->first->top) * 0.3;

    if (next->bottom - line->bottom > GAP_LINES * pitch)
        return "\n\n";
    gdouble needed = line->last->right + space + (next->first->right - next->first->left);
    return needed > width * (1 - EDGE_SHARE) ? " " : "\n";
}

gchar *paragraphs_join(const OcrPage *page, gdouble width)
{
    g_autoptr(GArray) lines = find_lines(page);
    gdouble pitch = find_pitch(lines);
    g_autoptr(GString) text = g_string_new(NULL);
    guint at = 0;

    for (guint i = 0; i < page->words->len; i++) {
        const OcrWord *word = &g_array_index(page->words, OcrWord, i);
        const Line *line = &g_array_index(lines, Line, at);
        if (text->len > 0 && word == line->first && at > 0)
            g_string_append(text, find_joint(line - 1, line, pitch, width));
        else if (text->len > 0)
            g_string_append_c(text, ' ');
        g_string_append(text, word->text);
        if (word == line->last && at + 1 < lines->len)
            at++;
    }
    return g_utf8_normalize(text->str, (gssize) text->len, G_NORMALIZE_NFC);
}
