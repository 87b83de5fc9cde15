/* Documents on pages: what stays together, whatever they say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "layout/page.h"
#include "random_pages.h"
#include "sample.h"

static void no_single_line_of_a_paragraph_stands_alone(void **state)
{
    (void) state;
    g_autoptr(GRand) random = g_rand_new_with_seed(11);
    guint torn = 0;
    for (guint run = 0; run < 40; run++) {
        g_autoptr(Document) document = random_document(random);
        g_autoptr(Layout) layout = layout_document(document, NULL, NULL);
        for (guint block = 0; block < document->blocks->len; block++) {
            guint pages = 0, least = G_MAXUINT;
            for (guint i = 0; i < layout->pages->len; i++) {
                guint lines = lines_on_page(g_ptr_array_index(layout->pages, i), block);
                if (lines > 0) {
                    pages++;
                    least = MIN(least, lines);
                }
            }
            if (pages > 1) {
                torn++;
                assert_true(least >= 2);
            }
        }
    }
    assert_true(torn > 20);
}

static void a_heading_stays_with_what_follows(void **state)
{
    (void) state;
    for (guint paragraphs = 1; paragraphs < 40; paragraphs++) {
        g_autoptr(Document) document = sample_plain();
        for (guint i = 0; i < paragraphs; i++)
            sample_add(document, BLOCK_TEXT, "One line of text.");
        guint heading = document->blocks->len;
        sample_add(document, BLOCK_HEADING, "A heading")->level = 1;
        sample_add(document, BLOCK_TEXT, "Its text, which is short.");
        g_autoptr(Layout) layout = layout_document(document, NULL, NULL);
        for (guint i = 0; i < layout->pages->len; i++) {
            const Page *page = g_ptr_array_index(layout->pages, i);
            assert_int_equal(lines_on_page(page, heading), lines_on_page(page, heading + 1));
        }
    }
}

/* The page, from 1, on which a block's label or field stands first; 0: nowhere. */
static guint page_of(const Layout *layout, guint block, ItemKind kind, gboolean label)
{
    for (guint i = 0; i < layout->pages->len; i++) {
        const Page *page = g_ptr_array_index(layout->pages, i);
        for (guint j = 0; j < page->items->len; j++) {
            const Item *item = item_at(page, j);
            if (item->block == block && item->kind == kind && item->label == label)
                return i + 1;
        }
    }
    return 0;
}

static void label_and_field_stand_on_one_page(void **state)
{
    (void) state;
    g_autoptr(GRand) random = g_rand_new_with_seed(5);
    guint fields = 0, facts = 0;
    for (guint run = 0; run < 100; run++) {
        g_autoptr(Document) document = random_document(random);
        for (guint i = 0; i < 3; i++) {
            BlockKind kind = i == 0 ? BLOCK_CHOICE : BLOCK_ENTRY;
            g_autofree gchar *words = random_text(random, 6);
            Block *block = sample_add(document, kind, kind == BLOCK_CHOICE ? words : NULL);
            block->label = kind == BLOCK_ENTRY ? g_strdup(words) : NULL;
            block->field = g_strdup_printf("stage-1.field-%u", i);
        }
        g_autoptr(Layout) layout = layout_document(document, NULL, NULL);
        for (guint i = 0; i < document->blocks->len; i++) {
            const Block *block = g_ptr_array_index(document->blocks, i);
            guint label = page_of(layout, i, ITEM_TEXT, block->kind != BLOCK_CHOICE);
            if (block->kind == BLOCK_CHOICE || block->kind == BLOCK_ENTRY) {
                assert_int_equal(label, page_of(layout, i, ITEM_FIELD, FALSE));
                fields++;
            } else if (block->kind == BLOCK_FACT) {
                assert_int_equal(label, page_of(layout, i, ITEM_TEXT, FALSE));
                facts++;
            }
        }
        for (guint i = 0; i < layout->pages->len; i++)
            assert_page_is_clear(document, g_ptr_array_index(layout->pages, i));
    }
    assert_int_equal(fields, 300);
    assert_true(facts > 500);
}

/* Of every heading in random documents: what comes next begins on its page. */
static void no_heading_stands_alone_at_a_page_end(void **state)
{
    (void) state;
    g_autoptr(GRand) random = g_rand_new_with_seed(17);
    guint headings = 0;
    for (guint run = 0; run < 100; run++) {
        g_autoptr(Document) document = random_document(random);
        g_autoptr(Layout) layout = layout_document(document, NULL, NULL);
        for (guint i = 0; i + 1 < document->blocks->len; i++) {
            const Block *block = g_ptr_array_index(document->blocks, i);
            const Block *next = g_ptr_array_index(document->blocks, i + 1);
            if (block->kind != BLOCK_HEADING || next->kind == BLOCK_GAP || next->kind == BLOCK_RULE)
                continue;
            guint last = 0;
            for (guint page = 0; page < layout->pages->len; page++)
                if (lines_on_page(g_ptr_array_index(layout->pages, page), i) > 0)
                    last = page + 1;
            assert_int_equal(page_of(layout, i + 1, ITEM_TEXT, next->kind == BLOCK_FACT), last);
            headings++;
        }
    }
    assert_true(headings > 300);
}

static void a_kept_group_stays_on_one_page(void **state)
{
    (void) state;
    for (guint paragraphs = 1; paragraphs < 40; paragraphs++) {
        g_autoptr(Document) document = sample_plain();
        for (guint i = 0; i < paragraphs; i++)
            sample_add(document, BLOCK_TEXT, "One line of text.");
        guint first = document->blocks->len;
        for (guint i = 0; i < 6; i++)
            sample_add(document, BLOCK_TEXT, "Kept together.")->keep = 1;
        g_autoptr(Layout) layout = layout_document(document, NULL, NULL);
        guint pages = 0;
        for (guint i = 0; i < layout->pages->len; i++) {
            guint there = 0;
            for (guint block = first; block < first + 6; block++)
                there += lines_on_page(g_ptr_array_index(layout->pages, i), block);
            pages += there > 0;
            assert_true(there == 0 || there == 6);
        }
        assert_int_equal(pages, 1);
    }
}

/* How far down a page's last line stands from its first, pt. */
static gdouble depth_of(const Page *page)
{
    gdouble top = 0, bottom = G_MAXDOUBLE;
    for (guint i = 0; i < page->items->len; i++) {
        const Item *item = item_at(page, i);
        if (item->kind != ITEM_TEXT || item->block == ITEM_FURNITURE)
            continue;
        top = MAX(top, item->y);
        bottom = MIN(bottom, item->y);
    }
    return top - bottom;
}

/* One line more than a page holds does not make a page of its own, where there is space
 * between the paragraphs to give; and the last item of a list is not left alone. */
static void few_lines_make_no_page(void **state)
{
    (void) state;
    guint squeezed = 0, last_pages = 0;
    for (guint paragraphs = 5; paragraphs < 60; paragraphs++) {
        g_autoptr(Document) document = sample_plain();
        for (guint i = 0; i < paragraphs; i++)
            sample_add(document, i % 3 == 2 ? BLOCK_HEADING : BLOCK_ITEM, "One line.")->level = 1;
        sample_add(document, BLOCK_PAGE_BREAK, NULL);
        sample_add(document, BLOCK_TEXT, "The answer.");
        g_autoptr(Layout) layout = layout_document(document, NULL, NULL);
        for (guint i = 0; i < layout->pages->len; i++)
            assert_page_is_clear(document, g_ptr_array_index(layout->pages, i));
        const Page *before = g_ptr_array_index(layout->pages, layout->pages->len - 2);
        if (layout->pages->len == 3)
            last_pages++;
        if (layout->pages->len == 3 && depth_of(before) < 16)
            squeezed++;
    }
    assert_true(last_pages > 10);
    assert_int_equal(squeezed, 0);
}

static void a_page_break_never_leaves_an_empty_page(void **state)
{
    (void) state;
    g_autoptr(Document) document = sample_plain();
    sample_add(document, BLOCK_PAGE_BREAK, NULL);
    sample_add(document, BLOCK_TEXT, "First page.");
    sample_add(document, BLOCK_PAGE_BREAK, NULL);
    sample_add(document, BLOCK_PAGE_BREAK, NULL);
    sample_add(document, BLOCK_TEXT, "Second page.");
    sample_add(document, BLOCK_PAGE_BREAK, NULL);
    g_autoptr(Layout) layout = layout_document(document, NULL, NULL);
    assert_int_equal(layout->pages->len, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_single_line_of_a_paragraph_stands_alone),
        cmocka_unit_test(a_heading_stays_with_what_follows),
        cmocka_unit_test(label_and_field_stand_on_one_page),
        cmocka_unit_test(no_heading_stands_alone_at_a_page_end),
        cmocka_unit_test(a_kept_group_stays_on_one_page),
        cmocka_unit_test(few_lines_make_no_page),
        cmocka_unit_test(a_page_break_never_leaves_an_empty_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
