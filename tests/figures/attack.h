/*
 * Somebody who wants to know the hidden numbers. Knows every number that was
 * published, what "c" and rounding mean, and which numbers are sums of which;
 * knows nothing of the ledger. Bounds of all unknowns are narrowed by every
 * sum until nothing moves.
 */
#pragma once

#include <glib.h>

typedef struct {
    gint least, most;
} Bounds;

typedef struct {
    GArray *unknowns; /* of Bounds */
    GPtrArray *sums;  /* of GArray of guint: the first is the sum of the others */
} Attack;

Attack *attack_new(void);
void attack_free(Attack *attack);

/* An unknown number: "c" is at least 1 and, when `told`, at most 5; a shown number is what rounds to it. */
guint attack_add(Attack *attack, gboolean hidden, guint shown, gboolean told);
guint attack_add_unseen(Attack *attack); /* never published */
void attack_add_sum(Attack *attack, guint whole, const guint *parts, guint n);

/* FALSE when the numbers contradict each other. */
gboolean attack_run(Attack *attack);
Bounds attack_bounds(const Attack *attack, guint unknown);
