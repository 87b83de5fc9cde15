/* Documents on pages: what holds whatever they say. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "layout/font.h"
#include "layout/page.h"
#include "random_pages.h"
#include "sample.h"

#define HAIR 0.02 /* pt: rounding */

static void nothing_overlaps_or_leaves_the_margins(void **state)
{
    (void) state;
    g_autoptr(GRand) random = g_rand_new_with_seed(20261122);
    for (guint run = 0; run < 100; run++) {
        g_autoptr(Document) document = random_document(random);
        g_autoptr(Layout) layout = layout_document(document, NULL, NULL);
        assert_true(layout->pages->len > 1);
        for (guint i = 0; i < layout->pages->len; i++)
            assert_page_is_clear(document, g_ptr_array_index(layout->pages, i));
    }
}

static void append_without_spaces(GString *to, const gchar *text)
{
    for (; *text != '\0'; text++)
        if (*text != ' ')
            g_string_append_c(to, *text);
}

static void every_word_is_there_once_and_in_order(void **state)
{
    (void) state;
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    for (guint run = 0; run < 30; run++) {
        g_autoptr(Document) document = random_document(random);
        g_autoptr(Layout) layout = layout_document(document, NULL, NULL);
        g_autoptr(GString) given = g_string_new(NULL), shown = g_string_new(NULL);
        for (guint i = 0; i < document->blocks->len; i++) {
            g_autofree gchar *text = block_text(g_ptr_array_index(document->blocks, i));
            append_without_spaces(given, text);
        }
        for (guint i = 0; i < layout->pages->len; i++) {
            const Page *page = g_ptr_array_index(layout->pages, i);
            for (guint j = 0; j < page->items->len; j++) {
                const Item *item = item_at(page, j);
                if (item->kind == ITEM_TEXT && !item->label && !item->mark && item->block != ITEM_FURNITURE)
                    append_without_spaces(shown, item->text);
            }
        }
        assert_string_equal(shown->str, given->str);
    }
}

/* A concern of 20,000 characters in many scripts: every letter is there, or its stand-in. */
static void long_and_strange_text_is_all_there(void **state)
{
    static const gchar text[] = "Mae'r plentyn yn hapus, ŵy ŷd. Zażółć gęślą jaźń. Işığı söndür, İzmir ğ. "
                                "\xf0\x9f\x99\x82 \xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7 "
                                "\xe4\xbd\xa0\xe5\xa5\xbd ";
    (void) state;
    g_autoptr(Document) document = sample_plain();
    g_autoptr(GString) concern = g_string_new(NULL), given = g_string_new(NULL), shown = g_string_new(NULL);
    while (g_utf8_strlen(concern->str, -1) < 20000)
        g_string_append(concern, text);
    sample_add(document, BLOCK_QUOTE, concern->str);
    g_autoptr(Layout) layout = layout_document(document, NULL, NULL);
    for (guint i = 0; i < layout->pages->len; i++) {
        const Page *page = g_ptr_array_index(layout->pages, i);
        assert_page_is_clear(document, page);
        for (guint j = 0; j < page->items->len; j++)
            if (item_at(page, j)->kind == ITEM_TEXT)
                append_without_spaces(shown, item_at(page, j)->text);
    }
    /* No Latin letter is missing; emoji, Arabic and Chinese stay what they are. */
    for (const gchar *at = concern->str; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar code = g_utf8_get_char(at);
        if (code != ' ')
            g_string_append_unichar(given, code);
    }
    assert_string_equal(shown->str, given->str);
    assert_int_equal(layout->missing->len, 1 + 5 + 2);
}

static void facts_of_two_columns_stand_on_one_grid(void **state)
{
    (void) state;
    g_autoptr(Document) document = sample_form(&(SampleForm){3, 1, NULL});
    g_autoptr(Layout) layout = layout_document(document, NULL, NULL);
    gdouble left = document->page.left, columns[2] = {0, 0};
    guint values = 0;
    for (guint i = 0; i < layout->pages->len; i++) {
        const Page *page = g_ptr_array_index(layout->pages, i);
        for (guint j = 0; j < page->items->len; j++) {
            const Item *item = item_at(page, j);
            if (item->kind != ITEM_TEXT || item->block == ITEM_FURNITURE)
                continue;
            const Block *block = g_ptr_array_index(document->blocks, item->block);
            if (block->kind != BLOCK_FACT)
                continue;
            values++;
            guint column = item->x > left + 1;
            if (columns[column] == 0)
                columns[column] = item->x;
            assert_float_equal(item->x, columns[column], HAIR);
        }
    }
    assert_true(values >= 2 * 22);
    assert_float_equal(columns[0], left, HAIR);
    assert_true(columns[1] > document->page.width / 2);
}

static void every_page_carries_its_number_and_reference(void **state)
{
    (void) state;
    g_autoptr(Document) document = sample_form(&(SampleForm){3, 20, NULL});
    g_autoptr(Layout) layout = layout_document(document, NULL, NULL);
    for (guint i = 0; i < layout->pages->len; i++) {
        const Page *page = g_ptr_array_index(layout->pages, i);
        g_autofree gchar *number = g_strdup_printf("Page %u of %u", i + 1, layout->pages->len);
        guint numbers = 0, references = 0, codes = 0;
        for (guint j = 0; j < page->items->len; j++) {
            const Item *item = item_at(page, j);
            codes += item->kind == ITEM_CODE;
            if (item->kind == ITEM_TEXT && item->block == ITEM_FURNITURE) {
                numbers += strcmp(item->text, number) == 0;
                references += strstr(item->text, "NCC-2026-0001-K") != NULL;
            }
        }
        assert_int_equal(numbers, 1);
        assert_int_equal(references, 2); /* in the footer and under the code */
        assert_int_equal(codes, 1);
    }
}

static void marks_tell_which_way_up_a_scan_lies(void **state)
{
    (void) state;
    g_autoptr(Document) document = sample_form(&(SampleForm){0, 1, NULL});
    g_autoptr(Layout) layout = layout_document(document, NULL, NULL);
    const Page *page = g_ptr_array_index(layout->pages, 0);
    gdouble area[2][2] = {{0}}, edge = 10 * 72 / 25.4;
    for (guint i = 0; i < page->items->len; i++) {
        const Item *item = item_at(page, i);
        if (item->kind != ITEM_RECT || item->block != ITEM_FURNITURE)
            continue;
        guint right = item->rect.x > layout->width / 2, top = item->rect.y > layout->height / 2;
        area[top][right] += item->rect.width * item->rect.height;
        assert_true(item->rect.x >= edge - HAIR && item->rect.y >= edge - HAIR);
        assert_true(item->rect.x + item->rect.width <= layout->width - edge + HAIR);
        assert_true(item->rect.y + item->rect.height <= layout->height - edge + HAIR);
    }
    assert_float_equal(area[0][0], area[0][1], 0.01);
    assert_float_equal(area[0][0], area[1][1], 0.01);
    assert_true(area[1][0] > 2 * area[0][0]);
}

static void missing_characters_are_listed_once(void **state)
{
    (void) state;
    g_autoptr(Document) document = sample_form(&(SampleForm){1, 3, "Иван и Анна, \xe4\xb8\xad"});
    g_autoptr(Layout) layout = layout_document(document, NULL, NULL);
    g_autoptr(GString) list = g_string_new(NULL);
    for (guint i = 0; i < layout->missing->len; i++)
        g_string_append_unichar(list, g_array_index(layout->missing, gunichar, i));
    assert_string_equal(list->str, "ИваниА\xe4\xb8\xad");
}

static void measures_that_are_no_numbers_give_no_pages(void **state)
{
    (void) state;
    g_autoptr(Document) document = sample_form(&(SampleForm){0, 1, NULL});
    document->page.left = NAN;
    g_autoptr(Layout) layout = layout_document(document, NULL, NULL);
    assert_int_equal(layout->pages->len, 0);
    document->page.left = 50;
    ((Style *) g_ptr_array_index(document->styles, 0))->size = INFINITY;
    g_autoptr(Layout) other = layout_document(document, NULL, NULL);
    assert_int_equal(other->pages->len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_overlaps_or_leaves_the_margins),
        cmocka_unit_test(every_word_is_there_once_and_in_order),
        cmocka_unit_test(long_and_strange_text_is_all_there),
        cmocka_unit_test(facts_of_two_columns_stand_on_one_grid),
        cmocka_unit_test(every_page_carries_its_number_and_reference),
        cmocka_unit_test(marks_tell_which_way_up_a_scan_lies),
        cmocka_unit_test(missing_characters_are_listed_once),
        cmocka_unit_test(measures_that_are_no_numbers_give_no_pages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
