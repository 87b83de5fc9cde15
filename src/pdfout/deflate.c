#include "pdfout/deflate.h"

#include <zlib.h>

#define WINDOW_BITS 12 /* 4 kB: what repeats on a page repeats nearby */
#define MEMORY      5

GByteArray *deflate_bytes(const void *bytes, gsize length, DeflateLevel level)
{
    GByteArray *deflated = g_byte_array_new();
    z_stream stream = {0};

    /* zlib fails here only when memory is out, where GLib ends the program too. */
    gboolean best = level == DEFLATE_BEST;
    if (deflateInit2(&stream, (int) level, Z_DEFLATED, best ? MAX_WBITS : WINDOW_BITS,
                     best ? MAX_MEM_LEVEL : MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
        g_error("zlib could not start: memory is out");
    g_byte_array_set_size(deflated, (guint) deflateBound(&stream, length));
    stream.next_in = (Bytef *) bytes;
    stream.avail_in = (uInt) length;
    stream.next_out = deflated->data;
    stream.avail_out = deflated->len;
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END)
        g_error("zlib could not compress a page");
    g_byte_array_set_size(deflated, (guint) stream.total_out);
    deflateEnd(&stream);
    return deflated;
}
