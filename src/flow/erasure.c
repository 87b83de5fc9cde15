#include <string.h>

#include "flow/intake.h"
#include "flow/retention.h"

/* What says nothing of a person: reports of past years stay as they were. */
static gboolean is_impersonal(const gchar *name)
{
    static const gchar *const names[] = {
        "pack",     "track",    "team",          "theme",           "concern.date", "concern.days",
        "date",     "outcome",  "concern.level", "concern.example", "concern.case", "compliment.date",
        "deadline", "days",     "calendar",      "design",          "form.id",      "state",
        "decision", "imported", "years",         "quotable",        NULL,
    };
    return g_strv_contains(names, name);
}

typedef struct {
    Session *session;
    gint64 because;
    GHashTable *done; /* ids of events */
    GPtrArray *files; /* of gchar */
} Erasure;

static void note_files(Erasure *erasure, const Event *event)
{
    if (event->file)
        g_ptr_array_add(erasure->files, g_strdup(event->file));
    for (guint i = 0; i < facts_count(event->values); i++)
        if (g_str_has_prefix(facts_name_at(event->values, i), INTAKE_PICTURE))
            g_ptr_array_add(erasure->files, g_strdup(facts_value_at(event->values, i)));
}

static gboolean erase_event(Erasure *erasure, const Event *event, GError **error)
{
    gint64 *id = g_memdup2(&event->id, sizeof event->id);
    if (!g_hash_table_add(erasure->done, id) || event->kind == EVENT_ERASED)
        return TRUE;
    note_files(erasure, event);
    return store_erase(erasure->session->store, event, erasure->because, is_impersonal, error);
}

/* Corrections and decisions about events that go, and the receipts they rest on. */
static gboolean erase_about(Erasure *erasure, EventKind kind, GError **error)
{
    g_autoptr(GPtrArray) events = store_events_of_kind(erasure->session->store, kind, error);
    for (guint i = 0; events && i < events->len; i++) {
        const Event *event = g_ptr_array_index(events, i);
        if (g_hash_table_contains(erasure->done, &event->about) && !erase_event(erasure, event, error))
            return FALSE;
    }
    return events != NULL;
}

/* The receipt of an answer may belong to no record, since it could not be told then. */
static gboolean erase_receipt(Erasure *erasure, gint64 id, GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autoptr(Event) receipt = id ? store_event(erasure->session->store, id, &failure) : NULL;
    if (failure) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    return !receipt || receipt->reference || erase_event(erasure, receipt, error);
}

static gboolean erase_events(Erasure *erasure, const RetentionItem *item, GError **error)
{
    if (!item->reference)
        return erase_receipt(erasure, item->receipt, error);
    g_autoptr(GPtrArray) events = store_events_of(erasure->session->store, item->reference, error);
    for (guint i = 0; events && i < events->len; i++) {
        const Event *event = g_ptr_array_index(events, i);
        if (!erase_event(erasure, event, error) || !erase_receipt(erasure, event->about, error))
            return FALSE;
    }
    return events != NULL;
}

/* A record of that child that stays. */
static gboolean has_other(Session *session, const gchar *child, const gchar *pack, gboolean *other,
                          GError **error)
{
    static const EventKind kinds[] = {EVENT_OPENED, EVENT_COMPLIMENTED};
    *other = FALSE;
    for (guint k = 0; k < G_N_ELEMENTS(kinds); k++) {
        g_autoptr(GPtrArray) events = store_events_of_kind(session->store, kinds[k], error);
        if (!events)
            return FALSE;
        for (guint i = 0; i < events->len && !*other; i++) {
            const Event *event = g_ptr_array_index(events, i);
            *other = g_strcmp0(facts_get(event->values, "child.id"), child) == 0 &&
                     g_strcmp0(facts_get(event->values, "pack"), pack) == 0;
        }
    }
    return TRUE;
}

/* The holds that were on all of a child's records. */
static gboolean erase_holds(Erasure *erasure, EventKind kind, const gchar *child, GError **error)
{
    g_autoptr(GPtrArray) events = store_events_of_kind(erasure->session->store, kind, error);
    for (guint i = 0; events && i < events->len; i++) {
        const Event *event = g_ptr_array_index(events, i);
        if (!event->reference && g_strcmp0(facts_get(event->values, "child.id"), child) == 0 &&
            !erase_event(erasure, event, error))
            return FALSE;
    }
    return events != NULL;
}

/* A child of whom nothing else is kept is forgotten by the child list and the holds. */
static gboolean forget_child(Erasure *erasure, const RetentionItem *item, GError **error)
{
    gboolean other = FALSE;
    if (!item->child)
        return TRUE;
    if (!has_other(erasure->session, item->child, item->pack, &other, error))
        return FALSE;
    return other || (store_forget_child(erasure->session->store, item->pack, item->child, error) &&
                     erase_holds(erasure, EVENT_HELD, item->child, error) &&
                     erase_holds(erasure, EVENT_RELEASED, item->child, error));
}

static gboolean erase_item(Session *session, const RetentionItem *item, GPtrArray *files, GError **error)
{
    g_autofree gchar *ended = day_to_iso(item->ended);
    g_autoptr(Event) why = session_event(session, EVENT_ERASED, item->reference, 0);
    why->about = item->receipt;
    facts_take(why->values, "text", g_strdup_printf("ended %s, kept for %u years", ended, item->years));
    if (!store_append(session->store, why, error))
        return FALSE;
    Erasure erasure = {session, why->id, NULL, files};
    erasure.done = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    gboolean right = erase_events(&erasure, item, error) && erase_about(&erasure, EVENT_CORRECTED, error) &&
                     erase_about(&erasure, EVENT_SETTLED, error) && forget_child(&erasure, item, error);
    g_hash_table_unref(erasure.done);
    return right;
}

GPtrArray *retention_erase(Session *session, Day on, GPtrArray *files, GError **error)
{
    GPtrArray *items = retention_list(session, on, error);
    for (guint i = 0; items && i < items->len;) {
        const RetentionItem *item = g_ptr_array_index(items, i);
        if (item->hold) {
            g_ptr_array_remove_index(items, i);
        } else if (erase_item(session, item, files, error)) {
            i++;
        } else {
            g_ptr_array_unref(items);
            return NULL;
        }
    }
    return items;
}
