/*
 * The public reports of many invented records are attacked (attack.h): the
 * totals of every month, quarter, year and financial year, and the breakdowns of
 * each financial year. The same attack finds hidden numbers where only small
 * ones were hidden, which proves that it can.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "attack.h"
#include "figures/public.h"

#define RECORDS 60
#define FIRST   (2024 * 12) /* months that hold events: two years */
#define MONTHS  24
#define THEMES  4

static const gchar *const THEME_IDS[THEMES] = {"drift", "health", "pep", "visits"};

static Pack *make_pack(void)
{
    Pack *pack = pack_new();
    pack->id = g_strdup("invented");
    pack->code = g_strdup("INV");
    pack->authority = g_strdup("Invented Council");
    for (guint i = 0; i < THEMES; i++)
        g_ptr_array_add(pack->themes, theme_new(THEME_IDS[i], THEME_IDS[i]));
    static const StageKind kinds[] = {STAGE_ANSWER, STAGE_FINAL};
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        Stage *stage = stage_new();
        stage->number = i + 1;
        stage->kind = kinds[i];
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

/* A record with so few disputes a month that many numbers are small. */
static Tally *make_tally(GRand *random, Pack *pack, Calendar *calendar, gint busy)
{
    TallyOptions options = {.cutoff = day_from_iso("2026-03-31"),
                            .before = day_from_iso("2025-03-31"),
                            .seen = day_from_iso("2026-04-01"),
                            .seen_before = day_from_iso("2025-04-01"),
                            .calendar = calendar,
                            .find_pack = give_pack,
                            .data = pack};
    Tally *tally = tally_new(&options);
    guint record = 0;
    for (gint month = FIRST; month < FIRST + MONTHS; month++) {
        gint count = g_rand_int_range(random, 0, busy + 1);
        for (gint i = 0; i < count; i++) {
            Day day = day_from_ymd(month / 12, month % 12 + 1, 10);
            g_autoptr(Event) event = event_new(EVENT_OPENED, NULL, 0, day);
            gint theme = g_rand_int_range(random, 0, THEMES);
            event->at = (gint64) day * G_TIME_SPAN_DAY;
            facts_set(event->values, "pack", "invented");
            facts_set(event->values, "theme", THEME_IDS[theme * theme / THEMES]);
            assert_true(tally_take(tally, event, ++record, NULL));
        }
    }
    tally_finish(tally);
    return tally;
}

/* A period's total, as an unknown of the attack. */
typedef struct {
    Period period;
    guint unknown;
    gboolean hidden;
    guint truth;
} Total;

/* How a number is shown: as it is published, or with only small ones hidden. */
static PublicNumber shown_as(PublicNumber published, guint truth, gboolean primary_only)
{
    return primary_only ? ledger_round(truth) : published;
}

static gboolean add_total(Attack *attack, const Tally *tally, const Pack *pack, PeriodKind kind, gint month,
                          gboolean primary_only, GArray *totals)
{
    Total total = {0};
    if (!period_of(kind, month / 12, (guint) (month % 12) + 1, &total.period))
        return FALSE;
    g_autoptr(GPtrArray) figures = public_figures(tally, pack, &total.period);
    const PublicFigure *raised = g_ptr_array_index(figures, FAMILY_RAISED);
    total.truth = tally_count(tally, COUNT_RAISED, &total.period);
    PublicNumber shown = shown_as(raised->now, total.truth, primary_only);
    total.hidden = shown.hidden;
    /* a month's "c" is always 1 to 5; what else is hidden may be anything, unless only small ones are */
    total.unknown = attack_add(attack, shown.hidden, shown.value, kind == PERIOD_MONTH || primary_only);
    g_array_append_val(totals, total);
    for (guint i = 0; i < raised->chains->len; i++) {
        const GPtrArray *chain = g_ptr_array_index(raised->chains, i);
        g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(guint));
        for (guint j = 0; j < chain->len; j++) {
            const PublicPart *part = g_ptr_array_index(chain, j);
            Total piece = {.hidden = part->now.hidden};
            for (guint k = 0; k < tally_series(tally)->len; k++) {
                const Series *series = g_ptr_array_index(tally_series(tally), k);
                if (series->breakdown == BY_THEME && g_strcmp0(series->label, part->label) == 0)
                    piece.truth = series_sum(series, &total.period);
            }
            if (i == 0)
                piece.truth = tally_count(tally, j == 0 ? COUNT_RAISED_INFORMALLY : COUNT_RAISED_FORMALLY,
                                          &total.period);
            PublicNumber seen = shown_as(part->now, piece.truth, primary_only);
            piece.hidden = seen.hidden;
            piece.unknown = attack_add(attack, seen.hidden, seen.value, primary_only);
            g_array_append_val(parts, piece.unknown);
            g_array_append_val(totals, piece);
        }
        attack_add_sum(attack, total.unknown, (const guint *) parts->data, parts->len);
    }
    return TRUE;
}

/* Every longer period is the sum of its months. */
static void add_month_sums(Attack *attack, const GArray *totals)
{
    for (guint i = 0; i < totals->len; i++) {
        const Total *whole = &g_array_index(totals, Total, i);
        guint months[12], n = 0;
        if (whole->period.n_months < 3)
            continue;
        for (guint j = 0; j < totals->len; j++) {
            const Total *part = &g_array_index(totals, Total, j);
            if (part->period.n_months == 1 && part->period.first >= whole->period.first &&
                part->period.last <= whole->period.last)
                months[n++] = part->unknown;
        }
        assert_int_equal(n, whole->period.n_months);
        attack_add_sum(attack, whole->unknown, months, n);
    }
}

/* How many hidden numbers the attack finds out. */
static guint attack_record(const Tally *tally, const Pack *pack, gboolean primary_only, guint *hidden)
{
    Attack *attack = attack_new();
    g_autoptr(GArray) totals = g_array_new(FALSE, FALSE, sizeof(Total));
    guint found = 0;
    for (gint month = FIRST; month < FIRST + MONTHS; month++)
        add_total(attack, tally, pack, PERIOD_MONTH, month, primary_only, totals);
    for (gint month = FIRST; month < FIRST + MONTHS; month += 3)
        add_total(attack, tally, pack, PERIOD_QUARTER, month, primary_only, totals);
    add_total(attack, tally, pack, PERIOD_YEAR, FIRST, primary_only, totals);
    add_total(attack, tally, pack, PERIOD_YEAR, FIRST + 12, primary_only, totals);
    add_total(attack, tally, pack, PERIOD_FINANCIAL_YEAR, FIRST + 3, primary_only, totals);
    add_month_sums(attack, totals);
    assert_true(attack_run(attack)); /* what was published is no contradiction */
    for (guint i = 0; i < totals->len; i++) {
        const Total *total = &g_array_index(totals, Total, i);
        Bounds bounds = attack_bounds(attack, total->unknown);
        assert_in_range(total->truth, (guint) bounds.least, (guint) bounds.most);
        *hidden += total->hidden;
        found += total->hidden && bounds.least == bounds.most;
    }
    attack_free(attack);
    return found;
}

static void test_attack(void **state)
{
    (void) state;
    g_autoptr(GRand) random = g_rand_new_with_seed(11);
    g_autoptr(Calendar) calendar = calendar_new();
    guint hidden = 0, found = 0, found_when_naive = 0, unused = 0;
    for (guint i = 0; i < RECORDS; i++) {
        g_autoptr(Pack) pack = make_pack();
        g_autoptr(Tally) tally = make_tally(random, pack, calendar, 1 + (gint) (i % 8));
        found += attack_record(tally, pack, FALSE, &hidden);
        found_when_naive += attack_record(tally, pack, TRUE, &unused);
    }
    print_message("%u hidden numbers, %u found; with only small numbers hidden %u of %u\n", hidden, found,
                  found_when_naive, unused);
    assert_true(hidden > 500);
    assert_true(found_when_naive > 10);
    assert_int_equal(found, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_attack)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
