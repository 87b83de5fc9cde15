#include "worker/sample.h"

#include <string.h>

#define MARK  "NCC-2026-0001-K.1.1" /* any form's: nobody keeps what is read here */
#define LINE  "BT /F 9 Tf 9 9 Td (A)Tj ET"
#define FONTS "/Resources<</Font<</F 9 0 R>>>>"

/* LINE as zlib packs it, in hexadecimal digits. */
#define PACKED "78da730a51d07753b05408490312402a4541c35133244bc13504004f080612>"

typedef struct {
    GString *text;
    GArray *places; /* of gsize: where each object begins */
} Draft;

static void add(Draft *draft, const gchar *body)
{
    g_array_append_val(draft->places, draft->text->len);
    g_string_append_printf(draft->text, "%u 0 obj\n%s\nendobj\n", draft->places->len, body);
}

static void add_picture(Draft *draft, const gchar *entries, const gchar *content)
{
    g_autofree gchar *body =
        g_strdup_printf("<</Type/XObject/Subtype/Form%s/Length %u>>stream\n%s\nendstream", entries,
                        (guint) strlen(content), content);
    add(draft, body);
}

static void add_page(Draft *draft)
{
    g_autofree gchar *digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, LINE, -1);
    g_autofree gchar *page = g_strdup_printf(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Annots[6 0 R 7 0 R 14 0 R]" FONTS
        "/IRO_Page<</Hash(%s)/Id(" MARK ")/Page 1/Pages 1>>>>",
        digest);
    add(draft, page);
}

static void add_font(Draft *draft)
{
    g_autoptr(GString) font = g_string_new("<</Type/Font/Subtype/TrueType/BaseFont/Helvetica"
                                           "/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 255/Widths[");
    for (guint code = 32; code <= 255; code++) {
        g_string_append(font, "556 ");
    }
    g_string_append(font, "]>>");
    add(draft, font->str);
}

/* In the order of their numbers. */
static void add_objects(Draft *draft)
{
    add(draft, "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]/DR<</Font<</F 9 0 R>>>>>>>>");
    add(draft, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
    add_page(draft);
    add(draft, "<</Filter[/ASCIIHexDecode/FlateDecode]/Length 63>>stream\n" PACKED "\nendstream");
    add(draft, "<</T(stage-1)/Kids[6 0 R 7 0 R 14 0 R]>>");
    add(draft, "<</Type/Annot/Subtype/Widget/FT/Tx/T(response)/Parent 5 0 R/V(\376\377\\000A)"
               "/DA(/F 9 Tf 0 g)/Rect[9 9 50 50]/P 3 0 R/AP<</N 8 0 R>>>>");
    add(draft, "<</Type/Annot/Subtype/Widget/FT/Btn/T(resolved)/Parent 5 0 R/V/Yes/AS/Yes"
               "/Rect[60 9 70 19]/P 3 0 R/AP<</N<</Yes 10 0 R/Off 11 0 R>>>>>>");
    /* In a font without a name for its encoding, so that it is drawn, too. */
    add_picture(draft, "/BBox[0 0 41 41]/Resources<</Font<</F 13 0 R>>>>", "/Tx BMC " LINE " EMC");
    add_font(draft);
    add_picture(draft, "/BBox[0 0 10 10]" FONTS, "BT /F 9 Tf 1 1 Td (X)Tj ET");
    add_picture(draft, "/BBox[0 0 10 10]", "0 0 10 10 re S");
    add(draft, "<</Title(A)/IroForm(" MARK ")>>");
    add(draft, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
    /* With fewer than three fields it would pass for a copy that lost them, which
     * is drawn: that takes the machine's list of fonts, for nothing, since who
     * reads a foreign file may open none of them. */
    add(draft, "<</Type/Annot/Subtype/Widget/FT/Btn/T(proceed)/Parent 5 0 R/V/Off/AS/Off"
               "/Rect[80 9 90 19]/P 3 0 R/AP<</N<</Yes 10 0 R/Off 11 0 R>>>>>>");
}

GBytes *sample_form(void)
{
    Draft draft = {g_string_new("%PDF-1.7\n"), g_array_new(FALSE, FALSE, sizeof(gsize))};
    add_objects(&draft);
    gsize table = draft.text->len;
    guint size = draft.places->len + 1;
    g_string_append_printf(draft.text, "xref\n0 %u\n0000000000 65535 f \n", size);
    for (guint i = 0; i < draft.places->len; i++) {
        g_string_append_printf(draft.text, "%010" G_GSIZE_FORMAT " 00000 n \n",
                               g_array_index(draft.places, gsize, i));
    }
    g_string_append_printf(
        draft.text, "trailer\n<</Size %u/Root 1 0 R/Info 12 0 R>>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
        size, table);
    g_array_unref(draft.places);
    return g_string_free_to_bytes(draft.text);
}
