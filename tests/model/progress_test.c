/*
 * What a dispute is, derived from its events. The process is Nottingham's
 * (policy, "Formal Dispute Resolution Process"): four stages with a form, then
 * legal advice and Cafcass.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "model/error.h"
#include "model/progress_words.h"

#define REFERENCE "NCC-2026-0001-K"

static Pack *make_pack(void)
{
    static const gchar *const titles[] = {"Team Manager", "Service Manager", "Head of Service", "Director",
                                          "Legal advice"};
    Pack *pack = pack_new();
    for (guint i = 0; i < G_N_ELEMENTS(titles); i++) {
        Stage *stage = stage_new();
        stage->number = i + 1;
        stage->kind = i < 4 ? STAGE_ANSWER : STAGE_FINAL;
        stage->title = g_strdup(titles[i]);
        stage->working_days = i < 4 ? 5 : 0;
        stage->proceed_to = i < 4 ? i + 2 : 0;
        g_ptr_array_add(pack->stages, stage);
    }
    return pack;
}

typedef struct {
    Pack *pack;
    GPtrArray *events;
    Progress *progress;
} Record;

static Event *add(Record *record, EventKind kind, guint stage, const gchar *on)
{
    Event *event = event_new(kind, REFERENCE, stage, day_from_iso(on));
    g_ptr_array_add(record->events, event);
    progress_free(record->progress);
    record->progress = progress_derive(record->pack, record->events);
    return event;
}

static void issue(Record *record, guint stage, const gchar *on, const gchar *deadline)
{
    Event *event = event_new(EVENT_ISSUED, REFERENCE, stage, day_from_iso(on));
    facts_set(event->values, "deadline", deadline);
    g_ptr_array_add(record->events, event);
    progress_free(record->progress);
    record->progress = progress_derive(record->pack, record->events);
}

static void answer(Record *record, guint stage, const gchar *on, const gchar *outcome)
{
    Event *event = event_new(EVENT_ANSWERED, REFERENCE, stage, day_from_iso(on));
    facts_set(event->values, "outcome", outcome);
    g_ptr_array_add(record->events, event);
    progress_free(record->progress);
    record->progress = progress_derive(record->pack, record->events);
}

static int begin(void **state)
{
    Record *record = g_new0(Record, 1);
    record->pack = make_pack();
    record->events = g_ptr_array_new_with_free_func((GDestroyNotify) event_free);
    add(record, EVENT_OPENED, 0, "2026-11-23");
    *state = record;
    return 0;
}

static int end(void **state)
{
    Record *record = *state;
    progress_free(record->progress);
    g_ptr_array_unref(record->events);
    pack_free(record->pack);
    g_free(record);
    return 0;
}

static void assert_at(const Record *record, DisputeState state, guint stage, StageState stage_state)
{
    assert_int_equal(record->progress->state, state);
    assert_int_equal(record->progress->stage, stage);
    assert_int_equal(progress_stage(record->progress, stage)->state, stage_state);
}

static void test_opens_at_stage_1(void **state)
{
    Record *record = *state;
    assert_at(record, DISPUTE_OPEN, 1, STAGE_OPEN);
    assert_int_equal(progress_stage(record->progress, 2)->state, STAGE_UNREACHED);
    assert_int_equal(progress_due(record->progress), DAY_NONE);
    assert_null(progress_stage(record->progress, 6));
}

static void test_clock_runs_from_the_first_issue(void **state)
{
    Record *record = *state;
    issue(record, 1, "2026-11-23", "2026-11-30");
    issue(record, 1, "2026-11-25", "2026-11-30");
    const StageProgress *stage = progress_stage(record->progress, 1);
    assert_int_equal(stage->issues, 2);
    assert_int_equal(stage->issued, day_from_iso("2026-11-23"));
    assert_int_equal(progress_due(record->progress), day_from_iso("2026-11-30"));
    assert_false(progress_is_overdue(record->progress, day_from_iso("2026-11-30")));
    assert_true(progress_is_overdue(record->progress, day_from_iso("2026-12-01")));
}

static void test_proceed_opens_the_next_stage(void **state)
{
    Record *record = *state;
    static const gchar *const days[] = {"2026-11-23", "2026-11-27", "2026-12-03", "2026-12-09", "2026-12-15"};
    for (guint stage = 1; stage <= 4; stage++) {
        assert_at(record, DISPUTE_OPEN, stage, STAGE_OPEN);
        issue(record, stage, days[stage - 1], "2026-12-30");
        answer(record, stage, days[stage], "proceed");
        assert_int_equal(progress_stage(record->progress, stage)->state, STAGE_PROCEED);
    }
    assert_at(record, DISPUTE_FINAL, 5, STAGE_OPEN);
    assert_int_equal(record->progress->first, day_from_iso("2026-11-23"));
}

static void test_only_the_iro_closes(void **state)
{
    Record *record = *state;
    issue(record, 1, "2026-11-23", "2026-11-30");
    answer(record, 1, "2026-11-27", "resolved");
    assert_at(record, DISPUTE_RESOLVED, 1, STAGE_RESOLVED);
    assert_int_equal(record->progress->ended, DAY_NONE);
    add(record, EVENT_CLOSED, 1, "2026-11-27");
    assert_at(record, DISPUTE_CLOSED, 1, STAGE_RESOLVED);
    assert_int_equal(record->progress->ended, day_from_iso("2026-11-27"));
}

static void test_iro_may_not_agree(void **state)
{
    Record *record = *state;
    issue(record, 1, "2026-11-23", "2026-11-30");
    assert_false(progress_allows(record->progress, EVENT_NOT_AGREED, day_from_iso("2026-11-24"), NULL));
    answer(record, 1, "2026-11-27", "resolved");
    assert_true(progress_allows(record->progress, EVENT_NOT_AGREED, day_from_iso("2026-11-27"), NULL));
    add(record, EVENT_NOT_AGREED, 1, "2026-11-27");
    assert_at(record, DISPUTE_OPEN, 2, STAGE_OPEN);
}

/* "No response by the deadline" is a ground for the next stage, from the day after. */
static void test_no_response(void **state)
{
    Record *record = *state;
    g_autoptr(GError) failure = NULL;
    assert_false(progress_allows(record->progress, EVENT_NO_RESPONSE, day_from_iso("2026-12-24"), &failure));
    assert_true(g_error_matches(failure, IRO_ERROR, IRO_ERROR_INPUT));
    issue(record, 1, "2026-11-23", "2026-11-30");
    assert_false(progress_allows(record->progress, EVENT_NO_RESPONSE, day_from_iso("2026-11-30"), NULL));
    assert_true(progress_allows(record->progress, EVENT_NO_RESPONSE, day_from_iso("2026-12-01"), NULL));
    add(record, EVENT_NO_RESPONSE, 1, "2026-12-01");
    assert_at(record, DISPUTE_OPEN, 2, STAGE_OPEN);
    assert_int_equal(progress_stage(record->progress, 1)->state, STAGE_SILENT);
}

/* A later day that was agreed takes the deadline's place until the stage ends. */
static void test_extension_moves_the_running_deadline(void **state)
{
    Record *record = *state;
    const Day on = day_from_iso("2026-11-27");
    assert_false(progress_allows(record->progress, EVENT_EXTENDED, on, NULL));
    issue(record, 1, "2026-11-23", "2026-11-30");
    assert_true(progress_allows(record->progress, EVENT_EXTENDED, on, NULL));
    Event *event = event_new(EVENT_EXTENDED, REFERENCE, 1, on);
    facts_set(event->values, "deadline", "2026-12-04");
    g_ptr_array_add(record->events, event);
    progress_free(record->progress);
    record->progress = progress_derive(record->pack, record->events);
    assert_int_equal(progress_due(record->progress), day_from_iso("2026-12-04"));
    assert_true(progress_stage(record->progress, 1)->extended);
    assert_false(progress_allows(record->progress, EVENT_NO_RESPONSE, day_from_iso("2026-12-04"), NULL));
    assert_true(progress_allows(record->progress, EVENT_NO_RESPONSE, day_from_iso("2026-12-07"), NULL));
    add(record, EVENT_NO_RESPONSE, 1, "2026-12-07");
    issue(record, 2, "2026-12-07", "2026-12-14");
    assert_false(progress_stage(record->progress, 2)->extended);
}

/* Two ladders in one pack: the dispute's own one decides. Its days are chosen
 * within a range, and its total starts with stage 2. */
static void test_a_dispute_takes_its_track(void **state)
{
    Record *record = *state;
    Track *track = track_new("risk", "By risk");
    for (guint number = 1; number <= 3; number++) {
        Stage *stage = stage_new();
        stage->number = number;
        stage->kind = number < 3 ? STAGE_ANSWER : STAGE_FINAL;
        stage->title = g_strdup("Somebody");
        stage->least_days = number < 3 ? 1 : 0;
        stage->working_days = number < 3 ? 7 : 0;
        stage->proceed_to = number < 3 ? number + 1 : 0;
        g_ptr_array_add(track->stages, stage);
    }
    track->total_from = 2;
    pack_add_track(record->pack, track);
    const Event *opened = g_ptr_array_index(record->events, 0);
    facts_set(opened->values, "track", "risk");
    facts_set(opened->values, "concern.days", "3");
    issue(record, 1, "2026-11-23", "2026-11-26");
    assert_ptr_equal(record->progress->track, track);
    assert_int_equal(record->progress->stages->len, 3);
    assert_int_equal(progress_days(record->progress, 1), 3);
    assert_int_equal(record->progress->first, day_from_iso("2026-11-23"));
    assert_int_equal(record->progress->formal, DAY_NONE);
    answer(record, 1, "2026-11-24", "proceed");
    issue(record, 2, "2026-11-25", "2026-11-30");
    assert_int_equal(record->progress->formal, day_from_iso("2026-11-25"));
    answer(record, 2, "2026-11-26", "proceed");
    assert_at(record, DISPUTE_FINAL, 3, STAGE_OPEN);
    facts_set(opened->values, "concern.days", "99"); /* a record of a pack that was changed since */
    assert_int_equal(progress_days(record->progress, 1), 7);
}

/* Told in every next action until it is recorded, and only in proceedings. */
static void test_the_guardian_is_not_forgotten(void **state)
{
    Record *record = *state;
    const Event *opened = g_ptr_array_index(record->events, 0);
    record->pack->guardian = g_strdup("Tell the Guardian.");
    assert_null(progress_reminder(record->progress));
    facts_set(opened->values, "proceedings", "Care proceedings.");
    Day by = DAY_NONE;
    g_autofree gchar *before = progress_next_action(record->progress, day_from_iso("2026-11-23"), &by);
    assert_true(g_str_has_suffix(before, " Tell the Guardian."));
    add(record, EVENT_GUARDIAN_INFORMED, 1, "2026-11-24");
    g_autofree gchar *after = progress_next_action(record->progress, day_from_iso("2026-11-24"), &by);
    assert_null(strstr(after, "Guardian"));
}

static void test_a_kind_of_case_ends_its_own_way(void **state)
{
    Record *record = *state;
    const Event *opened = g_ptr_array_index(record->events, 0);
    g_ptr_array_add(record->pack->cases, case_kind_new("cp", "Child protection", "Other procedures apply."));
    for (guint stage = 1; stage <= 4; stage++)
        add(record, EVENT_BYPASSED, stage, "2026-11-23");
    assert_string_equal(progress_final_task(record->progress, 5), "Legal advice");
    facts_set(opened->values, "concern.case", "cp");
    assert_string_equal(progress_final_task(record->progress, 5), "Other procedures apply.");
}

/* IRO Handbook 6.2: any stage may be bypassed; 6.3: a referral runs beside. */
static void test_bypass_and_referral(void **state)
{
    Record *record = *state;
    add(record, EVENT_CAFCASS_REFERRAL, 1, "2026-11-23");
    assert_at(record, DISPUTE_OPEN, 1, STAGE_OPEN);
    add(record, EVENT_BYPASSED, 1, "2026-11-23");
    add(record, EVENT_BYPASSED, 2, "2026-11-23");
    assert_at(record, DISPUTE_OPEN, 3, STAGE_OPEN);
    assert_int_equal(progress_stage(record->progress, 1)->state, STAGE_BYPASSED);
    assert_int_equal(record->progress->first, DAY_NONE);
}

static void test_reopened_stage_starts_anew(void **state)
{
    Record *record = *state;
    issue(record, 1, "2026-11-23", "2026-11-30");
    answer(record, 1, "2026-11-27", "resolved");
    add(record, EVENT_CLOSED, 1, "2026-11-27");
    assert_true(progress_allows(record->progress, EVENT_REOPENED, day_from_iso("2027-01-04"), NULL));
    assert_false(progress_allows(record->progress, EVENT_BYPASSED, day_from_iso("2027-01-04"), NULL));
    add(record, EVENT_REOPENED, 1, "2027-01-04");
    assert_at(record, DISPUTE_OPEN, 1, STAGE_OPEN);
    assert_null(progress_stage(record->progress, 1)->answer);
    issue(record, 1, "2027-01-04", "2027-01-11");
    assert_int_equal(progress_due(record->progress), day_from_iso("2027-01-11"));
    assert_int_equal(progress_stage(record->progress, 1)->issues, 2);
}

static void test_nothing_before_it_was_opened(void **state)
{
    Record *record = *state;
    assert_false(progress_allows(record->progress, EVENT_CLOSED, day_from_iso("2026-11-22"), NULL));
    assert_true(progress_allows(record->progress, EVENT_CLOSED, day_from_iso("2026-11-23"), NULL));
}

static void test_next_action_names_day_and_stage(void **state)
{
    Record *record = *state;
    Day by = DAY_NONE;
    issue(record, 1, "2026-11-23", "2026-11-30");
    g_autofree gchar *waiting = progress_next_action(record->progress, day_from_iso("2026-11-24"), &by);
    assert_int_equal(by, day_from_iso("2026-11-30"));
    assert_non_null(strstr(waiting, "Monday 30 November 2026"));
    g_autofree gchar *late = progress_next_action(record->progress, day_from_iso("2026-12-01"), &by);
    assert_non_null(strstr(late, "no response"));
    assert_non_null(strstr(late, "stage 2"));
    g_autofree gchar *status = progress_status(record->progress, day_from_iso("2026-12-01"));
    assert_non_null(strstr(status, "overdue"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        TEST(test_opens_at_stage_1),
        TEST(test_clock_runs_from_the_first_issue),
        TEST(test_proceed_opens_the_next_stage),
        TEST(test_only_the_iro_closes),
        TEST(test_iro_may_not_agree),
        TEST(test_no_response),
        TEST(test_extension_moves_the_running_deadline),
        TEST(test_a_dispute_takes_its_track),
        TEST(test_the_guardian_is_not_forgotten),
        TEST(test_a_kind_of_case_ends_its_own_way),
        TEST(test_bypass_and_referral),
        TEST(test_reopened_stage_starts_anew),
        TEST(test_nothing_before_it_was_opened),
        TEST(test_next_action_names_day_and_stage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
