#include "flow/decision.h"

#include "model/error.h"

/* "1) …; 2) …": where legal advice is had, in the policy's levels. */
static gchar *legal_words(const Pack *pack)
{
    g_autoptr(GString) words = g_string_new(NULL);
    for (guint i = 0; pack->legal[i]; i++)
        g_string_append_printf(words, "%s%u) %s", i ? " " : "", i + 1, pack->legal[i]);
    return words->len ? g_string_free(g_steal_pointer(&words), FALSE) : NULL;
}

/* What the policy says of such an event; NULL when nothing. */
static gchar *policy_words(const Case *dispute, EventKind kind)
{
    const gchar *bypass = dispute->pack->track->bypass_condition;
    if (kind == EVENT_BYPASSED && bypass)
        return g_strdup_printf("a stage is bypassed %s", bypass);
    if (kind == EVENT_CAFCASS_REFERRAL && dispute->pack->cafcass)
        return g_strdup(dispute->pack->cafcass);
    return kind == EVENT_LEGAL_ADVICE ? legal_words(dispute->pack) : NULL;
}

gchar *decision_reminder(Session *session, const gchar *reference, EventKind kind, const gchar *text)
{
    g_autoptr(Case) dispute = case_load(session, reference, NULL);
    if (!dispute || (text && *text))
        return NULL;
    g_autofree gchar *words = policy_words(dispute, kind);
    if (!words)
        return NULL;
    return g_strdup_printf("%s: %s; --text records when that was and why", dispute->progress->reference,
                           words);
}

/* The dispute, when such an event may be recorded for that day; else NULL. */
static Case *load_for(Session *session, const gchar *reference, EventKind kind, Day day, GError **error)
{
    g_autoptr(Case) dispute = case_load(session, reference, error);
    if (!dispute)
        return NULL;
    if (day > session->today) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%s: the day is after today",
                    dispute->progress->reference);
        return NULL;
    }
    return progress_allows(dispute->progress, kind, day, error) ? g_steal_pointer(&dispute) : NULL;
}

static gboolean append(Session *session, const Case *dispute, EventKind kind, Day day, const gchar *until,
                       const gchar *text, GError **error)
{
    const Progress *progress = dispute->progress;
    g_autoptr(Event) event = session_event(session, kind, progress->reference, progress->stage);
    event->on = day;
    facts_set(event->values, "deadline", until);
    facts_set(event->values, "text", text);
    return store_append(session->store, event, error);
}

/* The day the clock stopped is the last that was counted; the day it runs again
 * is day 0 of what was left. */
static gboolean append_resumption(Session *session, const Case *dispute, Day day, const gchar *text,
                                  GError **error)
{
    const Progress *progress = dispute->progress;
    const StageProgress *now = progress_stage(progress, progress->stage);
    guint left = 0;
    Day deadline = DAY_NONE;
    if (!calendar_count_working_days(session->calendar, now->paused, now->deadline, &left, error) ||
        !calendar_add_working_days(session->calendar, day, left, &deadline, error))
        return FALSE;
    g_autoptr(Event) event = session_event(session, EVENT_RESUMED, progress->reference, progress->stage);
    event->on = day;
    facts_take(event->values, "deadline", day_to_iso(deadline));
    facts_take(event->values, "left", g_strdup_printf("%u", left));
    facts_set(event->values, "calendar", calendar_version(session->calendar));
    facts_set(event->values, "text", text);
    return store_append(session->store, event, error);
}

static gboolean has_reason(const Case *dispute, EventKind kind, const gchar *text, GError **error)
{
    if (kind != EVENT_PAUSED || (text && *text))
        return TRUE;
    g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%s: a pause is agreed for a reason; give it with --text",
                dispute->progress->reference);
    return FALSE;
}

gboolean decision_record(Session *session, const gchar *reference, EventKind kind, Day on, const gchar *text,
                         GError **error)
{
    if (kind == EVENT_EXTENDED)
        return decision_extend(session, reference, DAY_NONE, on, text, error);
    Day day = on == DAY_NONE ? session->today : on;
    g_autoptr(Case) dispute = load_for(session, reference, kind, day, error);
    if (!dispute || !has_reason(dispute, kind, text, error))
        return FALSE;
    if (kind == EVENT_RESUMED)
        return append_resumption(session, dispute, day, text, error);
    return append(session, dispute, kind, day, NULL, text, error);
}

static gboolean check_extension(Session *session, const Case *dispute, Day until, const gchar *text,
                                GError **error)
{
    const Progress *progress = dispute->progress;
    gboolean working = FALSE;
    if (until == DAY_NONE || !text || !*text) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT,
                    "%s: an extension needs the new day and the reason; give --until and --text",
                    progress->reference);
        return FALSE;
    }
    if (!calendar_is_working_day(session->calendar, until, &working, error))
        return FALSE;
    if (working && until > progress_due(progress))
        return TRUE;
    g_autofree gchar *due = day_to_words(progress_due(progress));
    g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT,
                "%s: the new deadline has to be a working day after %s, the present one", progress->reference,
                due);
    return FALSE;
}

gboolean decision_extend(Session *session, const gchar *reference, Day until, Day on, const gchar *text,
                         GError **error)
{
    Day day = on == DAY_NONE ? session->today : on;
    g_autoptr(Case) dispute = load_for(session, reference, EVENT_EXTENDED, day, error);
    if (!dispute || !check_extension(session, dispute, until, text, error))
        return FALSE;
    g_autofree gchar *new_day = day_to_iso(until);
    return append(session, dispute, EVENT_EXTENDED, day, new_day, text, error);
}
