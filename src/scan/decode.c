#include "scan/decode.h"

#include <leptonica/allheaders.h>

#define LEAST_REDUCTION 8  /* that the JPEG library knows */
#define LEAST_BYTES     12 /* by which a format is told */

/* Photos of today's phones have up to 200 megapixels. */
static PIX *load_reduced(const guchar *bytes, gsize length, gsize pixels, gsize most_pixels)
{
    gint reduction = 2;
    while (reduction < LEAST_REDUCTION && pixels / (gsize) (reduction * reduction) >= most_pixels) {
        reduction *= 2;
    }
    if (pixels / (gsize) (reduction * reduction) >= most_pixels) {
        return NULL;
    }
    return pixReadMemJpeg(bytes, length, 0, reduction, NULL, 0);
}

/* Of one page of a TIFF; 0 when it has none such. */
static gsize count_pixels(const guchar *bytes, gsize length, guint page)
{
    gint format = 0, width = 0, height = 0;
    if (length < LEAST_BYTES || findFileFormatBuffer(bytes, &format) != 0 || format < IFF_TIFF ||
        format > IFF_TIFF_ZIP ||
        readHeaderMemTiff(bytes, length, (gint) page, &width, &height, NULL, NULL, NULL, NULL, NULL) != 0 ||
        width < 1 || height < 1) {
        return 0;
    }
    return (gsize) width * (gsize) height;
}

/* Only TIFF has a second page and more; each tells its own size. */
static PIX *load_later(const guchar *bytes, gsize length, guint page, gsize most_pixels, gboolean *too_large)
{
    gsize pixels = count_pixels(bytes, length, page);
    *too_large = pixels > most_pixels;
    return pixels == 0 || *too_large ? NULL : pixReadMemTiff(bytes, length, (gint) page);
}

gboolean scan_pages_exceed(GBytes *file, guint pages, gsize most_pixels)
{
    gsize length = 0, sum = 0, pixels = 1;
    const guchar *bytes = g_bytes_get_data(file, &length);
    setMsgSeverity(L_SEVERITY_NONE);
    for (guint page = 0; page < pages && pixels > 0 && sum <= most_pixels; page++) {
        pixels = count_pixels(bytes, length, page);
        sum += pixels;
    }
    return sum > most_pixels;
}

static PIX *load(const guchar *bytes, gsize length, guint page, gsize most_pixels, gboolean *too_large)
{
    gint format = 0, width = 0, height = 0, bits = 0, samples = 0, colours = 0;
    if (page == 0) {
        gboolean known =
            pixReadHeaderMem(bytes, length, &format, &width, &height, &bits, &samples, &colours) == 0;
        gboolean wanted =
            format == IFF_JFIF_JPEG || format == IFF_PNG || (format >= IFF_TIFF && format <= IFF_TIFF_ZIP);
        if (!known || !wanted || width < 1 || height < 1) {
            return NULL;
        }
        gsize pixels = (gsize) width * (gsize) height;
        if (pixels <= most_pixels) {
            return pixReadMem(bytes, length);
        }
        PIX *reduced = format == IFF_JFIF_JPEG ? load_reduced(bytes, length, pixels, most_pixels) : NULL;
        *too_large = reduced == NULL;
        return reduced;
    }
    return load_later(bytes, length, page, most_pixels, too_large);
}

gboolean scan_decode(GBytes *file, guint page, gsize most_pixels, Picture *picture, gboolean *too_large)
{
    gsize length = 0;
    const guchar *bytes = g_bytes_get_data(file, &length);
    setMsgSeverity(L_SEVERITY_NONE);
    *too_large = FALSE;
    PIX *pix = load(bytes, length, page, most_pixels, too_large);
    PIX *grey = pix ? pixConvertTo8(pix, 0) : NULL;
    pixDestroy(&pix);
    *too_large = *too_large || (grey && (gsize) pixGetWidth(grey) * (gsize) pixGetHeight(grey) > most_pixels);
    if (!grey || *too_large) {
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
