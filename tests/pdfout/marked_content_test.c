/* What is drawn on a page, and whether those who have a form read to them hear
 * of it: the pages' contents as qpdf unpacks them (ISO 14289-1; ISO 32000-1,
 * 14.6 and 14.8). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "opened.h"
#include "sample.h"

/* Each thing drawn lies in one sequence of marked content, and each number is used once. */
static guint check_content(const gchar *content)
{
    guint numbers = 0;
    gboolean open = FALSE;
    g_auto(GStrv) lines = g_strsplit(content, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++) {
        const gchar *line = lines[i], *number = strstr(line, "/MCID ");
        if (g_str_has_suffix(line, "BDC")) {
            assert_false(open);
            open = TRUE;
            if (number != NULL)
                assert_int_equal(g_ascii_strtoull(number + strlen("/MCID "), NULL, 10), numbers++);
            else
                assert_non_null(strstr(line, "/Artifact<</Type/"));
        } else if (strcmp(line, "EMC") == 0) {
            assert_true(open);
            open = FALSE;
        } else if (g_str_has_suffix(line, " Tj") || g_str_has_suffix(line, " re f") ||
                   g_str_has_suffix(line, " re S") || strcmp(line, "f") == 0) {
            assert_true(open);
        }
    }
    assert_false(open);
    return numbers;
}

static void all_that_is_drawn_is_marked(void **state)
{
    (void) state;
    Opened opened = open_form(sample_form(&(SampleForm){2, 12, NULL}));
    guint pages = (guint) json_array_size(json_object_get(opened.json, "pages"));
    for (guint i = 0; i < pages; i++) {
        json_t *page = page_at(opened.json, i);
        g_autofree gchar *content = content_of(opened.file, text_at(page, "/Contents"));
        json_int_t key = json_integer_value(json_object_get(page, "/StructParents"));
        assert_int_equal(check_content(content), json_array_size(parent_of(opened.json, key)));
        assert_string_equal(text_at(page, "/Tabs"), "/S");
        assert_non_null(strstr(content, "/Subtype/Header"));
        assert_non_null(strstr(content, "/Subtype/Footer"));
    }
    opened_finish(&opened);
}

/* The words beside a box say whether it is ticked; the cross would only be read as a letter. */
static void the_cross_of_a_box_is_not_read(void **state)
{
    (void) state;
    Document *document = sample_plain();
    sample_add(document, BLOCK_TICK, "Resolved: yes")->ticked = TRUE;
    Opened opened = open_form(document);
    g_autofree gchar *content = content_of(opened.file, text_at(page_at(opened.json, 0), "/Contents"));
    const gchar *cross = strstr(content, "(X)Tj"), *words = strstr(content, "(Resolved: yes)Tj");
    assert_non_null(cross);
    assert_non_null(words);
    g_autofree gchar *before = g_strndup(content, (gsize) (cross - content));
    const gchar *mark = g_strrstr(before, "BDC");
    const gchar *artifact = g_strrstr(before, "/Artifact"), *paragraph = g_strrstr(before, "/P<<");
    assert_non_null(artifact);
    assert_true(artifact < mark && artifact > paragraph);
    assert_non_null(g_strstr_len(cross, words - cross, "EMC"));
    opened_finish(&opened);
}

static void the_file_says_that_it_is_tagged(void **state)
{
    (void) state;
    Opened opened = open_form(sample_form(&(SampleForm){0, 1, NULL}));
    json_t *catalogue = catalogue_of(opened.json);
    assert_true(json_is_true(json_object_get(json_object_get(catalogue, "/MarkInfo"), "/Marked")));
    const gchar *metadata = text_at(catalogue, "/Metadata");
    assert_null(json_object_get(object_named(opened.json, metadata), "/Filter"));
    g_autofree gchar *xmp = content_of(opened.file, metadata);
    assert_non_null(strstr(xmp, "<pdfuaid:part>1</pdfuaid:part>"));
    assert_non_null(strstr(xmp, ">IRO dispute resolution: Stage 1, Team Manager (NCC-2026-0001-K)<"));
    assert_non_null(strstr(xmp, "<rdf:li>en-GB</rdf:li>"));
    assert_non_null(strstr(xmp, "<xmp:CreateDate>2026-11-22T10:11:12Z</xmp:CreateDate>"));
    assert_null(strstr(xmp, "pdfaid"));
    opened_finish(&opened);
}

static void what_is_hidden_is_not_in_the_tree(void **state)
{
    (void) state;
    Opened opened = open_form(sample_form(&(SampleForm){0, 1, NULL}));
    json_t *fields = json_object_get(json_object_get(opened.json, "acroform"), "fields"), *field;
    guint hidden = 0;
    size_t i;
    json_array_foreach(fields, i, field)
    {
        json_t *widget = object_named(opened.json, text_at(field, "object"));
        gboolean shows = json_integer_value(json_object_get(widget, "/F")) == 4;
        assert_int_equal(json_object_get(widget, "/StructParent") != NULL, shows);
        hidden += !shows;
    }
    assert_int_equal(hidden, 1);
    opened_finish(&opened);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_that_is_drawn_is_marked),
        cmocka_unit_test(the_cross_of_a_box_is_not_read),
        cmocka_unit_test(the_file_says_that_it_is_tagged),
        cmocka_unit_test(what_is_hidden_is_not_in_the_tree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
