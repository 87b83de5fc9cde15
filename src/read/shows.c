#include "read/shows.h"

#include <stdlib.h>
#include <string.h>

#define LONG_TEXT   200   /* characters; no window of a form shows fewer of a long text */
#define LONGEST_CUT 20000 /* characters of a value that a clipped picture is looked for in */
#define MAX_STRANGE 8     /* what one character becomes at most: its UTF-8 bytes, twice over */

static gboolean is_passed_over(gunichar character)
{
    return g_unichar_isspace(character) || g_unichar_iszerowidth(character) || g_unichar_iscntrl(character) ||
           character == 0xad || character == 0xfffd;
}

/* Characters worth comparing, decomposed marks joined, ligatures apart. */
static gunichar *squeezed(const gchar *text, glong *length)
{
    g_autofree gchar *normal = g_utf8_normalize(text, -1, G_NORMALIZE_NFKC);
    gunichar *all = g_utf8_to_ucs4_fast(normal ? normal : "", -1, length);
    glong kept = 0;
    for (glong i = 0; i < *length; i++) {
        if (!is_passed_over(all[i])) {
            all[kept++] = all[i];
        }
    }
    *length = kept;
    return all;
}

/* Characters that every font of a form program has: Latin-1's and those that
 * Windows adds to it. */
static gboolean is_western(gunichar character)
{
    static const gunichar added[] = {0x152, 0x153, 0x160, 0x161, 0x178, 0x17d, 0x17e, 0x192, 0x2c6, 0x2013,
                                     0x2014, 0x2018, 0x2019, 0x201a, 0x201c, 0x201d, 0x201e, 0x2020, 0x2021,
                                     0x2022, 0x2030, 0x2039, 0x203a, 0x20ac};
    if (character < 0x100) {
        return TRUE;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(added); i++) {
        if (added[i] == character) {
            return TRUE;
        }
    }
    return FALSE;
}

/* How many of the value's characters from `start` on the picture shows, or -1
 * when it shows something else. A character that the font lacks shows as
 * nothing or as a few others. */
static glong shown_from(const gunichar *shown, glong n_shown, const gunichar *value, glong n_value, glong start)
{
    glong s = 0;
    glong v = start;
    guint strange = 0; /* characters of the picture that may still stand for one that the font lacks */
    while (s < n_shown && v < n_value) {
        if (shown[s] == value[v]) {
            s++;
            v++;
            strange = 0;
        } else if (!is_western(value[v])) {
            v++;
            strange = MAX_STRANGE;
        } else if (strange > 0) {
            s++;
            strange--;
        } else {
            return -1;
        }
    }
    while (v < n_value && !is_western(value[v])) {
        v++;
        strange = MAX_STRANGE;
    }
    return n_shown - s <= (glong) strange ? v - start : -1;
}

static gint compare_characters(gconstpointer one, gconstpointer other)
{
    gunichar a = *(const gunichar *) one;
    gunichar b = *(const gunichar *) other;
    return (a > b) - (a < b);
}

static gboolean is_right_to_left(gunichar character)
{
    return character >= 0x590 && character < 0x900;
}

/* A reader of pages puts right-to-left words into another order. */
static gboolean same_in_any_order(gunichar *shown, glong n_shown, gunichar *value, glong n_value)
{
    gboolean turned = FALSE;
    for (glong i = 0; i < n_value && !turned; i++) {
        turned = is_right_to_left(value[i]);
    }
    if (!turned || n_shown != n_value) {
        return FALSE;
    }
    qsort(shown, (gsize) n_shown, sizeof *shown, compare_characters);
    qsort(value, (gsize) n_value, sizeof *value, compare_characters);
    return memcmp(shown, value, (gsize) n_value * sizeof *value) == 0;
}

gboolean shows_value(const gchar *shown, const gchar *value)
{
    glong n_shown = 0;
    glong n_value = 0;
    g_autofree gunichar *drawn = squeezed(shown, &n_shown);
    g_autofree gunichar *stored = squeezed(value, &n_value);
    if (n_shown == 0 || n_value == 0) {
        glong western = 0;
        for (glong i = 0; i < n_value; i++) {
            western += is_western(stored[i]);
        }
        return n_shown == 0 && western == 0;
    }
    glong covered = shown_from(drawn, n_shown, stored, n_value, 0);
    if (covered == n_value) {
        return TRUE;
    }
    if (covered < 0 && same_in_any_order(drawn, n_shown, stored, n_value)) {
        return TRUE;
    }
    if (n_shown < LONG_TEXT || n_value > LONGEST_CUT) {
        return FALSE;
    }
    for (glong start = 0; start + n_shown <= n_value; start++) {
        if (shown_from(drawn, n_shown, stored, n_value, start) >= 0) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean shows_same(const gchar *one, const gchar *other)
{
    glong n_one = 0;
    glong n_other = 0;
    g_autofree gunichar *first = squeezed(one, &n_one);
    g_autofree gunichar *second = squeezed(other, &n_other);
    return n_one == n_other && memcmp(first, second, (gsize) n_one * sizeof *first) == 0;
}
