/* What a document to be kept promises: PDF/A-2u (ISO 19005-2). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "other_program.h"
#include "pdf_json.h"
#include "pdfout/colour.h"
#include "sample.h"

static Document *sample_record(void)
{
    Document *document = sample_plain();

    document->footer.right = g_strdup("Page {page} of {pages}");
    sample_add(document, BLOCK_TITLE, "A record");
    for (guint i = 0; i < 60; i++)
        sample_add(document, BLOCK_QUOTE, "Nothing of it may be lost: ŵyl, jaźń, ğış.");
    return document;
}

static void it_says_what_it_is(void **state)
{
    (void) state;
    g_autofree gchar *folder = NULL;
    g_autofree gchar *file = write_archive(sample_record(), &folder);
    json_t *json = read_json(file), *catalogue = catalogue_of(json);
    g_auto(GStrv) metadata = g_strsplit(text_at(catalogue, "/Metadata"), " ", 2);
    g_autofree gchar *option = g_strdup_printf("--show-object=%s", metadata[0]);
    g_autofree gchar *xmp = RUN("qpdf", "--filtered-stream-data", option, file);
    assert_non_null(strstr(xmp, ">2</pdfaid:part>"));
    assert_non_null(strstr(xmp, ">U</pdfaid:conformance>"));
    assert_non_null(strstr(xmp, "<pdfuaid:part>1</pdfuaid:part>"));
    /* A property that XMP does not know must be described (6.6.2.3). */
    assert_non_null(
        strstr(xmp, "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"));
    json_t *trailer = json_object_get(json_array_get(json_object_get(json, "qpdf"), 1), "trailer");
    assert_int_equal(json_array_size(json_object_get(json_object_get(trailer, "value"), "/ID")), 2);
    json_decref(json);
    other_program_tidy(folder);
}

static void its_colours_have_a_meaning(void **state)
{
    (void) state;
    g_autofree gchar *folder = NULL;
    g_autofree gchar *file = write_archive(sample_record(), &folder);
    json_t *json = read_json(file);
    json_t *intents = json_object_get(catalogue_of(json), "/OutputIntents");
    assert_int_equal(json_array_size(intents), 1);
    json_t *intent = object_named(json, json_string_value(json_array_get(intents, 0)));
    assert_string_equal(text_at(intent, "/S"), "/GTS_PDFA1");
    json_t *profile = object_named(json, text_at(intent, "/DestOutputProfile"));
    assert_int_equal(json_integer_value(json_object_get(profile, "/N")), 3);
    json_decref(json);
    other_program_tidy(folder);
}

static void it_holds_nothing_that_a_record_may_not(void **state)
{
    static const gchar *const never[] = {"/AcroForm", "/Annots", "/SMask",  "/ca",     "/CA",
                                         "/JS",       "/AA",     "/Launch", "/Encrypt"};
    (void) state;
    g_autofree gchar *folder = NULL;
    g_autofree gchar *file = write_archive(sample_record(), &folder);
    g_autofree gchar *text = RUN("qpdf", "--json=2", "--json-key=qpdf", file);
    for (guint i = 0; i < G_N_ELEMENTS(never); i++) {
        g_autofree gchar *key = g_strdup_printf("\"%s\":", never[i]);
        assert_null(strstr(text, key));
    }
    g_autofree gchar *fonts = RUN("pdffonts", file);
    g_auto(GStrv) lines = g_strsplit(fonts, "\n", -1);
    assert_non_null(lines[3]);
    for (guint i = 2; lines[i] != NULL && lines[i][0] != '\0'; i++)
        assert_non_null(strstr(lines[i], "yes yes yes")); /* embedded, subset, ToUnicode */
    other_program_tidy(folder);
}

/* A file within it makes it PDF/A-3, which asks of the file to say what it is and how it
 * belongs to the document (ISO 19005-3, 6.8). */
static void it_may_carry_its_data(void **state)
{
    (void) state;
    static const gchar data[] = "<record>ŵyl &amp; jaźń</record>";
    g_autoptr(GBytes) bytes = g_bytes_new_static(data, strlen(data));
    PdfAttachment attachment = {"record.xml", "The data", "application/xml", bytes};
    g_autofree gchar *folder = NULL;
    g_autofree gchar *file = write_archive_with(sample_record(), &attachment, &folder);
    json_t *json = read_json(file), *catalogue = catalogue_of(json);
    const gchar *name = json_string_value(json_array_get(json_object_get(catalogue, "/AF"), 0));
    json_t *specification = object_named(json, name);
    assert_string_equal(text_at(specification, "/AFRelationship"), "/Data");
    assert_string_equal(text_at(specification, "/F"), "u:record.xml");
    assert_string_equal(text_at(specification, "/UF"), "u:record.xml");
    json_t *embedded = object_named(json, text_at(json_object_get(specification, "/EF"), "/F"));
    assert_string_equal(text_at(embedded, "/Subtype"), "/application/xml");
    json_t *parameters = json_object_get(embedded, "/Params");
    assert_int_equal(json_integer_value(json_object_get(parameters, "/Size")), strlen(data));
    assert_true(g_str_has_prefix(text_at(parameters, "/ModDate"), "u:D:20"));
    g_autofree gchar *found = RUN("qpdf", "--show-attachment=record.xml", file);
    assert_string_equal(found, data);
    g_auto(GStrv) metadata = g_strsplit(text_at(catalogue, "/Metadata"), " ", 2);
    g_autofree gchar *option = g_strdup_printf("--show-object=%s", metadata[0]);
    g_autofree gchar *xmp = RUN("qpdf", "--filtered-stream-data", option, file);
    assert_non_null(strstr(xmp, ">3</pdfaid:part>"));
    json_decref(json);
    other_program_tidy(folder);
}

/* What no font has is shown as U+FFFD, and still there for who copies it or hears it. */
static void letters_without_a_font_are_copied_whole(void **state)
{
    static const gchar words[] = "\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7 \xe4\xbd\xa0\xe5\xa5\xbd";
    (void) state;
    g_autofree gchar *folder = NULL;
    Document *document = sample_plain();
    sample_add(document, BLOCK_TEXT, words);
    g_autofree gchar *file = write_archive(document, &folder);
    g_autofree gchar *copied = RUN("mutool", "draw", "-N", "-q", "-F", "text", file);
    g_autofree gchar *popplers = RUN("pdftotext", "-raw", file, "-");
    assert_non_null(strstr(popplers, "\xe4\xbd\xa0\xe5\xa5\xbd"));
    assert_non_null(strstr(popplers, "\xd8\xad"));
    /* MuPDF 1.21 does not know ActualText, and so tells what is shown: 7 stand-ins. */
    guint shown = 0;
    for (const gchar *at = copied; (at = strstr(at, "\xef\xbf\xbd")) != NULL; at++)
        shown++;
    assert_int_equal(shown, 7);
    other_program_tidy(folder);
}

/* Each letter has the outline that belongs to it, and the parts that it is made of. */
static void it_carries_what_it_shows_and_no_more(void **state)
{
    (void) state;
    g_autofree gchar *folder = NULL;
    g_autofree gchar *file = write_archive(sample_record(), &folder);
    g_autofree gchar *copied = RUN("pdftotext", "-raw", file, "-");
    g_autofree gchar *bytes = NULL;
    gsize length = 0;
    guint lines = 0;
    for (const gchar *at = copied; (at = strstr(at, "lost: ŵyl, jaźń, ğış.")) != NULL; at++)
        lines++;
    assert_int_equal(lines, 60);
    assert_true(g_file_get_contents(file, &bytes, &length, NULL));
    assert_true(length < 40000);
    other_program_tidy(folder);
}

/* As a picture, a record with a part of the font looks as with all of it. */
static void it_looks_as_with_the_whole_font(void **state)
{
    (void) state;
    if (!other_program_exists("pdftoppm"))
        skip();
    gchar *sums[2];
    for (guint i = 0; i < 2; i++) {
        g_autofree gchar *folder = NULL;
        g_autofree gchar *file =
            i == 0 ? write_archive(sample_record(), &folder) : write_file(sample_record(), &folder);
        g_autofree gchar *root = g_build_filename(folder, "page", NULL);
        g_autofree gchar *picture = g_strconcat(root, "-1.ppm", NULL), *bytes = NULL;
        gsize length = 0;
        g_free(RUN("pdftoppm", "-r", "50", "-f", "1", "-l", "1", file, root));
        assert_true(g_file_get_contents(picture, &bytes, &length, NULL));
        sums[i] = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *) bytes, length);
        other_program_tidy(folder);
    }
    assert_string_equal(sums[0], sums[1]);
    g_free(sums[0]);
    g_free(sums[1]);
}

static guint word_at(const GByteArray *profile, guint at)
{
    return (guint) profile->data[at] << 8 | profile->data[at + 1];
}

/* The published tables of sRGB: the light of 128 is 21.586 percent, and the
 * primaries add up to the white of D50 (ICC.1, 6.3.4.3 and annex E). */
static void the_profile_is_that_of_srgb(void **state)
{
    (void) state;
    g_autoptr(GByteArray) profile = colour_profile();
    gdouble sum[3] = {0};
    static const gdouble white[] = {0.9642, 1, 0.8249};
    assert_int_equal(word_at(profile, 2), profile->len);
    assert_memory_equal(profile->data + 36, "acsp", 4);
    for (guint tag = 0; tag < word_at(profile, 130); tag++) {
        guint at = 132 + 12 * tag, start = word_at(profile, at + 6);
        const guint8 *entry = profile->data + at;
        assert_true(start + word_at(profile, at + 10) <= profile->len);
        for (guint i = 0; i < 3 && memcmp(entry + 1, "XYZ", 3) == 0; i++)
            sum[i] += word_at(profile, start + 8 + 4 * i) + word_at(profile, start + 10 + 4 * i) / 65536.0;
        if (memcmp(entry + 1, "TRC", 3) == 0)
            assert_float_equal(word_at(profile, start + 12 + 2 * 128) / 65535.0, 0.21586, 0.00005);
    }
    for (guint i = 0; i < 3; i++)
        assert_float_equal(sum[i], white[i], 0.0005);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_says_what_it_is),
        cmocka_unit_test(its_colours_have_a_meaning),
        cmocka_unit_test(it_holds_nothing_that_a_record_may_not),
        cmocka_unit_test(it_may_carry_its_data),
        cmocka_unit_test(letters_without_a_font_are_copied_whole),
        cmocka_unit_test(it_carries_what_it_shows_and_no_more),
        cmocka_unit_test(it_looks_as_with_the_whole_font),
        cmocka_unit_test(the_profile_is_that_of_srgb),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
