#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/facts.h"

static void test_order_and_replacement(void **state)
{
    (void) state;
    g_autoptr(Facts) facts = facts_new();
    facts_set(facts, "team", "North");
    facts_take(facts, "reference", g_strdup("R"));
    facts_set(facts, "action", "");
    facts_set(facts, "team", "South"); /* keeps its place */
    assert_int_equal(facts_count(facts), 3);
    assert_string_equal(facts_name_at(facts, 0), "team");
    assert_string_equal(facts_value_at(facts, 0), "South");
    assert_string_equal(facts_get(facts, "action"), "");
    assert_null(facts_get(facts, "absent"));
    facts_set(facts, "reference", NULL);
    assert_int_equal(facts_count(facts), 2);
    assert_string_equal(facts_name_at(facts, 1), "action");
    facts_set(facts, "absent", NULL);
    assert_int_equal(facts_count(facts), 2);
}

static void test_numbers(void **state)
{
    (void) state;
    g_autoptr(Facts) facts = facts_new();
    facts_set(facts, "five", "5");
    facts_set(facts, "minus", "-12");
    facts_set(facts, "words", "5 days");
    facts_set(facts, "huge", "99999999999999999999");
    assert_int_equal(facts_get_number(facts, "five", 1), 5);
    assert_int_equal(facts_get_number(facts, "minus", 1), -12);
    assert_int_equal(facts_get_number(facts, "words", 1), 1);
    assert_int_equal(facts_get_number(facts, "huge", 1), 1);
    assert_int_equal(facts_get_number(facts, "absent", -1), -1);
}

static void test_merge_and_copy(void **state)
{
    (void) state;
    g_autoptr(Facts) into = facts_new();
    g_autoptr(Facts) from = facts_new();
    facts_set(into, "a", "1");
    facts_set(from, "a", "2");
    facts_set(from, "b", "3");
    facts_merge(into, from);
    assert_string_equal(facts_get(into, "a"), "1");
    assert_string_equal(facts_get(into, "b"), "3");
    g_autoptr(Facts) copy = facts_copy(into);
    facts_set(into, "a", "changed");
    assert_string_equal(facts_get(copy, "a"), "1");
    assert_int_equal(facts_count(copy), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order_and_replacement),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_merge_and_copy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
