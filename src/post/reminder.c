#include "post/reminder.h"

#include "flow/clock.h"

/* How often the stage's deadline was set, and when last. */
static void put_history(AgendaEntry *entry, const Case *dispute, guint stage)
{
    for (guint i = 0; i < dispute->events->len; i++) {
        const Event *event = g_ptr_array_index(dispute->events, i);
        if (event->stage != stage || !facts_get(event->values, "deadline"))
            continue;
        entry->sequence += entry->stamp != 0;
        entry->stamp = event->at;
    }
}

/* The last working day before the deadline, so that it can still be kept. */
static Day day_to_warn(const Session *session, Day deadline)
{
    for (Day day = deadline - 1; day > deadline - 14; day--) {
        gboolean working = FALSE;
        if (!calendar_is_working_day(session->calendar, day, &working, NULL))
            break;
        if (working)
            return day;
    }
    return deadline;
}

AgendaEntry *reminder_of_stage(const Session *session, const Case *dispute, guint number)
{
    const StageProgress *now = progress_stage(dispute->progress, number);
    const Stage *stage = progress_definition(dispute->progress, number);
    if (!now || now->state != STAGE_ISSUED || now->deadline == DAY_NONE)
        return NULL;
    g_autofree gchar *explanation = clock_explain_stage(dispute, number, session->calendar);
    const gchar *what = stage->kind == STAGE_MEETING ? "meeting to be held" : "response due";
    AgendaEntry *entry = g_new0(AgendaEntry, 1);
    entry->uid = g_strdup_printf("%s-stage-%u@iro", dispute->progress->reference, number);
    entry->title = g_strdup_printf("%s: stage %u %s", dispute->progress->reference, number, what);
    entry->description = g_strdup_printf("%s. %s", stage->title, explanation ? explanation : "");
    entry->day = now->deadline;
    entry->warned = day_to_warn(session, now->deadline);
    put_history(entry, dispute, number);
    return entry;
}

gchar *reminder_write(AgendaEntry *entry)
{
    g_autoptr(GPtrArray) one = g_ptr_array_new();
    g_ptr_array_add(one, entry);
    return agenda_write(one, NULL);
}

static AgendaEntry *reminder_of_process(const Session *session, const Case *dispute)
{
    gchar *explanation = NULL;
    Day end = dispute->progress->state == DISPUTE_OPEN ? clock_total(dispute, session->calendar, &explanation)
                                                       : DAY_NONE;
    if (end == DAY_NONE)
        return NULL;
    AgendaEntry *entry = g_new0(AgendaEntry, 1);
    entry->uid = g_strdup_printf("%s-process@iro", dispute->progress->reference);
    entry->title = g_strdup_printf("%s: last day of the whole process", dispute->progress->reference);
    entry->description = explanation;
    entry->day = end;
    entry->warned = day_to_warn(session, end);
    for (guint i = 0; i < dispute->events->len && entry->stamp == 0; i++) {
        const Event *event = g_ptr_array_index(dispute->events, i);
        if (event->kind == EVENT_ISSUED && event->on == dispute->progress->formal)
            entry->stamp = event->at;
    }
    return entry;
}

static void add_entry(GPtrArray *entries, AgendaEntry *entry)
{
    if (entry)
        g_ptr_array_add(entries, entry);
}

gchar *reminder_feed(Session *session, const TrackerFilter *filter, GError **error)
{
    g_autoptr(GPtrArray) rows = tracker_list(session, filter, error);
    if (!rows)
        return NULL;
    g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func((GDestroyNotify) agenda_entry_free);
    for (guint i = 0; i < rows->len; i++) {
        const TrackerRow *row = g_ptr_array_index(rows, i);
        g_autoptr(Case) dispute = case_load(session, row->reference, error);
        if (!dispute)
            return NULL;
        add_entry(entries, reminder_of_stage(session, dispute, row->stage));
        add_entry(entries, reminder_of_process(session, dispute));
    }
    return agenda_write(entries, "Dispute deadlines");
}
