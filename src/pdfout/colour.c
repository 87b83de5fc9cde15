#include "pdfout/colour.h"

#include <math.h>
#include <string.h>

#define VERSION      0x02100000u
#define TAGS         9
#define CURVE_POINTS 256

static void put16(GByteArray *out, guint value)
{
    const guint8 bytes[] = {(guint8) (value >> 8), (guint8) value};

    g_byte_array_append(out, bytes, sizeof bytes);
}

static void put32(GByteArray *out, guint32 value)
{
    put16(out, value >> 16);
    put16(out, value & 0xffff);
}

static void put_word(GByteArray *out, const gchar *word)
{
    g_byte_array_append(out, (const guint8 *) word, 4);
}

static void put_zeros(GByteArray *out, guint n)
{
    guint length = out->len;

    g_byte_array_set_size(out, length + n);
    memset(out->data + length, 0, n);
}

/* A number with 16 bits behind the point. */
static void put_fixed(GByteArray *out, gdouble value)
{
    put32(out, (guint32) lround(value * 65536));
}

static void put_xyz(GByteArray *out, gdouble x, gdouble y, gdouble z)
{
    put_fixed(out, x);
    put_fixed(out, y);
    put_fixed(out, z);
}

/* ICC.1:2001-04, 6.1. */
static void put_header(GByteArray *out)
{
    put32(out, 0); /* the length, which comes last */
    put32(out, 0);
    put32(out, VERSION);
    put_word(out, "mntr");
    put_word(out, "RGB ");
    put_word(out, "XYZ ");
    put16(out, 2026); /* the date of this table */
    put16(out, 11);
    put16(out, 22);
    put_zeros(out, 6);
    put_word(out, "acsp");
    put_zeros(out, 28);
    put_xyz(out, 0.9642, 1, 0.8249); /* D50 */
    put_zeros(out, 48);
}

static void put_text(GByteArray *out, const gchar *type, const gchar *text)
{
    put_word(out, type);
    put32(out, 0);
    if (strcmp(type, "desc") == 0)
        put32(out, (guint32) strlen(text) + 1);
    g_byte_array_append(out, (const guint8 *) text, (guint) strlen(text) + 1);
    if (strcmp(type, "desc") == 0)
        put_zeros(out, 78); /* no Unicode and no Macintosh description */
}

static void put_point(GByteArray *out, gdouble x, gdouble y, gdouble z)
{
    put_word(out, "XYZ ");
    put32(out, 0);
    put_xyz(out, x, y, z);
}

/* IEC 61966-2-1, 5.2: from the stored value to light. */
static void put_curve(GByteArray *out)
{
    put_word(out, "curv");
    put32(out, 0);
    put32(out, CURVE_POINTS);
    for (guint i = 0; i < CURVE_POINTS; i++) {
        gdouble stored = (gdouble) i / (CURVE_POINTS - 1);
        gdouble light = stored <= 0.04045 ? stored / 12.92 : pow((stored + 0.055) / 1.055, 2.4);
        put16(out, (guint) lround(light * 65535));
    }
}

static void put_tag(GByteArray *out, guint tag)
{
    switch (tag) {
    case 0:
        put_text(out, "desc", "sRGB IEC61966-2.1");
        break;
    case 1:
        put_text(out, "text", "In the public domain");
        break;
    case 2:
        put_point(out, 0.9642, 1, 0.8249);
        break;
    /* The primaries of IEC 61966-2-1, table 1, adapted to D50 (Bradford). */
    case 3:
        put_point(out, 0.43607, 0.22249, 0.01392);
        break;
    case 4:
        put_point(out, 0.38515, 0.71687, 0.09708);
        break;
    case 5:
        put_point(out, 0.14307, 0.06061, 0.71410);
        break;
    default:
        put_curve(out);
        break;
    }
}

static void set32(GByteArray *out, guint at, guint32 value)
{
    for (guint i = 0; i < 4; i++)
        out->data[at + i] = (guint8) (value >> (24 - 8 * i));
}

GByteArray *colour_profile(void)
{
    static const gchar *const names[TAGS] = {"desc", "cprt", "wtpt", "rXYZ", "gXYZ",
                                             "bXYZ", "rTRC", "gTRC", "bTRC"};
    GByteArray *out = g_byte_array_new();
    guint start = 0, length = 0;

    put_header(out);
    put32(out, TAGS);
    guint table = out->len;
    put_zeros(out, TAGS * 12);
    for (guint tag = 0; tag < TAGS; tag++) {
        guint entry = table + tag * 12;
        if (tag <= 6) { /* the three curves are one */
            start = out->len;
            put_tag(out, tag);
            length = out->len - start;
            put_zeros(out, (4 - out->len % 4) % 4);
        }
        memcpy(out->data + entry, names[tag], 4);
        set32(out, entry + 4, start);
        set32(out, entry + 8, length);
    }
    set32(out, 0, out->len);
    return out;
}
