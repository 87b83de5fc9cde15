#define _GNU_SOURCE /* memmem */

#include "stored/whole.h"

#include <string.h>

static const gchar *find(const gchar *bytes, gsize length, const gchar *word)
{
    return length == 0 ? NULL : memmem(bytes, length, word, strlen(word));
}

static const gchar *find_last(const gchar *bytes, gsize length, const gchar *word)
{
    gsize size = strlen(word);
    for (gsize at = length; at >= size; at--) {
        if (bytes[at - size] == word[0] && memcmp(bytes + at - size, word, size) == 0) {
            return bytes + at - size;
        }
    }
    return NULL;
}

/* "12 0 obj": what only stands in a PDF's body. */
static gboolean has_object(const gchar *bytes, gsize length)
{
    const gchar *end = bytes + length;
    for (const gchar *at = bytes; (at = find(at, (gsize) (end - at), "obj")); at += 3) {
        const gchar *back = at;
        while (back > bytes && g_ascii_isspace(back[-1])) {
            back--;
        }
        if (back < at && back > bytes && g_ascii_isdigit(back[-1])) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The number after a key, or 0. */
static guint64 number_after(const gchar *bytes, gsize length, const gchar *key)
{
    const gchar *at = find(bytes, length, key);
    const gchar *end = bytes + length;
    if (!at) {
        return 0;
    }
    at += strlen(key);
    while (at < end && g_ascii_isspace(*at)) {
        at++;
    }
    guint64 number = 0;
    while (at < end && g_ascii_isdigit(*at) && number < G_MAXUINT32) {
        number = number * 10 + (guint64) (*at++ - '0');
    }
    return number;
}

static gboolean is_shorter_than_linearised(const gchar *pdf, gsize length)
{
    gsize head = MIN(length, 1024);
    const gchar *mark = find(pdf, head, "/Linearized");
    if (!mark) {
        return FALSE;
    }
    gsize left = head - (gsize) (mark - pdf);
    const gchar *end = find(mark, left, "endobj");
    return number_after(mark, end ? (gsize) (end - mark) : left, "/L ") > length;
}

Wholeness whole_check(const gchar *bytes, gsize length)
{
    const gchar *pdf = find(bytes, MIN(length, 1024), "%PDF-");
    if (!pdf) {
        return WHOLE_NOT_PDF;
    }
    gsize size = length - (gsize) (pdf - bytes);
    const gchar *end = find_last(pdf, size, "%%EOF");
    const gchar *start = end ? find_last(pdf, (gsize) (end - pdf), "startxref") : NULL;
    if (!start || end - start > 64) {
        return WHOLE_CUT;
    }
    const gchar *digit = start + strlen("startxref");
    while (digit < end && g_ascii_isspace(*digit)) {
        digit++;
    }
    if (digit == end || !g_ascii_isdigit(*digit)) {
        return WHOLE_CUT;
    }
    const gchar *after = end + strlen("%%EOF");
    if (has_object(after, size - (gsize) (after - pdf)) || is_shorter_than_linearised(pdf, size)) {
        return WHOLE_CUT;
    }
    return WHOLE;
}
