#include "figures/tally.h"

#include "figures/tally_parts.h"

/* The day that an event counts for. In UTC, so that it is the same wherever the report is run. */
static Day booked_day(const Event *event)
{
    if (facts_get(event->values, "imported"))
        return event->on;
    Day recorded = (Day) (event->at / G_TIME_SPAN_DAY);
    return MAX(event->on, recorded);
}

/* Most events are of the same day as the one before. */
static gint month_of(Tally *tally, Day day)
{
    if (day != tally->day)
        tally->month = period_month_of(day);
    tally->day = day;
    return tally->month;
}

static gboolean is_open(const Dispute *dispute)
{
    return dispute->progress->state != DISPUTE_CLOSED && dispute->progress->state != DISPUTE_WITHDRAWN;
}

static void add_to_stock(GArray *stock, const Dispute *dispute, Day seen)
{
    Stock *row = NULL;
    for (guint i = 0; i < stock->len && !row; i++)
        if (g_array_index(stock, Stock, i).pack == dispute->progress->pack)
            row = &g_array_index(stock, Stock, i);
    if (!row) {
        Stock fresh = {.pack = dispute->progress->pack};
        g_array_append_val(stock, fresh);
        row = &g_array_index(stock, Stock, stock->len - 1);
    }
    row->open += is_open(dispute);
    row->overdue += progress_is_overdue(dispute->progress, seen);
}

/* Before the first event behind that day changes anything. */
static void look_before(Tally *tally, Dispute *dispute, Day booked)
{
    if (dispute->looked || booked <= tally->options.before)
        return;
    dispute->looked = TRUE;
    add_to_stock(tally->stock[1], dispute, tally->options.seen_before);
}

static gboolean stage_is_formal(const Stage *stage)
{
    return stage && !stage->informal && stage->kind != STAGE_FINAL;
}

/* The clock starts when the first form of the formal part goes out, as the policies' 20 days do. */
static void note_start(Dispute *dispute, const Event *event)
{
    const Stage *stage = progress_definition(dispute->progress, event->stage);
    if (event->kind == EVENT_ISSUED && stage_is_formal(stage) && dispute->formal_issue == DAY_NONE)
        dispute->formal_issue = event->on;
}

static void note_formal(Tally *tally, Dispute *dispute, gint month)
{
    const Stage *stage = progress_definition(dispute->progress, dispute->progress->stage);
    if (dispute->formal || !stage_is_formal(stage))
        return;
    dispute->formal = TRUE;
    tally_add(tally, COUNT_WENT_FORMAL, month);
}

static void count_repeat(Tally *tally, const Event *event, Day booked, gint month)
{
    const gchar *child = facts_get(event->values, "child.id");
    if (!child || !*child)
        return;
    gchar *key = g_strconcat(facts_get(event->values, "pack"), "/", child, NULL);
    gpointer last = g_hash_table_lookup(tally->children, key);
    if (last && booked - (GPOINTER_TO_INT(last) - 1) <= 365)
        tally_add(tally, COUNT_REPEATED, month);
    g_hash_table_replace(tally->children, key, GINT_TO_POINTER(booked + 1));
}

static void count_opening(Tally *tally, Dispute *dispute, const Event *event, gint month)
{
    const Stage *first = progress_definition(dispute->progress, 1);
    dispute->formal = !(first && first->informal);
    tally_add(tally, COUNT_RAISED, month);
    tally_add(tally, dispute->formal ? COUNT_RAISED_FORMALLY : COUNT_RAISED_INFORMALLY, month);
    tally_break_down_opening(tally, dispute, event, month);
    count_repeat(tally, event, dispute->booked, month);
}

/* An answer to a stage that was given up as silent has been counted as missing. */
static void count_answer(Tally *tally, const Dispute *dispute, const Event *event, gint month)
{
    const StageProgress *stage = progress_stage(dispute->progress, event->stage);
    Outcome outcome = OUTCOME_NONE;
    if (!stage || stage->state == STAGE_SILENT ||
        !outcome_from_name(facts_get(event->values, "outcome"), &outcome))
        return;
    gboolean late = stage->deadline != DAY_NONE && stage->paused == DAY_NONE && event->on > stage->deadline;
    tally_add(tally, late ? COUNT_ANSWERED_LATE : COUNT_ANSWERED_IN_TIME, month);
    if (late)
        tally_add_late_team(tally, dispute, month);
}

static Count length_of(Tally *tally, const Dispute *dispute, Day on, gint month)
{
    const Progress *progress = dispute->progress;
    Day start = dispute->formal_issue != DAY_NONE ? dispute->formal_issue : progress->first;
    guint days = 0;
    if (start == DAY_NONE)
        start = progress->opened;
    if (!calendar_count_working_days(tally->options.calendar, start, on, &days, NULL))
        return COUNT_CLOSED_UNMEASURED;
    Length length = {.month = month, .days = days};
    g_array_append_val(tally->lengths, length);
    if (days <= 5)
        return COUNT_CLOSED_IN_5;
    return days <= 20 ? COUNT_CLOSED_IN_20 : COUNT_CLOSED_LATER;
}

static void count_closing(Tally *tally, const Dispute *dispute, const Event *event, gint month)
{
    if (!is_open(dispute))
        return;
    tally_add(tally, COUNT_CLOSED, month);
    tally_add(tally, length_of(tally, dispute, event->on, month), month);
    tally_break_down_closing(tally, dispute, month);
}

/* What an event adds, judged by how the dispute stood before it. */
static void count_event(Tally *tally, const Dispute *dispute, const Event *event, gint month)
{
    static const Count simply[EVENT_N_KINDS] = {
        [EVENT_NO_RESPONSE] = COUNT_NO_RESPONSE, [EVENT_BYPASSED] = COUNT_BYPASSED,
        [EVENT_NOT_AGREED] = COUNT_NOT_AGREED,   [EVENT_CAFCASS_REFERRAL] = COUNT_CAFCASS,
        [EVENT_LEGAL_ADVICE] = COUNT_LEGAL,      [EVENT_GUARDIAN_INFORMED] = COUNT_GUARDIAN,
        [EVENT_WITHDRAWN] = COUNT_WITHDRAWN,     [EVENT_REOPENED] = COUNT_REOPENED,
        [EVENT_EXTENDED] = COUNT_EXTENDED,
    };
    if ((event->kind == EVENT_WITHDRAWN && !is_open(dispute)) ||
        (event->kind == EVENT_REOPENED && is_open(dispute)))
        return;
    if (event->kind == EVENT_ANSWERED)
        count_answer(tally, dispute, event, month);
    else if (event->kind == EVENT_CLOSED)
        count_closing(tally, dispute, event, month);
    else if (simply[event->kind] != COUNT_RAISED)
        tally_add(tally, simply[event->kind], month);
    if (event->kind == EVENT_NO_RESPONSE)
        tally_add_late_team(tally, dispute, month);
}

static Dispute *begin_dispute(Tally *tally, const Pack *pack, const Event *event, guint record, Day booked)
{
    Dispute *dispute = g_new0(Dispute, 1);
    dispute->progress = progress_begin(pack, event);
    dispute->booked = booked;
    dispute->formal_issue = DAY_NONE;
    dispute->looked = booked > tally->options.before; /* it did not exist then */
    if (record >= tally->disputes->len)
        g_ptr_array_set_size(tally->disputes, (gint) record + 1);
    g_ptr_array_index(tally->disputes, record) = dispute;
    return dispute;
}

static void take_compliment(Tally *tally, const Pack *pack, const Event *event, Day booked)
{
    if (booked > tally->options.cutoff)
        return;
    gint month = month_of(tally, booked);
    tally_add(tally, COUNT_COMPLIMENTS, month);
    tally_break_down_compliment(tally, pack, event, month);
    if (facts_get(event->values, "quotable")) {
        Quotable quotable = {.month = month, .id = event->id};
        g_array_append_val(tally->quotable, quotable);
    }
}

/* TRUE when the record's first event is of an authority that is asked for. *pack is NULL otherwise. */
static gboolean find_pack(Tally *tally, const Event *event, const Pack **pack, GError **error)
{
    const gchar *id = facts_get(event->values, "pack");
    *pack = NULL;
    if (tally->options.authority && g_strcmp0(tally->options.authority, id) != 0)
        return TRUE;
    *pack = tally->options.find_pack(id ? id : "", tally->options.data, error);
    return *pack != NULL;
}

static void note_late_record(Tally *tally, const Event *event, gint month)
{
    if (event->on < tally->day && period_month_of(event->on) < month)
        tally_add(tally, COUNT_RECORDED_LATE, month);
}

static void take_event(Tally *tally, Dispute *dispute, const Event *event, Day booked)
{
    dispute->booked = MAX(dispute->booked, booked);
    if (dispute->booked > tally->options.cutoff) {
        return;
    }
    gint month = month_of(tally, dispute->booked);
    look_before(tally, dispute, dispute->booked);
    note_late_record(tally, event, month);
    if (event->kind == EVENT_OPENED)
        count_opening(tally, dispute, event, month);
    else
        count_event(tally, dispute, event, month);
    note_start(dispute, event);
    progress_apply(dispute->progress, event);
    note_formal(tally, dispute, month);
}

gboolean tally_take(Tally *tally, const Event *event, guint record, GError **error)
{
    Day booked = booked_day(event);
    const Pack *pack = NULL;
    if (event->kind == EVENT_OPENED || event->kind == EVENT_COMPLIMENTED) {
        if (!find_pack(tally, event, &pack, error))
            return FALSE;
        if (pack && event->kind == EVENT_COMPLIMENTED)
            take_compliment(tally, pack, event, booked);
        else if (pack && booked <= tally->options.cutoff)
            take_event(tally, begin_dispute(tally, pack, event, record, booked), event, booked);
        return TRUE;
    }
    if (record < tally->disputes->len && g_ptr_array_index(tally->disputes, record))
        take_event(tally, g_ptr_array_index(tally->disputes, record), event, booked);
    return TRUE;
}

void tally_finish(Tally *tally)
{
    for (guint i = 0; i < tally->disputes->len; i++) {
        Dispute *dispute = g_ptr_array_index(tally->disputes, i);
        if (!dispute)
            continue;
        if (!dispute->looked)
            add_to_stock(tally->stock[1], dispute, tally->options.seen_before);
        add_to_stock(tally->stock[0], dispute, tally->options.seen);
    }
}
