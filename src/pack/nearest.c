#include "pack/nearest.h"

#include <string.h>

#define LONGEST 40 /* bytes; a longer word is no slip of the pen */

/*
 * How many letters must be changed, added, left out or exchanged with their
 * neighbour (optimal string alignment).
 */
static guint distance(const gchar *a, const gchar *b)
{
    const gsize a_length = strlen(a), b_length = strlen(b);
    guint rows[3][LONGEST + 1];
    if (a_length > LONGEST || b_length > LONGEST)
        return LONGEST;
    guint *before = rows[0], *last = rows[1], *now = rows[2];
    for (gsize j = 0; j <= b_length; j++)
        last[j] = (guint) j;
    for (gsize i = 1; i <= a_length; i++) {
        now[0] = (guint) i;
        for (gsize j = 1; j <= b_length; j++) {
            const guint changed = last[j - 1] + (a[i - 1] != b[j - 1] ? 1 : 0);
            now[j] = MIN(changed, MIN(last[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = MIN(now[j], before[j - 2] + 1);
        }
        guint *free_row = before;
        before = last;
        last = now;
        now = free_row;
    }
    return last[b_length];
}

/* A third of the letters may be wrong; more would be another word. */
static guint most_changes(const gchar *word)
{
    const guint length = (guint) strlen(word);
    return length < 3 ? 0 : length / 3;
}

void nearest_offer(Nearest *nearest, const gchar *word)
{
    const guint changes = distance(nearest->word, word);
    if (changes > most_changes(nearest->word) || (nearest->best != NULL && changes >= nearest->changes))
        return;
    nearest->best = word;
    nearest->changes = changes;
}

gchar *nearest_hint(const Nearest *nearest, const gchar *before, const gchar *after)
{
    if (nearest->best == NULL)
        return g_strdup("");
    return g_strdup_printf("did you mean %s%s%s? ", before, nearest->best, after);
}
