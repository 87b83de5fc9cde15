#include "layout/win_ansi.h"

#define BULLET 0x2022 /* stands for the bytes that the table leaves free, too */

/* Bytes 0x80 to 0x9f; those above are Latin-1. */
static const guint16 UPPER[32] = {0x20ac, BULLET, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                  0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, BULLET, 0x017d, BULLET,
                                  BULLET, 0x2018, 0x2019, 0x201c, 0x201d, BULLET, 0x2013, 0x2014,
                                  0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, BULLET, 0x017e, 0x0178};

gunichar win_ansi_code(guint byte)
{
    if (byte == 0x7f)
        return BULLET;
    if (byte == 0xad) /* WinAnsiEncoding has a hyphen here, not a soft one */
        return '-';
    return byte >= 0x80 && byte < 0xa0 ? UPPER[byte - 0x80] : byte;
}

guint win_ansi_byte(gunichar code)
{
    if ((code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code < 0x100 && code != 0xad))
        return code;
    if (code == BULLET)
        return 0x95;
    for (guint i = 0; i < G_N_ELEMENTS(UPPER); i++)
        if (UPPER[i] == code)
            return 0x80 + i;
    return 0;
}

gboolean win_ansi_holds(const gchar *text)
{
    for (const gchar *at = text; *at != '\0'; at = g_utf8_next_char(at))
        if ((guchar) *at >= 0x7f && win_ansi_byte(g_utf8_get_char(at)) == 0)
            return FALSE;
    return TRUE;
}
