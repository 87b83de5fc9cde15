/*
 * The page as HTML. libxml2 reads it back: well-formed, and every text as it
 * was put in, whatever it holds.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <string.h>

#include "document/document.h"

static void add(Document *document, BlockKind kind, const gchar *label, const gchar *text)
{
    Block *block = block_new(kind);
    block->level = kind == BLOCK_HEADING ? 1 : 0;
    block->label = g_strdup(label);
    block_add_span(block, text, FALSE);
    g_ptr_array_add(document->blocks, block);
}

static xmlDoc *parse(const Document *document)
{
    g_autofree gchar *html = document_to_html(document);
    assert_true(g_str_has_prefix(html, "<!DOCTYPE html>\n"));
    xmlDoc *doc = xmlReadMemory(html, (int) strlen(html), NULL, "UTF-8", XML_PARSE_NONET | XML_PARSE_NOERROR);
    assert_non_null(doc);
    return doc;
}

/* The text of all that an XPath finds, joined by "|". */
static gchar *find(xmlDoc *doc, const gchar *path)
{
    xmlXPathContext *context = xmlXPathNewContext(doc);
    xmlXPathRegisterNs(context, (const xmlChar *) "h", (const xmlChar *) "http://www.w3.org/1999/xhtml");
    xmlXPathObject *found = xmlXPathEvalExpression((const xmlChar *) path, context);
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; found->nodesetval && i < found->nodesetval->nodeNr; i++) {
        xmlChar *content = xmlNodeGetContent(found->nodesetval->nodeTab[i]);
        g_string_append_printf(text, "%s%s", i ? "|" : "", (const char *) content);
        xmlFree(content);
    }
    xmlXPathFreeObject(found);
    xmlXPathFreeContext(context);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void assert_found(xmlDoc *doc, const gchar *path, const gchar *expected)
{
    g_autofree gchar *found = find(doc, path);
    assert_string_equal(found, expected);
}

static void every_block_is_what_it_is(void **state)
{
    (void) state;
    g_autoptr(Document) document = document_new();
    document->title = g_strdup("Note");
    document->header.left = g_strdup("Example Council");
    document->footer.left = g_strdup("NCC-2026-0001-K");
    document->footer.centre = g_strdup("OFFICIAL");
    document->footer.right = g_strdup("Page {page} of {pages}");
    add(document, BLOCK_TITLE, NULL, "A dispute");
    add(document, BLOCK_FACT, "Team", "North");
    add(document, BLOCK_FACT, "IRO", "Morgan Exampleby");
    add(document, BLOCK_HEADING, NULL, "Concerns");
    add(document, BLOCK_TEXT, NULL, "Two things:");
    add(document, BLOCK_ITEM, NULL, "one");
    add(document, BLOCK_ITEM, NULL, "two");
    add(document, BLOCK_QUOTE, NULL, "Yes.\nSoon.");
    xmlDoc *doc = parse(document);
    assert_found(doc, "/h:html/h:head/h:title", "Note");
    assert_found(doc, "/h:html/h:body/h:header", "Example Council");
    assert_found(doc, "//h:main/h:h1", "A dispute");
    assert_found(doc, "//h:main/h:h2", "Concerns");
    assert_found(doc, "//h:main/h:dl/h:dt", "Team|IRO");
    assert_found(doc, "//h:main/h:dl/h:dd", "North|Morgan Exampleby");
    assert_found(doc, "//h:main/h:p", "Two things:");
    assert_found(doc, "//h:main/h:ul/h:li", "one|two");
    assert_found(doc, "//h:main/h:blockquote/h:p", "Yes.\nSoon.");
    assert_found(doc, "/h:html/h:body/h:footer", "NCC-2026-0001-K · OFFICIAL");
    xmlFreeDoc(doc);
}

static void whatever_is_written_stays_text(void **state)
{
    (void) state;
    static const gchar WORDS[] = "<script>alert(1)</script> & \"so\" 'on' ]]> <!-- é Ŵ 😀";
    g_autoptr(Document) document = document_new();
    document->title = g_strdup(WORDS);
    add(document, BLOCK_FACT, WORDS, WORDS);
    add(document, BLOCK_QUOTE, NULL, WORDS);
    xmlDoc *doc = parse(document);
    assert_found(doc, "//h:title", WORDS);
    assert_found(doc, "//h:dt", WORDS);
    assert_found(doc, "//h:dd", WORDS);
    assert_found(doc, "//h:blockquote/h:p", WORDS);
    assert_found(doc, "//h:script", "");
    xmlFreeDoc(doc);
}

/* A pasted control character must not cost the whole page. */
static void what_xml_forbids_is_left_out(void **state)
{
    (void) state;
    g_autoptr(Document) document = document_new();
    add(document, BLOCK_TEXT, NULL,
        "a\x01\x0c\x1b"
        "b\tc\xff");
    xmlDoc *doc = parse(document);
    assert_found(doc, "//h:main/h:p", "ab\tc\xEF\xBF\xBD");
    xmlFreeDoc(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_block_is_what_it_is),
        cmocka_unit_test(whatever_is_written_stays_text),
        cmocka_unit_test(what_xml_forbids_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
