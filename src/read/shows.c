#include "read/shows.h"

#include <string.h>

#define LONG_TEXT   200   /* characters; no window of a form shows fewer of a long text */
#define LONGEST_CUT 20000 /* characters of a value that a clipped picture is looked for in */
#define MAX_STRANGE 8     /* what one character becomes at most: its UTF-8 bytes, twice over */
#define MAX_RUN     200   /* characters of a run that are looked up */

static gboolean is_passed_over(gunichar character)
{
    return g_unichar_isspace(character) || g_unichar_iszerowidth(character) || g_unichar_iscntrl(character) ||
           g_unichar_type(character) == G_UNICODE_FORMAT || character == 0xad || character == 0xfffd;
}

/* The letters of a ligature, which a picture may join or part; NULL when it is
 * none. (The whole of NFKC would also turn "…" into three characters, for
 * which a picture shows one "?".) */
static const gchar *letters_of(gunichar character)
{
    static const gchar *const letters[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    return character >= 0xfb00 && character <= 0xfb06 ? letters[character - 0xfb00] : NULL;
}

/* Characters worth comparing, in composed form; ligatures apart or not. */
static gunichar *squeezed(const gchar *text, gboolean apart, glong *length)
{
    g_autofree gchar *normal = g_utf8_normalize(text, -1, G_NORMALIZE_NFC);
    GArray *kept = g_array_new(FALSE, FALSE, sizeof(gunichar));
    for (const gchar *at = normal ? normal : ""; *at; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        const gchar *letters = apart ? letters_of(character) : NULL;
        gboolean joined = !letters;
        for (; letters && *letters; letters++) {
            gunichar letter = (guchar) *letters;
            g_array_append_val(kept, letter);
        }
        if (joined && !is_passed_over(character)) {
            g_array_append_val(kept, character);
        }
    }
    *length = kept->len;
    return (gunichar *) (gpointer) g_array_free(kept, FALSE);
}

/* Characters that every font has, and that every program encodes alike. */
static gboolean is_plain(gunichar character)
{
    return character < 0x80;
}

static gboolean is_among(gunichar character, const gunichar *run, glong length)
{
    for (glong i = 0; i < length; i++) {
        if (run[i] == character) {
            return TRUE;
        }
    }
    return FALSE;
}

/* How many characters of the picture are the letters of a ligature of the run. */
static glong parted_ligature(const gunichar *shown, glong n_shown, const gunichar *run, glong length)
{
    for (glong i = 0; i < length; i++) {
        const gchar *letters = letters_of(run[i]);
        glong count = 0;
        while (letters && letters[count] && count < n_shown && shown[count] == (guchar) letters[count]) {
            count++;
        }
        if (letters && !letters[count]) {
            return count;
        }
    }
    return 0;
}

/* How many characters of the picture stand for a run of the value that its
 * font may lack: signs such as "?" or a dot, a few for each, or the run's own
 * characters, which readers of pages put into another order when they are
 * written right to left. */
static glong stand_ins(const gunichar *shown, glong n_shown, const gunichar *run, glong length, gunichar next)
{
    glong most = MIN(n_shown, length * MAX_STRANGE);
    glong count = 0;
    while (count < most) {
        glong letters = parted_ligature(shown + count, n_shown - count, run, MIN(length, MAX_RUN));
        gboolean sign = is_among(shown[count], run, MIN(length, MAX_RUN)) ||
                        (!g_unichar_isalnum(shown[count]) && shown[count] != next);
        if (letters == 0 && !sign) {
            break;
        }
        count += MAX(letters, 1);
    }
    return count;
}

/* How many of the value's characters from `start` on the picture shows, or -1
 * when it shows something else. */
static glong shown_from(const gunichar *shown, glong n_shown, const gunichar *value, glong n_value,
                        glong start)
{
    glong s = 0;
    glong v = start;
    while (v < n_value) {
        glong run = v;
        while (run < n_value && !is_plain(value[run])) {
            run++;
        }
        while (run > v && run < n_value && !g_unichar_isalnum(value[run])) {
            run++; /* signs beside it are drawn with the same font */
        }
        if (run > v) {
            gunichar next = run < n_value ? value[run] : 0;
            s += stand_ins(shown + s, n_shown - s, value + v, run - v, next);
            v = run;
        } else if (s == n_shown) {
            return v - start;
        } else if (shown[s] == value[v]) {
            s++;
            v++;
        } else {
            return -1;
        }
    }
    return s == n_shown ? v - start : -1;
}

gboolean shows_value(const gchar *shown, const gchar *value)
{
    glong n_shown = 0;
    glong n_value = 0;
    g_autofree gunichar *drawn = squeezed(shown, TRUE, &n_shown);
    g_autofree gunichar *stored = squeezed(value, FALSE, &n_value);
    if (shown_from(drawn, n_shown, stored, n_value, 0) == n_value) {
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
    g_autofree gunichar *first = squeezed(one, TRUE, &n_one);
    g_autofree gunichar *second = squeezed(other, TRUE, &n_other);
    return n_one == n_other && memcmp(first, second, (gsize) n_one * sizeof *first) == 0;
}
