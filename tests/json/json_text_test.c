#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>
#include <string.h>

#include "json/json_text.h"

/* The example of doc/contract.md. */
static Reading *example(void)
{
    Reading *reading = reading_new("returned.pdf");
    guint pages[] = {1, 2};
    g_array_append_vals(reading->pages, pages, 2);
    reading->form = READING_STAGE;
    reading->authority = g_strdup("nottingham");
    reading->reference = g_strdup("NCC-2026-0001-K");
    reading->stage = 1;
    reading->source = SOURCE_FIELDS;
    reading->response = g_strdup("…");
    reading->proceed = MARK_OFF;
    reading->resolved = MARK_ON;
    reading->date = day_from_ymd(2026, 11, 20);
    reading->responder = g_strdup("…");
    reading_judge_boxes(reading);
    return reading;
}

static void test_contract_example(void **state)
{
    (void) state;
    g_autoptr(Reading) reading = example();
    g_autofree gchar *text = json_from_reading(reading);
    assert_string_equal(
        text,
        "{\"file\": \"returned.pdf\", \"pages\": [1, 2], \"form\": \"stage\", \"authority\": \"nottingham\", "
        "\"reference\": \"NCC-2026-0001-K\", \"stage\": 1, \"source\": \"fields\", "
        "\"answers\": {\"response\": \"…\", \"proceed\": false, \"resolved\": true, \"date\": "
        "\"2026-11-20\", "
        "\"responder\": \"…\"}, "
        "\"outcome\": \"resolved\", \"certain\": true, \"problems\": []}");
}

static void test_doubtful_reading(void **state)
{
    (void) state;
    g_autoptr(Reading) reading = example();
    reading->proceed = MARK_UNCLEAR;
    reading->resolved = MARK_ABSENT;
    reading->date = DAY_NONE;
    reading->date_text = g_strdup("next week");
    reading->issue = 3;
    reading_add_problem(reading, PROBLEM_BAD_DATE, "date", "own message");
    reading_judge_boxes(reading);
    facts_set(reading->evidence, "thresholds", "8 to 15 %");
    g_autofree gchar *text = json_from_reading(reading);
    json_t *object = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    json_t *answers = json_object_get(object, "answers");
    assert_true(json_is_null(json_object_get(answers, "proceed")));
    assert_true(json_is_null(json_object_get(answers, "resolved")));
    assert_true(json_is_null(json_object_get(answers, "date")));
    assert_string_equal(json_string_value(json_object_get(answers, "date_text")), "next week");
    assert_string_equal(json_string_value(json_object_get(object, "outcome")), "unclear");
    assert_true(json_is_false(json_object_get(object, "certain")));
    json_t *problem = json_array_get(json_object_get(object, "problems"), 0);
    assert_string_equal(json_string_value(json_object_get(problem, "code")), "bad-date");
    assert_string_equal(json_string_value(json_object_get(problem, "field")), "date");
    assert_string_equal(json_string_value(json_object_get(problem, "message")), "own message");
    json_decref(object);
    /* what each answer rests on comes last */
    assert_true(g_str_has_suffix(text, "\"evidence\": {\"thresholds\": \"8 to 15 %\"}}"));
}

static void test_no_form(void **state)
{
    (void) state;
    g_autoptr(Reading) reading = reading_new("letter.pdf");
    reading_add_problem(reading, PROBLEM_NOT_A_FORM, NULL, "no form");
    g_autofree gchar *text = json_from_reading(reading);
    assert_string_equal(text,
                        "{\"file\": \"letter.pdf\", \"pages\": [], \"form\": null, \"authority\": null, "
                        "\"reference\": null, \"stage\": null, \"source\": null, \"certain\": false, "
                        "\"problems\": [{\"code\": \"not-a-form\", \"message\": \"no form\"}]}");
    g_autoptr(Reading) back = json_to_reading(text);
    assert_int_equal(back->form, READING_NO_FORM);
    assert_true(reading_has_problem(back, PROBLEM_NOT_A_FORM));
    assert_false(back->certain);
}

static void test_there_and_back(void **state)
{
    (void) state;
    g_autoptr(Reading) reading = example();
    g_free(reading->response);
    reading->response = g_strdup("Dwie linie:\n\t\"zażółć\" \\ {x} \u2028 \U0001f600 \x01 end");
    reading->issue = 2;
    reading->date_text = g_strdup("20th Nov 2026");
    reading_add_problem(reading, PROBLEM_LATE, NULL, NULL);
    facts_set(reading->evidence, "b", "2");
    facts_set(reading->evidence, "a", "1");
    g_autofree gchar *text = json_from_reading(reading);
    assert_null(strchr(text, '\n'));
    g_autoptr(Reading) back = json_to_reading(text);
    assert_string_equal(back->file, "returned.pdf");
    assert_int_equal(back->pages->len, 2);
    assert_int_equal(g_array_index(back->pages, guint, 1), 2);
    assert_int_equal(back->form, READING_STAGE);
    assert_string_equal(back->authority, "nottingham");
    assert_string_equal(back->reference, "NCC-2026-0001-K");
    assert_int_equal(back->stage, 1);
    assert_int_equal(back->issue, 2);
    assert_int_equal(back->source, SOURCE_FIELDS);
    assert_string_equal(back->response, reading->response);
    assert_int_equal(back->proceed, MARK_OFF);
    assert_int_equal(back->resolved, MARK_ON);
    assert_int_equal(back->date, reading->date);
    assert_string_equal(back->date_text, "20th Nov 2026");
    assert_string_equal(back->responder, "…");
    assert_int_equal(back->outcome, OUTCOME_RESOLVED);
    assert_true(back->certain); /* late needs no person */
    assert_string_equal(facts_name_at(back->evidence, 0), "b");
    g_autofree gchar *again = json_from_reading(back);
    assert_string_equal(again, text);
}

static void test_empty_and_unread_differ(void **state)
{
    (void) state;
    g_autoptr(Reading) empty = example();
    g_autoptr(Reading) unread = example();
    g_free(empty->response);
    empty->response = g_strdup("");
    g_clear_pointer(&unread->response, g_free);
    g_autofree gchar *empty_text = json_from_reading(empty);
    g_autofree gchar *unread_text = json_from_reading(unread);
    assert_non_null(strstr(empty_text, "\"response\": \"\""));
    assert_non_null(strstr(unread_text, "\"response\": null"));
    g_autoptr(Reading) empty_back = json_to_reading(empty_text);
    g_autoptr(Reading) unread_back = json_to_reading(unread_text);
    assert_string_equal(empty_back->response, "");
    assert_null(unread_back->response);
}

static void test_compliment(void **state)
{
    (void) state;
    g_autoptr(Reading) reading = reading_new("thanks.pdf");
    reading->form = READING_COMPLIMENT;
    reading->source = SOURCE_TEXT;
    reading->response = g_strdup("Thank you");
    reading_judge_boxes(reading);
    g_autofree gchar *text = json_from_reading(reading);
    assert_non_null(strstr(text, "\"form\": \"compliment\""));
    assert_non_null(strstr(text, "\"stage\": null"));
    assert_non_null(strstr(text, "\"certain\": true"));
    g_autoptr(Reading) back = json_to_reading(text);
    assert_int_equal(back->form, READING_COMPLIMENT);
    assert_int_equal(back->proceed, MARK_ABSENT);
    assert_int_equal(back->date, DAY_NONE);
}

static void test_file_name_of_any_bytes(void **state)
{
    (void) state;
    g_autoptr(Reading) reading = reading_new("br\xff"
                                             "ken.pdf");
    g_autofree gchar *text = json_from_reading(reading);
    assert_true(g_str_has_prefix(text, "{\"file\": \"br\xef\xbf\xbdken.pdf\""));
}

static void test_refuses_what_is_no_reading(void **state)
{
    (void) state;
    static const gchar *const wrong[] = {
        "",
        "[]",
        "{}",
        "{\"file\": \"x\"}",
        "{\"file\": \"x\", \"pages\": [0], \"form\": null, \"source\": null, \"certain\": true, "
        "\"problems\": []}",
        "{\"file\": \"x\", \"pages\": [1], \"form\": \"letter\", \"source\": null, \"certain\": true, "
        "\"problems\": []}",
        "{\"file\": \"x\", \"pages\": [1], \"form\": \"stage\", \"source\": null, \"certain\": true, "
        "\"problems\": []}",
        "{\"file\": \"x\", \"pages\": [1], \"form\": null, \"source\": null, \"certain\": 1, \"problems\": "
        "[]}",
        "{\"file\": \"x\", \"pages\": [1], \"form\": null, \"source\": null, \"certain\": true, \"stage\": "
        "-1, \"problems\": []}",
        "{\"file\": \"x\", \"pages\": [1], \"form\": null, \"source\": null, \"certain\": true, "
        "\"problems\": [{\"code\": \"odd\"}]}",
        "{\"file\": \"x\", \"pages\": [1], \"form\": null, \"source\": null, \"certain\": true, "
        "\"problems\": 7}",
        "{\"file\": \"x\", \"file\": \"y\", \"pages\": [1], \"form\": null, \"source\": null, \"certain\": "
        "true, \"problems\": []}",
    };
    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
        assert_null(json_to_reading(wrong[i]));
    }
}

static void test_facts(void **state)
{
    (void) state;
    g_autoptr(Facts) facts = facts_new();
    g_autofree gchar *none = json_from_facts(facts);
    assert_string_equal(none, "{}");
    facts_set(facts, "z", "last letter \"first\"");
    facts_set(facts, "a", "");
    g_autofree gchar *text = json_from_facts(facts);
    assert_string_equal(text, "{\"z\": \"last letter \\\"first\\\"\", \"a\": \"\"}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_contract_example),
        cmocka_unit_test(test_doubtful_reading),
        cmocka_unit_test(test_no_form),
        cmocka_unit_test(test_there_and_back),
        cmocka_unit_test(test_empty_and_unread_differ),
        cmocka_unit_test(test_compliment),
        cmocka_unit_test(test_file_name_of_any_bytes),
        cmocka_unit_test(test_refuses_what_is_no_reading),
        cmocka_unit_test(test_facts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
