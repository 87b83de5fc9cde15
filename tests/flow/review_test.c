/*
 * What a person decides on a returned form: every refusal, what is recorded,
 * and that what was read stays as it was.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "flow/decision.h"
#include "flow/intake.h"
#include "flow/opening.h"
#include "flow/review.h"
#include "model/error.h"

#include "desk.h"

/* With its stage 1 form out. */
static int begin(void **state)
{
    int failed = desk_set_up(state);
    desk_issue(*state);
    return failed;
}

static Reading *answered(const gchar *reference, guint stage, Mark resolved, Mark proceed,
                         const gchar *response)
{
    Reading *reading = desk_answered(reference, stage, resolved, proceed, response);
    reading->source = SOURCE_SCAN;
    return reading;
}

/* Takes the reading in; returns the number of its receipt. */
static gint64 receive(Desk *desk, Reading *reading)
{
    g_autoptr(GPtrArray) intakes = desk_take_in(desk, reading);
    return ((const Intake *) g_ptr_array_index(intakes, 0))->event;
}

/* "field=value field=value" */
static Facts *values(const gchar *pairs)
{
    Facts *set = facts_new();
    g_auto(GStrv) list = g_strsplit(pairs ? pairs : "", " ", -1);
    for (guint i = 0; list[i]; i++) {
        g_auto(GStrv) pair = g_strsplit(list[i], "=", 2);
        if (*list[i])
            assert_true(review_set(set, pair[0], pair[1], NULL));
    }
    return set;
}

/* Settles it in a transaction; NULL when that was refused. */
static ReviewItem *settle(Desk *desk, gint64 id, const gchar *pairs, ReviewDecision decision)
{
    g_autoptr(Facts) set = values(pairs);
    g_autoptr(GError) failure = NULL;
    assert_true(store_begin(desk->session->store, NULL));
    ReviewItem *item = review_settle(desk->session, id, set, decision, "asked again", &failure);
    assert_true(item || g_error_matches(failure, IRO_ERROR, IRO_ERROR_INPUT));
    assert_true(store_commit(desk->session->store, NULL));
    return item;
}

static void assert_settled(Desk *desk, gint64 id, const gchar *pairs, ReviewDecision decision)
{
    g_autoptr(ReviewItem) item = settle(desk, id, pairs, decision);
    assert_non_null(item);
}

/* Refused, and not an event more. */
static void assert_refused(Desk *desk, gint64 id, const gchar *pairs, ReviewDecision decision)
{
    g_autoptr(GPtrArray) before = store_events_of_kind(desk->session->store, EVENT_CORRECTED, NULL);
    g_autoptr(GPtrArray) settled = store_events_of_kind(desk->session->store, EVENT_SETTLED, NULL);
    assert_null(settle(desk, id, pairs, decision));
    g_autoptr(GPtrArray) after = store_events_of_kind(desk->session->store, EVENT_CORRECTED, NULL);
    g_autoptr(GPtrArray) settled_after = store_events_of_kind(desk->session->store, EVENT_SETTLED, NULL);
    assert_int_equal(before->len, after->len);
    assert_int_equal(settled->len, settled_after->len);
}

static void assert_stands(Desk *desk, DisputeState state, guint stage)
{
    g_autoptr(Case) dispute = case_load(desk->session, desk->reference, NULL);
    assert_non_null(dispute);
    assert_int_equal(dispute->progress->state, state);
    assert_int_equal(dispute->progress->stage, stage);
}

static void test_accepted_as_it_was_read(void **state)
{
    Desk *desk = *state;
    Reading *reading = answered(desk->reference, 1, MARK_OFF, MARK_ON, "Not yet.");
    reading_add_problem(reading, PROBLEM_LOW_CONFIDENCE, "response", NULL);
    gint64 id = receive(desk, reading);
    assert_stands(desk, DISPUTE_OPEN, 1);
    assert_settled(desk, id, NULL, REVIEW_ACCEPT);
    assert_stands(desk, DISPUTE_OPEN, 2);
    g_autoptr(GPtrArray) answers = store_events_of_kind(desk->session->store, EVENT_ANSWERED, NULL);
    const Event *answer = g_ptr_array_index(answers, 0);
    assert_int_equal(answer->about, id);
    assert_string_equal(answer->who, "admin");
    assert_string_equal(facts_get(answer->values, "response"), "Not yet.");
    assert_string_equal(facts_get(answer->values, "accepted"), "by a person");
    g_autoptr(GPtrArray) settled = store_events_of_kind(desk->session->store, EVENT_SETTLED, NULL);
    assert_string_equal(facts_get(((Event *) g_ptr_array_index(settled, 0))->values, "decision"), "accepted");
}

static void test_what_was_set_counts_and_the_reading_stays(void **state)
{
    Desk *desk = *state;
    gint64 id = receive(desk, answered(desk->reference, 1, MARK_ON, MARK_ON, "Both."));
    assert_settled(desk, id, "outcome=proceed", REVIEW_CORRECT);
    assert_stands(desk, DISPUTE_OPEN, 1);
    assert_settled(desk, id, "outcome=resolved date=20.11.26 responder=Sam response=Done.", REVIEW_ACCEPT);
    assert_stands(desk, DISPUTE_RESOLVED, 1);
    g_autoptr(GPtrArray) answers = store_events_of_kind(desk->session->store, EVENT_ANSWERED, NULL);
    const Facts *answer = ((const Event *) g_ptr_array_index(answers, 0))->values;
    assert_string_equal(facts_get(answer, "outcome"), "resolved");
    assert_string_equal(facts_get(answer, "date"), "2026-11-20");
    assert_string_equal(facts_get(answer, "response"), "Done.");
    g_autoptr(ReviewItem) item = review_find(desk->session, id, NULL);
    assert_int_equal(item->read->outcome, OUTCOME_CONFLICT);
    assert_string_equal(item->read->response, "Both.");
    assert_false(review_item_waits(item));
}

static void test_an_answer_that_cannot_be_recorded(void **state)
{
    Desk *desk = *state;
    gint64 none = receive(desk, answered(desk->reference, 1, MARK_OFF, MARK_OFF, "None."));
    assert_refused(desk, none, NULL, REVIEW_ACCEPT);
    assert_refused(desk, none, "outcome=resolved stage=2", REVIEW_ACCEPT);
    assert_refused(desk, none, "outcome=resolved stage=9", REVIEW_ACCEPT);
    Reading *written = answered(desk->reference, 1, MARK_ON, MARK_OFF, NULL);
    reading_add_problem(written, PROBLEM_RESPONSE_UNREAD, "response", NULL);
    gint64 unread = receive(desk, written);
    assert_refused(desk, unread, NULL, REVIEW_ACCEPT);
    assert_stands(desk, DISPUTE_OPEN, 1);
    assert_settled(desk, unread, "response=", REVIEW_ACCEPT);
    assert_stands(desk, DISPUTE_RESOLVED, 1);
}

static void test_unknown_and_missing_reference(void **state)
{
    Desk *desk = *state;
    Reference other = {.kind = RECORD_DISPUTE, .code = "XYZ", .year = 2025, .number = 7};
    g_autofree gchar *elsewhere = reference_to_text(&other);
    g_autofree gchar *right = g_strdup_printf("reference=%s", desk->reference);
    g_autofree gchar *wrong = g_strdup_printf("reference=%s", elsewhere);
    g_autofree gchar *whole = g_strdup_printf("%s stage=1 outcome=proceed response=Typed.", right);
    gint64 unknown = receive(desk, answered(elsewhere, 1, MARK_OFF, MARK_ON, "Whose?"));
    assert_refused(desk, unknown, NULL, REVIEW_ACCEPT);
    Reading *photo = reading_new("photo.pdf");
    reading_add_problem(photo, PROBLEM_NOT_A_FORM, NULL, NULL);
    gint64 none = receive(desk, photo);
    assert_refused(desk, none, NULL, REVIEW_ACCEPT);
    assert_refused(desk, none, wrong, REVIEW_ACCEPT);
    assert_refused(desk, none, right, REVIEW_ACCEPT);
    assert_settled(desk, none, whole, REVIEW_ACCEPT);
    assert_stands(desk, DISPUTE_OPEN, 2);
    assert_refused(desk, unknown, right, REVIEW_ACCEPT);
    g_autoptr(GPtrArray) references = store_references(desk->session->store, RECORD_DISPUTE, NULL);
    assert_int_equal(references->len, 1);
}

static void test_settled_once(void **state)
{
    Desk *desk = *state;
    gint64 id = receive(desk, answered(desk->reference, 1, MARK_ON, MARK_ON, "Both."));
    assert_settled(desk, id, NULL, REVIEW_REJECT);
    assert_refused(desk, id, "outcome=resolved", REVIEW_ACCEPT);
    assert_refused(desk, id, NULL, REVIEW_REJECT);
    assert_refused(desk, id, "outcome=resolved", REVIEW_CORRECT);
    gint64 certain = receive(desk, answered(desk->reference, 1, MARK_OFF, MARK_ON, "Sure."));
    assert_refused(desk, certain, NULL, REVIEW_ACCEPT);
    assert_refused(desk, certain + 1000, NULL, REVIEW_ACCEPT);
    assert_stands(desk, DISPUTE_OPEN, 2);
}

/* The stage was answered, passed over or closed while the return waited. */
static void test_what_came_meanwhile_holds(void **state)
{
    Desk *desk = *state;
    gint64 older = receive(desk, answered(desk->reference, 1, MARK_ON, MARK_ON, "Both."));
    gint64 same = receive(desk, answered(desk->reference, 1, MARK_OFF, MARK_OFF, "Not yet."));
    gint64 other = receive(desk, answered(desk->reference, 1, MARK_OFF, MARK_OFF, "Other."));
    receive(desk, answered(desk->reference, 1, MARK_OFF, MARK_ON, "Not yet."));
    assert_stands(desk, DISPUTE_OPEN, 2);
    assert_refused(desk, older, "outcome=resolved", REVIEW_ACCEPT);
    assert_refused(desk, same, "outcome=proceed", REVIEW_ACCEPT);
    assert_refused(desk, other, "outcome=proceed stage=2", REVIEW_ACCEPT); /* not issued */
    desk_issue(desk);
    assert_true(store_begin(desk->session->store, NULL));
    assert_true(decision_record(desk->session, desk->reference, EVENT_CLOSED, DAY_NONE, NULL, NULL));
    assert_true(store_commit(desk->session->store, NULL));
    assert_refused(desk, other, "outcome=proceed stage=2", REVIEW_ACCEPT);
    assert_stands(desk, DISPUTE_CLOSED, 2);
}

/* A manager is not late because a person had to look. */
static void test_counts_for_the_day_it_came(void **state)
{
    Desk *desk = *state;
    gint64 id = receive(desk, answered(desk->reference, 1, MARK_ON, MARK_ON, "Both."));
    desk_on_day(desk, "2026-12-09");
    assert_settled(desk, id, "outcome=resolved", REVIEW_ACCEPT);
    g_autoptr(Case) dispute = case_load(desk->session, desk->reference, NULL);
    assert_int_equal(progress_stage(dispute->progress, 1)->ended, day_from_iso("2026-11-23"));
}

static void test_what_waits(void **state)
{
    Desk *desk = *state;
    gint64 first = receive(desk, answered(desk->reference, 1, MARK_ON, MARK_ON, "Both."));
    gint64 second = receive(desk, answered(desk->reference, 1, MARK_OFF, MARK_OFF, "None."));
    assert_settled(desk, first, NULL, REVIEW_REJECT);
    g_autoptr(GPtrArray) items = review_list(desk->session, NULL);
    assert_int_equal(items->len, 1);
    const ReviewItem *item = g_ptr_array_index(items, 0);
    assert_int_equal(item->receipt->id, second);
    assert_true(reading_has_problem(item->read, PROBLEM_NONE_TICKED));
    assert_non_null(item->obstacle);
    g_autoptr(ReviewItem) rejected = review_find(desk->session, first, NULL);
    assert_string_equal(facts_get(rejected->settled->values, "reason"), "asked again");
}

static void test_pictures_are_kept(void **state)
{
    Desk *desk = *state;
    g_autoptr(GBytes) png = g_bytes_new_static("\x89PNG", 4);
    Reading *reading = answered(desk->reference, 1, MARK_OFF, MARK_ON, NULL);
    reading_add_problem(reading, PROBLEM_RESPONSE_UNREAD, "response", NULL);
    reading_add_picture(reading, "response", png);
    gint64 id = receive(desk, reading);
    g_autoptr(ReviewItem) item = review_find(desk->session, id, NULL);
    const gchar *sha256 = facts_get(item->pictures, "response");
    assert_non_null(sha256);
    g_autoptr(GBytes) kept = store_kept_file(desk->session->store, sha256, NULL);
    assert_true(g_bytes_equal(kept, png));
}

static void test_compliment(void **state)
{
    Desk *desk = *state;
    g_autofree gchar *reference = NULL;
    assert_true(store_begin(desk->session->store, NULL));
    g_autoptr(IssuedForm) form = open_compliment(
        desk->session, IRO_SOURCE_DIR "/fixtures/compliments/nottingham-short.xml", &reference, NULL);
    assert_non_null(form);
    assert_true(store_commit(desk->session->store, NULL));
    gint64 id = receive(desk, answered(desk->reference, 1, MARK_OFF, MARK_OFF, "Thank you."));
    g_autofree gchar *right = g_strdup_printf("reference=%s", reference);
    assert_settled(desk, id, right, REVIEW_ACCEPT);
    assert_stands(desk, DISPUTE_OPEN, 1);
    g_autoptr(GPtrArray) events = store_events_of(desk->session->store, reference, NULL);
    guint answers = 0;
    for (guint i = 0; i < events->len; i++)
        answers += ((const Event *) g_ptr_array_index(events, i))->kind == EVENT_ANSWERED;
    assert_int_equal(answers, 1);
}

static void test_values(void **state)
{
    (void) state;
    static const gchar *const wrong[][2] = {
        {"outcome", "none"},      {"outcome", "conflict"}, {"outcome", ""},
        {"date", "11/2026"},      {"date", "2026-02-30"},  {"stage", "0"},
        {"stage", "two"},         {"stage", "100"},        {"reference", "NCC-2026-0001"},
        {"response", "\xff\xfe"}, {"child", "x"},          {"", "x"},
    };
    g_autoptr(Facts) set = facts_new();
    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(GError) failure = NULL;
        assert_false(review_set(set, wrong[i][0], wrong[i][1], &failure));
        assert_true(g_error_matches(failure, IRO_ERROR, IRO_ERROR_USAGE));
    }
    assert_int_equal(facts_count(set), 0);
    assert_true(review_set(set, "response", "W\xcc\x82yn\r\nagrees\rtoo", NULL));
    assert_string_equal(facts_get(set, "response"), "\xc5\xb4yn\nagrees\ntoo");
    assert_true(review_set(set, "date", "20 November 2026", NULL));
    assert_string_equal(facts_get(set, "date"), "2026-11-20");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, desk_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_accepted_as_it_was_read),
        TEST(test_what_was_set_counts_and_the_reading_stays),
        TEST(test_an_answer_that_cannot_be_recorded),
        TEST(test_unknown_and_missing_reference),
        TEST(test_settled_once),
        TEST(test_what_came_meanwhile_holds),
        TEST(test_counts_for_the_day_it_came),
        TEST(test_what_waits),
        TEST(test_pictures_are_kept),
        TEST(test_compliment),
        cmocka_unit_test(test_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
