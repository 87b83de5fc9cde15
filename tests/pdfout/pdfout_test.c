/* What other programs find in a PDF of ours. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "model/error.h"
#include "other_program.h"
#include "pdf_json.h"
#include "sample.h"

static json_t *field_named(json_t *json, const gchar *name)
{
    json_t *fields = json_object_get(json_object_get(json, "acroform"), "fields"), *field;
    size_t i;

    json_array_foreach(fields, i, field)
    {
        if (g_strcmp0(text_at(field, "fullname"), name) == 0)
            return field;
    }
    fail_msg("no field %s", name);
    return NULL;
}

static void every_form_is_sound(void **state)
{
    (void) state;
    Document *documents[] = {sample_form(&(SampleForm){0, 1, NULL}), sample_form(&(SampleForm){3, 30, NULL}),
                             sample_form(&(SampleForm){1, 2, "Zażółć, ŵyl, Жdva"}), sample_compliment()};
    for (guint i = 0; i < G_N_ELEMENTS(documents); i++) {
        g_autofree gchar *folder = NULL;
        g_autofree gchar *file = write_file(documents[i], &folder);
        g_autofree gchar *words = RUN("qpdf", "--check", file);
        assert_non_null(strstr(words, "No syntax or stream encoding errors found"));
        assert_non_null(strstr(words, "PDF Version: 1.7"));
        other_program_tidy(folder);
    }
}

/* The bytes as text: strstr() ends at a NUL, of which streams have many. */
static GString *text_of_form(Document *document)
{
    g_autoptr(GBytes) form = write_form(document, NULL, NULL);
    gsize length = 0;
    const gchar *bytes = g_bytes_get_data(form, &length);
    GString *text = g_string_new_len(bytes, (gssize) length);
    for (gsize at = 0; at < length; at++)
        text->str[at] = text->str[at] == '\0' ? ' ' : text->str[at];
    return text;
}

/* The table that the file's end leads to. */
static const gchar *table_of(const GString *text)
{
    const gchar *last = g_strrstr(text->str, "startxref\n");
    assert_non_null(last);
    guint64 start = g_ascii_strtoull(last + strlen("startxref\n"), NULL, 10);
    assert_true(start < text->len);
    assert_true(g_str_has_prefix(text->str + start, "xref\n0 "));
    assert_non_null(strstr(text->str + start, "\ntrailer\n"));
    return text->str + start;
}

/* PDFium, which Chrome and Edge save answers with, appends an update to a file with a
 * cross-reference stream in a way that qpdf then cannot open, so that such an answer would
 * be handed back: a form has the classic table, and each object stands there as it is. */
static void a_form_has_a_classic_table(void **state)
{
    (void) state;
    Document *documents[] = {sample_form(&(SampleForm){0, 1, NULL}), sample_compliment()};
    for (guint i = 0; i < G_N_ELEMENTS(documents); i++) {
        g_autoptr(GString) text = text_of_form(documents[i]);
        assert_null(strstr(text->str, "/ObjStm"));
        assert_null(strstr(text->str, "/XRef"));
        assert_non_null(table_of(text));
    }
}

/* Of a long form only the structure tree is in object streams: whoever knows none of those
 * still finds every page, font and field through the table. */
static void a_long_form_hides_its_structure_alone(void **state)
{
    (void) state;
    g_autoptr(GString) text = text_of_form(sample_form(&(SampleForm){3, 30, NULL}));
    const gchar *table = table_of(text);
    g_autofree gchar *folder = NULL;
    g_autofree gchar *file = write_file(sample_form(&(SampleForm){3, 30, NULL}), &folder);
    guint64 plain = g_ascii_strtoull(table + strlen("xref\n0 "), NULL, 10);
    json_t *json = read_json(file), *objects = json_array_get(json_object_get(json, "qpdf"), 1), *object;
    const gchar *key;
    guint elements = 0;
    assert_non_null(strstr(table, "/XRefStm "));
    json_object_foreach(objects, key, object)
    {
        json_t *value = json_object_get(object, "value");
        if (!g_str_has_prefix(key, "obj:") || strtoull(key + strlen("obj:"), NULL, 10) < plain ||
            json_object_get(object, "stream") != NULL)
            continue;
        gboolean of_tree = json_object_get(value, "/S") != NULL || json_object_get(value, "/Nums") != NULL;
        assert_true(of_tree);
        elements++;
    }
    assert_true(elements > 50);
    json_decref(json);
    other_program_tidy(folder);
}

static void names_are_the_contracts(void **state)
{
    static const gchar *const names[] = {"stage-1.response",  "stage-1.resolved", "stage-1.proceed",
                                         "stage-1.responder", "stage-1.date",     "form.id"};
    (void) state;
    g_autofree gchar *folder = NULL;
    g_autofree gchar *file = write_file(sample_form(&(SampleForm){0, 1, NULL}), &folder);
    json_t *json = read_json(file);
    json_t *form = json_object_get(json, "acroform");
    assert_int_equal(json_array_size(json_object_get(form, "fields")), G_N_ELEMENTS(names));
    assert_true(json_is_false(json_object_get(form, "needappearances")));
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        json_t *field = field_named(json, names[i]);
        /* A partial name holds no full stop (ISO 32000-1, 12.7.3.2). */
        assert_null(strchr(text_at(field, "partialname"), '.'));
        assert_true(strlen(text_at(field, "alternativename")) > 0);
        assert_int_equal(json_integer_value(json_object_get(field, "pageposfrom1")), 2);
    }
    json_decref(json);
    other_program_tidy(folder);
}

static void text_fields_take_long_answers(void **state)
{
    (void) state;
    g_autofree gchar *folder = NULL;
    g_autofree gchar *file = write_file(sample_form(&(SampleForm){0, 1, NULL}), &folder);
    json_t *json = read_json(file);
    json_t *response = field_named(json, "stage-1.response"), *date = field_named(json, "stage-1.date");
    json_t *widget = object_named(json, text_at(response, "object"));
    /* Multi-line alone (bit 13): no limit, no comb, scrolling and spelling on. */
    assert_int_equal(json_integer_value(json_object_get(response, "fieldflags")), 4096);
    assert_int_equal(json_integer_value(json_object_get(date, "fieldflags")), 0);
    assert_null(json_object_get(widget, "/MaxLen"));
    assert_int_equal(json_integer_value(json_object_get(widget, "/F")), 4);
    assert_non_null(strstr(text_at(widget, "/DA"), "/NotoSans 12 Tf"));
    assert_non_null(
        json_object_get(object_named(json, text_at(json_object_get(widget, "/AP"), "/N")), "/BBox"));
    json_decref(json);
    other_program_tidy(folder);
}

static void boxes_have_both_appearances(void **state)
{
    static const gchar *const names[] = {"stage-1.resolved", "stage-1.proceed"};
    (void) state;
    g_autofree gchar *folder = NULL;
    g_autofree gchar *file = write_file(sample_form(&(SampleForm){0, 1, NULL}), &folder);
    json_t *json = read_json(file);
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        json_t *field = field_named(json, names[i]);
        json_t *widget = object_named(json, text_at(field, "object"));
        json_t *shown = json_object_get(json_object_get(widget, "/AP"), "/N");
        assert_true(json_is_true(json_object_get(field, "ischeckbox")));
        assert_string_equal(text_at(widget, "/V"), "/Off");
        assert_string_equal(text_at(widget, "/AS"), "/Off");
        assert_int_equal(json_object_size(shown), 2);
        json_t *on = object_named(json, text_at(shown, "/Yes")),
               *off = object_named(json, text_at(shown, "/Off"));
        assert_string_equal(text_at(on, "/Subtype"), "/Form");
        assert_int_equal(json_array_size(json_object_get(on, "/BBox")), 4);
        assert_int_equal(json_array_size(json_object_get(off, "/BBox")), 4);
        assert_non_null(json_object_get(on, "/Resources"));
        assert_non_null(json_object_get(off, "/Resources"));
    }
    json_decref(json);
    other_program_tidy(folder);
}

static void identity_is_hidden_and_in_the_metadata(void **state)
{
    (void) state;
    g_autofree gchar *folder = NULL;
    g_autofree gchar *file = write_file(sample_form(&(SampleForm){0, 1, NULL}), &folder);
    json_t *json = read_json(file);
    json_t *field = field_named(json, "form.id");
    json_t *widget = object_named(json, text_at(field, "object"));
    assert_string_equal(text_at(field, "value"), "u:" IDENTITY);
    assert_int_equal(json_integer_value(json_object_get(field, "fieldflags")), 1); /* read only */
    assert_int_equal(json_integer_value(json_object_get(widget, "/F")), 2);        /* hidden */
    g_autofree gchar *info = RUN("pdfinfo", "-custom", file);
    assert_non_null(strstr(info, IDENTITY));
    json_decref(json);
    other_program_tidy(folder);
}

/* Whether the digest is that of the content, tests/read/returned_test sees. */
static void every_page_says_whose_it_is(void **state)
{
    (void) state;
    g_autofree gchar *folder = NULL;
    g_autofree gchar *file = write_file(sample_form(&(SampleForm){3, 30, NULL}), &folder);
    json_t *json = read_json(file);
    json_t *pages = json_object_get(json, "pages");
    assert_true(json_array_size(pages) > 1);
    for (gsize i = 0; i < json_array_size(pages); i++) {
        json_t *page = object_named(json, text_at(json_array_get(pages, i), "object"));
        json_t *mark = json_object_get(page, "/IRO_Page");
        assert_string_equal(text_at(mark, "/Id"), "u:" IDENTITY);
        assert_int_equal(json_integer_value(json_object_get(mark, "/Page")), i + 1);
        assert_int_equal(json_integer_value(json_object_get(mark, "/Pages")), json_array_size(pages));
        assert_int_equal(strlen(text_at(mark, "/Hash")), strlen("u:") + 64);
    }
    json_decref(json);
    other_program_tidy(folder);
}

static void metadata_is_what_was_given(void **state)
{
    (void) state;
    g_autofree gchar *folder = NULL;
    Document *document = sample_form(&(SampleForm){0, 1, NULL});
    g_free(document->title);
    document->title = g_strdup("Ymateb \xe2\x80\x93 tŷ (1)");
    g_autofree gchar *file = write_file(document, &folder);
    g_autofree gchar *info = RUN("pdfinfo", "-isodates", file);
    assert_non_null(strstr(info, "Ymateb \xe2\x80\x93 tŷ (1)\n"));
    assert_non_null(strstr(info, "Producer:        iro\n"));
    assert_non_null(strstr(info, "2026-11-22T10:11:12Z"));
    assert_non_null(strstr(info, "PDF version:     1.7"));
    json_t *json = read_json(file);
    json_t *catalogue = catalogue_of(json);
    assert_string_equal(text_at(catalogue, "/Lang"), "u:en-GB");
    assert_true(
        json_is_true(json_object_get(json_object_get(catalogue, "/ViewerPreferences"), "/DisplayDocTitle")));
    json_decref(json);
    other_program_tidy(folder);
}

static void copied_text_is_the_text(void **state)
{
    static const gchar text[] =
        "Mae'r ŵyl yn y tŷ, Ẁẃẅ Ỳ. Zażółć gęślą jaźń. “Łódź” – ‘Şerban’ Țurcanu … £5 €7 ½ ß.";
    (void) state;
    g_autofree gchar *folder = NULL;
    Document *document = sample_plain();
    sample_add(document, BLOCK_TEXT, text);
    sample_add(document, BLOCK_HEADING, text)->level = 1;
    g_autofree gchar *file = write_file(document, &folder);
    g_autofree gchar *copied = RUN("pdftotext", "-raw", file, "-");
    g_auto(GStrv) words = g_strsplit_set(copied, " \n\f", -1), expected = g_strsplit(text, " ", -1);
    guint at = 0, n = g_strv_length(expected);
    for (guint i = 0; words[i] != NULL; i++) {
        if (words[i][0] != '\0')
            assert_string_equal(words[i], expected[at++ % n]);
    }
    assert_int_equal(at, 2 * n);
    other_program_tidy(folder);
}

/* Letters of the typing font need no other; Welsh ones bring a second kind of font. */
static void fonts_are_embedded_with_their_meaning(void **state)
{
    static const gchar *const concerns[] = {"Plain words, caf\u00e9 \u2013 \u00a340.", "\u0174yl a \u0177d."};
    (void) state;
    for (guint run = 0; run < G_N_ELEMENTS(concerns); run++) {
        g_autofree gchar *folder = NULL;
        g_autofree gchar *file = write_file(sample_form(&(SampleForm){0, 1, concerns[run]}), &folder);
        g_autofree gchar *fonts = RUN("pdffonts", file);
        guint found = 0;
        g_auto(GStrv) lines = g_strsplit(fonts, "\n", -1);
        for (guint i = 2; lines[i] != NULL && lines[i][0] != '\0'; i++, found++) {
            assert_non_null(strstr(lines[i], "NotoSans-"));
            assert_non_null(strstr(lines[i], "yes yes yes")); /* embedded, subset, ToUnicode */
        }
        assert_int_equal(found, 2 + run);
        other_program_tidy(folder);
    }
}

static void same_input_gives_same_bytes(void **state)
{
    (void) state;
    g_autoptr(GBytes) first = write_form(sample_form(&(SampleForm){2, 3, NULL}), NULL, NULL);
    g_autoptr(GBytes) second = write_form(sample_form(&(SampleForm){2, 3, NULL}), NULL, NULL);
    g_autoptr(GBytes) other = write_form(sample_form(&(SampleForm){2, 4, NULL}), NULL, NULL);
    assert_true(g_bytes_equal(first, second));
    assert_false(g_bytes_equal(first, other));
}

static void a_form_stays_small(void **state)
{
    (void) state;
    g_autoptr(GBytes) usual = write_form(sample_form(&(SampleForm){0, 1, NULL}), NULL, NULL);
    g_autoptr(GBytes) longest = write_form(sample_form(&(SampleForm){3, 30, NULL}), NULL, NULL);
    assert_true(g_bytes_get_size(usual) < 60000);
    assert_true(g_bytes_get_size(longest) < 60000);
}

static void code_on_each_page_reads_back(void **state)
{
    (void) state;
    if (!other_program_exists("zbarimg") || !other_program_exists("pdftoppm"))
        skip();
    g_autofree gchar *folder = NULL;
    g_autofree gchar *file = write_file(sample_form(&(SampleForm){0, 1, NULL}), &folder);
    g_autofree gchar *root = g_build_filename(folder, "page", NULL);
    g_free(RUN("pdftoppm", "-r", "200", "-gray", "-png", file, root));
    for (guint page = 1; page <= 2; page++) {
        g_autofree gchar *picture = g_strdup_printf("%s-%u.png", root, page);
        g_autofree gchar *expected = g_strdup_printf("IRO:" IDENTITY ":%u\n", page);
        const gchar *words[] = {"zbarimg", "-q", "--raw", picture, NULL};
        g_autofree gchar *read = NULL;
        /* It speaks to D-Bus and complains when there is none. */
        assert_true(g_spawn_sync(NULL, (gchar **) words, NULL,
                                 G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &read, NULL,
                                 NULL, NULL));
        assert_string_equal(read, expected);
    }
    other_program_tidy(folder);
}

static void assert_refused(const Document *document, const Layout *layout, const gchar *code)
{
    g_autoptr(GError) error = NULL;
    PdfOptions options = {.identity = IDENTITY, .code_text = code, .created = CREATED};

    assert_null(pdf_write(document, layout, &options, &error));
    assert_true(g_error_matches(error, IRO_ERROR, IRO_ERROR_SYSTEM));
}

static void what_is_no_number_is_refused(void **state)
{
    (void) state;
    g_autoptr(Document) document = sample_form(&(SampleForm){0, 1, NULL});
    g_autoptr(Layout) layout = layout_document(document, NULL, NULL);
    Item *item = g_ptr_array_index(((Page *) g_ptr_array_index(layout->pages, 0))->items, 0);
    gdouble x = item->x;
    item->x = NAN;
    assert_refused(document, layout, NULL);
    item->x = x;
    ((Placement *) g_ptr_array_index(layout->placements, 0))->rect.height = INFINITY;
    assert_refused(document, layout, NULL);
    document->page.top = NAN;
    g_autoptr(Layout) none = layout_document(document, NULL, NULL);
    assert_refused(document, none, NULL);
}

static void a_code_too_long_is_refused(void **state)
{
    (void) state;
    g_autoptr(Document) document = sample_form(&(SampleForm){0, 1, NULL});
    g_autoptr(Layout) layout = layout_document(document, NULL, NULL);
    /* Version 40 at level Q holds 1,663 bytes (ISO/IEC 18004, table 7). */
    g_autofree gchar *code = g_strnfill(1664, 'a');
    assert_refused(document, layout, code);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_is_sound),
        cmocka_unit_test(a_form_has_a_classic_table),
        cmocka_unit_test(a_long_form_hides_its_structure_alone),
        cmocka_unit_test(names_are_the_contracts),
        cmocka_unit_test(text_fields_take_long_answers),
        cmocka_unit_test(boxes_have_both_appearances),
        cmocka_unit_test(identity_is_hidden_and_in_the_metadata),
        cmocka_unit_test(every_page_says_whose_it_is),
        cmocka_unit_test(metadata_is_what_was_given),
        cmocka_unit_test(copied_text_is_the_text),
        cmocka_unit_test(fonts_are_embedded_with_their_meaning),
        cmocka_unit_test(same_input_gives_same_bytes),
        cmocka_unit_test(a_form_stays_small),
        cmocka_unit_test(code_on_each_page_reads_back),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(a_code_too_long_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
