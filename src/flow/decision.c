#include "flow/decision.h"

#include "model/error.h"

gchar *decision_reminder(Session *session, const gchar *reference, EventKind kind, const gchar *text)
{
    g_autoptr(Case) dispute = case_load(session, reference, NULL);
    if (!dispute || kind != EVENT_BYPASSED || !dispute->pack->bypass_condition || (text && *text))
        return NULL;
    return g_strdup_printf("%s: a stage is bypassed %s; --text records when that was and why",
                           dispute->progress->reference, dispute->pack->bypass_condition);
}

gboolean decision_record(Session *session, const gchar *reference, EventKind kind, Day on, const gchar *text,
                         GError **error)
{
    g_autoptr(Case) dispute = case_load(session, reference, error);
    if (!dispute)
        return FALSE;
    Day day = on == DAY_NONE ? session->today : on;
    if (day > session->today) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%s: the day is after today",
                    dispute->progress->reference);
        return FALSE;
    }
    if (!progress_allows(dispute->progress, kind, day, error))
        return FALSE;
    g_autoptr(Event) event =
        session_event(session, kind, dispute->progress->reference, dispute->progress->stage);
    event->on = day;
    facts_set(event->values, "text", text);
    return store_append(session->store, event, error);
}
