/*
 * Spelling of the free text of a record, which knows the names in it.
 */
#pragma once

#include <glib.h>

#include "spell/spell.h"

/* Misspelt words in a dispute's or compliment's XML, at their place in the
 * file (of Misspelling). Fails with IRO_ERROR_INPUT or IRO_ERROR_SYSTEM. */
GPtrArray *spelling_of_xml(const gchar *file, GError **error);

/* Misspelt words in an answer, at their line and column in it. The words are
 * told, never altered. `names` (may be NULL) is text whose words are right. */
GPtrArray *spelling_of_answer(const gchar *text, const gchar *names, GError **error);

/* "line:column: word: suggestion, suggestion"; the caller frees. */
gchar *spelling_to_text(const Misspelling *misspelling);
