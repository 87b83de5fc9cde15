/* bare_haru COUNT REGULAR.ttf BOLD.ttf OUT.pdf: draws such a form COUNT times
 * with libharu's own functions and fonts, the last one into OUT.pdf. */
#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_pages.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const LINE = "The review on 14 September asked for a meeting by the end of the month; d\xC5\xB5r, \xC2\xA3.";

static void fail(HPDF_STATUS number, HPDF_STATUS detail, void *data)
{
    (void) data;
    fprintf(stderr, "libharu: %04lX %lu\n", (unsigned long) number, (unsigned long) detail);
    exit(1);
}

static void add_field(HPDF_Doc pdf, HPDF_Page page, HPDF_Array fields, const char *name, const char *type, HPDF_REAL y)
{
    HPDF_Dict field = HPDF_Dict_New(pdf->mmgr);
    HPDF_Xref_Add(pdf->xref, field);
    HPDF_Array rect = HPDF_Array_New(pdf->mmgr);
    HPDF_Dict_Add(field, "Rect", rect);
    HPDF_Array_AddReal(rect, 50);
    HPDF_Array_AddReal(rect, y);
    HPDF_Array_AddReal(rect, 545);
    HPDF_Array_AddReal(rect, y + 30);
    HPDF_Dict_AddName(field, "Type", "Annot");
    HPDF_Dict_AddName(field, "Subtype", "Widget");
    HPDF_Dict_AddName(field, "FT", type);
    HPDF_Dict_Add(field, "T", HPDF_String_New(pdf->mmgr, name, NULL));
    HPDF_Dict_Add(field, "DA", HPDF_String_New(pdf->mmgr, "/Helv 12 Tf 0 g", NULL));
    HPDF_Array annotations = HPDF_Dict_GetItem(page, "Annots", HPDF_OCLASS_ARRAY);
    if (!annotations) {
        annotations = HPDF_Array_New(pdf->mmgr);
        HPDF_Dict_Add(page, "Annots", annotations);
    }
    HPDF_Array_Add(annotations, field);
    HPDF_Array_Add(fields, field);
}

static void draw_page(HPDF_Page page, HPDF_Font regular, HPDF_Font bold)
{
    HPDF_Page_SetSize(page, HPDF_PAGE_SIZE_A4, HPDF_PAGE_PORTRAIT);
    HPDF_Page_BeginText(page);
    for (int i = 0; i < 36; i++) {
        HPDF_Page_SetFontAndSize(page, i % 6 ? regular : bold, i % 6 ? 12 : 14);
        HPDF_Page_TextOut(page, 50, 780 - 19 * i, LINE);
    }
    HPDF_Page_EndText(page);
    HPDF_Page_Rectangle(page, 50, 60, 495, 40);
    HPDF_Page_Stroke(page);
}

static void draw(const char *regular_file, const char *bold_file, const char *out)
{
    HPDF_Doc pdf = HPDF_New(fail, NULL);
    HPDF_UseUTFEncodings(pdf);
    HPDF_SetCompressionMode(pdf, HPDF_COMP_ALL);
    HPDF_Font regular = HPDF_GetFont(pdf, HPDF_LoadTTFontFromFile(pdf, regular_file, HPDF_TRUE), "UTF-8");
    HPDF_Font bold = HPDF_GetFont(pdf, HPDF_LoadTTFontFromFile(pdf, bold_file, HPDF_TRUE), "UTF-8");
    draw_page(HPDF_AddPage(pdf), regular, bold);
    HPDF_Page last = HPDF_AddPage(pdf);
    draw_page(last, regular, bold);
    HPDF_Dict form = HPDF_Dict_New(pdf->mmgr);
    HPDF_Xref_Add(pdf->xref, form);
    HPDF_Dict_Add(pdf->catalog, "AcroForm", form);
    HPDF_Array fields = HPDF_Array_New(pdf->mmgr);
    HPDF_Dict_Add(form, "Fields", fields);
    const char *const names[] = {"response", "date", "responder", "proceed", "resolved"};
    for (int i = 0; i < 5; i++)
        add_field(pdf, last, fields, names[i], i < 3 ? "Tx" : "Btn", 100 + 50 * (HPDF_REAL) i);
    HPDF_SaveToFile(pdf, out);
    HPDF_Free(pdf);
}

int main(int argc, char **argv)
{
    if (argc != 5)
        return 2;
    for (int i = atoi(argv[1]); i > 0; i--)
        draw(argv[2], argv[3], argv[4]);
    return 0;
}
