#include "model/progress.h"

#include "model/error.h"

const Stage *progress_definition(const Progress *progress, guint number)
{
    return track_find_stage(progress->track, number);
}

guint progress_days(const Progress *progress, guint number)
{
    const Stage *stage = progress_definition(progress, number);
    const StageProgress *now = progress_stage(progress, number);
    if (!stage)
        return 0;
    gint64 given =
        now && now->issue && now->issued != DAY_NONE ? facts_get_number(now->issue->values, "days", 0) : 0;
    if (given > 0)
        return (guint) given;
    if (stage->least_days == 0)
        return stage->working_days;
    gint64 chosen = facts_get_number(progress->facts, "concern.days", stage->working_days);
    return (guint) CLAMP(chosen, stage->least_days, stage->working_days);
}

gboolean progress_has_event(const Progress *progress, EventKind kind)
{
    for (guint i = 0; i < progress->events->len; i++) {
        const Event *event = g_ptr_array_index(progress->events, i);
        if (event->kind == kind)
            return TRUE;
    }
    return FALSE;
}

static StageProgress *stage_at(Progress *progress, guint number)
{
    if (number == 0 || number > progress->stages->len)
        return NULL;
    return &g_array_index(progress->stages, StageProgress, number - 1);
}

const StageProgress *progress_stage(const Progress *progress, guint number)
{
    return stage_at((Progress *) progress, number);
}

static void open_stage(Progress *progress, guint number, Day on)
{
    StageProgress *stage = stage_at(progress, number);
    if (!stage)
        return;
    progress->stage = number;
    stage->state = STAGE_OPEN;
    stage->opened = on;
    stage->issued = stage->deadline = stage->paused = stage->ended = DAY_NONE;
    stage->extended = FALSE;
    stage->answer = NULL;
    progress->state =
        progress_definition(progress, number)->kind == STAGE_FINAL ? DISPUTE_FINAL : DISPUTE_OPEN;
}

/* The stage that follows when this one does not resolve the dispute. */
static void open_next(Progress *progress, guint number, Day on)
{
    const Stage *stage = progress_definition(progress, number);
    guint next = stage && stage->proceed_to ? stage->proceed_to : number + 1;
    open_stage(progress, next, on);
}

static void end_stage(Progress *progress, const Event *event, StageState state)
{
    StageProgress *stage = stage_at(progress, event->stage);
    if (!stage)
        return;
    stage->state = state;
    stage->ended = event->on;
    stage->paused = DAY_NONE;
    if (state == STAGE_RESOLVED)
        progress->state = DISPUTE_RESOLVED;
    else
        open_next(progress, event->stage, event->on);
}

static void apply_issue(Progress *progress, const Event *event)
{
    StageProgress *stage = stage_at(progress, event->stage);
    if (!stage)
        return;
    stage->issues++;
    stage->issue = event;
    if (stage->state == STAGE_OPEN) {
        stage->state = STAGE_ISSUED;
        stage->issued = event->on;
    }
    stage->deadline = day_from_iso(facts_get(event->values, "deadline"));
    if (progress->first == DAY_NONE)
        progress->first = event->on;
    if (progress->formal == DAY_NONE && event->stage >= progress->track->total_from)
        progress->formal = event->on;
}

static void apply_extension(Progress *progress, const Event *event)
{
    StageProgress *stage = stage_at(progress, event->stage);
    Day until = day_from_iso(facts_get(event->values, "deadline"));
    if (!stage || stage->state != STAGE_ISSUED || until == DAY_NONE)
        return;
    stage->deadline = until;
    stage->extended = TRUE;
}

static void apply_pause(Progress *progress, const Event *event)
{
    StageProgress *stage = stage_at(progress, event->stage);
    if (stage && stage->state == STAGE_ISSUED && stage->paused == DAY_NONE)
        stage->paused = event->on;
}

static void apply_resumption(Progress *progress, const Event *event)
{
    StageProgress *stage = stage_at(progress, event->stage);
    if (!stage || stage->paused == DAY_NONE)
        return;
    stage->paused = DAY_NONE;
    apply_extension(progress, event);
}

static void apply_answer(Progress *progress, const Event *event)
{
    StageProgress *stage = stage_at(progress, event->stage);
    Outcome outcome = OUTCOME_NONE;
    if (!stage || !outcome_from_name(facts_get(event->values, "outcome"), &outcome))
        return;
    stage->answer = event;
    end_stage(progress, event, outcome == OUTCOME_RESOLVED ? STAGE_RESOLVED : STAGE_PROCEED);
}

/* What came before its stage is not known here. */
static void apply_import(Progress *progress, const Event *event)
{
    for (guint number = 1; number < event->stage; number++) {
        StageProgress *stage = stage_at(progress, number);
        if (stage)
            stage->state = STAGE_UNREACHED;
    }
    if (event->stage > 0)
        open_stage(progress, event->stage, event->on);
}

static void end_dispute(Progress *progress, DisputeState state, Day on)
{
    progress->state = state;
    progress->ended = on;
}

static void reopen(Progress *progress, Day on)
{
    progress->ended = DAY_NONE;
    open_stage(progress, progress->stage, on);
}

void progress_apply(Progress *progress, const Event *event)
{
    switch (event->kind) {
    case EVENT_OPENED:
        progress->opened = event->on;
        open_stage(progress, 1, event->on);
        break;
    case EVENT_ISSUED:
        apply_issue(progress, event);
        break;
    case EVENT_ANSWERED:
        apply_answer(progress, event);
        break;
    case EVENT_EXTENDED:
        apply_extension(progress, event);
        break;
    case EVENT_IMPORTED:
        apply_import(progress, event);
        break;
    case EVENT_PAUSED:
        apply_pause(progress, event);
        break;
    case EVENT_RESUMED:
        apply_resumption(progress, event);
        break;
    case EVENT_NO_RESPONSE:
        end_stage(progress, event, STAGE_SILENT);
        break;
    case EVENT_BYPASSED:
        end_stage(progress, event, STAGE_BYPASSED);
        break;
    case EVENT_NOT_AGREED:
        open_next(progress, event->stage, event->on);
        break;
    case EVENT_CLOSED:
        end_dispute(progress, DISPUTE_CLOSED, event->on);
        break;
    case EVENT_WITHDRAWN:
        end_dispute(progress, DISPUTE_WITHDRAWN, event->on);
        break;
    case EVENT_REOPENED:
        reopen(progress, event->on);
        break;
    default: /* beside the stages: referral, advice, received files */
        break;
    }
}

Progress *progress_begin(const Pack *pack, const Event *first)
{
    Progress *progress = g_new0(Progress, 1);
    progress->pack = pack;
    progress->reference = first->reference;
    progress->facts = first->values;
    /* A track that the pack has no longer: the usual one is the best guess. */
    progress->track = pack_find_track(pack, facts_get(first->values, "track"));
    if (!progress->track)
        progress->track = pack_find_track(pack, NULL);
    progress->opened = progress->first = progress->formal = progress->ended = DAY_NONE;
    progress->stages = g_array_sized_new(FALSE, TRUE, sizeof(StageProgress), progress->track->stages->len);
    for (guint i = 0; i < progress->track->stages->len; i++) {
        StageProgress stage = {.number = i + 1,
                               .opened = DAY_NONE,
                               .issued = DAY_NONE,
                               .deadline = DAY_NONE,
                               .paused = DAY_NONE,
                               .ended = DAY_NONE};
        g_array_append_val(progress->stages, stage);
    }
    return progress;
}

Progress *progress_derive(const Pack *pack, const GPtrArray *events)
{
    Progress *progress = progress_begin(pack, g_ptr_array_index(events, 0));
    progress->events = events;
    for (guint i = 0; i < events->len; i++)
        progress_apply(progress, g_ptr_array_index(events, i));
    return progress;
}

void progress_free(Progress *progress)
{
    if (!progress)
        return;
    g_array_unref(progress->stages);
    g_free(progress);
}

Day progress_due(const Progress *progress)
{
    const StageProgress *stage = progress_stage(progress, progress->stage);
    if (progress->state != DISPUTE_OPEN || !stage || stage->state != STAGE_ISSUED ||
        stage->paused != DAY_NONE)
        return DAY_NONE;
    return stage->deadline;
}

gboolean progress_is_overdue(const Progress *progress, Day today)
{
    Day due = progress_due(progress);
    return due != DAY_NONE && due < today;
}

static gboolean refuse(GError **error, const Progress *progress, const gchar *why)
{
    g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%s: %s", progress->reference, why);
    return FALSE;
}

static gboolean allows_no_response(const Progress *progress, Day on, GError **error)
{
    const StageProgress *stage = progress_stage(progress, progress->stage);
    if (progress->state != DISPUTE_OPEN || stage->state != STAGE_ISSUED)
        return refuse(error, progress, "no form is out, so no response is owed; issue it with `iro form`");
    if (stage->paused != DAY_NONE)
        return refuse(error, progress, "its clock stands still; record first that it runs again, as resumed");
    if (on > stage->deadline)
        return TRUE;
    g_autofree gchar *deadline = day_to_words(stage->deadline);
    g_autofree gchar *why = g_strdup_printf("the response is not late before the day after %s", deadline);
    return refuse(error, progress, why);
}

static gboolean allows_pause(const Progress *progress, EventKind kind, Day on, GError **error)
{
    const StageProgress *stage = progress_stage(progress, progress->stage);
    if (kind == EVENT_RESUMED && stage->paused == DAY_NONE)
        return refuse(error, progress, "its clock does not stand still");
    if (kind == EVENT_RESUMED)
        return on >= stage->paused || refuse(error, progress, "the day is before the clock was paused");
    if (progress_due(progress) == DAY_NONE)
        return refuse(error, progress, "no deadline runs that could be paused");
    if (on >= stage->issued && on <= stage->deadline)
        return TRUE;
    return refuse(error, progress,
                  "a clock is paused on a day from the issue up to the deadline; extend it instead");
}

gboolean progress_has_ended(const Progress *progress)
{
    return progress->state == DISPUTE_CLOSED || progress->state == DISPUTE_WITHDRAWN;
}

gboolean progress_allows(const Progress *progress, EventKind kind, Day on, GError **error)
{
    if (on < progress->opened)
        return refuse(error, progress, "the day is before the dispute was opened");
    if (kind == EVENT_REOPENED)
        return progress_has_ended(progress) ||
               refuse(error, progress, "it is not closed, so it cannot be reopened");
    if (kind == EVENT_CAFCASS_REFERRAL || kind == EVENT_LEGAL_ADVICE || kind == EVENT_GUARDIAN_INFORMED)
        return TRUE;
    if (progress_has_ended(progress))
        return refuse(error, progress, "it is closed; reopen it first with `iro event REF reopened`");
    if (kind == EVENT_NO_RESPONSE)
        return allows_no_response(progress, on, error);
    if (kind == EVENT_PAUSED || kind == EVENT_RESUMED)
        return allows_pause(progress, kind, on, error);
    if (kind == EVENT_EXTENDED && progress_due(progress) == DAY_NONE)
        return refuse(error, progress, "no deadline runs that could be extended");
    if (kind == EVENT_BYPASSED && progress->state != DISPUTE_OPEN)
        return refuse(error, progress, "no stage is open that could be bypassed");
    if (kind == EVENT_NOT_AGREED && progress->state != DISPUTE_RESOLVED)
        return refuse(error, progress, "no manager has said that it is resolved");
    return TRUE;
}
