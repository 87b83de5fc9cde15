/* The two boxes of one form, drawn dot by dot: what one says of the other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "drawn_page.h"
#include "scan/projection.h"

static const Rect second = {51, 340, 17, 17};

static Picture draw_form(void)
{
    Picture picture = draw_page();

    draw_frame(&picture, &second);
    return picture;
}

/* A cross of strokes so long, pt, with so long a gap after each. */
static void draw_cross(const Picture *picture, const Rect *in, gdouble dash, gdouble gap)
{
    for (guint step = 0; step < 44; step++) {
        gdouble t = 3 + step * 0.25;
        if (fmod(t - 3, dash + gap) > dash)
            continue;
        fill(picture, in->x + t, in->y + t, 1.2, 1.2, 0);
        fill(picture, in->x + t, in->y + 15.8 - t, 1.2, 1.2, 0);
    }
}

static void judge_both(const Picture *picture, const PageFix *fix, Mark expected_first, Mark expected_second)
{
    const Rect boxes[] = {box, second};
    BoxInk inks[2];

    scan_judge_boxes(picture, fix, boxes, 2, inks);
    assert_int_equal(inks[0].mark, expected_first);
    assert_int_equal(inks[1].mark, expected_second);
    assert_true((inks[1].why != NULL) == (inks[1].mark == MARK_UNCLEAR));
    box_ink_clear(&inks[0]);
    box_ink_clear(&inks[1]);
}

/* One person answers with one pen, and that pen leaves more than dots. */
static void a_dot_beside_a_firm_mark_is_dust(void **state)
{
    Picture firm = draw_form(), broken = draw_form(), two = draw_form();

    fill(&firm, second.x + 8, second.y + 8, 0.5, 0.5, 0);
    judge_both(&firm, *state, MARK_OFF, MARK_UNCLEAR);
    draw_cross(&firm, &box, 20, 0);
    judge_both(&firm, *state, MARK_ON, MARK_OFF);
    fill(&firm, second.x + 8, second.y + 8, 1.1, 0.5, 0); /* a dash of the same pen, pressed less */
    judge_both(&firm, *state, MARK_ON, MARK_UNCLEAR);
    fill(&broken, second.x + 8, second.y + 8, 0.5, 0.5, 0);
    draw_cross(&broken, &box, 3, 2.2); /* pale ink, which may have left a dot elsewhere */
    judge_both(&broken, *state, MARK_ON, MARK_UNCLEAR);
    draw_cross(&two, &box, 20, 0);
    fill(&two, second.x + 6, second.y + 6, 0.5, 0.5, 0); /* two may be left of another pen's stroke */
    fill(&two, second.x + 10, second.y + 11, 0.5, 0.5, 0);
    judge_both(&two, *state, MARK_ON, MARK_UNCLEAR);
    fill(&two, second.x + 1, second.y + 1, 15, 15, 0); /* and one that is all ink has no dust */
    judge_both(&two, *state, MARK_ON, MARK_ON);
    g_free(firm.grey);
    g_free(broken.grey);
    g_free(two.grey);
}

/* Of a pen too pale for black and white a single dot may be a whole mark's end. */
static void a_dot_about_the_other_box_counts_where_the_pen_is_pale(void **state)
{
    Picture pale = draw_form();

    draw_dots(&pale, &box, (Point){4, 4}, (Point){13, 13}, 6);
    judge_both(&pale, *state, MARK_ON, MARK_OFF);
    fill(&pale, second.x + 23, second.y + 14, 0.5, 0.5, 0);
    judge_both(&pale, *state, MARK_ON, MARK_UNCLEAR);
    g_free(pale.grey);
}

/* Greys, as no black and white picture has them. */
static void soften(const Picture *picture)
{
    const Rect rects[] = {box, second};

    for (guint i = 0; i < 2; i++) {
        fill(picture, rects[i].x - 1, rects[i].y + 17, 19, 1, 130);
        fill(picture, rects[i].x - 1, rects[i].y + 1, 1, 15, 130);
        fill(picture, rects[i].x + 1, rects[i].y + 15.5, 15, 0.5, 130);
    }
}

static void a_trace_counts_where_the_pen_is_pale(void **state)
{
    Picture pale = draw_form(), dark = draw_form();

    soften(&pale);
    soften(&dark);
    for (guint step = 0; step < 24; step++) { /* of 7 % */
        fill(&pale, second.x + 5 + step * 0.25, second.y + 5 + step * 0.25, 0.8, 0.8, 237);
        fill(&dark, second.x + 5 + step * 0.25, second.y + 5 + step * 0.25, 0.8, 0.8, 237);
    }
    judge_both(&pale, *state, MARK_OFF, MARK_OFF);
    for (guint step = 0; step < 40; step++)
        fill(&pale, box.x + 4 + step * 0.25, box.y + 4 + step * 0.25, 1, 1, 225);
    judge_both(&pale, *state, MARK_UNCLEAR, MARK_UNCLEAR);
    draw_cross(&dark, &box, 20, 0);
    judge_both(&dark, *state, MARK_ON, MARK_OFF); /* print of the other side may look so */
    g_free(pale.grey);
    g_free(dark.grey);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dot_beside_a_firm_mark_is_dust),
        cmocka_unit_test(a_dot_about_the_other_box_counts_where_the_pen_is_pale),
        cmocka_unit_test(a_trace_counts_where_the_pen_is_pale),
    };

    return cmocka_run_group_tests(tests, find_page_once, forget_page);
}
