#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "document/document.h"

static Block *add(Document *document, BlockKind kind, const gchar *text)
{
    Block *block = block_new(kind);
    block->level = 1;
    block_add_span(block, text, FALSE);
    g_ptr_array_add(document->blocks, block);
    return block;
}

static void assert_text(const Document *document, const gchar *expected)
{
    g_autofree gchar *text = document_to_text(document);
    assert_string_equal(text, expected);
}

static void reads_like_a_note(void **state)
{
    (void) state;
    g_autoptr(Document) document = document_new();
    add(document, BLOCK_TITLE, "IRO dispute");
    add(document, BLOCK_FACT, "NCC-2026-0001-K")->label = g_strdup("Reference");
    add(document, BLOCK_HEADING, "Café, the issue");
    add(document, BLOCK_TEXT, "First.");
    add(document, BLOCK_TEXT, "Second.");
    add(document, BLOCK_ITEM, "one");
    add(document, BLOCK_QUOTE, "said\nthis");
    assert_text(document,
                "IRO dispute\n\nReference: NCC-2026-0001-K\n\nCAFÉ, THE ISSUE\nFirst.\nSecond.\n- one\n"
                "> said\n> this\n");
}

static void leaves_out_fields_and_lines(void **state)
{
    (void) state;
    g_autoptr(Document) document = document_new();
    add(document, BLOCK_TEXT, "Before.");
    g_ptr_array_add(document->blocks, block_new(BLOCK_RULE));
    g_ptr_array_add(document->blocks, block_new(BLOCK_BOX));
    g_ptr_array_add(document->blocks, block_new(BLOCK_ENTRY));
    g_ptr_array_add(document->blocks, block_new(BLOCK_PAGE_BREAK));
    add(document, BLOCK_CHOICE, "Concerns resolved");
    add(document, BLOCK_TEXT, "After.");
    assert_text(document, "Before.\nAfter.\n");
}

static void gaps_never_pile_up(void **state)
{
    (void) state;
    g_autoptr(Document) document = document_new();
    g_ptr_array_add(document->blocks, block_new(BLOCK_GAP));
    add(document, BLOCK_TEXT, "A");
    g_ptr_array_add(document->blocks, block_new(BLOCK_GAP));
    g_ptr_array_add(document->blocks, block_new(BLOCK_GAP));
    add(document, BLOCK_HEADING, "b");
    g_ptr_array_add(document->blocks, block_new(BLOCK_GAP));
    assert_text(document, "A\n\nB\n");
}

static void minor_headings_keep_their_case(void **state)
{
    (void) state;
    g_autoptr(Document) document = document_new();
    add(document, BLOCK_HEADING, "The answer")->level = 2;
    assert_text(document, "The answer\n");
}

static void paragraphs_of_a_quote_stay_apart(void **state)
{
    (void) state;
    g_autoptr(Document) document = document_new();
    add(document, BLOCK_QUOTE, "First.");
    add(document, BLOCK_QUOTE, "Second.");
    add(document, BLOCK_TEXT, "Ours.");
    assert_text(document, "> First.\n>\n> Second.\nOurs.\n");
}

static void nothing_is_nothing(void **state)
{
    (void) state;
    g_autoptr(Document) document = document_new();
    assert_text(document, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_like_a_note),
        cmocka_unit_test(leaves_out_fields_and_lines),
        cmocka_unit_test(gaps_never_pile_up),
        cmocka_unit_test(minor_headings_keep_their_case),
        cmocka_unit_test(paragraphs_of_a_quote_stay_apart),
        cmocka_unit_test(nothing_is_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
