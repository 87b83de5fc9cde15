#include "spell/spell_words.h"

#include <string.h>

#include "model/reference.h"

#define SOFT_HYPHEN     0x00ad
#define HYPHEN          0x2010
#define UNBROKEN_HYPHEN 0x2011
#define CURLY_OPENING   0x2018
#define CURLY           0x2019
#define LETTER_CURLY    0x02bc

/* Where reading has got to. */
typedef struct {
    const gchar *at;
    guint line;
    guint column;
} Place;

static void word_free(gpointer data)
{
    Word *word = data;
    g_free(word->word);
    g_free(word);
}

static void step(Place *place)
{
    if (*place->at == '\n') {
        place->line++;
        place->column = 1;
    } else {
        place->column++;
    }
    place->at = g_utf8_next_char(place->at);
}

static gboolean is_apostrophe(gunichar c)
{
    return c == '\'' || c == CURLY || c == LETTER_CURLY;
}

static gboolean is_letter(gunichar c)
{
    return g_unichar_isalpha(c) || g_unichar_ismark(c) || c == SOFT_HYPHEN;
}

/* What may stand in a word between two letters or digits. */
static gboolean is_joint(gunichar c)
{
    return is_apostrophe(c) || c == '-' || c == HYPHEN || c == UNBROKEN_HYPHEN;
}

static gboolean is_word_character(gunichar c)
{
    return is_letter(c) || g_unichar_isdigit(c);
}

/* The end of what stands together up to the next space. */
static const gchar *end_of_chunk(const gchar *at)
{
    while (*at && !g_unichar_isspace(g_utf8_get_char(at))) {
        at = g_utf8_next_char(at);
    }
    return at;
}

/* example.org, letter.docx: an ending that no sentence gives a word. */
static gboolean ends_as_address(const gchar *chunk)
{
    static const gchar *const endings[] = {".uk",  ".com", ".org", ".net",  ".eu",
                                           ".pdf", ".eml", ".msg", ".docx", ".xml"};
    gsize length = strcspn(chunk, "/?#");
    while (length > 0 && strchr(".,;:!?)>]'\"", chunk[length - 1])) {
        length--;
    }
    for (guint i = 0; i < G_N_ELEMENTS(endings); i++) {
        gsize ending = strlen(endings[i]);
        if (length > ending && g_ascii_strncasecmp(chunk + length - ending, endings[i], ending) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean is_address(const gchar *chunk)
{
    const gchar *at = strchr(chunk, '@');
    return (at && at > chunk && at[1]) || strstr(chunk, "://") || g_str_has_prefix(chunk, "www.") ||
           ends_as_address(chunk);
}

/* The end of the word that begins here: letters and digits, and joints between
 * two of them. */
static const gchar *end_of_word(const gchar *at, const gchar *end)
{
    while (at < end) {
        gunichar c = g_utf8_get_char(at);
        const gchar *next = g_utf8_next_char(at);
        gboolean joins = is_joint(c) && next < end && is_word_character(g_utf8_get_char(next));
        if (!is_word_character(c) && !joins) {
            break;
        }
        at = next;
    }
    return at;
}

static gboolean has_digit(const gchar *part)
{
    for (; *part; part = g_utf8_next_char(part)) {
        if (g_unichar_isdigit(g_utf8_get_char(part))) {
            return TRUE;
        }
    }
    return FALSE;
}

static void take_word(GPtrArray *words, const Place *place, const gchar *end)
{
    Word *word = g_new0(Word, 1);
    word->line = place->line;
    word->column = place->column;
    word->word = g_strndup(place->at, (gsize) (end - place->at));
    word->dotted = *end == '.';
    g_ptr_array_add(words, word);
}

/* 8-week, s47, NCC-2026-0001-K: of such a word only the hyphen-separated parts
 * without digits are looked at, and nothing of a reference. */
static void take_numbered(GPtrArray *words, Place place, const gchar *end)
{
    g_autofree gchar *whole = g_strndup(place.at, (gsize) (end - place.at));
    Reference reference;
    if (reference_from_text(whole, &reference)) {
        return;
    }
    while (place.at < end) {
        const gchar *stop = place.at;
        while (stop < end && (!is_joint(g_utf8_get_char(stop)) || is_apostrophe(g_utf8_get_char(stop)))) {
            stop = g_utf8_next_char(stop);
        }
        g_autofree gchar *part = g_strndup(place.at, (gsize) (stop - place.at));
        if (*part && !has_digit(part)) {
            take_word(words, &place, stop);
        }
        while (place.at < stop) {
            step(&place);
        }
        if (place.at < end) {
            step(&place);
        }
    }
}

static void take_words_of_chunk(GPtrArray *words, Place place, const gchar *end)
{
    while (place.at < end) {
        if (!is_word_character(g_utf8_get_char(place.at))) {
            step(&place);
            continue;
        }
        const gchar *stop = end_of_word(place.at, end);
        g_autofree gchar *whole = g_strndup(place.at, (gsize) (stop - place.at));
        if (has_digit(whole)) {
            take_numbered(words, place, stop);
        } else {
            take_word(words, &place, stop);
        }
        while (place.at < stop) {
            step(&place);
        }
    }
}

GPtrArray *spell_words_of(const gchar *text, guint line, guint column)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(word_free);
    Place place = {.at = text, .line = line, .column = column};
    if (!g_utf8_validate(text, -1, NULL)) {
        return words;
    }
    while (*place.at) {
        const gchar *end = end_of_chunk(place.at);
        g_autofree gchar *chunk = g_strndup(place.at, (gsize) (end - place.at));
        if (!is_address(chunk)) {
            take_words_of_chunk(words, place, end);
        }
        while (place.at < end) {
            step(&place);
        }
        if (*place.at) {
            step(&place);
        }
    }
    return words;
}
