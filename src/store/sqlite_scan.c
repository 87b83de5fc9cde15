#include "store/sqlite_store.h"

#include <string.h>

#include "model/error.h"

/*
 * Events and their values are two lists in the same order, gone through side by
 * side: joining them in SQL would look up every event in the second one.
 */
typedef struct {
    SqliteStore *store;
    sqlite3_stmt *events, *values;
    Event *event;   /* the one at hand; made once */
    gchar text[12]; /* the last event's day, as it stands in the table */
    gint64 next;    /* the event that the value at hand belongs to; G_MAXINT64 behind the last */
} Scan;

static gboolean next_value(Scan *scan, GError **error)
{
    int result = sqlite3_step(scan->values);
    scan->next = result == SQLITE_ROW ? sqlite3_column_int64(scan->values, 0) : G_MAXINT64;
    return result == SQLITE_ROW || result == SQLITE_DONE || sqlite_store_fail(scan->store, error);
}

static gboolean take_values(Scan *scan, Event *event, GError **error)
{
    while (scan->next <= event->id) {
        if (scan->next == event->id)
            facts_set(event->values, (const gchar *) sqlite3_column_text(scan->values, 1),
                      (const gchar *) sqlite3_column_text(scan->values, 2));
        if (!next_value(scan, error))
            return FALSE;
    }
    return TRUE;
}

/* Most events are of the same day as the one before. */
static Day take_day(Scan *scan, const gchar *text)
{
    if (!text || strcmp(text, scan->text) == 0)
        return text ? scan->event->on : DAY_NONE;
    g_strlcpy(scan->text, text, sizeof scan->text);
    return day_from_iso(text);
}

static gboolean is_looked_at(EventKind kind)
{
    return kind != EVENT_RECEIVED && kind != EVENT_SETTLED && kind != EVENT_CORRECTED;
}

static gboolean take_row(Scan *scan, StoreEach each, gpointer data, GError **error)
{
    EventKind kind = EVENT_OPENED;
    sqlite3_stmt *row = scan->events;
    if (!event_kind_from_name((const gchar *) sqlite3_column_text(row, 2), &kind)) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_STORE,
                    "store %s: event %lld is of a kind that this program does not know: use a newer iro",
                    scan->store->path, sqlite3_column_int64(row, 0));
        return FALSE;
    }
    if (!is_looked_at(kind))
        return TRUE;
    Event *event = scan->event;
    facts_clear(event->values);
    event->kind = kind;
    event->stage = (guint) sqlite3_column_int64(row, 3);
    event->on = take_day(scan, (const gchar *) sqlite3_column_text(row, 4));
    event->id = sqlite3_column_int64(row, 0);
    event->at = sqlite3_column_int64(row, 5);
    return take_values(scan, event, error) && each(event, (guint) sqlite3_column_int64(row, 1), data, error);
}

static gboolean take_all(Scan *scan, StoreEach each, gpointer data, GError **error)
{
    int result;
    if (!next_value(scan, error))
        return FALSE;
    while ((result = sqlite3_step(scan->events)) == SQLITE_ROW)
        if (!take_row(scan, each, data, error))
            return FALSE;
    return result == SQLITE_DONE || sqlite_store_fail(scan->store, error);
}

gboolean sqlite_scan(gpointer state, StoreEach each, gpointer data, GError **error)
{
    static const gchar events[] = "SELECT id, record, kind, stage, day, at FROM events ORDER BY id";
    static const gchar values[] =
        "SELECT event, name, text FROM event_values WHERE " IS_COUNTED_VALUE " ORDER BY event";
    g_autoptr(Event) event = event_new(EVENT_OPENED, NULL, 0, DAY_NONE);
    Scan scan = {.store = state, .event = event};
    scan.events = sqlite_store_prepare(state, STATEMENT_SCAN_EVENTS, events, error);
    scan.values = scan.events ? sqlite_store_prepare(state, STATEMENT_SCAN_VALUES, values, error) : NULL;
    if (!scan.values)
        return FALSE;
    /* The first of the two keeps the view of both: they start within one read transaction. */
    gboolean taken = take_all(&scan, each, data, error);
    sqlite3_reset(scan.events);
    sqlite3_reset(scan.values);
    return taken;
}
