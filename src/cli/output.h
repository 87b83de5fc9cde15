/*
 * Files that the program writes: under a temporary name first, under their
 * own name once the store has committed, so that neither is ever half done.
 */
#pragma once

#include <glib.h>

typedef struct Outputs Outputs;

/*
 * `target` is the -o option: a file, or a folder when `many` (made when it is
 * missing); NULL or "-" is stdout, which takes one result only.
 */
Outputs *outputs_new(const gchar *target, gboolean many);
void outputs_free(Outputs *outputs); /* removes what was not published */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Outputs, outputs_free)

/* Puts bytes aside; `name` is the file's name in a folder. IRO_ERROR_SYSTEM. */
gboolean outputs_add(Outputs *outputs, const gchar *name, GBytes *content, GError **error);

/* Puts a second file aside, beside the one that outputs_add(name) gave: its
 * name with another ending, DRAFT.txt beside DRAFT.eml. The first must not have
 * that ending. On stdout there is none. IRO_ERROR_SYSTEM. */
gboolean outputs_add_twin(Outputs *outputs, const gchar *name, const gchar *ending, GBytes *content,
                          GError **error);

/* Gives every file its own name, or writes to stdout. IRO_ERROR_SYSTEM. */
gboolean outputs_publish(Outputs *outputs, GError **error);

/* TRUE when the result would go to a terminal, which cannot show a PDF. */
gboolean outputs_is_terminal(const gchar *target);
