/*
 * Returned forms held against the record: only what is certain moves a
 * dispute, and nothing is lost.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "flow/decision.h"
#include "flow/intake.h"
#include "flow/intake_sender.h"
#include "flow/opening.h"

#include "json/json_text.h"

#include "desk.h"

static Reading *answered(const Desk *desk, guint stage, Mark resolved, Mark proceed, const gchar *response)
{
    Reading *reading = desk_answered(desk->reference, stage, resolved, proceed, response);
    reading->certain = TRUE;
    return reading;
}

static void assert_taken(Desk *desk, Reading *reading, IntakeState state, gint problem)
{
    g_autoptr(GPtrArray) intakes = desk_take_in(desk, reading);
    const Intake *intake = g_ptr_array_index(intakes, 0);
    assert_int_equal(intake->state, state);
    if (problem >= 0)
        assert_true(reading_has_problem(intake->reading, (ProblemCode) problem));
}

static void assert_stands(Desk *desk, DisputeState state, guint stage)
{
    g_autoptr(Case) dispute = case_load(desk->session, desk->reference, NULL);
    assert_non_null(dispute);
    assert_int_equal(dispute->progress->state, state);
    assert_int_equal(dispute->progress->stage, stage);
}

static void test_certain_answers_move(void **state)
{
    Desk *desk = *state;
    desk_issue(desk);
    assert_taken(desk, answered(desk, 1, MARK_OFF, MARK_ON, "Not yet."), INTAKE_RECORDED, -1);
    assert_stands(desk, DISPUTE_OPEN, 2);
    desk_issue(desk);
    assert_taken(desk, answered(desk, 2, MARK_ON, MARK_OFF, "Done."), INTAKE_RECORDED, -1);
    assert_stands(desk, DISPUTE_RESOLVED, 2);
}

static void test_doubt_changes_nothing(void **state)
{
    Desk *desk = *state;
    desk_issue(desk);
    assert_taken(desk, answered(desk, 1, MARK_ON, MARK_ON, "Both."), INTAKE_REVIEW, PROBLEM_BOTH_TICKED);
    assert_taken(desk, answered(desk, 1, MARK_OFF, MARK_OFF, "None."), INTAKE_REVIEW, PROBLEM_NONE_TICKED);
    assert_taken(desk, answered(desk, 1, MARK_UNCLEAR, MARK_OFF, "?"), INTAKE_REVIEW, PROBLEM_BOX_UNCLEAR);
    Reading *doubtful = answered(desk, 1, MARK_ON, MARK_OFF, "Torn.");
    reading_add_problem(doubtful, PROBLEM_BROKEN, NULL, NULL);
    assert_taken(desk, doubtful, INTAKE_REVIEW, PROBLEM_BROKEN);
    assert_stands(desk, DISPUTE_OPEN, 1);
    g_autoptr(GPtrArray) waiting = intake_waiting(desk->session, NULL);
    assert_int_equal(waiting->len, 4);
}

static void test_no_form_is_rejected_and_kept(void **state)
{
    Desk *desk = *state;
    Reading *reading = reading_new("holiday.pdf");
    reading_add_problem(reading, PROBLEM_NOT_A_FORM, NULL, NULL);
    assert_taken(desk, reading, INTAKE_REJECTED, PROBLEM_NOT_A_FORM);
    assert_stands(desk, DISPUTE_OPEN, 1);
}

static void test_wrong_stage_and_never_issued(void **state)
{
    Desk *desk = *state;
    assert_taken(desk, answered(desk, 1, MARK_ON, MARK_OFF, "Early."), INTAKE_REVIEW, PROBLEM_WRONG_STAGE);
    desk_issue(desk);
    assert_taken(desk, answered(desk, 3, MARK_ON, MARK_OFF, "Third."), INTAKE_REVIEW, PROBLEM_WRONG_STAGE);
    assert_taken(desk, answered(desk, 7, MARK_ON, MARK_OFF, "None."), INTAKE_REVIEW, PROBLEM_WRONG_STAGE);
    assert_stands(desk, DISPUTE_OPEN, 1);
}

static void test_same_answer_again_and_another_one(void **state)
{
    Desk *desk = *state;
    desk_issue(desk);
    assert_taken(desk, answered(desk, 1, MARK_OFF, MARK_ON, "Not yet."), INTAKE_RECORDED, -1);
    assert_taken(desk, answered(desk, 1, MARK_OFF, MARK_ON, "Not yet."), INTAKE_DUPLICATE, PROBLEM_DUPLICATE);
    assert_taken(desk, answered(desk, 1, MARK_ON, MARK_OFF, "Now it is."), INTAKE_REVIEW, PROBLEM_SUPERSEDED);
    assert_stands(desk, DISPUTE_OPEN, 2);
}

/* A late answer is still the answer, as long as its stage waits. */
static void test_late(void **state)
{
    Desk *desk = *state;
    desk_issue(desk);
    desk_on_day(desk, "2026-12-02");
    assert_taken(desk, answered(desk, 1, MARK_ON, MARK_OFF, "Late."), INTAKE_RECORDED, PROBLEM_LATE);
    assert_stands(desk, DISPUTE_RESOLVED, 1);
}

static void test_after_no_response(void **state)
{
    Desk *desk = *state;
    desk_issue(desk);
    desk_on_day(desk, "2026-12-02");
    assert_true(store_begin(desk->session->store, NULL));
    assert_true(decision_record(desk->session, desk->reference, EVENT_NO_RESPONSE, DAY_NONE, NULL, NULL));
    assert_true(store_commit(desk->session->store, NULL));
    assert_taken(desk, answered(desk, 1, MARK_ON, MARK_OFF, "Too late."), INTAKE_REVIEW, PROBLEM_WRONG_STAGE);
    assert_stands(desk, DISPUTE_OPEN, 2);
}

static void test_older_issue_of_a_reopened_stage(void **state)
{
    Desk *desk = *state;
    desk_issue(desk);
    assert_true(store_begin(desk->session->store, NULL));
    assert_true(decision_record(desk->session, desk->reference, EVENT_WITHDRAWN, DAY_NONE, NULL, NULL));
    assert_true(decision_record(desk->session, desk->reference, EVENT_REOPENED, DAY_NONE, NULL, NULL));
    assert_true(store_commit(desk->session->store, NULL));
    desk_issue(desk);
    assert_taken(desk, answered(desk, 1, MARK_ON, MARK_OFF, "To the old one."), INTAKE_REVIEW,
                 PROBLEM_SUPERSEDED);
    assert_stands(desk, DISPUTE_OPEN, 1);
}

static void test_unknown_reference(void **state)
{
    Desk *desk = *state;
    Reading *reading = answered(desk, 1, MARK_ON, MARK_OFF, "Whose?");
    Reference other = {.kind = RECORD_DISPUTE, .code = "XYZ", .year = 2025, .number = 7};
    g_free(reading->reference);
    reading->reference = reference_to_text(&other);
    assert_taken(desk, reading, INTAKE_REVIEW, PROBLEM_UNKNOWN_REFERENCE);
    g_autoptr(GPtrArray) waiting = intake_waiting(desk->session, NULL);
    assert_int_equal(waiting->len, 1);
    assert_null(((Event *) g_ptr_array_index(waiting, 0))->reference);
}

/* Opens that compliment; the caller frees its reference. */
static gchar *praise(Desk *desk, const gchar *file)
{
    gchar *reference = NULL;
    g_autofree gchar *path = g_build_filename(IRO_SOURCE_DIR "/fixtures/compliments", file, NULL);
    assert_true(store_begin(desk->session->store, NULL));
    g_autoptr(IssuedForm) form = open_compliment(desk->session, path, &reference, NULL);
    assert_non_null(form);
    assert_true(store_commit(desk->session->store, NULL));
    return reference;
}

static Reading *thanks(const gchar *reference)
{
    Reading *reading = reading_new("thanks.pdf");
    reading->form = READING_COMPLIMENT;
    reading->reference = g_strdup(reference);
    reading->response = g_strdup("Thank you.");
    reading->certain = TRUE;
    return reading;
}

static void test_compliment_answered(void **state)
{
    Desk *desk = *state;
    g_autofree gchar *reference = praise(desk, "nottingham-short.xml");
    assert_taken(desk, thanks(reference), INTAKE_RECORDED, -1);
    Reading *as_stage = answered(desk, 1, MARK_ON, MARK_OFF, "Mixed up.");
    g_free(as_stage->reference);
    as_stage->reference = g_strdup(reference);
    assert_taken(desk, as_stage, INTAKE_REVIEW, PROBLEM_IDENTITY_CONFLICT);
}

/* What is said of an answer to stage 1 that came from that address; the receipt
 * in the record says the same. The caller frees. */
static gchar *said_of_sender(Desk *desk, const gchar *sender)
{
    Reading *reading = answered(desk, 1, MARK_OFF, MARK_ON, "Not yet.");
    facts_set(reading->evidence, "mail.sender", sender);
    g_autoptr(GPtrArray) intakes = desk_take_in(desk, reading);
    const Intake *intake = g_ptr_array_index(intakes, 0);
    gchar *said = g_strdup(facts_get(intake->reading->evidence, INTAKE_SENDER));
    g_autoptr(Event) receipt = store_event(desk->session->store, intake->event, NULL);
    g_autoptr(Reading) kept = json_to_reading(facts_get(receipt->values, "reading"));
    assert_non_null(kept);
    assert_string_equal(said ? said : "", facts_get(kept->evidence, INTAKE_SENDER)
                                              ? facts_get(kept->evidence, INTAKE_SENDER)
                                              : "");
    return said;
}

/* The people are those of nottingham-minimal.xml, the copy is the pack's. */
static void test_expected_senders(void **state)
{
    static const gchar *const expected[] = {"pat.trialman@example.org", "PAT.Trialman@Example.org",
                                            "morgan.exampleby@example.org",
                                            "dispute.resolution@nottinghamcity.gov.uk", NULL};
    Desk *desk = *state;
    desk_issue(desk);
    for (const gchar *const *sender = expected; *sender; sender++)
        assert_null(said_of_sender(desk, *sender));
    assert_null(said_of_sender(desk, NULL));
}

static void test_another_sender_is_told_and_does_not_keep_it_back(void **state)
{
    Desk *desk = *state;
    desk_issue(desk);
    g_autofree gchar *said = said_of_sender(desk, "an.assistant@example.org");
    assert_string_equal(said, "sent by an address that is not the Team Manager's");
    assert_stands(desk, DISPUTE_OPEN, 2);
}

/* The record has nobody but the Team Manager. */
static void test_a_sender_that_cannot_be_compared(void **state)
{
    Desk *desk = *state;
    desk_issue(desk);
    assert_taken(desk, answered(desk, 1, MARK_OFF, MARK_ON, "Not yet."), INTAKE_RECORDED, -1);
    desk_issue(desk);
    Reading *reading = answered(desk, 2, MARK_ON, MARK_OFF, "Done.");
    facts_set(reading->evidence, "mail.sender", "pat.trialman@example.org");
    assert_true(intake_compare(desk->session, reading, NULL));
    assert_string_equal(
        facts_get(reading->evidence, INTAKE_SENDER),
        "sent by an address that cannot be compared: the record has none of the Service Manager");
    reading_free(reading);
}

/* Blackburn's goes to the manager alone; the people are those of the fixture. */
static void test_senders_of_a_compliment_answered(void **state)
{
    static const gchar *const senders[] = {"pat.trialman@example.org", "morgan.exampleby@example.org",
                                           "lee.sample@example.org"};
    Desk *desk = *state;
    desk_on_day(desk, "2026-12-02");
    g_autofree gchar *reference = praise(desk, "blackburn-sibling-contact.xml");
    for (guint i = 0; i < G_N_ELEMENTS(senders); i++) {
        g_autoptr(Reading) reading = thanks(reference);
        facts_set(reading->evidence, "mail.sender", senders[i]);
        assert_true(intake_compare(desk->session, reading, NULL));
        const gchar *said = facts_get(reading->evidence, INTAKE_SENDER);
        if (i < 2)
            assert_null(said);
        else
            assert_string_equal(said, "sent by an address to which the compliment was not sent");
        assert_false(reading_has_problem(reading, PROBLEM_IDENTITY_CONFLICT));
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_set_up, desk_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_certain_answers_move),
        TEST(test_doubt_changes_nothing),
        TEST(test_no_form_is_rejected_and_kept),
        TEST(test_wrong_stage_and_never_issued),
        TEST(test_same_answer_again_and_another_one),
        TEST(test_late),
        TEST(test_after_no_response),
        TEST(test_older_issue_of_a_reopened_stage),
        TEST(test_unknown_reference),
        TEST(test_compliment_answered),
        TEST(test_expected_senders),
        TEST(test_another_sender_is_told_and_does_not_keep_it_back),
        TEST(test_a_sender_that_cannot_be_compared),
        TEST(test_senders_of_a_compliment_answered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
