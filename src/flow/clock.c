#include "flow/clock.h"

#include "model/progress_words.h"

/* What the stage was last agreed to be extended or paused by, or NULL. */
static const Event *find_agreement(const Case *dispute, guint number)
{
    const Event *found = NULL;
    for (guint i = 0; i < dispute->events->len; i++) {
        const Event *event = g_ptr_array_index(dispute->events, i);
        if ((event->kind == EVENT_EXTENDED || event->kind == EVENT_RESUMED) && event->stage == number)
            found = event;
    }
    return found;
}

/* The pause that ended with this event. */
static const Event *find_pause(const Case *dispute, const Event *resumed)
{
    const Event *found = NULL;
    for (guint i = 0; i < dispute->events->len; i++) {
        const Event *event = g_ptr_array_index(dispute->events, i);
        if (event == resumed)
            break;
        if (event->kind == EVENT_PAUSED && event->stage == resumed->stage)
            found = event;
    }
    return found;
}

/* The count as it was when the form went out. Its deadline is in the record:
 * where today's list of bank holidays gives another day, that is said. */
static gchar *explain_count(const Case *dispute, guint number, const Calendar *calendar, Day *counted)
{
    const StageProgress *now = progress_stage(dispute->progress, number);
    guint days = progress_days(dispute->progress, number);
    gchar *words = calendar_explain(calendar, now->issued, days, NULL);
    if (!words || !calendar_add_working_days(calendar, now->issued, days, counted, NULL)) {
        g_free(words);
        return g_strdup_printf("%u working days, by the list of bank holidays of then", days);
    }
    return words;
}

static gchar *explain_pause(const Case *dispute, const Event *resumed, const gchar *first,
                            const Calendar *calendar)
{
    const Event *paused = find_pause(dispute, resumed);
    const gchar *why = paused ? facts_get(paused->values, "text") : NULL;
    guint left = (guint) facts_get_number(resumed->values, "left", 0);
    g_autofree gchar *from = day_to_short_words(paused ? paused->on : DAY_NONE);
    g_autofree gchar *rest = calendar_explain(calendar, resumed->on, left, NULL);
    return g_strdup_printf("%s; paused by agreement on %s, the reason: %s; what was left ran on: %s", first,
                           from ? from : "a day not recorded", why ? why : "not recorded",
                           rest ? rest : "by the list of bank holidays of then");
}

static gchar *explain_agreement(const Case *dispute, guint number, gchar *count, Day counted,
                                const Calendar *calendar)
{
    g_autofree gchar *first = count;
    const Event *event = find_agreement(dispute, number);
    if (!event)
        return g_steal_pointer(&first);
    if (event->kind == EVENT_RESUMED)
        return explain_pause(dispute, event, first, calendar);
    g_autofree gchar *on = day_to_short_words(event->on);
    g_autofree gchar *was = day_to_words(counted);
    const gchar *why = facts_get(event->values, "text");
    return g_strdup_printf("extended by agreement on %s, from %s%s%s%s; the reason: %s", on, was ? was : "",
                           was ? " (" : "", first, was ? ")" : "", why ? why : "not recorded");
}

gchar *clock_explain_stage(const Case *dispute, guint number, const Calendar *calendar)
{
    const StageProgress *now = progress_stage(dispute->progress, number);
    if (!now || now->issued == DAY_NONE)
        return NULL;
    Day counted = DAY_NONE;
    gchar *count = explain_count(dispute, number, calendar, &counted);
    if (now->extended)
        return explain_agreement(dispute, number, count, counted, calendar);
    if (counted == DAY_NONE || counted == now->deadline)
        return count;
    gchar *words = g_strdup_printf("%s; counted by an earlier list of bank holidays", count);
    g_free(count);
    return words;
}

Day clock_total(const Case *dispute, const Calendar *calendar, gchar **explanation)
{
    const Track *track = dispute->progress->track;
    Day start = dispute->progress->formal, end = DAY_NONE;
    if (explanation)
        *explanation = NULL;
    if (track->total_days == 0 || start == DAY_NONE ||
        !calendar_add_working_days(calendar, start, track->total_days, &end, NULL))
        return DAY_NONE;
    if (explanation)
        *explanation = calendar_explain(calendar, start, track->total_days, NULL);
    return end;
}

Day clock_issue_by(const Case *dispute, const Calendar *calendar)
{
    const Progress *progress = dispute->progress;
    const StageProgress *now = progress_stage(progress, progress->stage);
    const Stage *stage = progress_definition(progress, progress->stage);
    Day by = DAY_NONE;
    if (progress->state != DISPUTE_OPEN || now->state != STAGE_OPEN)
        return DAY_NONE;
    if (!calendar_add_working_days(calendar, now->opened, stage->issue_days, &by, NULL))
        return now->opened;
    return by;
}

gchar *clock_next_action(const Case *dispute, const Calendar *calendar, Day today, Day *by)
{
    gchar *action = progress_next_action(dispute->progress, today, by);
    Day issue = clock_issue_by(dispute, calendar);
    if (issue != DAY_NONE)
        *by = issue;
    return action;
}
