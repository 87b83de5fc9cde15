#include "flow/tracker.h"

#include "flow/clock.h"
#include "flow/intake.h"

void tracker_row_free(TrackerRow *row)
{
    if (!row)
        return;
    g_free(row->reference);
    g_free(row->authority);
    g_free(row->team);
    g_free(row->child_id);
    g_free(row->explanation);
    g_free(row->total_explanation);
    g_free(row->track);
    g_free(row->status);
    g_free(row->next);
    g_free(row);
}

static guint count_waiting(const GPtrArray *waiting, const gchar *reference)
{
    guint count = 0;
    for (guint i = 0; i < waiting->len; i++) {
        const Event *event = g_ptr_array_index(waiting, i);
        count += g_strcmp0(event->reference, reference) == 0;
    }
    return count;
}

static void put_clocks(TrackerRow *row, const Case *dispute, const Session *session)
{
    row->due = progress_due(dispute->progress);
    row->overdue = progress_is_overdue(dispute->progress, session->today);
    if (row->due != DAY_NONE)
        row->explanation = clock_explain_stage(dispute, row->stage, session->calendar);
    row->total = clock_total(dispute, session->calendar, &row->total_explanation);
    row->next = clock_next_action(dispute, session->calendar, session->today, &row->next_by);
}

static TrackerRow *row_of(const Case *dispute, const GPtrArray *waiting, const Session *session)
{
    const Progress *progress = dispute->progress;
    TrackerRow *row = g_new0(TrackerRow, 1);
    row->reference = g_strdup(progress->reference);
    row->authority = g_strdup(dispute->pack->id);
    row->team = g_strdup(facts_get(progress->facts, "team"));
    row->child_id = g_strdup(facts_get(progress->facts, "child.id"));
    row->state = progress->state;
    row->stage = progress->stage;
    row->waiting = count_waiting(waiting, progress->reference);
    row->status = progress_status(progress, session->today);
    row->track = g_strdup(progress->track->title);
    put_clocks(row, dispute, session);
    return row;
}

static gboolean passes(const TrackerRow *row, const TrackerFilter *filter)
{
    if (filter->open && (row->state == DISPUTE_CLOSED || row->state == DISPUTE_WITHDRAWN))
        return FALSE;
    if (filter->overdue && !row->overdue)
        return FALSE;
    return filter->due_by == DAY_NONE || (row->due != DAY_NONE && row->due <= filter->due_by);
}

static gint by_due(gconstpointer a, gconstpointer b)
{
    const TrackerRow *left = *(TrackerRow *const *) a, *right = *(TrackerRow *const *) b;
    if (left->due == right->due)
        return g_strcmp0(left->reference, right->reference);
    if (left->due == DAY_NONE || right->due == DAY_NONE)
        return left->due == DAY_NONE ? 1 : -1;
    return left->due < right->due ? -1 : 1;
}

GPtrArray *tracker_list(Session *session, const TrackerFilter *filter, GError **error)
{
    g_autoptr(GPtrArray) references = case_list(session, CASE_ALL, error);
    g_autoptr(GPtrArray) waiting = references ? intake_waiting(session, error) : NULL;
    if (!waiting)
        return NULL;
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify) tracker_row_free);
    for (guint i = 0; i < references->len; i++) {
        g_autoptr(Case) dispute = case_load(session, g_ptr_array_index(references, i), error);
        if (!dispute)
            return NULL;
        TrackerRow *row = row_of(dispute, waiting, session);
        if (passes(row, filter))
            g_ptr_array_add(rows, row);
        else
            tracker_row_free(row);
    }
    g_ptr_array_sort(rows, by_due);
    return g_steal_pointer(&rows);
}
