/* Documents on pages: what holds whatever they say. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "layout/font.h"
#include "layout/page.h"
#include "sample.h"

#define HAIR 0.02 /* pt: rounding */

static gchar *random_text(GRand *random, guint words)
{
    static const gchar *const some[] = {"a",        "review",   "visit,",       "school", "placement-plan",
                                        "ŵyl",      "jaźń",     "and/or",       "£5",     "the",
                                        "child's",  "Contact.", "2026-11-20",   "Nguyễn", "مرحبا",
                                        "你好世界", "🙂",     "\u1eb9\u0308", "שלום"};
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < words; i++) {
        if (i > 0)
            g_string_append_c(text, ' ');
        if (g_rand_int_range(random, 0, 60) == 0)
            for (gint n = g_rand_int_range(random, 30, 200); n > 0; n--)
                g_string_append_c(text, (gchar) g_rand_int_range(random, 'a', 'z' + 1));
        else
            g_string_append(text, some[g_rand_int_range(random, 0, G_N_ELEMENTS(some))]);
    }
    return g_string_free(text, FALSE);
}

/* A form of random blocks with all furniture. */
static Document *random_document(GRand *random)
{
    static const BlockKind kinds[] = {BLOCK_HEADING, BLOCK_TEXT, BLOCK_QUOTE, BLOCK_ITEM, BLOCK_FACT,
                                      BLOCK_FACT,    BLOCK_TICK, BLOCK_GAP,   BLOCK_RULE};
    Document *document = sample_form(&(SampleForm){0, 1, NULL});

    g_ptr_array_set_size(document->blocks, 2);
    Style *panel = style_new("panel");
    panel->panel = TRUE;
    g_ptr_array_add(document->styles, panel);
    if (g_rand_boolean(random)) {
        static const guint8 pixels[6] = {0};
        document->logo = logo_new(2, 1, g_bytes_new_static(pixels, sizeof pixels));
        document->logo_height = g_rand_int_range(random, 14, 57);
    }
    for (guint i = 0; i < 40; i++) {
        BlockKind kind = kinds[g_rand_int_range(random, 0, G_N_ELEMENTS(kinds))];
        gboolean bare = kind == BLOCK_GAP || kind == BLOCK_RULE;
        gint most = kind == BLOCK_TEXT || kind == BLOCK_QUOTE ? 220 : 12;
        g_autofree gchar *text = bare ? NULL : random_text(random, (guint) g_rand_int_range(random, 1, most));
        Block *block = sample_add(document, kind, text);
        block->size = kind == BLOCK_GAP ? 12 : 0;
        block->columns = 2;
        block->ticked = i % 2 == 0;
        block->level = 1;
        block->label = kind == BLOCK_FACT ? g_strdup("Label") : NULL;
        block->style = kind == BLOCK_TEXT && i % 3 == 0 ? g_strdup("panel") : NULL;
    }
    return document;
}

static const Item *item_at(const Page *page, guint index)
{
    return g_ptr_array_index(page->items, index);
}

/* A text's rectangle from the baseline to the height of a capital. */
static Rect ink_of(const Item *item)
{
    if (item->kind != ITEM_TEXT)
        return item->rect;
    const Font *font = font_of_face(item->face);
    return (Rect){item->x, item->y, font_measure(font, item->text, item->size),
                  font->cap_height * item->size / 1000};
}

static gboolean overlap(Rect a, Rect b)
{
    return a.x + a.width > b.x + HAIR && b.x + b.width > a.x + HAIR && a.y + a.height > b.y + HAIR &&
           b.y + b.height > a.y + HAIR;
}

static void assert_page_is_clear(const Document *document, const Page *page)
{
    const PageSetup *setup = &document->page;

    for (guint i = 0; i < page->items->len; i++) {
        const Item *item = item_at(page, i);
        Rect ink = ink_of(item);
        if (item->kind == ITEM_RECT)
            continue; /* frames stand round fields, marks in the margins */
        assert_true(ink.x >= setup->left - HAIR);
        assert_true(ink.x + ink.width <= setup->width - setup->right + HAIR);
        assert_true(ink.y >= setup->bottom - HAIR);
        assert_true(ink.y + ink.height <= setup->height - setup->top + HAIR);
        for (guint j = 0; j < i; j++)
            if (item_at(page, j)->kind != ITEM_RECT)
                assert_false(overlap(ink, ink_of(item_at(page, j))));
    }
}

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

/* Different baselines of a block's own text on a page. */
static guint lines_on_page(const Page *page, guint block)
{
    guint lines = 0;
    gdouble last = -1;

    for (guint i = 0; i < page->items->len; i++) {
        const Item *item = item_at(page, i);
        if (item->kind == ITEM_TEXT && item->block == block && !item->label && fabs(item->y - last) > HAIR) {
            lines++;
            last = item->y;
        }
    }
    return lines;
}

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
        cmocka_unit_test(no_single_line_of_a_paragraph_stands_alone),
        cmocka_unit_test(a_heading_stays_with_what_follows),
        cmocka_unit_test(label_and_field_stand_on_one_page),
        cmocka_unit_test(no_heading_stands_alone_at_a_page_end),
        cmocka_unit_test(long_and_strange_text_is_all_there),
        cmocka_unit_test(a_kept_group_stays_on_one_page),
        cmocka_unit_test(facts_of_two_columns_stand_on_one_grid),
        cmocka_unit_test(every_page_carries_its_number_and_reference),
        cmocka_unit_test(marks_tell_which_way_up_a_scan_lies),
        cmocka_unit_test(missing_characters_are_listed_once),
        cmocka_unit_test(few_lines_make_no_page),
        cmocka_unit_test(a_page_break_never_leaves_an_empty_page),
        cmocka_unit_test(measures_that_are_no_numbers_give_no_pages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
