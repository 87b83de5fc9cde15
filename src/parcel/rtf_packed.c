#include <string.h>

#include "parcel/rtf.h"

#define HEADER     16u
#define LZFU       0x75465a4cu
#define MELA       0x414c454du
#define DICTIONARY 4096u
#define MASK       (DICTIONARY - 1)
#define SHORTEST   2u /* bytes of a reference */

/* MS-OXRTFCP 2.1.2.1: what the dictionary begins with. */
static const gchar known[] =
    "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    "\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    "\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

_Static_assert(sizeof known - 1 == 207, "MS-OXRTFCP 2.1.2.1");

typedef struct {
    guchar dictionary[DICTIONARY];
    guint at; /* where the next byte goes */
    GByteArray *out;
} Unpacking;

static guint32 number_at(const guchar *bytes)
{
    return bytes[0] | (guint32) bytes[1] << 8 | (guint32) bytes[2] << 16 | (guint32) bytes[3] << 24;
}

/* MS-OXRTFCP 2.1.3.2: CRC-32 that begins with 0 and is not turned over. */
static guint32 checksum(const guchar *bytes, gsize length)
{
    guint32 sum = 0;
    for (gsize i = 0; i < length; i++) {
        sum ^= bytes[i];
        for (guint bit = 0; bit < 8; bit++) {
            sum = sum & 1 ? sum >> 1 ^ 0xedb88320u : sum >> 1;
        }
    }
    return sum;
}

static void put(Unpacking *unpacking, guchar byte)
{
    unpacking->dictionary[unpacking->at] = byte;
    unpacking->at = (unpacking->at + 1) & MASK;
    g_byte_array_append(unpacking->out, &byte, 1);
}

/* FALSE at the reference that ends the text: one to where nothing stands yet. */
static gboolean put_reference(Unpacking *unpacking, guint reference)
{
    guint from = reference >> 4;
    if (from == unpacking->at) {
        return FALSE;
    }
    for (guint left = (reference & 15) + SHORTEST; left > 0; left--) {
        put(unpacking, unpacking->dictionary[from]);
        from = (from + 1) & MASK;
    }
    return TRUE;
}

/* TRUE when the end came, and within `most` bytes. */
static gboolean unpack(Unpacking *unpacking, const guchar *bytes, gsize length, gsize most)
{
    gsize i = 0;
    while (i < length && unpacking->out->len <= most) {
        guint control = bytes[i++];
        for (guint bit = 0; bit < 8; bit++, control >>= 1) {
            gsize size = control & 1 ? 2 : 1;
            if (length - i < size) {
                return FALSE;
            }
            if (size == 1) {
                put(unpacking, bytes[i]);
            } else if (!put_reference(unpacking, (guint) bytes[i] << 8 | bytes[i + 1])) {
                return unpacking->out->len <= most;
            }
            i += size;
        }
    }
    return FALSE;
}

GBytes *rtf_unpack(const guchar *bytes, gsize length, gsize most, gboolean *too_large)
{
    *too_large = FALSE;
    if (length < HEADER || number_at(bytes) < HEADER - 4 || number_at(bytes) > length - 4) {
        return NULL;
    }
    const guchar *content = bytes + HEADER;
    const gsize packed = number_at(bytes) + 4 - HEADER;
    const gsize raw = number_at(bytes + 4);
    const guint32 kind = number_at(bytes + 8);
    *too_large = raw > most;
    if (raw > most || (kind == MELA && raw > packed)) {
        return NULL;
    }
    if (kind == MELA) {
        return g_bytes_new(content, raw);
    }
    if (kind != LZFU || checksum(content, packed) != number_at(bytes + 12)) {
        return NULL;
    }
    g_autoptr(GByteArray) out = g_byte_array_new();
    Unpacking unpacking = {.at = sizeof known - 1, .out = out};
    memcpy(unpacking.dictionary, known, sizeof known - 1);
    if (!unpack(&unpacking, content, packed, raw)) {
        return NULL;
    }
    return g_byte_array_free_to_bytes(g_steal_pointer(&out));
}
