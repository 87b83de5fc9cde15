#include "flow/next_step.h"

#include "model/progress_words.h"

#include "flow/clock.h"
#include "flow/compose.h"

/* "Chase Pat Trialman, Team Manager: no response by …; or go on to stage 2." */
static gchar *chase_words(const Case *dispute)
{
    const Progress *progress = dispute->progress;
    const Stage *stage = progress_definition(progress, progress->stage);
    Recipient manager = {.role = stage->role};
    g_autofree gchar *who = compose_recipient(dispute->pack, progress->facts, &manager);
    g_autofree gchar *day = day_to_words(progress_due(progress));
    return g_strdup_printf("Chase %s: no %s by %s; or go on to stage %u.", who,
                           stage->kind == STAGE_MEETING ? "outcome of the meeting" : "response", day,
                           stage->proceed_to);
}

gchar *next_step_words(const Session *session, const Case *dispute, Day *by)
{
    gchar *words = clock_next_action(dispute, session->calendar, session->today, by);
    if (!progress_is_overdue(dispute->progress, session->today))
        return words;
    g_free(words);
    g_autofree gchar *chase = chase_words(dispute);
    const gchar *reminder = progress_reminder(dispute->progress);
    return reminder ? g_strdup_printf("%s %s", chase, reminder) : g_steal_pointer(&chase);
}

static gchar *commands_when_open(const Progress *progress, Day today)
{
    const gchar *reference = progress->reference;
    if (progress_stage(progress, progress->stage)->state == STAGE_OPEN)
        return g_strdup_printf("iro email %s -o DRAFT.eml, or iro form %s", reference, reference);
    if (progress_is_overdue(progress, today))
        return g_strdup_printf("iro email %s --chase -o DRAFT.eml, or iro event %s no-response", reference,
                               reference);
    return g_strdup("iro ingest FILE, when the answer comes");
}

gchar *next_step_commands(const Session *session, const Case *dispute, gboolean waiting)
{
    const Progress *progress = dispute->progress;
    if (waiting)
        return g_strdup("iro review");
    switch (progress->state) {
    case DISPUTE_OPEN:
        return commands_when_open(progress, session->today);
    case DISPUTE_RESOLVED:
        return g_strdup_printf("iro event %s closed, or iro event %s not-agreed", progress->reference,
                               progress->reference);
    case DISPUTE_FINAL:
        return g_strdup_printf("iro event %s legal-advice, cafcass-referral or closed", progress->reference);
    case DISPUTE_CLOSED:
    case DISPUTE_WITHDRAWN:
        break;
    }
    return NULL;
}
