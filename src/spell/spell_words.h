/*
 * The words of a text and where they stand. Passed over: e-mail and web
 * addresses, file names, references, and whatever holds a digit.
 */
#pragma once

#include <glib.h>

typedef struct {
    guint line;      /* from 1 */
    guint column;    /* from 1, in characters */
    gchar *word;     /* as it stands in the text, without quotes around it */
    gboolean dotted; /* a full stop follows at once */
} Word;

/* Of Word, in order; the first character of the text stands at line and
 * column. A compound with hyphens is one word. Text that is no UTF-8 has no
 * words. */
GPtrArray *spell_words_of(const gchar *text, guint line, guint column);
