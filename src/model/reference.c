#include "model/reference.h"

#include <string.h>

#define PRIME         23
#define ROOT          5 /* its powers modulo 23 are all of 1 to 22 */
#define SHORTEST_RUN  4 /* digits of a running number */
#define LONGEST_RUN   9
#define LONGEST_TEXT  32
#define COMPLIMENT    'C'
#define FIRST_YEAR    1900
#define LAST_YEAR     2199
#define LARGEST_STAGE 99
#define LARGEST_ISSUE 9999

static const gchar LETTERS[PRIME + 1] = "ABCDEFGHJKLMNPQRTUVWXYZ";

/* The last character weighs 1, the one before it 5, and so on. Hyphens do not
 * count, since people drop them. At most 22 characters count (8 + 4 + 1 + 9),
 * so no two have the same weight. */
static gchar check_letter(const gchar *text, gsize length)
{
    guint sum = 0;
    for (gsize i = 0; i < length; i++) {
        if (text[i] == '-') {
            continue;
        }
        guint value = g_ascii_isdigit(text[i]) ? (guint) (text[i] - '0') : (guint) (text[i] - 'A') + 10;
        sum = (sum * ROOT + value) % PRIME;
    }
    return LETTERS[sum];
}

gchar *reference_to_text(const Reference *reference)
{
    GString *text = g_string_new(NULL);
    g_string_printf(text, "%s-%04u-%s%04u", reference->code, reference->year,
                    reference->kind == RECORD_COMPLIMENT ? "C" : "", reference->number);
    gchar letter = check_letter(text->str, text->len);
    g_string_append_printf(text, "-%c", letter);
    return g_string_free(text, FALSE);
}

static gboolean read_code(const gchar *text, Reference *reference)
{
    gsize length = strlen(text);
    if (length < 2 || length >= sizeof reference->code) {
        return FALSE;
    }
    for (gsize i = 0; i < length; i++) {
        if (!g_ascii_isupper(text[i])) {
            return FALSE;
        }
    }
    g_strlcpy(reference->code, text, sizeof reference->code);
    return TRUE;
}

/* Digits only; a number of more than `shortest` digits has no leading zero, so
 * that a number has one way to be written. */
static gboolean read_digits(const gchar *text, gsize shortest, gsize longest, guint *number)
{
    gsize length = strlen(text);
    if (length < shortest || length > longest || (length > shortest && text[0] == '0')) {
        return FALSE;
    }
    *number = 0;
    for (gsize i = 0; i < length; i++) {
        if (!g_ascii_isdigit(text[i])) {
            return FALSE;
        }
        *number = *number * 10 + (guint) (text[i] - '0');
    }
    return TRUE;
}

static gboolean read_parts(gchar **parts, Reference *reference)
{
    const gchar *run = parts[2];
    reference->kind = run[0] == COMPLIMENT ? RECORD_COMPLIMENT : RECORD_DISPUTE;
    if (reference->kind == RECORD_COMPLIMENT) {
        run++;
    }
    return read_code(parts[0], reference) && read_digits(parts[1], 4, 4, &reference->year) &&
           reference->year >= FIRST_YEAR && reference->year <= LAST_YEAR &&
           read_digits(run, SHORTEST_RUN, LONGEST_RUN, &reference->number) && reference->number > 0;
}

gboolean reference_from_text(const gchar *text, Reference *reference)
{
    if (!text || strlen(text) > LONGEST_TEXT) {
        return FALSE;
    }
    g_autofree gchar *upper = g_ascii_strup(text, -1);
    g_auto(GStrv) parts = g_strsplit(upper, "-", 5);
    Reference read = {0};
    if (g_strv_length(parts) != 4 || !read_parts(parts, &read) || strlen(parts[3]) != 1) {
        return FALSE;
    }
    if (parts[3][0] != check_letter(upper, strlen(upper) - 2)) {
        return FALSE;
    }
    *reference = read;
    return TRUE;
}

gchar *form_id_to_text(const FormId *id)
{
    return g_strdup_printf("%s.%u.%u", id->reference, id->stage, id->issue);
}

gboolean form_id_from_text(const gchar *text, FormId *id)
{
    if (!text || strlen(text) > LONGEST_TEXT + 8) {
        return FALSE;
    }
    g_auto(GStrv) parts = g_strsplit(text, ".", 4);
    Reference reference;
    guint stage = 0;
    guint issue = 0;
    if (g_strv_length(parts) != 3 || !reference_from_text(parts[0], &reference) ||
        !read_digits(parts[1], 1, 2, &stage) || stage > LARGEST_STAGE ||
        !read_digits(parts[2], 1, 4, &issue) || issue == 0 || issue > LARGEST_ISSUE) {
        return FALSE;
    }
    if ((stage == 0) != (reference.kind == RECORD_COMPLIMENT)) {
        return FALSE;
    }
    id->reference = reference_to_text(&reference);
    id->stage = stage;
    id->issue = issue;
    return TRUE;
}

void form_id_clear(FormId *id)
{
    g_clear_pointer(&id->reference, g_free);
    id->stage = 0;
    id->issue = 0;
}
