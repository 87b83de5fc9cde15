#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "model/event.h"
#include "model/reading.h"

static void judge(Mark proceed, Mark resolved, Outcome expected, gint problem)
{
    g_autoptr(Reading) reading = reading_new("form.pdf");
    reading->form = READING_STAGE;
    reading->proceed = proceed;
    reading->resolved = resolved;
    reading_judge_boxes(reading);
    assert_int_equal(reading->outcome, expected);
    assert_int_equal(reading->certain, problem < 0);
    assert_true(problem < 0 ? reading->problems->len == 0
                            : reading_has_problem(reading, (ProblemCode) problem));
}

static void test_boxes(void **state)
{
    (void) state;
    judge(MARK_ON, MARK_OFF, OUTCOME_PROCEED, -1);
    judge(MARK_OFF, MARK_ON, OUTCOME_RESOLVED, -1);
    judge(MARK_OFF, MARK_OFF, OUTCOME_NONE, PROBLEM_NONE_TICKED);
    judge(MARK_ON, MARK_ON, OUTCOME_CONFLICT, PROBLEM_BOTH_TICKED);
    judge(MARK_ON, MARK_UNCLEAR, OUTCOME_UNCLEAR, PROBLEM_BOX_UNCLEAR);
    judge(MARK_UNCLEAR, MARK_OFF, OUTCOME_UNCLEAR, PROBLEM_BOX_UNCLEAR);
    judge(MARK_ABSENT, MARK_ON, OUTCOME_UNCLEAR, PROBLEM_BOX_UNCLEAR);
    judge(MARK_ABSENT, MARK_ABSENT, OUTCOME_UNCLEAR, PROBLEM_BOX_UNCLEAR);
}

static void test_compliment_has_no_boxes(void **state)
{
    (void) state;
    g_autoptr(Reading) reading = reading_new("form.pdf");
    reading->form = READING_COMPLIMENT;
    reading_judge_boxes(reading);
    assert_int_equal(reading->problems->len, 0);
    assert_true(reading->certain);
    assert_int_equal(reading->date, DAY_NONE);
}

static void test_problems(void **state)
{
    (void) state;
    for (guint code = 0; code < PROBLEM_N_CODES; code++) {
        g_autoptr(Reading) reading = reading_new("form.pdf");
        ProblemCode again = PROBLEM_N_CODES;
        reading_add_problem(reading, (ProblemCode) code, "date", NULL);
        const Problem *problem = g_ptr_array_index(reading->problems, 0);
        assert_true(problem->message && *problem->message); /* every code has a message */
        assert_string_equal(problem->field, "date");
        assert_int_equal(reading->certain, code == PROBLEM_LATE || code == PROBLEM_DUPLICATE);
        assert_true(problem_code_from_name(problem_code_name((ProblemCode) code), &again));
        assert_int_equal(again, code);
    }
    ProblemCode code;
    assert_false(problem_code_from_name("unknown", &code));
    assert_false(problem_code_from_name(NULL, &code));
    assert_true(problem_code_is_input(PROBLEM_ENCRYPTED));
    assert_false(problem_code_is_input(PROBLEM_UNKNOWN_REFERENCE));
    g_autoptr(Reading) reading = reading_new("form.pdf");
    reading_add_problem(reading, PROBLEM_BAD_DATE, NULL, "own words");
    assert_string_equal(((const Problem *) g_ptr_array_index(reading->problems, 0))->message, "own words");
}

static void test_names(void **state)
{
    (void) state;
    Outcome outcome = OUTCOME_NONE;
    assert_true(outcome_from_name("conflict", &outcome));
    assert_int_equal(outcome, OUTCOME_CONFLICT);
    assert_string_equal(outcome_name(OUTCOME_NONE), "none");
    assert_false(outcome_from_name("both", &outcome));
    for (guint i = 0; i < EVENT_N_KINDS; i++) {
        EventKind kind = EVENT_N_KINDS;
        assert_true(event_kind_from_name(event_kind_name((EventKind) i), &kind));
        assert_int_equal(kind, i);
        assert_non_null(event_kind_words(kind));
    }
    EventKind kind;
    assert_false(event_kind_from_name("none", &kind));
    assert_string_equal(event_kind_name(EVENT_NO_RESPONSE), "no-response");
    assert_string_equal(event_kind_words(EVENT_NO_RESPONSE), "No response by the deadline");
    assert_true(event_kind_is_for_people(EVENT_CLOSED));
    assert_false(event_kind_is_for_people(EVENT_ANSWERED));
}

/* The words of the contract with those who read our JSON, and no others; the
 * man page tells what each of them means. */
static void the_man_page_names_every_problem(void **state)
{
    (void) state;
    static const gchar *const agreed[] = {"both-ticked",
                                          "none-ticked",
                                          "box-unclear",
                                          "value-appearance-differ",
                                          "no-response",
                                          "response-unread",
                                          "low-confidence",
                                          "bad-date",
                                          "altered",
                                          "wrong-stage",
                                          "late",
                                          "duplicate",
                                          "superseded",
                                          "missing-page",
                                          "unknown-reference",
                                          "identity-conflict",
                                          "blank-return",
                                          "not-a-form",
                                          "encrypted",
                                          "broken",
                                          "too-large",
                                          "timed-out"};
    g_autofree gchar *manual = NULL;
    ProblemCode code = PROBLEM_N_CODES;
    assert_true(g_file_get_contents(IRO_SOURCE_DIR "/doc/iro.1", &manual, NULL, NULL));
    assert_int_equal(PROBLEM_N_CODES, G_N_ELEMENTS(agreed));
    for (gsize i = 0; i < G_N_ELEMENTS(agreed); i++) {
        g_autofree gchar *entry = g_strdup_printf("\n.It Li %s\n", agreed[i]);
        assert_true(problem_code_from_name(agreed[i], &code));
        assert_non_null(strstr(manual, entry));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_boxes),
        cmocka_unit_test(test_compliment_has_no_boxes),
        cmocka_unit_test(test_problems),
        cmocka_unit_test(test_names),
        cmocka_unit_test(the_man_page_names_every_problem),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
