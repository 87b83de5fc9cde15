#include "tnef/envelope.h"

#define SIGNATURE      0x223e9f78u
#define FIRST          6u /* bytes before the first attribute: signature and key */
#define HEAD           9u /* level, id and type, length */
#define CHECKSUM       2u
#define AT_MESSAGE     1
#define AT_ATTACHMENT  2
#define BEGINS_ANOTHER 0x9002u /* attAttachRendData */

static guint32 number_at(const guchar *at)
{
    return at[0] | (guint32) at[1] << 8 | (guint32) at[2] << 16 | (guint32) at[3] << 24;
}

static gboolean checksum_is_right(const guchar *data, gsize length)
{
    guint16 sum = 0;
    for (gsize i = 0; i < length; i++) {
        sum = (guint16) (sum + data[i]);
    }
    return (sum & 0xff) == data[length] && sum >> 8 == data[length + 1];
}

gboolean envelope_read(const guchar *bytes, gsize length, TnefEnvelope *envelope)
{
    *envelope = (TnefEnvelope){FIRST, 0, FALSE};
    if (length < FIRST || number_at(bytes) != SIGNATURE) {
        return FALSE;
    }
    while (length - envelope->whole >= HEAD + CHECKSUM) {
        const guchar *at = bytes + envelope->whole;
        guint32 size = number_at(at + 5);
        if ((at[0] != AT_MESSAGE && at[0] != AT_ATTACHMENT) ||
            size > length - envelope->whole - HEAD - CHECKSUM || !checksum_is_right(at + HEAD, size)) {
            return TRUE;
        }
        envelope->attachments += (number_at(at + 1) & 0xffff) == BEGINS_ANOTHER;
        envelope->whole += HEAD + size + CHECKSUM;
    }
    envelope->complete = envelope->whole == length;
    return TRUE;
}
