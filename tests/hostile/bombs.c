#include "bombs.h"

#include <string.h>
#include <zlib.h>

#define END "trailer<</Root 1 0 R/Size 9>>\nstartxref\n0\n%%EOF\n"

static GBytes *text(const gchar *objects)
{
    return g_string_free_to_bytes(g_string_new(objects));
}

static GByteArray *deflated(gsize length)
{
    static guchar zeros[65536];
    z_stream stream;
    guchar out[65536];
    GByteArray *packed = g_byte_array_new();
    memset(&stream, 0, sizeof(stream));
    deflateInit(&stream, Z_BEST_COMPRESSION);
    for (gsize done = 0; done < length; done += sizeof(zeros)) {
        stream.next_in = zeros;
        stream.avail_in = sizeof(zeros);
        do {
            stream.next_out = out;
            stream.avail_out = sizeof(out);
            deflate(&stream, done + sizeof(zeros) >= length ? Z_FINISH : Z_NO_FLUSH);
            g_byte_array_append(packed, out, (guint) (sizeof(out) - stream.avail_out));
        } while (stream.avail_out == 0);
    }
    deflateEnd(&stream);
    return packed;
}

/* A page whose content is a packed stream of a gigabyte. */
static GBytes *packed_page(const gchar *more)
{
    g_autoptr(GByteArray) packed = deflated((gsize) 1024 * 1024 * 1024);
    GByteArray *file = g_byte_array_new();
    g_autofree gchar *head =
        g_strdup_printf("%%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>endobj\n"
                        "4 0 obj<</Length %u/Filter/FlateDecode%s>>stream\n",
                        packed->len, more);
    g_byte_array_append(file, (const guchar *) head, (guint) strlen(head));
    g_byte_array_append(file, packed->data, packed->len);
    g_byte_array_append(file, (const guchar *) "\nendstream endobj\n" END,
                        sizeof("\nendstream endobj\n" END) - 1);
    return g_byte_array_free_to_bytes(file);
}

static GBytes *flate(void)
{
    return packed_page("");
}

static GBytes *predictor(void)
{
    return packed_page("/DecodeParms<</Predictor 15/Columns 2000000000/Colors 4/BitsPerComponent 16>>");
}

static GBytes *object_stream(void)
{
    return packed_page("/Type/ObjStm/N 2000000000/First 2000000000");
}

static GBytes *nested(void)
{
    GString *file = g_string_new("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/X ");
    for (guint i = 0; i < 500000; i++) {
        g_string_append(file, i % 2 ? "<</A " : "[");
    }
    g_string_append(file, "\nendobj\n" END);
    return g_string_free_to_bytes(file);
}

static GBytes *page_loop(void)
{
    return text("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                "2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9/Parent 2 0 R>>endobj\n" END);
}

static GBytes *field_loop(void)
{
    return text(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Annots[4 0 R]>>endobj\n"
        "4 0 obj<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/Rect[0 0 9 9]/Parent 5 0 R/Kids[5 0 R]>>endobj\n"
        "5 0 obj<</T(b)/Parent 4 0 R/Kids[4 0 R 5 0 R]>>endobj\n" END);
}

static GBytes *table_loop(void)
{
    return text(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        "xref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 3/Prev 55>>\nstartxref\n55\n%%EOF\n");
}

static GBytes *length_loop(void)
{
    return text("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj 3 0 R endobj\n"
                "3 0 obj 2 0 R endobj\n4 0 obj<</Length 4 0 R>>stream\nx\nendstream endobj\n" END);
}

static GBytes *large_picture(void)
{
    return text("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 1e9 1e9]/UserUnit 1e9>>endobj\n" END);
}

static GBytes *picture_file(void)
{
    /* A PNG that says it is 60,000 by 60,000. */
    static const guchar png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xea\x60\0\0\xea\x60\x08\x00\x00\x00\x00";
    return g_bytes_new_static(png, sizeof(png));
}

const Bomb BOMBS[] = {
    {"a packed gigabyte", flate},           {"a predictor of wide rows", predictor},
    {"a stream of objects", object_stream}, {"deep nesting", nested},
    {"pages in a circle", page_loop},       {"fields in a circle", field_loop},
    {"tables in a circle", table_loop},     {"references in a circle", length_loop},
    {"a page too large", large_picture},    {"a picture too large", picture_file},
};

const gsize N_BOMBS = G_N_ELEMENTS(BOMBS);
