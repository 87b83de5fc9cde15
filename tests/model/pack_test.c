#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/pack.h"

static void add_stage(Pack *pack, guint number, StageKind kind)
{
    Stage *stage = stage_new();
    stage->number = number;
    stage->kind = kind;
    g_ptr_array_add(stage->recipients, recipient_new("tm", NULL, NULL));
    g_ptr_array_add(pack->stages, stage);
}

static void test_find(void **state)
{
    (void) state;
    g_autoptr(Pack) pack = pack_new();
    assert_int_equal(pack_last_form_stage(pack), 0);
    add_stage(pack, 1, STAGE_ANSWER);
    add_stage(pack, 2, STAGE_MEETING);
    add_stage(pack, 3, STAGE_FINAL);
    g_ptr_array_add(pack->roles, role_new("tm", "Team manager", "TM"));
    g_ptr_array_add(pack->themes, theme_new("drift", "Drift and delay"));
    g_ptr_array_add(pack->dispute->facts, fact_line_new("Team", "{team}"));
    g_ptr_array_add(pack->dispute->sections, section_new("Concerns", "{concerns}"));
    pack->compliment = compliment_form_new();
    g_ptr_array_add(pack->compliment->copies, recipient_new(NULL, "copies@example.org", "Copies"));

    assert_int_equal(pack_last_form_stage(pack), 2); /* the final stage has no form */
    assert_string_equal(pack_find_role(pack, "tm")->abbreviation, "TM");
    assert_null(pack_find_role(pack, "sm"));
    assert_null(pack_find_role(pack, NULL));
    assert_int_equal(pack_find_stage(pack, 2)->kind, STAGE_MEETING);
    assert_null(pack_find_stage(pack, 4));
    assert_string_equal(pack_find_theme(pack, "drift")->title, "Drift and delay");
    assert_null(pack_find_theme(pack, "other"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_find)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
