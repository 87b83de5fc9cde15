#include "model/progress_words.h"

static const gchar *const DISPUTE_STATE_NAMES[] = {
    [DISPUTE_OPEN] = "open",     [DISPUTE_RESOLVED] = "resolved",   [DISPUTE_FINAL] = "final",
    [DISPUTE_CLOSED] = "closed", [DISPUTE_WITHDRAWN] = "withdrawn",
};

static const gchar *const STAGE_STATE_WORDS[] = {
    [STAGE_UNREACHED] = "not reached",
    [STAGE_OPEN] = "not yet issued",
    [STAGE_ISSUED] = "waiting for an answer",
    [STAGE_RESOLVED] = "concerns resolved",
    [STAGE_PROCEED] = "not resolved",
    [STAGE_SILENT] = "no response by the deadline",
    [STAGE_BYPASSED] = "bypassed",
};

const gchar *dispute_state_name(DisputeState state)
{
    return DISPUTE_STATE_NAMES[state];
}

const gchar *stage_state_words(StageState state)
{
    return STAGE_STATE_WORDS[state];
}

const gchar *progress_reminder(const Progress *progress)
{
    const gchar *proceedings = facts_get(progress->facts, "proceedings");
    if (!progress->pack->guardian || !proceedings || !*proceedings ||
        progress_has_event(progress, EVENT_GUARDIAN_INFORMED))
        return NULL;
    return progress->pack->guardian;
}

gchar *progress_status(const Progress *progress, Day today)
{
    const Stage *stage = progress_definition(progress, progress->stage);
    const StageProgress *now = progress_stage(progress, progress->stage);
    switch (progress->state) {
    case DISPUTE_CLOSED:
        return g_strdup("closed");
    case DISPUTE_WITHDRAWN:
        return g_strdup("withdrawn");
    case DISPUTE_RESOLVED:
        return g_strdup_printf("stage %u resolved, waiting for the IRO", progress->stage);
    case DISPUTE_FINAL:
        return g_strdup_printf("stage %u: %s", progress->stage, stage->title);
    case DISPUTE_OPEN:
        break;
    }
    const gboolean overdue = progress_is_overdue(progress, today);
    if (now->state == STAGE_OPEN)
        return g_strdup_printf("stage %u to be issued (%s)", progress->stage, stage->title);
    if (now->paused != DAY_NONE)
        return g_strdup_printf("stage %u paused by agreement (%s)", progress->stage, stage->title);
    if (stage->kind == STAGE_MEETING)
        return g_strdup_printf("stage %u, meeting%s (%s)", progress->stage, overdue ? " overdue" : "",
                               stage->title);
    return g_strdup_printf("stage %u %s %s", progress->stage, overdue ? "overdue from" : "with",
                           stage->title);
}

static gchar *next_when_issued(const Stage *stage, Day deadline, Day today)
{
    g_autofree gchar *day = day_to_words(deadline);
    const gboolean meeting = stage->kind == STAGE_MEETING;
    if (deadline < today && meeting)
        return g_strdup_printf("No outcome of the stage %u meeting (%s) came by %s. Record that there was no "
                               "response and go on to stage %u.",
                               stage->number, stage->title, day, stage->proceed_to);
    if (deadline < today)
        return g_strdup_printf(
            "The %s has not answered by %s. Record that there was no response and go on to "
            "stage %u.",
            stage->title, day, stage->proceed_to);
    if (meeting)
        return g_strdup_printf("Hold the stage %u meeting (%s) and record its outcome by %s.", stage->number,
                               stage->title, day);
    return g_strdup_printf("The %s answers by %s.", stage->title, day);
}

static gchar *next_when_open(const Progress *progress, Day today, Day *by)
{
    const Stage *stage = progress_definition(progress, progress->stage);
    const StageProgress *now = progress_stage(progress, progress->stage);
    if (now->paused != DAY_NONE) {
        g_autofree gchar *since = day_to_words(now->paused);
        return g_strdup_printf("The clock stands still by agreement since %s. Record it when it runs again.",
                               since);
    }
    if (now->state == STAGE_ISSUED) {
        *by = now->deadline;
        return next_when_issued(stage, now->deadline, today);
    }
    *by = now->opened;
    if (stage->kind == STAGE_MEETING)
        return g_strdup_printf("Issue the stage %u form and call the meeting (%s).", stage->number,
                               stage->title);
    return g_strdup_printf("Issue the stage %u form to the %s.", stage->number, stage->title);
}

/* Some kinds of case end in another way than the policy's usual one, some only on one track. */
const gchar *progress_final_task(const Progress *progress, guint number)
{
    const Stage *stage = progress_definition(progress, number);
    const CaseKind *kind = pack_find_case(progress->pack, facts_get(progress->facts, "concern.case"));
    if (kind && case_kind_ends(kind, progress->track))
        return kind->task;
    return stage->task ? stage->task : stage->title;
}

static gchar *next_by_state(const Progress *progress, Day today, Day *by)
{
    switch (progress->state) {
    case DISPUTE_OPEN:
        return next_when_open(progress, today, by);
    case DISPUTE_RESOLVED:
        *by = progress_stage(progress, progress->stage)->deadline;
        return g_strdup("The IRO decides whether the answer resolves the concerns, and closes the dispute or "
                        "goes on to the next stage.");
    case DISPUTE_FINAL:
        return g_strdup(progress_final_task(progress, progress->stage));
    case DISPUTE_CLOSED:
    case DISPUTE_WITHDRAWN:
        break;
    }
    return g_strdup("Nothing; the dispute is closed.");
}

gchar *progress_next_action(const Progress *progress, Day today, Day *by)
{
    *by = DAY_NONE;
    g_autofree gchar *action = next_by_state(progress, today, by);
    const gchar *reminder = progress_has_ended(progress) ? NULL : progress_reminder(progress);
    return reminder ? g_strdup_printf("%s %s", action, reminder) : g_steal_pointer(&action);
}
