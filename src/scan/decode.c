#include "scan/decode.h"

#include <leptonica/allheaders.h>

static PIX *load(const guchar *bytes, gsize length, guint page, gsize most_pixels)
{
    gint format = 0, width = 0, height = 0, bits = 0, samples = 0, colours = 0;
    if (page == 0) {
        gboolean known =
            pixReadHeaderMem(bytes, length, &format, &width, &height, &bits, &samples, &colours) == 0;
        gboolean wanted =
            format == IFF_JFIF_JPEG || format == IFF_PNG || (format >= IFF_TIFF && format <= IFF_TIFF_ZIP);
        if (!known || !wanted || width < 1 || height < 1 || (gsize) width * (gsize) height > most_pixels) {
            return NULL;
        }
        return pixReadMem(bytes, length);
    }
    gsize offset = 0;
    PIX *pix = NULL;
    for (guint at = 0; at <= page; at++) {
        pixDestroy(&pix);
        pix = pixReadMemFromMultipageTiff(bytes, length, &offset);
        if (!pix || (at < page && offset == 0)) {
            pixDestroy(&pix);
            return NULL;
        }
    }
    return pix;
}

gboolean scan_decode(GBytes *file, guint page, gsize most_pixels, Picture *picture)
{
    gsize length = 0;
    const guchar *bytes = g_bytes_get_data(file, &length);
    setMsgSeverity(L_SEVERITY_NONE);
    PIX *pix = load(bytes, length, page, most_pixels);
    PIX *grey = pix ? pixConvertTo8(pix, 0) : NULL;
    pixDestroy(&pix);
    if (!grey || (gsize) pixGetWidth(grey) * (gsize) pixGetHeight(grey) > most_pixels) {
        pixDestroy(&grey);
        return FALSE;
    }
    *picture = (Picture){(guint) pixGetWidth(grey), (guint) pixGetHeight(grey), NULL};
    picture->grey = g_malloc((gsize) picture->width * picture->height);
    gint words = pixGetWpl(grey);
    for (guint y = 0; y < picture->height; y++) {
        l_uint32 *line = pixGetData(grey) + (gssize) y * words;
        for (guint x = 0; x < picture->width; x++) {
            picture->grey[(gsize) y * picture->width + x] = (guint8) GET_DATA_BYTE(line, x);
        }
    }
    pixDestroy(&grey);
    return TRUE;
}
