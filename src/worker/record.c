#include "worker/record.h"

#include <math.h>
#include <string.h>

void wire_put_length(guchar bytes[WIRE_LENGTH_BYTES], guint32 length)
{
    for (guint i = 0; i < WIRE_LENGTH_BYTES; i++) {
        bytes[i] = (guchar) (length >> (8 * i));
    }
}

guint32 wire_get_length(const guchar bytes[WIRE_LENGTH_BYTES])
{
    guint32 length = 0;
    for (guint i = 0; i < WIRE_LENGTH_BYTES; i++) {
        length |= (guint32) bytes[i] << (8 * i);
    }
    return length;
}

void record_put_number(GByteArray *out, guint32 number)
{
    guchar bytes[WIRE_LENGTH_BYTES];
    wire_put_length(bytes, number);
    g_byte_array_append(out, bytes, sizeof(bytes));
}

void record_put_measure(GByteArray *out, gdouble measure)
{
    g_byte_array_append(out, (const guchar *) &measure, sizeof(measure));
}

void record_put_text(GByteArray *out, const gchar *text, gsize most)
{
    if (!text) {
        record_put_number(out, RECORD_NONE);
        return;
    }
    gsize length = strlen(text);
    if (length > most) {
        length = (gsize) (g_utf8_find_prev_char(text, text + most) - text);
    }
    record_put_number(out, (guint32) length);
    g_byte_array_append(out, (const guchar *) text, (guint) length);
}

void record_put_bytes(GByteArray *out, GBytes *bytes)
{
    if (!bytes) {
        record_put_number(out, RECORD_NONE);
        return;
    }
    gsize length = 0;
    const guchar *data = g_bytes_get_data(bytes, &length);
    record_put_number(out, (guint32) length);
    g_byte_array_append(out, data, (guint) length);
}

guint record_begin(GByteArray *out, guchar kind)
{
    guint start = out->len;
    record_put_number(out, 0);
    g_byte_array_append(out, &kind, 1);
    return start;
}

void record_end(GByteArray *out, guint start)
{
    wire_put_length(out->data + start, out->len - start - WIRE_LENGTH_BYTES);
}

static gsize left(const RecordContent *content)
{
    return (gsize) (content->end - content->at);
}

gboolean record_next(RecordContent *all, guchar *kind, RecordContent *content)
{
    if (all->bad || left(all) == 0) {
        return FALSE;
    }
    guint32 length = record_get_number(all, G_MAXUINT32);
    if (all->bad || length == 0 || length > left(all)) {
        all->bad = TRUE;
        return FALSE;
    }
    *kind = *all->at;
    *content = (RecordContent){all->at + 1, all->at + length, FALSE};
    all->at += length;
    return TRUE;
}

guint32 record_get_number(RecordContent *content, guint32 most)
{
    if (content->bad || left(content) < WIRE_LENGTH_BYTES) {
        content->bad = TRUE;
        return 0;
    }
    guint32 number = wire_get_length(content->at);
    content->at += WIRE_LENGTH_BYTES;
    if (number > most) {
        content->bad = TRUE;
        return 0;
    }
    return number;
}

gdouble record_get_measure(RecordContent *content, gdouble most)
{
    gdouble measure = 0;
    if (content->bad || left(content) < sizeof(measure)) {
        content->bad = TRUE;
        return 0;
    }
    memcpy(&measure, content->at, sizeof(measure));
    content->at += sizeof(measure);
    if (!isfinite(measure) || fabs(measure) > most) {
        content->bad = TRUE;
        return 0;
    }
    return measure;
}

/* Where the next text or bytes lie, or NULL: none, or bad. */
static const guchar *get_span(RecordContent *content, gsize most, gsize *length)
{
    guint32 size = record_get_number(content, RECORD_NONE);
    if (content->bad || size == RECORD_NONE) {
        return NULL;
    }
    if (size > most || size > left(content)) {
        content->bad = TRUE;
        return NULL;
    }
    const guchar *span = content->at;
    content->at += size;
    *length = size;
    return span;
}

gchar *record_get_text(RecordContent *content, gsize most)
{
    gsize length = 0;
    const guchar *span = get_span(content, most, &length);
    if (!span) {
        return NULL;
    }
    if (!g_utf8_validate_len((const gchar *) span, length, NULL)) {
        content->bad = TRUE;
        return NULL;
    }
    return g_strndup((const gchar *) span, length);
}

GBytes *record_get_bytes(RecordContent *content, gsize most)
{
    gsize length = 0;
    const guchar *span = get_span(content, most, &length);
    return span ? g_bytes_new(span, length) : NULL;
}
