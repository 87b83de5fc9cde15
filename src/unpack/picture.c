#include "unpack/picture.h"

#include <string.h>

static guint big(const guchar *at, guint count)
{
    guint number = 0;
    for (guint i = 0; i < count; i++) {
        number = number << 8 | at[i];
    }
    return number;
}

#define BEGINS(magic) (length >= sizeof(magic) - 1 && memcmp(bytes, (magic), sizeof(magic) - 1) == 0)

gboolean picture_may_be_page(const guchar *bytes, gsize length)
{
    return BEGINS("\xff\xd8\xff") || BEGINS("\x89PNG") || BEGINS("II*\0") || BEGINS("MM\0*");
}

gboolean picture_is(const guchar *bytes, gsize length)
{
    gboolean heic = length >= 12 && memcmp(bytes + 4, "ftyp", 4) == 0;
    gboolean webp = length >= 12 && BEGINS("RIFF") && memcmp(bytes + 8, "WEBP", 4) == 0;
    gboolean jpeg2000 = length >= 12 && memcmp(bytes + 4, "jP  ", 4) == 0;
    gboolean bitmap = length >= 14 && BEGINS("BM") && big(bytes + 6, 4) == 0; /* its reserved words */
    return heic || webp || jpeg2000 || bitmap || BEGINS("GIF8") || picture_may_be_page(bytes, length);
}

/* ITU T.81, annex B: segments of marker and length, up to the frame header. */
static gboolean jpeg_size(const guchar *bytes, gsize length, guint *width, guint *height)
{
    gsize at = 2;
    while (at + 9 <= length && bytes[at] == 0xff) {
        guchar marker = bytes[at + 1];
        gboolean frame =
            marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (frame) {
            *height = big(bytes + at + 5, 2);
            *width = big(bytes + at + 7, 2);
            return TRUE;
        }
        at += marker == 0xff ? 1 : 2 + MAX(big(bytes + at + 2, 2), 2);
    }
    return FALSE;
}

gboolean picture_size(const guchar *bytes, gsize length, guint *width, guint *height)
{
    if (length >= 24 && memcmp(bytes, "\x89PNG\r\n\x1a\n", 8) == 0) {
        *width = big(bytes + 16, 4);
        *height = big(bytes + 20, 4);
        return TRUE;
    }
    if (length >= 10 && memcmp(bytes, "GIF8", 4) == 0) {
        *width = bytes[6] | (guint) bytes[7] << 8;
        *height = bytes[8] | (guint) bytes[9] << 8;
        return TRUE;
    }
    return length >= 4 && bytes[0] == 0xff && bytes[1] == 0xd8 && jpeg_size(bytes, length, width, height);
}
