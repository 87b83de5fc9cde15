/*
 * The word that was meant: for the "did you mean" of a message. Private to
 * this folder.
 */
#pragma once

#include <glib.h>

/* Words are offered one after the other; begin with NEAREST_TO(word). */
typedef struct {
    const gchar *word;
    const gchar *best; /* the nearest so far; NULL when none is near; the offerer's */
    guint changes;     /* letters that best differs in */
} Nearest;

#define NEAREST_TO(misspelt) ((Nearest){.word = (misspelt)})

void nearest_offer(Nearest *nearest, const gchar *word);

/* "did you mean <question>? " with the marks before and after the word, "" when none is near;
 * the caller frees. */
gchar *nearest_hint(const Nearest *nearest, const gchar *before, const gchar *after);
