/*
 * Spelling by Hunspell with the British dictionary, the domain's own words
 * (forms/words.txt) and names that the record holds. Nothing is ever
 * corrected; words are reported.
 */
#pragma once

#include <glib.h>

typedef struct Speller Speller;

typedef struct {
    guint line;   /* from 1 */
    guint column; /* from 1, in characters */
    gchar *word;
    gchar **suggestions; /* NULL-terminated, at most five; may be empty */
} Misspelling;

void misspelling_free(Misspelling *misspelling);

/* Fails with IRO_ERROR_SYSTEM when the dictionary is not installed. */
Speller *speller_new(GError **error);
void speller_free(Speller *speller);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Speller, speller_free)

/* Every word of the text, a name for instance, is right from now on. */
void speller_add_names(Speller *speller, const gchar *text);

/* Adds the words of a file, one a line, "#" begins a comment. */
gboolean speller_add_words_of(Speller *speller, const gchar *path, GError **error);

/*
 * Misspelt words of the text (of Misspelling), its first character standing
 * at line and column. Suggestions are bounded in number and time (the worst
 * word costs Hunspell a third of a second); words beyond the bound come
 * without.
 */
GPtrArray *speller_check(Speller *speller, const gchar *text, guint line, guint column);
