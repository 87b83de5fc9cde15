#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib/gstdio.h>

#include "pack/xml_walk.h"

static XmlSource *source_of(const gchar *text)
{
    g_autofree gchar *path = NULL;
    const gint descriptor = g_file_open_tmp("iro-source-XXXXXX.xml", &path, NULL);
    assert_true(descriptor >= 0);
    assert_true(g_close(descriptor, NULL));
    assert_true(g_file_set_contents(path, text, -1, NULL));
    XmlSource *source = xml_source_open(path, NULL);
    g_unlink(path);
    assert_non_null(source);
    return source;
}

static void assert_place(const XmlSource *source, const xmlNode *element, guint line, guint column)
{
    guint found_line = 0, found_column = 0;
    assert_non_null(element);
    xml_source_place(source, xml_source_offset(element), &found_line, &found_column);
    assert_int_equal(found_line, line);
    assert_int_equal(found_column, column);
}

static void elements_know_their_places(void **state)
{
    (void) state;
    g_autoptr(XmlSource) source = source_of("<?xml version=\"1.0\"?>\n<!-- < -->\n  <a x=\"1\n2\" y='>'>\n"
                                            "Łódź <b/><c z=\"ł\"/>\n\t<d></d></a>\n");
    assert_non_null(source->doc);
    const xmlNode *root = xmlDocGetRootElement(source->doc);
    assert_place(source, root, 3, 3);
    assert_place(source, xml_find_child(root, "b"), 5, 6);
    assert_place(source, xml_find_child(root, "c"), 5, 10);
    assert_place(source, xml_find_child(root, "d"), 6, 2);
}

static void a_byte_order_mark_is_no_harm(void **state)
{
    (void) state;
    g_autoptr(XmlSource) source = source_of("\xef\xbb\xbf<a>\n<b/></a>");
    assert_non_null(source->doc);
    assert_place(source, xml_find_child(xmlDocGetRootElement(source->doc), "b"), 2, 1);
}

/* Longer than any buffer that the parser might shift or grow. */
static void places_are_right_in_long_files(void **state)
{
    (void) state;
    enum { ROWS = 12000 };
    g_autoptr(GString) text = g_string_new("<a>\n");
    for (guint i = 0; i < ROWS; i++)
        g_string_append(text, "ł <!-- filler, filler, filler, filler --> <b k=\"value\"/>\n");
    g_string_append(text, "</a>");
    g_autoptr(XmlSource) source = source_of(text->str);
    assert_non_null(source->doc);
    guint row = 0;
    for (xmlNode *b = xml_first_element(xmlDocGetRootElement(source->doc)); b != NULL;
         b = xml_next_element(b)) {
        if (row % 3000 == 0 || row == ROWS - 1)
            assert_place(source, b, row + 2, 43);
        row++;
    }
    assert_int_equal(row, ROWS);
}

static void findings_are_sorted_and_stand_once(void **state)
{
    (void) state;
    g_autoptr(XmlSource) source = source_of("<a>\n<b/></a>");
    const xmlNode *root = xmlDocGetRootElement(source->doc);
    xml_source_note(source, xml_find_child(root, "b"), "later");
    xml_source_note(source, root, "earlier");
    xml_source_note(source, xml_find_child(root, "b"), "later");
    xml_source_sort(source);
    assert_int_equal(source->findings->len, 2);
    assert_string_equal(((const Finding *) source->findings->pdata[0])->text, "earlier");
    assert_int_equal(((const Finding *) source->findings->pdata[1])->line, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elements_know_their_places),
        cmocka_unit_test(a_byte_order_mark_is_no_harm),
        cmocka_unit_test(places_are_right_in_long_files),
        cmocka_unit_test(findings_are_sorted_and_stand_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
