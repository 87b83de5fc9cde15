/* What the structure tree promises to those who have a form read to them: by
 * a walk over the tree and the pages' contents as qpdf reads them (ISO
 * 14289-1; ISO 32000-1, 14.7 and 14.8). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "opened.h"
#include "other_program.h"
#include "sample.h"

static void append_type(json_t *json, const gchar *reference, json_t *element, const gchar *parent,
                        void *data)
{
    (void) json;
    (void) reference;
    assert_string_equal(text_at(element, "/P"), parent);
    g_string_append_printf(data, "%s ", text_at(element, "/S") + 1);
}

static gchar *outline_of(Document *document)
{
    GString *outline = g_string_new(NULL);
    Opened opened = open_form(document);

    walk_all(opened.json, append_type, outline);
    opened_finish(&opened);
    return g_string_free(outline, FALSE);
}

static void each_block_is_what_it_is(void **state)
{
    (void) state;
    Document *document = sample_plain();
    sample_add(document, BLOCK_TITLE, "A title");
    sample_add(document, BLOCK_RULE, NULL);
    sample_add(document, BLOCK_TEXT, "Text.");
    sample_add(document, BLOCK_HEADING, "A heading")->level = 1;
    for (guint i = 0; i < 2; i++)
        sample_add(document, BLOCK_FACT, "Value")->label = g_strdup("Label");
    sample_add(document, BLOCK_HEADING, "Another below it")->level = 2;
    sample_add(document, BLOCK_FACT, "Alone")->label = g_strdup("Label");
    sample_add(document, BLOCK_QUOTE, "Somebody's words.");
    sample_add(document, BLOCK_QUOTE, "And more.");
    sample_add(document, BLOCK_HEADING, "The next")->level = 1;
    sample_add(document, BLOCK_ITEM, "one");
    sample_add(document, BLOCK_ITEM, "two");
    sample_add(document, BLOCK_TICK, "Resolved: yes")->ticked = TRUE;
    g_autofree gchar *outline = outline_of(document);
    assert_string_equal(outline, "Document H1 P Sect H2 Table TR TH TD TR TH TD Sect H3 P BlockQuote P P "
                                 "Sect H2 L LI Lbl LBody LI Lbl LBody P ");
}

/* Two rows of two cells, the first of them headings. */
static void add_cells(Document *document)
{
    for (guint i = 0; i < 4; i++) {
        Block *cell = sample_add(document, BLOCK_CELL, "Cell");
        cell->columns = 2;
        cell->cell = i % 2;
        cell->level = i < 2;
        cell->size = 0.5;
    }
}

static void add_bars(Document *document)
{
    const guint32 colour = 0x12436d;
    const guint value = 7;
    BlockChart *chart = block_add_chart(sample_add(document, BLOCK_CHART, "Bar chart. Raised: 7."));
    g_ptr_array_add(chart->labels, g_strdup("Raised"));
    g_ptr_array_add(chart->series, g_strdup("2026"));
    g_array_append_val(chart->colours, colour);
    g_array_append_val(chart->values, value);
}

static void count_words(json_t *json, const gchar *reference, json_t *element, const gchar *parent,
                        void *data)
{
    (void) json;
    (void) reference;
    (void) parent;
    const gchar *words = text_at(element, "/Alt");
    *(guint *) data += g_strcmp0(words, "u:Bar chart. Raised: 7.") == 0;
}

static void rows_are_a_table_and_a_chart_a_figure(void **state)
{
    (void) state;
    Document *document = sample_plain();
    sample_add(document, BLOCK_TITLE, "A title");
    add_bars(document);
    add_cells(document);
    g_autofree gchar *outline = outline_of(document);
    assert_string_equal(outline, "Document H1 Figure Table TR TH TH TR TH TD ");
    guint told = 0;
    document = sample_plain();
    add_bars(document);
    Opened opened = open_form(document);
    walk_all(opened.json, count_words, &told);
    assert_int_equal(told, 1);
    opened_finish(&opened);
}

static void no_level_of_heading_is_left_out(void **state)
{
    (void) state;
    Document *document = sample_plain();
    sample_add(document, BLOCK_TITLE, "A title");
    sample_add(document, BLOCK_HEADING, "Level two at once")->level = 2;
    sample_add(document, BLOCK_HEADING, "Level two")->level = 2;
    g_autofree gchar *outline = outline_of(document);
    assert_string_equal(outline, "Document H1 Sect H2 Sect H3 ");
    document = sample_plain();
    sample_add(document, BLOCK_HEADING, "No title above")->level = 2;
    g_autofree gchar *untitled = outline_of(document);
    assert_string_equal(untitled, "Document H1 ");
}

static void a_field_stands_with_its_label(void **state)
{
    (void) state;
    g_autofree gchar *outline = outline_of(sample_form(&(SampleForm){0, 1, NULL}));
    assert_true(g_str_has_prefix(outline, "Document H1 Figure P "));
    /* Heading, hint, box; two choices, two entries, the last sentence. */
    assert_true(g_str_has_suffix(outline, "Sect H2 P Form P Form P Form P Form P Form P "));
}

static void check_header(json_t *json, const gchar *reference, json_t *element, const gchar *parent,
                         void *data)
{
    (void) json;
    (void) reference;
    (void) parent;
    if (g_strcmp0(text_at(element, "/S"), "/TH") != 0)
        return;
    ++*(guint *) data;
    assert_string_equal(text_at(json_object_get(element, "/A"), "/O"), "/Table");
    assert_string_equal(text_at(json_object_get(element, "/A"), "/Scope"), "/Row");
}

static void check_figure(json_t *json, const gchar *reference, json_t *element, const gchar *parent,
                         void *data)
{
    (void) json;
    (void) reference;
    (void) parent;
    if (g_strcmp0(text_at(element, "/S"), "/Figure") != 0)
        return;
    ++*(guint *) data;
    assert_string_equal(text_at(element, "/Alt"), "u:QR code of form NCC-2026-0001-K, page 1");
    assert_int_equal(json_array_size(json_object_get(json_object_get(element, "/A"), "/BBox")), 4);
}

static void headers_and_the_code_are_explained(void **state)
{
    (void) state;
    guint headers = 0, figures = 0;
    Opened opened = open_form(sample_form(&(SampleForm){3, 30, NULL}));
    walk_all(opened.json, check_header, &headers);
    walk_all(opened.json, check_figure, &figures);
    assert_int_equal(headers, 22); /* ten facts of the case, four of each stage */
    assert_int_equal(figures, 1);
    opened_finish(&opened);
}

static void count_logo(json_t *json, const gchar *reference, json_t *element, const gchar *parent, void *data)
{
    (void) json;
    (void) reference;
    (void) parent;
    if (g_strcmp0(text_at(element, "/S"), "/Figure") == 0 &&
        g_strcmp0(text_at(element, "/Alt"), "u:Example County Council") == 0)
        ++*(guint *) data;
}

/* Read aloud once, before all else, though it stands on each page. */
static void a_logo_is_a_figure_with_words(void **state)
{
    (void) state;
    static const guint8 pixels[] = {0, 90, 60, 255, 255, 255};
    Document *document = sample_form(&(SampleForm){3, 30, NULL});
    document->logo = logo_new(2, 1, g_bytes_new_static(pixels, sizeof pixels));
    document->logo_text = g_strdup("Example County Council");
    document->logo_height = 30;
    guint logos = 0;
    Opened opened = open_form(document);
    walk_all(opened.json, count_logo, &logos);
    assert_int_equal(logos, 1);
    opened_finish(&opened);
    document = sample_form(&(SampleForm){3, 30, NULL});
    document->logo = logo_new(2, 1, g_bytes_new_static(pixels, sizeof pixels));
    document->logo_text = g_strdup("Example County Council");
    document->logo_height = 30;
    g_autofree gchar *outline = outline_of(document);
    assert_true(g_str_has_prefix(outline, "Document Figure H1 "));
}

/* Marked content that elements hold, and widgets, each of which must lead back to its element. */
static void check_kids(json_t *json, const gchar *reference, json_t *element, const gchar *parent, void *data)
{
    json_t *kids = kids_of(element), *kid;
    size_t i;

    (void) parent;
    json_array_foreach(kids, i, kid)
    {
        if (is_element(kid))
            continue;
        ++*(guint *) data;
        const gchar *widget = text_at(kid, "/Obj");
        if (widget != NULL) {
            json_int_t key = json_integer_value(json_object_get(object_named(json, widget), "/StructParent"));
            assert_string_equal(text_at(element, "/S"), "/Form");
            assert_int_equal(json_array_size(kids), 1);
            assert_string_equal(json_string_value(parent_of(json, key)), reference);
            continue;
        }
        gboolean elsewhere = json_is_object(kid);
        const gchar *page = text_at(elsewhere ? kid : element, "/Pg");
        json_t *number = elsewhere ? json_object_get(kid, "/MCID") : kid;
        json_t *key = json_object_get(object_named(json, page), "/StructParents");
        json_t *holders = parent_of(json, json_integer_value(key));
        json_t *holder = json_array_get(holders, (size_t) json_integer_value(number));
        assert_string_equal(json_string_value(holder), reference);
    }
    json_decref(kids);
}

static void tree_and_parent_tree_agree(void **state)
{
    (void) state;
    Opened opened = open_form(sample_form(&(SampleForm){3, 30, NULL}));
    guint kids = 0, held = 0, pages = (guint) json_array_size(json_object_get(opened.json, "pages"));
    walk_all(opened.json, check_kids, &kids);
    for (guint i = 0; i < pages; i++)
        held += (guint) json_array_size(parent_of(opened.json, i));
    assert_true(pages > 3);
    assert_int_equal(kids, held + 5); /* and the fields that show */
    opened_finish(&opened);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_block_is_what_it_is),
        cmocka_unit_test(rows_are_a_table_and_a_chart_a_figure),
        cmocka_unit_test(no_level_of_heading_is_left_out),
        cmocka_unit_test(a_field_stands_with_its_label),
        cmocka_unit_test(headers_and_the_code_are_explained),
        cmocka_unit_test(a_logo_is_a_figure_with_words),
        cmocka_unit_test(tree_and_parent_tree_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
