#include "spell/spell.h"

#include <hunspell/hunspell.h>
#include <string.h>
#include <unistd.h>

#include "model/error.h"
#include "spell/spell_words.h"

#define DICTIONARY       "en_GB"
#define USUAL_FOLDER     "/usr/share/hunspell"
#define MOST_SUGGESTIONS 5      /* for a word */
#define MOST_SUGGESTED   20     /* words of a text */
#define LONGEST_SEARCH   800000 /* microseconds for all suggestions of a text */
#define LONGEST_WORD     99     /* bytes; Hunspell knows no longer ones */

struct Speller {
    Hunhandle *hunspell;
    gchar *encoding;   /* NULL: UTF-8 */
    GHashTable *words; /* a set: names and the domain's words, as plain_word makes them */
};

void misspelling_free(Misspelling *misspelling)
{
    if (!misspelling) {
        return;
    }
    g_free(misspelling->word);
    g_strfreev(misspelling->suggestions);
    g_free(misspelling);
}

Speller *speller_new(GError **error)
{
    const gchar *folder = g_getenv("IRO_DICTIONARY_DIR");
    folder = folder && *folder ? folder : USUAL_FOLDER;
    g_autofree gchar *affixes = g_build_filename(folder, DICTIONARY ".aff", NULL);
    g_autofree gchar *words = g_build_filename(folder, DICTIONARY ".dic", NULL);
    if (access(affixes, R_OK) != 0 || access(words, R_OK) != 0) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_SYSTEM,
                    "%s: there is no British dictionary: install hunspell-en-gb, or name its folder in "
                    "IRO_DICTIONARY_DIR",
                    words);
        return NULL;
    }
    Speller *speller = g_new0(Speller, 1);
    speller->hunspell = Hunspell_create(affixes, words);
    const gchar *encoding = Hunspell_get_dic_encoding(speller->hunspell);
    speller->encoding = g_ascii_strcasecmp(encoding, "UTF-8") == 0 ? NULL : g_strdup(encoding);
    speller->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return speller;
}

void speller_free(Speller *speller)
{
    if (!speller) {
        return;
    }
    Hunspell_destroy(speller->hunspell);
    g_hash_table_unref(speller->words);
    g_free(speller->encoding);
    g_free(speller);
}

/* Composed, with plain apostrophes and hyphens, without soft hyphens: one
 * spelling for one word. */
static gchar *plain_word(const gchar *word)
{
    g_autofree gchar *composed = g_utf8_normalize(word, -1, G_NORMALIZE_NFC);
    GString *plain = g_string_new(NULL);
    for (const gchar *p = composed; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == 0x2019 || c == 0x02bc) {
            g_string_append_c(plain, '\'');
        } else if (c == 0x2010 || c == 0x2011) {
            g_string_append_c(plain, '-');
        } else if (c != 0x00ad) {
            g_string_append_unichar(plain, c);
        }
    }
    return g_string_free(plain, FALSE);
}

/* What has a capital may also stand in capitals alone. */
static void add_word(Speller *speller, const gchar *word)
{
    gchar *plain = plain_word(word);
    g_autofree gchar *lower = g_utf8_strdown(plain, -1);
    if (!g_str_equal(plain, lower)) {
        g_hash_table_add(speller->words, g_utf8_strup(plain, -1));
    }
    g_hash_table_add(speller->words, plain);
}

void speller_add_names(Speller *speller, const gchar *text)
{
    g_autoptr(GPtrArray) words = spell_words_of(text, 1, 1);
    for (guint i = 0; i < words->len; i++) {
        const Word *word = g_ptr_array_index(words, i);
        g_autofree gchar *plain = plain_word(word->word);
        g_auto(GStrv) parts = g_strsplit(plain, "-", -1);
        add_word(speller, plain);
        for (guint j = 0; parts[j]; j++) {
            add_word(speller, parts[j]);
        }
    }
}

gboolean speller_add_words_of(Speller *speller, const gchar *path, GError **error)
{
    g_autofree gchar *content = NULL;
    g_autoptr(GError) fault = NULL;
    if (!g_file_get_contents(path, &content, NULL, &fault)) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_SYSTEM, "%s: the list of words cannot be read: %s", path,
                    fault->message);
        return FALSE;
    }
    if (!g_utf8_validate(content, -1, NULL)) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%s: the list of words is not UTF-8: save it as UTF-8",
                    path);
        return FALSE;
    }
    g_auto(GStrv) lines = g_strsplit(content, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        lines[i][strcspn(lines[i], "#")] = '\0';
        g_strstrip(lines[i]);
        if (*lines[i]) {
            add_word(speller, lines[i]);
        }
    }
    return TRUE;
}

/* One of our own; one without a capital may begin with one or stand in capitals. */
static gboolean is_own_word(const Speller *speller, const gchar *word)
{
    if (g_hash_table_contains(speller->words, word)) {
        return TRUE;
    }
    g_autofree gchar *lower = g_utf8_strdown(word, -1);
    g_autofree gchar *upper = g_utf8_strup(word, -1);
    gboolean only_first = g_str_equal(g_utf8_next_char(lower), g_utf8_next_char(word));
    return (only_first || g_str_equal(word, upper)) && g_hash_table_contains(speller->words, lower);
}

static gboolean is_in_dictionary(const Speller *speller, const gchar *word)
{
    if (strlen(word) > LONGEST_WORD) {
        return FALSE;
    }
    if (!speller->encoding) {
        return Hunspell_spell(speller->hunspell, word) != 0;
    }
    g_autofree gchar *encoded = g_convert(word, -1, speller->encoding, "UTF-8", NULL, NULL, NULL);
    return encoded && Hunspell_spell(speller->hunspell, encoded) != 0;
}

static gboolean is_known(const Speller *speller, const gchar *word)
{
    return g_utf8_strlen(word, -1) < 2 || is_own_word(speller, word) || is_in_dictionary(speller, word);
}

/* The word without a possessive ('s, or ' after s) or the s of "IROs". */
static gchar *base_of(const Speller *speller, const gchar *word)
{
    gsize length = strlen(word);
    if (g_str_has_suffix(word, "'s") || g_str_has_suffix(word, "'S")) {
        return g_strndup(word, length - 2);
    }
    if (g_str_has_suffix(word, "s'")) {
        return g_strndup(word, length - 1);
    }
    if (length > 2 && word[length - 1] == 's') {
        gchar *base = g_strndup(word, length - 1);
        g_autofree gchar *upper = g_utf8_strup(base, -1);
        if (g_str_equal(base, upper) && g_hash_table_contains(speller->words, base)) {
            return base;
        }
        g_free(base);
    }
    return NULL;
}

static gboolean is_simple_right(const Speller *speller, const gchar *word, gboolean dotted)
{
    if (is_known(speller, word)) {
        return TRUE;
    }
    g_autofree gchar *base = base_of(speller, word);
    if (base && is_known(speller, base)) {
        return TRUE;
    }
    g_autofree gchar *again = base ? base_of(speller, base) : NULL; /* IROs' */
    if (again && is_known(speller, again)) {
        return TRUE;
    }
    g_autofree gchar *abbreviation = dotted ? g_strconcat(word, ".", NULL) : NULL; /* etc. */
    return abbreviation && is_in_dictionary(speller, abbreviation);
}

/* A compound is right as a whole or when each of its parts is. */
static gboolean is_right(const Speller *speller, const gchar *word, gboolean dotted)
{
    if (is_simple_right(speller, word, dotted)) {
        return TRUE;
    }
    g_auto(GStrv) parts = g_strsplit(word, "-", -1);
    for (guint i = 0; parts[i]; i++) {
        if (*parts[i] && !is_simple_right(speller, parts[i], dotted && !parts[i + 1])) {
            return FALSE;
        }
    }
    return g_strv_length(parts) > 1;
}

/* At most five, in UTF-8, best first. */
static gchar **suggestions_for(const Speller *speller, const gchar *word)
{
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
    g_autofree gchar *encoded = speller->encoding
                                    ? g_convert(word, -1, speller->encoding, "UTF-8", NULL, NULL, NULL)
                                    : g_strdup(word);
    char **list = NULL;
    int n_list = encoded ? Hunspell_suggest(speller->hunspell, &list, encoded) : 0;
    for (int i = 0; i < n_list && i < MOST_SUGGESTIONS; i++) {
        g_autofree gchar *suggestion =
            speller->encoding ? g_convert(list[i], -1, "UTF-8", speller->encoding, NULL, NULL, NULL)
                              : g_strdup(list[i]);
        if (suggestion) {
            g_strv_builder_add(builder, suggestion);
        }
    }
    if (n_list > 0) {
        Hunspell_free_list(speller->hunspell, &list, n_list);
    }
    return g_strv_builder_end(builder);
}

static Misspelling *misspelling_of(const Word *word)
{
    Misspelling *misspelling = g_new0(Misspelling, 1);
    misspelling->line = word->line;
    misspelling->column = word->column;
    misspelling->word = g_strdup(word->word);
    return misspelling;
}

GPtrArray *speller_check(Speller *speller, const gchar *text, guint line, guint column)
{
    GPtrArray *misspellings = g_ptr_array_new_with_free_func((GDestroyNotify) misspelling_free);
    g_autoptr(GPtrArray) words = spell_words_of(text, line, column);
    gint64 end = g_get_monotonic_time() + LONGEST_SEARCH;
    for (guint i = 0; i < words->len; i++) {
        const Word *word = g_ptr_array_index(words, i);
        g_autofree gchar *plain = plain_word(word->word);
        if (is_right(speller, plain, word->dotted)) {
            continue;
        }
        Misspelling *misspelling = misspelling_of(word);
        gboolean search = misspellings->len < MOST_SUGGESTED && strlen(plain) <= LONGEST_WORD &&
                          g_get_monotonic_time() < end;
        misspelling->suggestions = search ? suggestions_for(speller, plain) : g_new0(gchar *, 1);
        g_ptr_array_add(misspellings, misspelling);
    }
    return misspellings;
}
