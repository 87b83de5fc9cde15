/* Whole disputes, event by event; every count is worked out by hand beside it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "figures/tally.h"

/* Stage 1 informal, 2 formal, 3 final. */
static Pack *make_pack(void)
{
    static const StageKind kinds[] = {STAGE_ANSWER, STAGE_ANSWER, STAGE_FINAL};
    Pack *pack = pack_new();
    pack->id = g_strdup("invented");
    pack->code = g_strdup("INV");
    pack->authority = g_strdup("Invented Council");
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        Stage *stage = stage_new();
        stage->number = i + 1;
        stage->kind = kinds[i];
        stage->informal = i == 0;
        stage->proceed_to = i + 2;
        stage->title = g_strdup("Manager");
        g_ptr_array_add(pack->stages, stage);
    }
    return pack;
}

static const Pack *give_pack(const gchar *id, gpointer data, GError **error)
{
    (void) id;
    (void) error;
    return data;
}

typedef struct {
    Pack *pack;
    Calendar *calendar;
    Tally *tally;
} World;

static int set_up(void **state)
{
    World *world = g_new0(World, 1);
    world->pack = make_pack();
    world->calendar = calendar_new();
    calendar_cover_years(world->calendar, 2025, 2026);
    TallyOptions options = {.cutoff = day_from_iso("2026-10-31"),
                            .before = day_from_iso("2025-10-31"),
                            .seen = day_from_iso("2026-11-01"),
                            .seen_before = day_from_iso("2025-11-01"),
                            .calendar = world->calendar,
                            .find_pack = give_pack,
                            .data = world->pack};
    world->tally = tally_new(&options);
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    World *world = *state;
    tally_free(world->tally);
    calendar_free(world->calendar);
    pack_free(world->pack);
    g_free(world);
    return 0;
}

/* An event of the day `on`, recorded on the day `recorded`; name and value may be NULL. */
static void take_late(World *world, guint record, EventKind kind, guint stage, const gchar *on,
                      const gchar *recorded, const gchar *name, const gchar *value)
{
    g_autoptr(Event) event = event_new(kind, NULL, stage, day_from_iso(on));
    event->at = (gint64) day_from_iso(recorded) * G_TIME_SPAN_DAY + 1;
    if (name)
        facts_set(event->values, name, value);
    if (kind == EVENT_OPENED) {
        facts_set(event->values, "pack", "invented");
        facts_set(event->values, "child.id", "0017");
        facts_set(event->values, "team", "East");
    }
    assert_true(tally_take(world->tally, event, record, NULL));
}

static void take(World *world, guint record, EventKind kind, guint stage, const gchar *on, const gchar *name,
                 const gchar *value)
{
    take_late(world, record, kind, stage, on, on, name, value);
}

static void assert_count(const World *world, Count count, const gchar *month, guint expected)
{
    Period period;
    assert_true(period_from_text(PERIOD_MONTH, month, &period));
    assert_int_equal(tally_count(world->tally, count, &period), expected);
}

/* Raised on Thursday 1 October, answered late, silent, closed in the final stage on Friday 30. */
static void test_a_whole_dispute(void **state)
{
    World *world = *state;
    take(world, 1, EVENT_OPENED, 0, "2026-10-01", "theme", "drift");
    take(world, 1, EVENT_ISSUED, 1, "2026-10-01", "deadline", "2026-10-08");
    take(world, 1, EVENT_ANSWERED, 1, "2026-10-09", "outcome", "proceed");
    take(world, 1, EVENT_ISSUED, 2, "2026-10-12", "deadline", "2026-10-19");
    take(world, 1, EVENT_EXTENDED, 2, "2026-10-19", "deadline", "2026-10-21");
    take(world, 1, EVENT_NO_RESPONSE, 2, "2026-10-22", NULL, NULL);
    take(world, 1, EVENT_CLOSED, 3, "2026-10-30", NULL, NULL);
    tally_finish(world->tally);
    assert_count(world, COUNT_RAISED, "2026-10", 1);
    assert_count(world, COUNT_RAISED_INFORMALLY, "2026-10", 1);
    assert_count(world, COUNT_WENT_FORMAL, "2026-10", 1);
    assert_count(world, COUNT_ANSWERED_LATE, "2026-10", 1);
    assert_count(world, COUNT_ANSWERED_IN_TIME, "2026-10", 0);
    assert_count(world, COUNT_NO_RESPONSE, "2026-10", 1);
    assert_count(world, COUNT_EXTENDED, "2026-10", 1);
    assert_count(world, COUNT_CLOSED, "2026-10", 1);
    assert_count(world, COUNT_CLOSED_IN_20, "2026-10", 1);
    Period october;
    assert_true(period_from_text(PERIOD_MONTH, "2026-10", &october));
    g_autoptr(GArray) days = tally_days(world->tally, &october);
    assert_int_equal(days->len, 1);
    /* from Monday 12 October: 13 to 16, 19 to 23, 26 to 30 */
    assert_int_equal(g_array_index(days, guint, 0), 14);
    assert_int_equal(g_array_index(tally_stock(world->tally, FALSE), Stock, 0).open, 0);
}

/* What was recorded in November is not in October, whatever day it is of; an answer is judged by its own. */
static void test_recorded_late(void **state)
{
    World *world = *state;
    take(world, 1, EVENT_OPENED, 0, "2026-08-03", NULL, NULL);
    take(world, 1, EVENT_ISSUED, 1, "2026-08-03", "deadline", "2026-08-31");
    take_late(world, 1, EVENT_ANSWERED, 1, "2026-08-31", "2026-09-02", "outcome", "resolved");
    take_late(world, 1, EVENT_CLOSED, 1, "2026-10-30", "2026-11-02", NULL, NULL);
    tally_finish(world->tally);
    assert_count(world, COUNT_ANSWERED_IN_TIME, "2026-08", 0);
    assert_count(world, COUNT_ANSWERED_IN_TIME, "2026-09", 1);
    assert_count(world, COUNT_RECORDED_LATE, "2026-09", 1);
    assert_count(world, COUNT_CLOSED, "2026-10", 0);
    assert_int_equal(g_array_index(tally_stock(world->tally, FALSE), Stock, 0).open, 1);
}

/* What an import brought in counts by its own day. */
static void test_imported(void **state)
{
    World *world = *state;
    g_autoptr(Event) event = event_new(EVENT_OPENED, NULL, 0, day_from_iso("2025-10-06"));
    event->at = (gint64) day_from_iso("2026-10-20") * G_TIME_SPAN_DAY;
    facts_set(event->values, "pack", "invented");
    facts_set(event->values, "imported", "yes");
    assert_true(tally_take(world->tally, event, 1, NULL));
    tally_finish(world->tally);
    assert_count(world, COUNT_RAISED, "2025-10", 1);
    assert_count(world, COUNT_RAISED, "2026-10", 0);
    assert_int_equal(g_array_index(tally_stock(world->tally, TRUE), Stock, 0).open, 1);
}

/* The same child within 365 days is a repeat, a day more is none. */
static void test_repeats(void **state)
{
    World *world = *state;
    take(world, 1, EVENT_OPENED, 0, "2025-09-01", NULL, NULL);
    take(world, 2, EVENT_OPENED, 0, "2026-09-01", NULL, NULL);
    take(world, 3, EVENT_OPENED, 0, "2026-10-01", NULL, NULL);
    tally_finish(world->tally);
    assert_count(world, COUNT_REPEATED, "2025-09", 0);
    assert_count(world, COUNT_REPEATED, "2026-09", 1); /* 365 days */
    assert_count(world, COUNT_REPEATED, "2026-10", 1);
}

static void test_one_day_too_many(void **state)
{
    World *world = *state;
    take(world, 1, EVENT_OPENED, 0, "2025-09-01", NULL, NULL);
    take(world, 2, EVENT_OPENED, 0, "2026-09-02", NULL, NULL);
    tally_finish(world->tally);
    assert_count(world, COUNT_REPEATED, "2026-09", 0);
}

/* Closed, reopened, withdrawn: each counts once, and what was open before stays so for the year before. */
static void test_reopened(void **state)
{
    World *world = *state;
    take(world, 1, EVENT_OPENED, 0, "2025-10-01", NULL, NULL);
    take(world, 1, EVENT_ISSUED, 1, "2025-10-01", "deadline", "2025-10-08");
    take(world, 1, EVENT_CLOSED, 1, "2025-11-03", NULL, NULL);
    take(world, 1, EVENT_REOPENED, 1, "2026-10-05", NULL, NULL);
    take(world, 1, EVENT_WITHDRAWN, 1, "2026-10-06", NULL, NULL);
    take(world, 1, EVENT_WITHDRAWN, 1, "2026-10-07", NULL, NULL); /* it is already */
    tally_finish(world->tally);
    const Stock before = g_array_index(tally_stock(world->tally, TRUE), Stock, 0);
    const Stock now = g_array_index(tally_stock(world->tally, FALSE), Stock, 0);
    assert_int_equal(before.open, 1);
    assert_int_equal(before.overdue, 1);
    assert_int_equal(now.open, 0);
    assert_count(world, COUNT_CLOSED, "2025-11", 1);
    assert_count(world, COUNT_REOPENED, "2026-10", 1);
    assert_count(world, COUNT_WITHDRAWN, "2026-10", 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_whole_dispute, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_recorded_late, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_imported, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_repeats, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_one_day_too_many, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_reopened, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
