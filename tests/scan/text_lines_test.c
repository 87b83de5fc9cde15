/* Lines of type that stand close, drawn sample by sample: each keeps what is its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "scan/text_lines.h"

#define SCALE  4   /* samples for a pt */
#define WIDTH  400 /* samples */
#define HEIGHT 160
#define ROOM   2.0 /* pt */

static Patch *blank_patch(void)
{
    Patch *patch = g_new0(Patch, 1);

    patch->scale = SCALE;
    patch->width = WIDTH;
    patch->height = HEIGHT;
    patch->grey = g_malloc(WIDTH * HEIGHT);
    memset(patch->grey, 255, WIDTH * HEIGHT);
    return patch;
}

/* A dark upright bar, inclusive. */
static void bar(Patch *patch, guint left, guint top, guint bottom)
{
    for (guint y = top; y <= bottom; y++)
        memset(patch->grey + (gsize) y * WIDTH + left, 0, 6);
}

/* Bars as small letters, on a baseline. */
static void letters(Patch *patch, guint n, guint baseline)
{
    for (guint i = 0; i < n; i++)
        bar(patch, 20 + 12 * i, baseline - 22, baseline);
}

static guint count_dark(const TextLine *line)
{
    guint n = 0;

    for (gsize i = 0; i < (gsize) line->width * line->height; i++)
        n += line->grey[i] == 0;
    return n;
}

/* Rows and columns, without the room about them. */
static void assert_extent(const TextLine *line, gint top, gint height, gint width)
{
    const gint room = (gint) (ROOM * SCALE);

    assert_int_equal(line->top + room, top);
    assert_int_equal((gint) line->height - 2 * room, height);
    assert_int_equal((gint) line->width - 2 * room, width);
}

static const TextLine *line_at(const GArray *lines, guint index)
{
    return &g_array_index(lines, TextLine, index);
}

static void a_short_line_below_a_long_one_is_a_line(void **state)
{
    (void) state;
    g_autoptr(Patch) patch = blank_patch();
    letters(patch, 30, 50);
    letters(patch, 2, 98);
    g_autoptr(GArray) lines = text_lines_cut(patch, ROOM);
    assert_int_equal(lines->len, 2);
    assert_extent(line_at(lines, 0), 28, 23, 12 * 29 + 6);
    assert_extent(line_at(lines, 1), 76, 23, 18);
    assert_true(line_at(lines, 0)->single && line_at(lines, 1)->single);
    assert_int_equal(count_dark(line_at(lines, 1)), 2 * 6 * 23);
}

/* A g of the upper line reaches below the top of an f of the lower one. */
static void what_hangs_into_the_next_line_stays_with_its_own(void **state)
{
    (void) state;
    g_autoptr(Patch) patch = blank_patch();
    letters(patch, 20, 50);
    letters(patch, 3, 98);
    bar(patch, 200 + 72, 28, 66);
    bar(patch, 20, 62, 98);
    g_autoptr(GArray) lines = text_lines_cut(patch, ROOM);
    assert_int_equal(lines->len, 2);
    assert_extent(line_at(lines, 0), 28, 66 - 28 + 1, 272 + 6 - 20);
    assert_extent(line_at(lines, 1), 62, 98 - 62 + 1, 30);
    assert_int_equal(count_dark(line_at(lines, 1)), 6 * (98 - 62 + 1) + 2 * 6 * 23);
}

/* Where they touch, each keeps its part: nothing is lost, nothing twice. */
static void letters_that_touch_are_cut_apart(void **state)
{
    (void) state;
    g_autoptr(Patch) patch = blank_patch();
    letters(patch, 20, 50);
    letters(patch, 20, 98);
    bar(patch, 44, 51, 75);
    g_autoptr(GArray) lines = text_lines_cut(patch, ROOM);
    assert_int_equal(lines->len, 2);
    assert_int_equal(count_dark(line_at(lines, 0)) + count_dark(line_at(lines, 1)), 40 * 6 * 23 + 6 * 25);
    assert_true(count_dark(line_at(lines, 0)) >= 20 * 6 * 23);
    assert_true(count_dark(line_at(lines, 1)) >= 20 * 6 * 23);
}

/* A g whose tail, broader than what it hangs by, touches an l below: the tail is the g's. */
static void a_tail_that_touches_stays_whole(void **state)
{
    (void) state;
    g_autoptr(Patch) patch = blank_patch();
    letters(patch, 20, 50);
    letters(patch, 20, 98);
    bar(patch, 44, 51, 75);
    bar(patch, 38, 55, 60);
    g_autoptr(GArray) lines = text_lines_cut(patch, ROOM);
    assert_int_equal(lines->len, 2);
    guint upper = count_dark(line_at(lines, 0)) - 20 * 6 * 23;
    assert_true(upper >= 6 * 10 + 6 * 6);
    assert_true(upper <= 6 * 15 + 6 * 6);
    assert_int_equal(upper + count_dark(line_at(lines, 1)), 20 * 6 * 23 + 6 * 25 + 6 * 6);
}

static void dots_over_letters_are_no_line(void **state)
{
    (void) state;
    g_autoptr(Patch) patch = blank_patch();
    letters(patch, 10, 50);
    bar(patch, 20, 20, 23);
    bar(patch, 56, 20, 23);
    g_autoptr(GArray) lines = text_lines_cut(patch, ROOM);
    assert_int_equal(lines->len, 1);
    assert_extent(line_at(lines, 0), 20, 31, 12 * 9 + 6);
}

/* What is too high for a line of type is not said to be one. */
static void a_block_is_not_said_to_be_a_line(void **state)
{
    (void) state;
    g_autoptr(Patch) patch = blank_patch();
    for (guint i = 0; i < 10; i++)
        bar(patch, 20 + 12 * i, 10, 120);
    g_autoptr(GArray) lines = text_lines_cut(patch, ROOM);
    assert_int_equal(lines->len, 1);
    assert_false(line_at(lines, 0)->single);
    g_autoptr(Patch) empty = blank_patch();
    g_autoptr(GArray) none = text_lines_cut(empty, ROOM);
    assert_int_equal(none->len, 0);
}

/* The paler edge of ink tells where it ends, between the samples. */
static void ink_keeps_its_pale_edge(void **state)
{
    (void) state;
    g_autoptr(Patch) patch = blank_patch();
    letters(patch, 30, 50);
    for (guint y = 30; y <= 50; y++) {
        patch->grey[(gsize) y * WIDTH + 26] = 200; /* beside the first letter */
        patch->grey[(gsize) y * WIDTH + 29] = 200; /* beside none */
    }
    g_autoptr(GArray) lines = text_lines_cut(patch, ROOM);
    const TextLine *line = line_at(lines, 0);
    const guint8 *row = line->grey + (gsize) (40 - line->top) * line->width;
    assert_int_equal(row[25 - line->left], 0);
    assert_int_equal(row[26 - line->left], 200);
    assert_int_equal(row[29 - line->left], 255);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_short_line_below_a_long_one_is_a_line),
        cmocka_unit_test(what_hangs_into_the_next_line_stays_with_its_own),
        cmocka_unit_test(letters_that_touch_are_cut_apart),
        cmocka_unit_test(a_tail_that_touches_stays_whole),
        cmocka_unit_test(dots_over_letters_are_no_line),
        cmocka_unit_test(a_block_is_not_said_to_be_a_line),
        cmocka_unit_test(ink_keeps_its_pale_edge),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
