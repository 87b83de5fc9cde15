/* What the structure tree promises to those who have a form read to them: by
 * a walk over the tree and the pages' contents as qpdf reads them (ISO
 * 14289-1; ISO 32000-1, 14.7 and 14.8). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "other_program.h"
#include "pdf_json.h"
#include "sample.h"

typedef void (*Visit)(json_t *json, const gchar *reference, json_t *element, const gchar *parent, void *data);

static gboolean is_element(json_t *kid)
{
    return json_is_string(kid);
}

/* What stands in /K as a list; a single kid may stand there as itself (ISO 32000-1, table 323). */
static json_t *kids_of(json_t *element)
{
    json_t *kids = json_object_get(element, "/K");

    return json_is_array(kids) ? json_incref(kids) : json_pack("[O]", kids);
}

/* Every element in reading order, parents first. */
static void walk(json_t *json, const gchar *reference, const gchar *parent, Visit visit, void *data)
{
    json_t *element = object_named(json, reference), *kids = kids_of(element), *kid;
    size_t i;

    visit(json, reference, element, parent, data);
    json_array_foreach(kids, i, kid)
    {
        if (is_element(kid))
            walk(json, json_string_value(kid), reference, visit, data);
    }
    json_decref(kids);
}

static json_t *tree_root(json_t *json)
{
    return object_named(json, text_at(catalogue_of(json), "/StructTreeRoot"));
}

static void walk_all(json_t *json, Visit visit, void *data)
{
    const gchar *root = text_at(catalogue_of(json), "/StructTreeRoot");

    walk(json, text_at(tree_root(json), "/K"), root, visit, data);
}

/* A form, or the document as it is kept, opened by qpdf. */
typedef struct {
    gchar *folder, *file;
    json_t *json;
} Opened;

static Opened open_form(Document *document)
{
    Opened opened = {0};

    opened.file = write_file(document, &opened.folder);
    opened.json = read_json(opened.file);
    return opened;
}

static void opened_finish(Opened *opened)
{
    other_program_tidy(opened->folder);
    json_decref(opened->json);
    g_free(opened->folder);
    g_free(opened->file);
}

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

/* What the parent tree says of a key: an element's reference or, of a page, an array of them. */
static json_t *parent_of(json_t *json, json_int_t key)
{
    json_t *tree = object_named(json, text_at(tree_root(json), "/ParentTree"));
    json_t *numbers = json_object_get(tree, "/Nums");

    for (size_t i = 0; i + 1 < json_array_size(numbers); i += 2)
        if (json_integer_value(json_array_get(numbers, i)) == key)
            return json_array_get(numbers, i + 1);
    fail_msg("the parent tree lacks a key");
    return NULL;
}

static json_t *page_at(json_t *json, guint page)
{
    json_t *pages = json_object_get(json, "pages");

    return object_named(json, text_at(json_array_get(pages, page), "object"));
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

/* A stream as qpdf unpacks it, with spaces for its zero bytes. */
static gchar *content_of(const gchar *file, const gchar *reference)
{
    g_auto(GStrv) words = g_strsplit(reference, " ", 2);
    g_autofree gchar *option = g_strdup_printf("--json-object=%s", words[0]);
    g_autofree gchar *text =
        RUN("qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", option, file);
    g_autofree gchar *key = g_strconcat("obj:", reference, NULL);
    json_t *json = json_loads(text, 0, NULL);
    json_t *object = json_object_get(json_array_get(json_object_get(json, "qpdf"), 1), key);
    gsize length = 0;
    const gchar *data = text_at(json_object_get(object, "stream"), "data");
    assert_non_null(data);
    g_autofree guchar *bytes = g_base64_decode(data, &length);
    for (gsize i = 0; i < length; i++)
        bytes[i] = bytes[i] != 0 ? bytes[i] : ' ';
    json_decref(json);
    return g_strndup((const gchar *) bytes, length);
}

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
        cmocka_unit_test(each_block_is_what_it_is),
        cmocka_unit_test(rows_are_a_table_and_a_chart_a_figure),
        cmocka_unit_test(no_level_of_heading_is_left_out),
        cmocka_unit_test(a_field_stands_with_its_label),
        cmocka_unit_test(headers_and_the_code_are_explained),
        cmocka_unit_test(a_logo_is_a_figure_with_words),
        cmocka_unit_test(tree_and_parent_tree_agree),
        cmocka_unit_test(all_that_is_drawn_is_marked),
        cmocka_unit_test(the_cross_of_a_box_is_not_read),
        cmocka_unit_test(the_file_says_that_it_is_tagged),
        cmocka_unit_test(what_is_hidden_is_not_in_the_tree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
