/*
 * iro-worker one|many: opens returned forms so that `iro` need not.
 */
#include "shown/shown.h"
#include "stored/stored.h"
#include "worker/frame.h"
#include "worker/wire.h"

#define ADDRESS_SPACE  268435456u /* 256 MiB */
#define PROCESSOR_TIME 2          /* seconds */

static Sighting *see(GBytes *content)
{
    DrawnFields drawn = {NULL, NULL};
    Sighting *sighting = stored_see(content, &drawn);
    if (sighting->state == SIGHT_READ) {
        shown_see(sighting, content, drawn.pdf, drawn.fields);
    }
    drawn_fields_clear(&drawn);
    return sighting;
}

/* One page with a line of text and a filled field with its picture. */
static GBytes *tiny_pdf(void)
{
    static const gchar tiny[] =
        "%PDF-1.4\n"
        "1 0 obj<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]>>>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Annots[5 0 R]"
        "/Resources 7 0 R>>endobj\n"
        "4 0 obj<</Length 25>>stream\nBT /F 9 Tf 9 9 Td (A)Tj ET\nendstream endobj\n"
        "5 0 obj<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(\\376\\377\\000A)/Rect[9 9 50 50]/P 3 0 R"
        "/AP<</N 6 0 R>>>>endobj\n"
        "6 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 41 41]/Resources 7 0 R/Length 25>>stream\n"
        "BT /F 9 Tf 9 9 Td (A)Tj ET\nendstream endobj\n"
        "7 0 "
        "obj<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>endobj\n"
        "trailer<</Root 1 0 R/Size 8>>\nstartxref\n0\n%%EOF\n";
    return g_bytes_new_static(tiny, sizeof(tiny) - 1);
}

static void prepare(void)
{
    g_autoptr(GBytes) tiny = tiny_pdf();
    shown_prepare(tiny);
}

static void warm_up(void)
{
    g_autoptr(GBytes) tiny = tiny_pdf();
    g_autoptr(Sighting) sighting = see(tiny);
    g_byte_array_unref(wire_from_sighting(sighting));
}

static GByteArray *answer(GBytes *content)
{
    return wire_from_sighting(see(content)); /* freed by leaving */
}

int main(int count, char **arguments)
{
    const Work forms = {{ADDRESS_SPACE, PROCESSOR_TIME}, SIGHTING_MAX_BYTES, prepare, warm_up, answer};
    return frame_serve(&forms, count, arguments);
}
