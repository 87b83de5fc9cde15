#include "flow/retention.h"

#include <string.h>

#include "flow/intake.h"
#include "model/error.h"

static void item_free(gpointer data)
{
    RetentionItem *item = data;
    g_free(item->reference);
    g_free(item->pack);
    g_free(item->child);
    g_free(item->hold);
    g_free(item);
}

/* What is asked again and again while the list is made. */
typedef struct {
    Session *session;
    Day on;
    GPtrArray *periods; /* of Event */
    GPtrArray *held;    /* of Event, holds and releases in order */
    GPtrArray *waiting; /* of Event: receipts that wait for a person */
    GPtrArray *items;   /* of RetentionItem */
} Search;

/* The latest one counts; that of the pack before that of all. */
static guint years_of(const GPtrArray *periods, const gchar *pack)
{
    gint64 own = -1, all = 0;
    for (guint i = 0; i < periods->len; i++) {
        const Event *event = g_ptr_array_index(periods, i);
        const gchar *of = facts_get(event->values, "pack");
        gint64 years = facts_get_number(event->values, "years", 0);
        if (!of)
            all = years;
        else if (g_strcmp0(of, pack) == 0)
            own = years;
    }
    return (guint) (own >= 0 ? own : all);
}

gboolean retention_years(Session *session, const gchar *pack, guint *years, GError **error)
{
    g_autoptr(GPtrArray) periods = store_events_of_kind(session->store, EVENT_PERIOD_SET, error);
    if (periods)
        *years = years_of(periods, pack);
    return periods != NULL;
}

/* The same day of the year; 29 February becomes 1 March where there is none. */
static Day add_years(Day day, guint years)
{
    gint year = day_year(day), month = day_month(day), of_month = day - day_from_ymd(year, month, 1) + 1;
    Day later = day_from_ymd(year + (gint) years, month, of_month);
    return later != DAY_NONE ? later : day_from_ymd(year + (gint) years, month + 1, 1);
}

/* Why the record stays; NULL when no hold is on it or on its child. The last word counts. */
static const gchar *hold_of(const Search *search, const gchar *reference, const gchar *child)
{
    const gchar *of_record = NULL, *of_child = NULL;
    for (guint i = 0; i < search->held->len; i++) {
        const Event *event = g_ptr_array_index(search->held, i);
        const gchar *why = event->kind == EVENT_HELD ? facts_get(event->values, "text") : NULL;
        if (event->reference && g_strcmp0(event->reference, reference) == 0)
            of_record = why;
        else if (!event->reference && child && g_strcmp0(facts_get(event->values, "child.id"), child) == 0)
            of_child = why;
    }
    return of_record ? of_record : of_child;
}

static void consider(Search *search, const gchar *reference, gint64 receipt, const gchar *pack,
                     const gchar *child, Day ended)
{
    guint years = years_of(search->periods, pack);
    Day due = years && ended != DAY_NONE ? add_years(ended, years) : DAY_NONE;
    if (due == DAY_NONE || due > search->on)
        return;
    RetentionItem *item = g_new0(RetentionItem, 1);
    *item = (RetentionItem){.reference = g_strdup(reference),
                            .receipt = receipt,
                            .pack = g_strdup(pack),
                            .child = g_strdup(child),
                            .ended = ended,
                            .due = due,
                            .years = years,
                            .hold = g_strdup(hold_of(search, reference, child))};
    g_ptr_array_add(search->items, item);
}

static gboolean was_erased(const GPtrArray *events)
{
    for (guint i = 0; i < events->len; i++)
        if (((const Event *) g_ptr_array_index(events, i))->kind == EVENT_ERASED)
            return TRUE;
    return FALSE;
}

static gboolean add_disputes(Search *search, GError **error)
{
    g_autoptr(GPtrArray) references = case_list(search->session, CASE_ALL, error);
    for (guint i = 0; references && i < references->len; i++) {
        g_autoptr(Case) dispute = case_load(search->session, g_ptr_array_index(references, i), error);
        if (!dispute)
            return FALSE;
        const Progress *progress = dispute->progress;
        if (!was_erased(dispute->events))
            consider(search, progress->reference, 0, dispute->pack->id,
                     facts_get(progress->facts, "child.id"), progress->ended);
    }
    return references != NULL;
}

static gboolean add_compliments(Search *search, GError **error)
{
    Store *store = search->session->store;
    g_autoptr(GPtrArray) references = store_references(store, RECORD_COMPLIMENT, error);
    for (guint i = 0; references && i < references->len; i++) {
        g_autoptr(GPtrArray) events = store_events_of(store, g_ptr_array_index(references, i), error);
        if (!events)
            return FALSE;
        const Event *first = events->len ? g_ptr_array_index(events, 0) : NULL;
        if (first && !was_erased(events))
            consider(search, first->reference, 0, facts_get(first->values, "pack"),
                     facts_get(first->values, "child.id"), first->on);
    }
    return references != NULL;
}

static gboolean is_among(const GPtrArray *events, gint64 id)
{
    for (guint i = 0; i < events->len; i++)
        if (((const Event *) g_ptr_array_index(events, i))->id == id)
            return TRUE;
    return FALSE;
}

/* Returned files that belong to no record; one that waits for a person stays,
 * one that was accepted for a record goes with that. */
static gboolean add_strays(Search *search, GError **error)
{
    Store *store = search->session->store;
    g_autoptr(GPtrArray) received = store_events_of_kind(store, EVENT_RECEIVED, error);
    g_autoptr(GPtrArray) answers = received ? store_events_of_kind(store, EVENT_ANSWERED, error) : NULL;
    if (!answers)
        return FALSE;
    g_autoptr(GHashTable) used = g_hash_table_new(g_int64_hash, g_int64_equal);
    for (guint i = 0; i < answers->len; i++)
        g_hash_table_add(used, &((Event *) g_ptr_array_index(answers, i))->about);
    for (guint i = 0; i < received->len; i++) {
        Event *event = g_ptr_array_index(received, i);
        gboolean there = facts_get(event->values, "reading") != NULL; /* else it was erased */
        if (!event->reference && there && !is_among(search->waiting, event->id) &&
            !g_hash_table_contains(used, &event->id))
            consider(search, NULL, event->id, NULL, NULL, event->on);
    }
    return TRUE;
}

static gint by_id(gconstpointer a, gconstpointer b)
{
    const Event *left = *(Event *const *) a, *right = *(Event *const *) b;
    return left->id < right->id ? -1 : left->id > right->id;
}

static gboolean load_settings(Search *search, GError **error)
{
    Store *store = search->session->store;
    search->periods = store_events_of_kind(store, EVENT_PERIOD_SET, error);
    search->held = search->periods ? store_events_of_kind(store, EVENT_HELD, error) : NULL;
    g_autoptr(GPtrArray) released = search->held ? store_events_of_kind(store, EVENT_RELEASED, error) : NULL;
    search->waiting = released ? intake_waiting(search->session, error) : NULL;
    if (!search->waiting)
        return FALSE;
    while (released->len > 0)
        g_ptr_array_add(search->held, g_ptr_array_steal_index(released, 0));
    g_ptr_array_sort(search->held, by_id);
    return TRUE;
}

static void search_clear(Search *search)
{
    g_clear_pointer(&search->periods, g_ptr_array_unref);
    g_clear_pointer(&search->held, g_ptr_array_unref);
    g_clear_pointer(&search->waiting, g_ptr_array_unref);
    g_clear_pointer(&search->items, g_ptr_array_unref);
}

GPtrArray *retention_list(Session *session, Day on, GError **error)
{
    Search search = {.session = session, .on = on, .items = g_ptr_array_new_with_free_func(item_free)};
    GPtrArray *items = NULL;
    if (load_settings(&search, error) && add_disputes(&search, error) && add_compliments(&search, error) &&
        add_strays(&search, error))
        items = g_steal_pointer(&search.items);
    search_clear(&search);
    return items;
}

gboolean retention_set(Session *session, const gchar *pack, guint years, GError **error)
{
    if (pack && !session_pack(session, pack, error))
        return FALSE;
    g_autoptr(Event) event = session_event(session, EVENT_PERIOD_SET, NULL, 0);
    facts_set(event->values, "pack", pack);
    facts_take(event->values, "years", g_strdup_printf("%u", years));
    return store_append(session->store, event, error);
}

static gboolean check_record(Session *session, const gchar *reference, GError **error)
{
    g_autoptr(GPtrArray) events = store_events_of(session->store, reference, error);
    if (events && events->len == 0)
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%s: not in this store", reference);
    return events && events->len > 0;
}

static gboolean is_held(Session *session, const gchar *reference, const gchar *child, gboolean *held,
                        GError **error)
{
    Search search = {.session = session};
    gboolean read = load_settings(&search, error);
    if (read)
        *held = hold_of(&search, reference, child) != NULL;
    search_clear(&search);
    return read;
}

gboolean retention_hold(Session *session, EventKind kind, const gchar *reference, const gchar *child,
                        const gchar *why, GError **error)
{
    gboolean held = FALSE;
    g_autofree gchar *upper = reference ? g_ascii_strup(reference, -1) : NULL;
    if (!why || !*why) {
        g_set_error_literal(error, IRO_ERROR, IRO_ERROR_INPUT,
                            "a hold and its end need a reason: --text WHY");
        return FALSE;
    }
    if ((upper && !check_record(session, upper, error)) ||
        !is_held(session, upper, upper ? NULL : child, &held, error))
        return FALSE;
    if (held == (kind == EVENT_HELD)) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%s: it is %s legal hold%s",
                    upper ? upper : "that child", held ? "under" : "not under", held ? " already" : "");
        return FALSE;
    }
    g_autoptr(Event) event = session_event(session, kind, upper, 0);
    facts_set(event->values, "child.id", upper ? NULL : child);
    facts_set(event->values, "text", why);
    return store_append(session->store, event, error);
}
