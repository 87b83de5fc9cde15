/* Where the fields stand, and how that is kept. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "layout/page.h"
#include "sample.h"

#define MILLIMETRE (72.0 / 25.4)

static const Placement *placement_named(const GPtrArray *placements, const gchar *name)
{
    for (guint i = 0; i < placements->len; i++) {
        const Placement *placement = g_ptr_array_index(placements, i);
        if (strcmp(placement->name, name) == 0)
            return placement;
    }
    fail_msg("no field %s", name);
    return NULL;
}

static Layout *set_form(guint stages, guint paragraphs)
{
    g_autoptr(Document) document = sample_form(&(SampleForm){stages, paragraphs, NULL});

    return layout_document(document, "form.id", "an-identity");
}

static void the_answer_page_is_the_same_whatever_else_is_said(void **state)
{
    (void) state;
    g_autoptr(Layout) little = set_form(0, 1), much = set_form(3, 30);
    assert_int_equal(little->placements->len, 6);
    assert_true(much->pages->len > little->pages->len);
    for (guint i = 0; i < little->placements->len; i++) {
        const Placement *a = g_ptr_array_index(little->placements, i);
        const Placement *b = g_ptr_array_index(much->placements, i);
        assert_string_equal(a->name, b->name);
        assert_memory_equal(&a->rect, &b->rect, sizeof a->rect);
        assert_int_equal(a->page, little->pages->len);
        assert_int_equal(b->page, much->pages->len);
    }
}

/* Measures after the advice for the form: 6 mm, 12 mm apart, ten lines at least. */
static void boxes_can_be_hit_and_read(void **state)
{
    (void) state;
    g_autoptr(Layout) layout = set_form(1, 2);
    const Placement *upper = placement_named(layout->placements, "stage-1.resolved");
    const Placement *lower = placement_named(layout->placements, "stage-1.proceed");
    const Placement *response = placement_named(layout->placements, "stage-1.response");
    assert_float_equal(upper->rect.width, 6 * MILLIMETRE, 0.01);
    assert_float_equal(upper->rect.height, 6 * MILLIMETRE, 0.01);
    assert_float_equal(upper->rect.x, lower->rect.x, 0.01);
    assert_true(upper->rect.y - (lower->rect.y + lower->rect.height) >= 12 * MILLIMETRE);
    assert_true(response->rect.height >= 10 * 12 * 1.35);
    assert_int_equal(response->kind, FIELD_TEXT_LINES);
    assert_int_equal(upper->kind, FIELD_CHECK);
}

static void boxes_keep_away_from_folds(void **state)
{
    (void) state;
    for (guint gap = 0; gap < 300; gap += 7) {
        g_autoptr(Document) document = sample_plain();
        sample_add(document, BLOCK_TEXT, "Above.");
        sample_add(document, BLOCK_GAP, NULL)->size = 100 + gap;
        Block *choice = sample_add(document, BLOCK_CHOICE, "Concerns resolved");
        choice->field = g_strdup("stage-1.resolved");
        g_autoptr(Layout) layout = layout_document(document, NULL, NULL);
        const Rect *rect = &placement_named(layout->placements, "stage-1.resolved")->rect;
        gdouble folds[] = {layout->height / 3, layout->height / 2, layout->height * 2 / 3};
        for (guint i = 0; i < G_N_ELEMENTS(folds); i++)
            assert_true(rect->y > folds[i] || rect->y + rect->height < folds[i]);
    }
}

static void entries_share_a_row(void **state)
{
    (void) state;
    g_autoptr(Layout) layout = set_form(0, 1);
    const Placement *name = placement_named(layout->placements, "stage-1.responder");
    const Placement *date = placement_named(layout->placements, "stage-1.date");
    assert_float_equal(name->rect.y, date->rect.y, 0.01);
    assert_true(name->rect.x + name->rect.width + 10 < date->rect.x);
    assert_true(name->rect.width > date->rect.width);
}

static void identity_hides_on_the_answer_page(void **state)
{
    (void) state;
    g_autoptr(Layout) layout = set_form(2, 3);
    const Placement *hidden = placement_named(layout->placements, "form.id");
    assert_int_equal(hidden->kind, FIELD_HIDDEN);
    assert_int_equal(hidden->page, layout->pages->len);
    assert_string_equal(hidden->value, "an-identity");
}

static void placements_survive_as_text(void **state)
{
    (void) state;
    g_autoptr(Layout) layout = set_form(0, 1);
    g_autofree gchar *text = layout_placements_to_text(layout);
    g_autoptr(GPtrArray) read = layout_placements_from_text(text);
    assert_non_null(read);
    assert_int_equal(read->len, layout->placements->len);
    for (guint i = 0; i < read->len; i++) {
        const Placement *a = g_ptr_array_index(layout->placements, i), *b = g_ptr_array_index(read, i);
        assert_string_equal(a->name, b->name);
        assert_int_equal(a->page, b->page);
        assert_int_equal(a->kind, b->kind);
        assert_float_equal(a->rect.x, b->rect.x, 0.006);
        assert_float_equal(a->rect.y, b->rect.y, 0.006);
        assert_float_equal(a->rect.width, b->rect.width, 0.006);
        assert_float_equal(a->rect.height, b->rect.height, 0.006);
    }
}

static void malformed_placements_are_refused(void **state)
{
    static const gchar *const wrong[] = {"stage-1.date",
                                         "stage-1.date 0 1 2 3 4 text\n",
                                         "stage-1.date 1 1 2 3 text\n",
                                         "stage-1.date 1 1 2 3 nan text\n",
                                         "stage-1.date 1 1 2 3 -4 text\n",
                                         "stage-1.date 1 1 2 3 4x text\n",
                                         "stage-1.date 1 1 2 3 4 radio\n",
                                         "stage-1.date 1 1 2 3 4 text more\n",
                                         " 1 1 2 3 4 text\n",
                                         "stage-1.date 1 1 2 3 4 text\n\nstage-1.date 1 1 2 3 4 text\n"};
    (void) state;
    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++)
        assert_null(layout_placements_from_text(wrong[i]));
    g_autoptr(GPtrArray) none = layout_placements_from_text("");
    assert_non_null(none);
    assert_int_equal(none->len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_answer_page_is_the_same_whatever_else_is_said),
        cmocka_unit_test(boxes_can_be_hit_and_read),
        cmocka_unit_test(boxes_keep_away_from_folds),
        cmocka_unit_test(entries_share_a_row),
        cmocka_unit_test(identity_hides_on_the_answer_page),
        cmocka_unit_test(placements_survive_as_text),
        cmocka_unit_test(malformed_placements_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
