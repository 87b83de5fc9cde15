#include <leptonica/allheaders.h>

#include "scan/patch.h"
#include "scan/scan.h"

#define DOTS    150 /* dpi: enough to read a hand by */
#define PACKING 4   /* of 9; 6 takes a grainy page three times as long, for no fewer bytes */
#define AROUND  6.0 /* pt of the page about the field, for strokes that run over */

GBytes *scan_cut_out(const Picture *picture, const PageFix *fix, const Rect *field)
{
    Rect place = {field->x - AROUND, field->y - AROUND, field->width + 2 * AROUND,
                  field->height + 2 * AROUND};
    g_autoptr(Patch) patch = patch_cut(picture, fix, &place, field, DOTS / 72.0);
    l_uint8 *png = NULL;
    size_t size = 0;

    if (patch == NULL)
        return NULL;
    PIX *pix = pixCreate((l_int32) patch->width, (l_int32) patch->height, 8);
    if (pix == NULL)
        return NULL;
    for (guint y = 0; y < patch->height; y++) {
        l_uint32 *line = pixGetData(pix) + (gsize) y * (guint) pixGetWpl(pix);
        for (guint x = 0; x < patch->width; x++)
            SET_DATA_BYTE(line, x, patch->grey[(gsize) y * patch->width + x]);
    }
    pixSetZlibCompression(pix, PACKING);
    gboolean written = pixWriteMem(&png, &size, pix, IFF_PNG) == 0;
    pixDestroy(&pix);
    /* leptonica allocates by malloc. */
    GBytes *bytes = written ? g_bytes_new(png, size) : NULL;
    lept_free(png);
    return bytes;
}
