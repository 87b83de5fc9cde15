#include "flow/session.h"

#include "model/error.h"
#include "pack/pack_load.h"
#include "json/json_text.h"

/* The account that asks, for the trail of who did what. */
static gchar *find_who(void)
{
    const gchar *named = g_getenv("IRO_USER");
    return g_strdup(named && *named ? named : g_get_user_name());
}

static gint64 find_now(Day today)
{
    gint64 now = g_get_real_time();
    if (today == DAY_NONE)
        return now;
    /* Another day was asked for: that day, at this time of day. */
    return (gint64) today * G_TIME_SPAN_DAY + now % G_TIME_SPAN_DAY;
}

Day session_local_today(void)
{
    g_autoptr(GDateTime) now = g_date_time_new_now_local();
    return day_from_ymd(g_date_time_get_year(now), g_date_time_get_month(now),
                        g_date_time_get_day_of_month(now));
}

Calendar *session_shipped_calendar(GError **error)
{
    g_autofree gchar *path = g_build_filename(share_folder(), "forms", "bank-holidays.json", NULL);
    g_autofree gchar *text = NULL;
    gsize length = 0;
    guint added = 0;
    g_autoptr(GError) failure = NULL;
    if (!g_file_get_contents(path, &text, &length, &failure)) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_SYSTEM, "%s: %s; is iro installed whole?", path,
                    failure->message);
        return NULL;
    }
    g_autoptr(Calendar) calendar = calendar_new();
    if (!json_merge_holidays(calendar, text, length, &added, error)) {
        g_prefix_error(error, "%s: ", path);
        return NULL;
    }
    return g_steal_pointer(&calendar);
}

Session *session_open(const SessionOptions *options, GError **error)
{
    g_autoptr(Session) session = g_new0(Session, 1);
    session->today = options->today == DAY_NONE ? session_local_today() : options->today;
    session->now = find_now(options->today);
    session->who = find_who();
    session->packs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify) pack_free);
    session->templates =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify) template_free);
    session->calendar = session_shipped_calendar(error);
    if (!session->calendar)
        return NULL;
    g_autofree gchar *url = options->store ? g_strdup(options->store) : store_default_url();
    session->store = store_open(url, options->mode, error);
    if (!session->store || !store_load_holidays(session->store, session->calendar, error))
        return NULL;
    return g_steal_pointer(&session);
}

void session_close(Session *session)
{
    if (!session)
        return;
    store_close(session->store);
    calendar_free(session->calendar);
    g_clear_pointer(&session->packs, g_hash_table_unref);
    g_clear_pointer(&session->templates, g_hash_table_unref);
    g_free(session->who);
    g_free(session);
}

const Pack *session_pack(Session *session, const gchar *id, GError **error)
{
    Pack *pack = g_hash_table_lookup(session->packs, id);
    if (pack)
        return pack;
    pack = pack_load(id, error);
    if (pack)
        g_hash_table_insert(session->packs, g_strdup(id), pack);
    return pack;
}

const Template *session_template(Session *session, const gchar *id, GError **error)
{
    Template *found = g_hash_table_lookup(session->templates, id);
    if (found)
        return found;
    found = template_load(id, error);
    if (found)
        g_hash_table_insert(session->templates, g_strdup(id), found);
    return found;
}

/* One pack for each track, so that a dispute's pack has that dispute's stages. */
static const Pack *pack_of_record(Session *session, const Facts *facts, GError **error)
{
    const gchar *id = facts_get(facts, "pack"), *wanted = facts_get(facts, "track");
    const Pack *usual = session_pack(session, id, error);
    const Track *track = usual ? pack_find_track(usual, wanted) : NULL;
    if (!track || track == usual->track)
        return usual;
    g_autofree gchar *key = g_strjoin("/", id, wanted, NULL);
    Pack *pack = g_hash_table_lookup(session->packs, key);
    if (!pack && (pack = pack_load(id, error)) != NULL) {
        pack_take_track(pack, pack_find_track(pack, wanted));
        g_hash_table_insert(session->packs, g_strdup(key), pack);
    }
    return pack;
}

Event *session_event(const Session *session, EventKind kind, const gchar *reference, guint stage)
{
    Event *event = event_new(kind, reference, stage, session->today);
    event->at = session->now;
    g_free(event->who);
    event->who = g_strdup(session->who);
    return event;
}

static gboolean check_reference(const gchar *text, GError **error)
{
    Reference reference;
    if (reference_from_text(text, &reference) && reference.kind == RECORD_DISPUTE)
        return TRUE;
    g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT,
                "%s: no dispute's reference; it looks like NCC-2026-0001-K, the last letter checks the rest",
                text);
    return FALSE;
}

Case *case_load(Session *session, const gchar *reference, GError **error)
{
    g_autoptr(Case) dispute = g_new0(Case, 1);
    g_autofree gchar *upper = g_ascii_strup(reference, -1);
    if (!check_reference(upper, error))
        return NULL;
    dispute->events = store_events_of(session->store, upper, error);
    if (!dispute->events)
        return NULL;
    if (dispute->events->len == 0) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%s: not in this store; `iro list` shows what is",
                    upper);
        return NULL;
    }
    const Event *opened = g_ptr_array_index(dispute->events, 0);
    dispute->pack = pack_of_record(session, opened->values, error);
    if (!dispute->pack)
        return NULL;
    dispute->progress = progress_derive(dispute->pack, dispute->events);
    return g_steal_pointer(&dispute);
}

void case_free(Case *dispute)
{
    if (!dispute)
        return;
    progress_free(dispute->progress);
    if (dispute->events)
        g_ptr_array_unref(dispute->events);
    g_free(dispute);
}

static gboolean passes(const Session *session, const Progress *progress, CaseFilter filter)
{
    if (filter == CASE_OVERDUE)
        return progress_is_overdue(progress, session->today);
    if (filter == CASE_ISSUABLE)
        return progress->state == DISPUTE_OPEN;
    return progress->state != DISPUTE_CLOSED && progress->state != DISPUTE_WITHDRAWN;
}

GPtrArray *case_list(Session *session, CaseFilter filter, GError **error)
{
    g_autoptr(GPtrArray) all = store_references(session->store, RECORD_DISPUTE, error);
    if (!all || filter == CASE_ALL)
        return g_steal_pointer(&all);
    g_autoptr(GPtrArray) left = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < all->len; i++) {
        g_autoptr(Case) dispute = case_load(session, g_ptr_array_index(all, i), error);
        if (!dispute)
            return NULL;
        if (passes(session, dispute->progress, filter))
            g_ptr_array_add(left, g_strdup(dispute->progress->reference));
    }
    return g_steal_pointer(&left);
}
