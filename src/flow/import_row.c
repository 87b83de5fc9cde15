#include "flow/import_row.h"

#include "model/progress_words.h"

#include <string.h>

typedef enum { WORD_NONE, WORD_WAITS, WORD_RESOLVED, WORD_PROCEED, WORD_SILENT, WORD_BYPASSED } OutcomeWord;

/* How logs, and our own exports, say what became of a stage. */
static const struct {
    const gchar *text;
    OutcomeWord word;
} WORDS[] = {
    {"not reached", WORD_NONE},
    {"not yet issued", WORD_NONE},
    {"waiting for an answer", WORD_WAITS},
    {"open", WORD_WAITS},
    {"concerns resolved", WORD_RESOLVED},
    {"resolved", WORD_RESOLVED},
    {"not resolved", WORD_PROCEED},
    {"proceed", WORD_PROCEED},
    {"escalated", WORD_PROCEED},
    {"no response by the deadline", WORD_SILENT},
    {"no response", WORD_SILENT},
    {"bypassed", WORD_BYPASSED},
};

typedef struct {
    guint number;
    OutcomeWord word;
    Day issued, deadline, ended;
    const gchar *response, *responder;
} StageRow;

typedef struct {
    const ImportRow *import;
    const Track *track;
    GPtrArray *events;
    const Facts *facts;
    Day raised;
    Day last; /* of the events so far */
} Plan;

static const gchar *stage_text(const ImportRow *import, guint number, const gchar *part)
{
    g_autofree gchar *field = g_strdup_printf("stage-%u.%s", number, part);
    return import_columns_text(import->columns, import->row, field);
}

static Day stage_day(const ImportRow *import, guint number, const gchar *part, Day latest)
{
    g_autofree gchar *field = g_strdup_printf("stage-%u.%s", number, part);
    return import_columns_day(import->columns, import->row, field, latest, import->report);
}

static void note_stage(const ImportRow *import, guint number, const gchar *part, const gchar *why)
{
    g_autofree gchar *field = g_strdup_printf("stage-%u.%s", number, part);
    import_note(import->report, import->row->line, import_columns_heading(import->columns, field), "%s", why);
}

static OutcomeWord read_word(const ImportRow *import, guint number)
{
    const gchar *text = stage_text(import, number, "outcome");
    if (!text)
        return WORD_NONE;
    for (guint i = 0; i < G_N_ELEMENTS(WORDS); i++)
        if (g_ascii_strcasecmp(text, WORDS[i].text) == 0)
            return WORDS[i].word;
    note_stage(import, number, "outcome",
               "not understood; write resolved, not resolved, no response, bypassed or open");
    return WORD_NONE;
}

static StageRow read_stage(const ImportRow *import, guint number)
{
    return (StageRow){
        .number = number,
        .word = read_word(import, number),
        .issued = stage_day(import, number, "issued", import->session->today),
        .deadline = stage_day(import, number, "deadline", G_MAXINT32),
        .ended = stage_day(import, number, "ended", import->session->today),
        .response = stage_text(import, number, "response"),
        .responder = stage_text(import, number, "responder"),
    };
}

static gboolean says_something(const StageRow *stage)
{
    return stage->word != WORD_NONE || stage->issued != DAY_NONE || stage->ended != DAY_NONE ||
           stage->response;
}

static Event *add_event(Plan *plan, EventKind kind, guint stage, Day on)
{
    Event *event = session_event(plan->import->session, kind, NULL, stage);
    event->on = on;
    facts_set(event->values, "imported", "yes");
    plan->last = MAX(plan->last, on);
    g_ptr_array_add(plan->events, event);
    return event;
}

/* Chosen by risk in some processes. */
static guint days_of(const Plan *plan, const Stage *stage)
{
    if (stage->least_days == 0)
        return stage->working_days;
    gint64 chosen = facts_get_number(plan->facts, "concern.days", stage->working_days);
    return (guint) CLAMP(chosen, stage->least_days, stage->working_days);
}

/* As the policy counts it, when the log does not say it. */
static Day find_deadline(const Plan *plan, const StageRow *stage)
{
    if (stage->deadline != DAY_NONE)
        return stage->deadline;
    Day deadline = DAY_NONE;
    const Stage *definition = track_find_stage(plan->track, stage->number);
    if (!calendar_add_working_days(plan->import->session->calendar, stage->issued, days_of(plan, definition),
                                   &deadline, NULL))
        note_stage(
            plan->import, stage->number, "deadline",
            "it is not given, and the bank holidays of that year are not known, so it cannot be counted");
    return deadline;
}

static void add_issue(Plan *plan, const StageRow *stage)
{
    const Stage *definition = track_find_stage(plan->track, stage->number);
    Calendar *calendar = plan->import->session->calendar;
    Event *event = add_event(plan, EVENT_ISSUED, stage->number, stage->issued);
    facts_take(event->values, "deadline", day_to_iso(find_deadline(plan, stage)));
    facts_take(event->values, "days", g_strdup_printf("%u", days_of(plan, definition)));
    facts_set(event->values, "calendar", calendar_version(calendar));
}

static void add_answer(Plan *plan, const StageRow *stage)
{
    Event *event = add_event(plan, EVENT_ANSWERED, stage->number, stage->ended);
    facts_set(event->values, "response", stage->response);
    facts_set(event->values, "outcome", stage->word == WORD_RESOLVED ? "resolved" : "proceed");
    facts_take(event->values, "date", day_to_iso(stage->ended));
    facts_set(event->values, "responder", stage->responder);
}

/* FALSE when a day that the outcome needs is missing or out of order. */
static gboolean check_days(const Plan *plan, const StageRow *stage)
{
    gboolean ends = stage->word > WORD_WAITS;
    if (stage->word != WORD_BYPASSED && stage->issued == DAY_NONE)
        note_stage(plan->import, stage->number, "issued", "the day is missing on which the stage began");
    else if (ends && stage->ended == DAY_NONE)
        note_stage(plan->import, stage->number, "ended", "the day is missing on which the stage ended");
    else if (!ends && stage->ended != DAY_NONE)
        note_stage(plan->import, stage->number, "outcome", "the stage has ended, so its outcome is needed");
    else if (stage->issued != DAY_NONE && stage->issued < plan->last)
        note_stage(plan->import, stage->number, "issued", "the day is before that of what came before it");
    else if (ends && stage->ended < MAX(plan->last, stage->issued))
        note_stage(plan->import, stage->number, "ended", "the day is before that of what came before it");
    else
        return TRUE;
    return FALSE;
}

static void add_stage(Plan *plan, const StageRow *stage, gboolean after_resolved)
{
    if (!check_days(plan, stage))
        return;
    /* a stage after one that was called resolved: the IRO did not agree */
    if (after_resolved)
        add_event(plan, EVENT_NOT_AGREED, stage->number - 1,
                  stage->issued != DAY_NONE ? stage->issued : stage->ended);
    if (stage->issued != DAY_NONE)
        add_issue(plan, stage);
    if (stage->word == WORD_RESOLVED || stage->word == WORD_PROCEED)
        add_answer(plan, stage);
    else if (stage->word == WORD_SILENT)
        add_event(plan, EVENT_NO_RESPONSE, stage->number, stage->ended);
    else if (stage->word == WORD_BYPASSED)
        add_event(plan, EVENT_BYPASSED, stage->number, stage->ended);
}

/* The stages of which the log says something; they follow one another. */
static GArray *read_stages(const Plan *plan)
{
    GArray *stages = g_array_new(FALSE, FALSE, sizeof(StageRow));
    for (guint number = 1; number <= plan->track->stages->len; number++) {
        StageRow stage = read_stage(plan->import, number);
        if (!says_something(&stage))
            continue;
        guint before = stages->len ? g_array_index(stages, StageRow, stages->len - 1).number : number - 1;
        if (before + 1 != number)
            note_stage(plan->import, before + 1, "outcome",
                       "nothing is said of this stage, though of a later one; say what became of it");
        g_array_append_val(stages, stage);
    }
    return stages;
}

static guint read_current_stage(const Plan *plan)
{
    const gchar *text = import_columns_text(plan->import->columns, plan->import->row, "stage");
    guint64 number = 0;
    if (!text || g_ascii_string_to_unsigned(text, 10, 1, plan->track->stages->len, &number, NULL))
        return (guint) number;
    import_note(plan->import->report, plan->import->row->line,
                import_columns_heading(plan->import->columns, "stage"),
                "no stage of this process; it is a number from 1 to %u", plan->track->stages->len);
    return 0;
}

static void add_stages(Plan *plan, Event *imported)
{
    g_autoptr(GArray) stages = read_stages(plan);
    guint current = read_current_stage(plan), first = current;
    if (stages->len)
        first = g_array_index(stages, StageRow, 0).number;
    imported->stage = first > 1 ? first : 0;
    OutcomeWord before = WORD_NONE;
    for (guint i = 0; i < stages->len; i++) {
        const StageRow *stage = &g_array_index(stages, StageRow, i);
        add_stage(plan, stage, before == WORD_RESOLVED);
        before = stage->word;
    }
}

static void add_end(Plan *plan)
{
    const ImportRow *import = plan->import;
    const gchar *state = import_columns_text(import->columns, import->row, "state");
    Day closed =
        import_columns_day(import->columns, import->row, "closed", import->session->today, import->report);
    gboolean withdrawn = state && g_ascii_strcasecmp(state, "withdrawn") == 0;
    gboolean ended = withdrawn || (state && g_ascii_strcasecmp(state, "closed") == 0);
    if (ended && closed == DAY_NONE)
        import_note(import->report, import->row->line, import_columns_heading(import->columns, "closed"),
                    "the dispute is %s, so the day is needed", withdrawn ? "withdrawn" : "closed");
    else if (closed != DAY_NONE && closed < plan->last)
        import_note(import->report, import->row->line, import_columns_heading(import->columns, "closed"),
                    "the day is before that of what came before it");
    else if (closed != DAY_NONE)
        add_event(plan, withdrawn ? EVENT_WITHDRAWN : EVENT_CLOSED, 0, closed);
}

/* What the log says of stage and state, and what its events amount to, must be one. */
static void check_result(const Plan *plan)
{
    const ImportRow *import = plan->import;
    g_autoptr(Progress) progress = progress_derive(import->pack, plan->events);
    const gchar *state = import_columns_text(import->columns, import->row, "state");
    const gchar *is = dispute_state_name(progress->state);
    guint stage = read_current_stage(plan);
    /* a log's "resolved" with the day it was closed means closed */
    gboolean closed =
        progress->state == DISPUTE_CLOSED && state && g_ascii_strcasecmp(state, "resolved") == 0;
    if (state && !closed && g_ascii_strcasecmp(state, is) != 0)
        import_note(
            import->report, import->row->line, import_columns_heading(import->columns, "state"),
            "the rest of the line says that the dispute is %s; the states are open, resolved (waiting "
            "for the IRO), final, closed, withdrawn",
            is);
    if (stage && stage != progress->stage)
        import_note(import->report, import->row->line, import_columns_heading(import->columns, "stage"),
                    "the rest of the line says that the dispute is at stage %u", progress->stage);
}

static Day find_raised(const ImportRow *import, const Facts *facts)
{
    Day raised =
        import_columns_day(import->columns, import->row, "raised", import->session->today, import->report);
    return raised != DAY_NONE ? raised : day_from_iso(facts_get(facts, "concern.date"));
}

static void fill(Plan *plan)
{
    const ImportRow *import = plan->import;
    Event *opened = add_event(plan, EVENT_OPENED, 0, plan->raised);
    facts_merge(opened->values, plan->facts);
    Event *imported = add_event(plan, EVENT_IMPORTED, 0, plan->raised);
    facts_set(imported->values, "number", import_columns_text(import->columns, import->row, "number"));
    add_stages(plan, imported);
    add_end(plan);
}

GPtrArray *import_row_events(const ImportRow *import)
{
    guint problems = import->report->problems->len;
    const Track *track = NULL;
    g_autoptr(Facts) facts = import_row_facts(import, &track);
    Plan plan = {.import = import, .track = track, .facts = facts, .last = DAY_NONE};
    plan.raised = find_raised(import, facts);
    plan.events = g_ptr_array_new_with_free_func((GDestroyNotify) event_free);
    if (plan.raised == DAY_NONE && problems == import->report->problems->len)
        import_note(import->report, import->row->line, import_columns_heading(import->columns, "raised"),
                    "the day is missing on which the dispute was raised");
    if (track && plan.raised != DAY_NONE)
        fill(&plan);
    if (track && problems == import->report->problems->len)
        check_result(&plan);
    if (track && problems == import->report->problems->len)
        return plan.events;
    g_ptr_array_unref(plan.events);
    return NULL;
}
