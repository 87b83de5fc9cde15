#include "pdfout/picture.h"

HaruObject *picture_add(Haru *haru, const Logo *logo)
{
    if (logo == NULL)
        return NULL;
    gsize length = 0;
    const void *pixels = g_bytes_get_data(logo->pixels, &length);
    g_autoptr(GByteArray) deflated = deflate_bytes(pixels, length, DEFLATE_BEST);
    GString *entries = g_string_new("/Type/XObject/Subtype/Image");
    g_string_append_printf(entries,
                           "/Width %u/Height %u/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode",
                           logo->width, logo->height);
    return haru_add_stream(haru, entries, g_byte_array_free_to_bytes(g_steal_pointer(&deflated)));
}
