/*
 * Named texts in the order in which they were set: what is known of a
 * dispute, of an event, of a stage. Names are those of datum.h.
 */
#pragma once

#include <glib.h>

typedef struct Facts Facts;

Facts *facts_new(void);
Facts *facts_copy(const Facts *facts);
void facts_free(Facts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Facts, facts_free)

/* Sets or replaces; NULL removes. */
void facts_set(Facts *facts, const gchar *name, const gchar *value);
void facts_take(Facts *facts, const gchar *name, gchar *value); /* frees value in the end */

/* Removes all of them. */
void facts_clear(Facts *facts);

/* The value, owned by facts; NULL when absent. */
const gchar *facts_get(const Facts *facts, const gchar *name);

/* The value as a number, or `otherwise` when absent or no number. */
gint64 facts_get_number(const Facts *facts, const gchar *name, gint64 otherwise);

/* Copies every fact of `from` whose name is not set in `into`. */
void facts_merge(Facts *into, const Facts *from);

guint facts_count(const Facts *facts);
const gchar *facts_name_at(const Facts *facts, guint index);
const gchar *facts_value_at(const Facts *facts, guint index);
