#include "shown/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static guint count_words(const Sighting *sighting)
{
    guint words = 0;
    for (guint i = 0; i < sighting->pages->len; i++) {
        words += ((const SeenPage *) g_ptr_array_index(sighting->pages, i))->words->len;
    }
    return words;
}

/* Poppler counts from the top; what it cannot place is put nowhere. */
static SeenArea area_of(const PopplerRectangle *place, gdouble height)
{
    if (!isfinite(place->x1) || !isfinite(place->x2) || !isfinite(place->y1) || !isfinite(place->y2)) {
        return (SeenArea){0, 0, 0, 0};
    }
    return (SeenArea){
        CLAMP(MIN(place->x1, place->x2), -1e5, 1e5), CLAMP(height - MAX(place->y1, place->y2), -1e5, 1e5),
        CLAMP(MAX(place->x1, place->x2), -1e5, 1e5), CLAMP(height - MIN(place->y1, place->y2), -1e5, 1e5)};
}

static void widen(SeenArea *area, const SeenArea *by)
{
    area->left = MIN(area->left, by->left);
    area->bottom = MIN(area->bottom, by->bottom);
    area->right = MAX(area->right, by->right);
    area->top = MAX(area->top, by->top);
}

static gdouble side_of(const SeenArea *letter)
{
    return MAX(letter->top - letter->bottom, letter->right - letter->left);
}

/* Poppler sets no space between what stands far apart on one line, such as two
 * fields beside each other, nor between the cells of a table on a turned page. */
static gboolean is_apart(const SeenArea *letter, const SeenArea *next)
{
    gdouble reach = 0.5 * MAX(side_of(letter), side_of(next));
    return next->left > letter->right + reach || next->right < letter->left - reach ||
           next->bottom > letter->top + reach || next->top < letter->bottom - reach;
}

static void add_word(SeenPage *seen, const SeenArea *area, const gchar *from, const gchar *to, guint room)
{
    if (to > from && to - from < (gssize) SIGHTING_MAX_WORD && seen->words->len < room) {
        g_ptr_array_add(seen->words, seen_word_new(*area, g_strndup(from, (gsize) (to - from))));
    }
}

/* The marks that poppler puts around what is written right to left; they stand
 * nowhere, and have no place in its list of places. */
static gboolean is_direction(gunichar character)
{
    return character >= 0x202a && character <= 0x202e;
}

static gchar *without_directions(const gchar *text)
{
    GString *kept = g_string_sized_new(strlen(text));
    for (const gchar *at = text; *at; at = g_utf8_next_char(at)) {
        if (!is_direction(g_utf8_get_char(at))) {
            g_string_append_len(kept, at, g_utf8_next_char(at) - at);
        }
    }
    return g_string_free(kept, FALSE);
}

void words_see(const Sighting *sighting, SeenPage *seen, PopplerPage *page)
{
    PopplerRectangle *places = NULL;
    guint count = 0;
    guint room = SIGHTING_MAX_WORDS - MIN(count_words(sighting), SIGHTING_MAX_WORDS);
    if (!poppler_page_get_text_layout(page, &places, &count)) {
        return;
    }
    g_autofree gchar *text = without_directions(seen->text);
    glong length = g_utf8_strlen(text, -1);
    /* A place too many or too few: from there on, words stand where others do. */
    seen->nameless = seen->nameless || labs(length - (glong) count) > 1;
    const gchar *from = text;
    const gchar *at = text;
    SeenArea area = {0, 0, 0, 0};
    SeenArea last = area;
    for (guint i = 0; *at && i < count; i++, at = g_utf8_next_char(at)) {
        SeenArea place = area_of(&places[i], seen->height);
        if (g_unichar_isspace(g_utf8_get_char(at))) {
            add_word(seen, &area, from, at, room);
            from = g_utf8_next_char(at);
        } else if (at == from) {
            area = place;
        } else if (is_apart(&last, &place)) {
            add_word(seen, &area, from, at, room);
            from = at;
            area = place;
        } else {
            widen(&area, &place);
        }
        last = place;
    }
    add_word(seen, &area, from, at, room);
    g_free(places);
}
