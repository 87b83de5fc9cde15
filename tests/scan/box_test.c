/* Boxes drawn dot by dot: what is a mark, what is none, and what stays in doubt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "drawn_page.h"
#include "scan/projection.h"

static Mark judge_by(const Picture *picture, const PageFix *fix)
{
    BoxInk ink;

    assert_true(fix->registered);
    scan_judge_box(picture, fix, &box, &ink);
    Mark mark = ink.mark;
    assert_true(mark != MARK_UNCLEAR || ink.why != NULL);
    box_ink_clear(&ink);
    return mark;
}

static Mark judge_anew(const Picture *picture)
{
    g_autoptr(PageFix) fix = scan_find_page(picture, WIDTH, HEIGHT);

    return judge_by(picture, fix);
}

static void a_blank_box_is_off_either_way_up(void **state)
{
    Picture picture = draw_page();

    (void) state;
    assert_int_equal(judge_anew(&picture), MARK_OFF);
    turn_half(&picture);
    assert_int_equal(judge_anew(&picture), MARK_OFF);
    g_free(picture.grey);
}

static void a_crossed_box_is_on_either_way_up(void **state)
{
    Picture picture = draw_page();

    (void) state;
    for (guint step = 0; step < 40; step++) {
        gdouble t = 3 + step * 0.25;
        fill(&picture, box.x + t, box.y + t, 1.5, 1.5, 40);
        fill(&picture, box.x + t, box.y + 15.5 - t, 1.5, 1.5, 40);
    }
    assert_int_equal(judge_anew(&picture), MARK_ON);
    turn_half(&picture);
    assert_int_equal(judge_anew(&picture), MARK_ON);
    g_free(picture.grey);
}

static void doubtful_boxes_are_nobodys_guess(void **state)
{
    Picture dot = draw_page(), line = draw_page(), none = draw_page();

    fill(&dot, box.x + 7, box.y + 7, 3, 3, 20);
    assert_int_equal(judge_by(&dot, *state), MARK_UNCLEAR);
    for (guint step = 0; step < 240; step++) {
        gdouble t = -20 + step * 0.25;
        fill(&line, box.x + t, box.y + 4 + t / 4, 1.2, 1.2, 40);
    }
    assert_int_equal(judge_by(&line, *state), MARK_UNCLEAR);
    fill(&none, box.x, box.y, box.width, box.height, 255);
    assert_int_equal(judge_by(&none, *state), MARK_UNCLEAR);
    g_free(dot.grey);
    g_free(line.grey);
    g_free(none.grey);
}

static void a_box_crossed_out_or_ringed_is_nobodys_guess(void **state)
{
    Picture crossed = draw_page(), ringed = draw_page(), struck = draw_page(), about = draw_page();

    for (guint step = 0; step < 9; step++) { /* rows over the box and beyond it */
        gdouble y = -3 + step * 2.5;
        fill(&crossed, box.x - 4, box.y + y, 25, 1.5, 40);
    }
    assert_int_equal(judge_by(&crossed, *state), MARK_UNCLEAR);
    for (guint step = 0; step < 400; step++) { /* a ring about the label, that cuts the box */
        gdouble t = -2 + step * 0.01;
        fill(&ringed, box.x + 85 - 80 * cos(t), box.y + 8 + 14 * sin(t), 1.2, 1.2, 40);
    }
    assert_int_equal(judge_by(&ringed, *state), MARK_UNCLEAR);
    for (guint step = 0; step < 640; step++) { /* a tick, and a ring about it that touches nothing */
        gdouble t = step * 0.01;
        fill(&about, box.x + 8 + 18 * cos(t), box.y + 8 + 17 * sin(t), 1.2, 1.2, 40);
        fill(&about, box.x + 4 + t, box.y + 4 + t, 1.2, 1.2, 40);
    }
    assert_int_equal(judge_by(&about, *state), MARK_UNCLEAR);
    for (guint step = 0; step < 44; step++) { /* a tick, and a stroke through it */
        gdouble t = 0 + step * 0.25;
        fill(&struck, box.x + 4 + t, box.y + 4 + t, 1.2, 1.2, 40);
        fill(&struck, box.x - 9 + 3 * t, box.y + 8, 1.5, 1.2, 40);
    }
    assert_int_equal(judge_by(&struck, *state), MARK_UNCLEAR);
    g_free(crossed.grey);
    g_free(ringed.grey);
    g_free(struck.grey);
    g_free(about.grey);
}

/* As of a hard pencil: 0.8 pt wide, a quarter as dark as print. */
static void thin_pale_strokes_are_marks_and_never_nothing(void **state)
{
    Picture tick = draw_page(), hatched = draw_page(), passing = draw_page(), faint = draw_page();

    for (guint step = 0; step < 44; step++) {
        gdouble t = 3 + step * 0.25;
        fill(&tick, box.x + t, box.y + t, 0.8, 0.8, 185);
        fill(&faint, box.x + t, box.y + t, 0.8, 0.8, 225);
    }
    assert_int_equal(judge_by(&tick, *state), MARK_ON);
    assert_int_not_equal(judge_by(&faint, *state), MARK_OFF);
    for (guint step = 0; step < 5; step++)
        fill(&hatched, box.x - 4, box.y + 2 + step * 3, 25, 0.8, 185);
    assert_int_equal(judge_by(&hatched, *state), MARK_UNCLEAR);
    for (guint step = 0; step < 160; step++) /* begins beside the box and passes it */
        fill(&passing, box.x - 3 + step * 0.25, box.y - 6 + step * 0.02, 1.1, 1.1, 40);
    assert_int_equal(judge_by(&passing, *state), MARK_OFF);
    g_free(tick.grey);
    g_free(hatched.grey);
    g_free(passing.grey);
    g_free(faint.grey);
}

/* What black and white leaves of a pale stroke: dots of a pixel each. */
static void dots_of_pale_ink_are_no_dust(void **state)
{
    Picture pale = draw_page(), clean = draw_page();

    for (guint step = 0; step < 3; step++) {
        gdouble t = 5 + step * 2.5;
        fill(&pale, box.x + t, box.y + t, 0.5, 0.5, 0);
    }
    assert_int_equal(judge_by(&pale, *state), MARK_UNCLEAR);
    fill(&clean, box.x + 8, box.y + 8, 0.5, 0.5, 0); /* a single one may be all that is left of a mark too, */
    assert_int_equal(judge_by(&clean, *state), MARK_UNCLEAR);
    fill(&clean, box.x + 12, box.y - 5, 0.5, 0.5, 0); /* but not where there is dust about the box, */
    assert_int_equal(judge_by(&clean, *state), MARK_OFF);
    fill(&clean, box.x + box.width + 2.5, box.y + 12, 0.5, 0.5,
         0); /* unless a tick's end may have left it there */
    assert_int_equal(judge_by(&clean, *state), MARK_UNCLEAR);
    fill(&clean, box.x + 8, box.y + 8, 1.4, 1.4, 0); /* nor may a larger one be all that is left of a mark */
    assert_int_equal(judge_by(&clean, *state), MARK_UNCLEAR);
    g_free(pale.grey);
    g_free(clean.grey);
}

/* At 150 dpi a tick's end left one pixel, a white one off the line. */
static void a_dot_beside_the_frame_is_no_part_of_it(void **state)
{
    Picture picture = draw_page();
    guint right = (guint) ((box.x + box.width - 1) * SCALE); /* the line's first column */
    guint row = (guint) ((HEIGHT - box.y - 12) * SCALE);

    assert_int_equal(judge_by(&picture, *state), MARK_OFF);
    picture.grey[(gsize) row * picture.width + right - 1] = 0; /* the line's own rough edge */
    assert_int_equal(judge_by(&picture, *state), MARK_OFF);
    picture.grey[(gsize) (row + 2) * picture.width + right - 2] = 0;
    assert_int_equal(judge_by(&picture, *state), MARK_UNCLEAR);
    g_free(picture.grey);
}

/* Each mark is of pale ink, in black and white. */
static void rows_of_dots_are_what_their_strokes_were(void **state)
{
    Picture tick = draw_page(), struck = draw_page(), end = draw_page(), crossed = draw_page();

    draw_dots(&tick, &box, (Point){4, 8}, (Point){7, 5}, 4);
    draw_dots(&tick, &box, (Point){7, 5}, (Point){13, 13}, 8);
    assert_int_equal(judge_by(&tick, *state), MARK_ON);
    fill(&struck, box.x + 3.5, box.y + 6, 3, 0.5, 0); /* a line through box and label left two pieces */
    fill(&struck, box.x + 7.5, box.y + 6.5, 5.5, 0.5, 0);
    assert_int_equal(judge_by(&struck, *state), MARK_UNCLEAR);
    draw_dots(&end, &box, (Point){19, 23}, (Point){21, 26}, 4); /* a tick left its end, */
    assert_int_equal(judge_by(&end, *state), MARK_UNCLEAR);
    fill(&end, box.x + 12, box.y + 22, 10, 10, 255);
    fill(&end, box.x + 12, box.y + 25, 20, 0.5, 0); /* and a level line is none */
    assert_int_equal(judge_by(&end, *state), MARK_OFF);
    for (guint row = 0; row < 5; row++)
        draw_dots(&crossed, &box, (Point){-3, 2 + row * 3.0}, (Point){20, 2.5 + row * 3.0}, 20);
    assert_int_equal(judge_by(&crossed, *state), MARK_UNCLEAR);
    g_free(tick.grey);
    g_free(struck.grey);
    g_free(end.grey);
    g_free(crossed.grey);
}

/* A ballpoint back and forth over the box: gaps between its strokes, and ends beyond the frame. */
static void strokes_over_the_frame_cross_a_box_out(void **state)
{
    Picture both = draw_page(), filled = draw_page(), shifted = draw_page(), pale = draw_page();

    for (guint row = 0; row < 8; row++) {
        fill(&both, box.x - 2, box.y + 0.7 + row * 2.1, 21, 1.5, 40);
        fill(&filled, box.x + 1.5, box.y + 0.7 + row * 2.1, 14, 1.5, 40);
        fill(&shifted, box.x + 1.5, box.y - 1.8 + row * 2.7, 18, 2.4, 40);
    }
    assert_int_equal(judge_by(&both, *state), MARK_UNCLEAR);
    assert_int_equal(judge_by(&filled, *state), MARK_ON);
    assert_int_equal(judge_by(&shifted, *state), MARK_UNCLEAR); /* below, above and to the right */
    fill(&pale, box.x - 2.3, box.y - 2.3, 21.6, 21.6, 180);     /* a pencil, without gaps */
    for (guint side = 0; side < 2; side++) {
        fill(&pale, box.x + side * 16, box.y, 1, 17, 10);
        fill(&pale, box.x, box.y + side * 16, 17, 1, 10);
    }
    assert_int_equal(judge_by(&pale, *state), MARK_UNCLEAR);
    g_free(both.grey);
    g_free(filled.grey);
    g_free(shifted.grey);
    g_free(pale.grey);
}

static void what_stands_beside_a_tick_is_no_part_of_it(void **state)
{
    Picture tick = draw_page();

    for (guint step = 0; step < 64; step++) { /* out of the box at its upper right */
        gdouble t = step * 0.25;
        fill(&tick, box.x + 4 + t / 4, box.y + 8 - t / 4, 1.2, 1.2, 40);
        fill(&tick, box.x + 8 + t, box.y + 4 + t * 1.3, 1.2, 1.2, 40);
    }
    assert_int_equal(judge_by(&tick, *state), MARK_ON);
    fill(&tick, box.x + 4, box.y - 12, 1.5, 8, 40); /* another stroke, 4 pt below the box */
    assert_int_equal(judge_by(&tick, *state), MARK_ON);
    fill(&tick, box.x + 4, box.y - 6, 1.5, 9, 40); /* which runs into it */
    assert_int_equal(judge_by(&tick, *state), MARK_UNCLEAR);
    g_free(tick.grey);
}

/* As solid as a blot, but there is paper between its strokes. */
static void a_scribble_is_no_blot(void **state)
{
    Picture scribble = draw_page();

    for (guint row = 0; row < 3; row++)
        fill(&scribble, box.x + 3.5, box.y + 3.5 + row * 4, 10, 2.4, 20);
    fill(&scribble, box.x + 11.5, box.y + 3.5, 2, 6, 20);
    fill(&scribble, box.x + 3.5, box.y + 7.5, 2, 6, 20);
    assert_int_equal(judge_by(&scribble, *state), MARK_ON);
    g_free(scribble.grey);
}

static void a_word_and_a_blot_are_for_a_person(void **state)
{
    Picture word = draw_page(), blot = draw_page();

    for (guint stroke = 0; stroke < 4; stroke++) /* two letters of two upright strokes each */
        fill(&word, box.x + 3.5 + stroke * 2.9, box.y + 4, 1, 9, 20);
    fill(&word, box.x + 3.5, box.y + 12, 3.9, 1, 20);
    fill(&word, box.x + 9.3, box.y + 12, 3.9, 1, 20);
    assert_int_equal(judge_by(&word, *state), MARK_UNCLEAR);
    for (guint step = 0; step < 40; step++) {
        gdouble y = -5 + step * 0.25, half = sqrt(MAX(25 - y * y, 0));
        fill(&blot, box.x + 8.5 - half, box.y + 8.5 + y, 2 * half, 0.3, 20);
    }
    assert_int_equal(judge_by(&blot, *state), MARK_UNCLEAR);
    g_free(word.grey);
    g_free(blot.grey);
}

static void the_limits_are_named_with_their_values(void **state)
{
    (void) state;
    assert_non_null(strstr(LIMITS_TEXT, "MARKED 0.05"));
    assert_non_null(strstr(LIMITS_TEXT, "BLANK 0.006"));
    assert_null(strstr(LIMITS_TEXT, "LIMIT_"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_blank_box_is_off_either_way_up),
        cmocka_unit_test(a_crossed_box_is_on_either_way_up),
        cmocka_unit_test(doubtful_boxes_are_nobodys_guess),
        cmocka_unit_test(a_box_crossed_out_or_ringed_is_nobodys_guess),
        cmocka_unit_test(thin_pale_strokes_are_marks_and_never_nothing),
        cmocka_unit_test(dots_of_pale_ink_are_no_dust),
        cmocka_unit_test(a_dot_beside_the_frame_is_no_part_of_it),
        cmocka_unit_test(rows_of_dots_are_what_their_strokes_were),
        cmocka_unit_test(strokes_over_the_frame_cross_a_box_out),
        cmocka_unit_test(what_stands_beside_a_tick_is_no_part_of_it),
        cmocka_unit_test(a_scribble_is_no_blot),
        cmocka_unit_test(a_word_and_a_blot_are_for_a_person),
        cmocka_unit_test(the_limits_are_named_with_their_values),
    };

    return cmocka_run_group_tests(tests, find_page_once, forget_page);
}
