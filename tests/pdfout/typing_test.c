/* What other programs draw of letters that are typed into a field of ours. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>
#include <poppler.h>

#include "other_program.h"
#include "pdf_json.h"
#include "sample.h"

/* The form with the text typed into its answer, saved by the library of Evince, which draws
 * fields in the form's own font. */
static gchar *fill(const gchar *text, gchar **folder)
{
    g_autofree gchar *form = write_file(sample_form(&(SampleForm){0, 1, NULL}), folder);
    g_autofree gchar *uri = g_filename_to_uri(form, NULL, NULL);
    gchar *filled = g_build_filename(*folder, "filled.pdf", NULL);
    g_autofree gchar *filled_uri = g_filename_to_uri(filled, NULL, NULL);
    PopplerDocument *document = poppler_document_new_from_file(uri, NULL, NULL);
    gboolean found = FALSE;

    assert_non_null(document);
    for (gint i = 0; i < poppler_document_get_n_pages(document); i++) {
        PopplerPage *page = poppler_document_get_page(document, i);
        GList *fields = poppler_page_get_form_field_mapping(page);
        for (GList *at = fields; at != NULL; at = at->next) {
            PopplerFormField *field = ((PopplerFormFieldMapping *) at->data)->field;
            g_autofree gchar *name = poppler_form_field_get_name(field);
            if (g_strcmp0(name, "stage-1.response") == 0) {
                poppler_form_field_text_set_text(field, text);
                found = TRUE;
            }
        }
        poppler_page_free_form_field_mapping(fields);
        g_object_unref(page);
    }
    assert_true(found);
    assert_true(poppler_document_save(document, filled_uri, NULL));
    g_object_unref(document);
    return filled;
}

/* Also when it is printed: by the way of GTK's programs, and by MuPDF's. */
static void assert_drawn(const gchar *text)
{
    g_autofree gchar *folder = NULL;
    g_autofree gchar *filled = fill(text, &folder);
    g_autofree gchar *printed = g_build_filename(folder, "printed.pdf", NULL);
    g_autofree gchar *converted = g_build_filename(folder, "converted.pdf", NULL);
    const gchar *files[] = {filled, printed, converted};

    g_free(RUN("pdftocairo", "-pdf", filled, printed));
    /* It complains when it was built without profiles of colours. */
    g_free(RUN("sh", "-c", "mutool convert -o \"$1\" \"$2\" 2>&-", "sh", converted, filled));
    for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree gchar *poppler = RUN("pdftotext", "-raw", files[i], "-");
        g_autofree gchar *mupdf = RUN("sh", "-c", "mutool draw -q -F txt \"$1\" 2>&-", "sh", files[i]);
        if (strstr(poppler, text) == NULL || strstr(mupdf, text) == NULL)
            fail_msg("%s is not drawn in file %u", text, i);
    }
    other_program_tidy(folder);
}

static void letters_of_names_are_drawn(void **state)
{
    static const gchar *const words[] = {"ŴŵŶŷ ÂâÊêÎîÔôÛû ÄäËëÏïÖöÜüŸÿ", "ĄąĆćĘęŁłŃńÓóŚśŹźŻż", "ĞğİıŞşÇçÖöÜü",
                                         "ĂăÂâÎîȘșț", "ėčšž őöü áéíúý"};

    (void) state;
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        assert_drawn(words[i]);
}

/* As before there were other letters. */
static void signs_of_english_are_drawn(void **state)
{
    (void) state;
    assert_drawn("“Café” – naïve’s £5 €7 ½ … • ™ ¡¿ ~ }{ |");
}

/* Poppler looks for another font, and notes what it did not find in resources of the field. */
static void signs_of_no_font_spoil_nothing(void **state)
{
    (void) state;
    g_autofree gchar *folder = NULL;
    g_autofree gchar *filled = fill("Agreed \u2705 \U0001f44d\U0001f3fd now.", &folder);
    g_autofree gchar *words = RUN("qpdf", "--check", filled);

    assert_non_null(strstr(words, "No syntax or stream encoding errors found"));
    other_program_tidy(folder);
}

/* Names from the Adobe Glyph List that lead to glyphs of the font file, as wide as is said. */
static void their_names_and_widths_are_the_fonts(void **state)
{
    (void) state;
    g_autofree gchar *folder = NULL;
    g_autofree gchar *form = write_file(sample_form(&(SampleForm){0, 1, NULL}), &folder);
    g_autofree gchar *failures = RUN("/usr/bin/python3", FONT_CHECK, "--fonts", form);

    assert_string_equal(failures, "");
    other_program_tidy(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_of_names_are_drawn),
        cmocka_unit_test(signs_of_english_are_drawn),
        cmocka_unit_test(signs_of_no_font_spoil_nothing),
        cmocka_unit_test(their_names_and_widths_are_the_fonts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
