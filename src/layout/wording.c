#include "layout/wording.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "layout/font.h"

#define DIGEST_SHOWN 16   /* hexadecimal digits kept of a SHA-256 */
#define SAME_LINE    0.6  /* of the size: runs nearer than that make one line */
#define DESCENT      0.25 /* of the size: how far letters reach below the baseline */

void printed_line_free(gpointer line)
{
    PrintedLine *printed = line;
    if (printed) {
        g_free(printed->digest);
        g_free(printed);
    }
}

/* What normal form KC leaves as it is: most lines are, and it costs more than
 * all the rest of them. */
static gchar *plain_letters(const gchar *text)
{
    gchar *letters = g_malloc(strlen(text) + 1);
    gchar *end = letters;
    for (const gchar *at = text; *at; at++) {
        if (g_ascii_isalnum(*at))
            *end++ = *at;
    }
    *end = '\0';
    if (end == letters)
        g_clear_pointer(&letters, g_free);
    return letters;
}

gchar *wording_letters(const gchar *text)
{
    if (g_str_is_ascii(text))
        return plain_letters(text);
    g_autofree gchar *normal = g_utf8_normalize(text, -1, G_NORMALIZE_NFKC);
    GString *letters = g_string_new(NULL);
    for (const gchar *at = normal ? normal : ""; *at; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        if (g_unichar_isalnum(character))
            g_string_append_unichar(letters, character);
    }
    return g_string_free(letters, letters->len == 0);
}

gchar *wording_digest(const gchar *letters)
{
    gchar *digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, letters, -1);
    digest[DIGEST_SHOWN] = '\0';
    return digest;
}

/* --- as text --- */

/* With one decimal and a point, whatever the locale has. */
static void append_number(GString *text, gdouble value)
{
    gchar number[32];
    glong tenths = lround(value * 10);
    g_snprintf(number, sizeof number, "%s%ld.%ld ", tenths < 0 ? "-" : "", labs(tenths) / 10,
               labs(tenths) % 10);
    g_string_append(text, number);
}

static void append_line(GString *text, guint page, const Item *first, gdouble right, const gchar *words)
{
    g_autofree gchar *letters = wording_letters(words);
    g_autofree gchar *digest = letters ? wording_digest(letters) : NULL;
    if (!digest)
        return;
    g_string_append_printf(text, "%u ", page);
    append_number(text, first->x);
    append_number(text, first->y - DESCENT * first->size);
    append_number(text, right - first->x);
    append_number(text, first->size);
    g_string_append_printf(text, "%s\n", digest);
}

static gdouble right_of(const Item *item)
{
    return item->x + font_measure(font_of_face(item->face), item->text, item->size);
}

static gboolean goes_on(const Item *item, const Item *first, gdouble right)
{
    return item->kind == ITEM_TEXT && fabs(item->y - first->y) < 0.1 &&
           fabs(item->x - right) < SAME_LINE * first->size;
}

/* Runs of two faces make one line, since a word may begin in one and end in
 * the other. */
static void append_page(GString *text, const GPtrArray *items, guint page)
{
    for (guint i = 0; i < items->len;) {
        const Item *first = g_ptr_array_index(items, i++);
        if (first->kind != ITEM_TEXT)
            continue;
        g_autoptr(GString) words = g_string_new(first->text);
        gdouble right = right_of(first);
        while (i < items->len && goes_on(g_ptr_array_index(items, i), first, right)) {
            const Item *next = g_ptr_array_index(items, i++);
            g_string_append(words, next->text);
            right = right_of(next);
        }
        append_line(text, page, first, right, words->str);
    }
}

gchar *layout_wording_to_text(const Layout *layout)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < layout->pages->len; i++)
        append_page(text, ((const Page *) g_ptr_array_index(layout->pages, i))->items, i + 1);
    return g_string_free(text, FALSE);
}

static gboolean read_number(const gchar *word, gdouble *value)
{
    gchar *end = NULL;
    *value = g_ascii_strtod(word, &end);
    return end != word && *end == '\0' && isfinite(*value) && fabs(*value) <= 14400;
}

static PrintedLine *read_line(const gchar *line)
{
    g_auto(GStrv) words = g_strsplit(line, " ", -1);
    guint64 page = 0;
    Rect rect = {0, 0, 0, 0};
    if (g_strv_length(words) != 6 || !g_ascii_string_to_unsigned(words[0], 10, 1, G_MAXINT, &page, NULL) ||
        !read_number(words[1], &rect.x) || !read_number(words[2], &rect.y) ||
        !read_number(words[3], &rect.width) || !read_number(words[4], &rect.height) ||
        strlen(words[5]) != DIGEST_SHOWN)
        return NULL;
    PrintedLine *printed = g_new0(PrintedLine, 1);
    *printed = (PrintedLine){(guint) page, rect, g_strdup(words[5])};
    return printed;
}

GPtrArray *layout_wording_from_text(const gchar *text)
{
    g_autoptr(GPtrArray) printed = g_ptr_array_new_with_free_func(printed_line_free);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i] && (lines[i][0] || lines[i + 1]); i++) {
        PrintedLine *line = read_line(lines[i]);
        if (!line)
            return NULL;
        g_ptr_array_add(printed, line);
    }
    return g_steal_pointer(&printed);
}
