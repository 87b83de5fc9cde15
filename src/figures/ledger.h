/*
 * What the public is told of one count through time, and what can be worked
 * out from it. The count's running total at certain points is unknown; every
 * number that is published bounds the difference between two points from below
 * and from above. The tightest bounds that follow for any two points are kept
 * (shortest paths in a graph of differences), and as all numbers are whole,
 * every whole number within them is possible: what this ledger says can be
 * worked out is exactly what an attacker can work out.
 *
 * A number is shown as 0, as "c" when it is 1 to 5, or rounded to 10. Where
 * showing it would leave less than LEDGER_LEAST possibilities for something
 * shown as "c", it is shown as "c" too, with as many of its neighbours as are
 * needed. Which numbers go together so depends only on what was published
 * before, never on the number itself, so that a "c" gives nothing away by being
 * one; that the reader does not know which of several such groups a "c" stands
 * for is room to spare, and not counted on.
 */
#pragma once

#include <glib.h>

#define LEDGER_LEAST 3 /* numbers that a hidden one must still be able to be */

typedef struct {
    gboolean hidden; /* shown as "c" */
    guint value;     /* unless hidden: 0 or a multiple of 10 */
} PublicNumber;

typedef struct Ledger Ledger;

/* Points 0 to n_points - 1, one after the other: the total never falls. */
Ledger *ledger_new(guint n_points);
void ledger_free(Ledger *ledger);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Ledger, ledger_free)

/* So many more points between two: a breakdown into one part more than that.
 * Returns the first; the others follow. */
guint ledger_add_points(Ledger *ledger, guint from, guint to, guint count);

/* Publishes the difference between two points. */
PublicNumber ledger_publish(Ledger *ledger, guint from, guint to, guint value);

/* What can be worked out of the difference by now. *most is G_MAXINT without a bound. */
void ledger_bounds(const Ledger *ledger, guint from, guint to, gint *least, gint *most);

/* As a single number is shown, where nothing is known beside. */
PublicNumber ledger_round(guint value);
