/*
 * Values on the wire. The side that writes cuts what is too long; the side
 * that reads believes nothing: every length, number and text is checked.
 *
 * A record: its length (4 bytes, little-endian, without itself), its kind
 * (1 byte), its content. Numbers are 4 bytes, measures 8 bytes, texts and
 * bytes their length and themselves, or RECORD_NONE alone.
 */
#pragma once

#include <glib.h>

#define RECORD_NONE G_MAXUINT32

/* A length as it stands in front of a record or a file. */
#define WIRE_LENGTH_BYTES 4
void wire_put_length(guchar bytes[WIRE_LENGTH_BYTES], guint32 length);
guint32 wire_get_length(const guchar bytes[WIRE_LENGTH_BYTES]);

guint record_begin(GByteArray *out, guchar kind); /* returns what record_end wants */
void record_end(GByteArray *out, guint start);
void record_put_number(GByteArray *out, guint32 number);
void record_put_measure(GByteArray *out, gdouble measure);
/* Cut at a character's border after `most` bytes; NULL is kept. */
void record_put_text(GByteArray *out, const gchar *text, gsize most);
void record_put_bytes(GByteArray *out, GBytes *bytes); /* NULL is kept */

/* What is being read; `bad` once it broke a rule, and then all values are 0 or
 * NULL. */
typedef struct {
    const guchar *at;
    const guchar *end;
    gboolean bad;
} RecordContent;

/* The next whole record: its kind and content. FALSE at the end of `all`, or
 * with all->bad when its length is wrong. */
gboolean record_next(RecordContent *all, guchar *kind, RecordContent *content);
guint32 record_get_number(RecordContent *content, guint32 most);
gdouble record_get_measure(RecordContent *content, gdouble most); /* finite, at most `most` either way */
gchar *record_get_text(RecordContent *content, gsize most);       /* UTF-8, freed by the caller */
GBytes *record_get_bytes(RecordContent *content, gsize most);     /* a copy, freed by the caller */
