#include "flow/tracker.h"

#include "model/progress_words.h"

#include "flow/clock.h"
#include "flow/intake.h"
#include "flow/next_step.h"

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
    g_free(row->commands);
    g_free(row->calendar);
    g_free(row);
}

/* How many returns wait for a person, by reference. */
static GHashTable *count_waiting(const GPtrArray *waiting)
{
    GHashTable *counts = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < waiting->len; i++) {
        const Event *event = g_ptr_array_index(waiting, i);
        if (event->reference)
            g_hash_table_insert(
                counts, event->reference,
                GUINT_TO_POINTER(GPOINTER_TO_UINT(g_hash_table_lookup(counts, event->reference)) + 1));
    }
    return counts;
}

static void put_deadline(TrackerRow *row, const Case *dispute, const Session *session)
{
    const StageProgress *now = progress_stage(dispute->progress, row->stage);
    row->explanation = clock_explain_stage(dispute, row->stage, session->calendar);
    row->calendar = now->issue ? g_strdup(facts_get(now->issue->values, "calendar")) : NULL;
}

static void put_clocks(TrackerRow *row, const Case *dispute, const Session *session)
{
    row->due = progress_due(dispute->progress);
    row->overdue = progress_is_overdue(dispute->progress, session->today);
    if (row->due != DAY_NONE)
        put_deadline(row, dispute, session);
    row->total = clock_total(dispute, session->calendar, &row->total_explanation);
    row->next = next_step_words(session, dispute, &row->next_by);
    row->commands = next_step_commands(session, dispute, row->waiting > 0);
}

static TrackerRow *row_of(const Case *dispute, GHashTable *waiting, const Session *session)
{
    const Progress *progress = dispute->progress;
    TrackerRow *row = g_new0(TrackerRow, 1);
    row->reference = g_strdup(progress->reference);
    row->authority = g_strdup(dispute->pack->id);
    row->team = g_strdup(facts_get(progress->facts, "team"));
    row->child_id = g_strdup(facts_get(progress->facts, "child.id"));
    row->state = progress->state;
    row->stage = progress->stage;
    row->waiting = GPOINTER_TO_UINT(g_hash_table_lookup(waiting, progress->reference));
    row->status = progress_status(progress, session->today);
    row->track = g_strdup(progress->track->title);
    put_clocks(row, dispute, session);
    return row;
}

static gboolean same_words(const gchar *wanted, const gchar *found)
{
    g_autofree gchar *a = g_utf8_casefold(wanted, -1), *b = g_utf8_casefold(found ? found : "", -1);
    return g_strcmp0(a, b) == 0;
}

/* What can be told without counting days, so that what is left out costs little. */
static gboolean is_wanted(const Case *dispute, const TrackerFilter *filter)
{
    const Progress *progress = dispute->progress;
    const gboolean ended = progress->state == DISPUTE_CLOSED || progress->state == DISPUTE_WITHDRAWN;
    if ((filter->open && ended) || (filter->stage && (ended || filter->stage != progress->stage)))
        return FALSE;
    if (filter->authority && !same_words(filter->authority, dispute->pack->id) &&
        !same_words(filter->authority, dispute->pack->code))
        return FALSE;
    return !filter->team || same_words(filter->team, facts_get(progress->facts, "team"));
}

static gboolean passes(const TrackerRow *row, const TrackerFilter *filter)
{
    if (filter->overdue && !row->overdue)
        return FALSE;
    return filter->due_by == DAY_NONE || (row->next_by != DAY_NONE && row->next_by <= filter->due_by);
}

static gint by_day(gconstpointer a, gconstpointer b)
{
    const TrackerRow *left = *(TrackerRow *const *) a, *right = *(TrackerRow *const *) b;
    if (left->next_by == right->next_by)
        return g_strcmp0(left->reference, right->reference);
    if (left->next_by == DAY_NONE || right->next_by == DAY_NONE)
        return left->next_by == DAY_NONE ? 1 : -1;
    return left->next_by < right->next_by ? -1 : 1;
}

GPtrArray *tracker_list(Session *session, const TrackerFilter *filter, GError **error)
{
    g_autoptr(GPtrArray) references = case_list(session, CASE_ALL, error);
    g_autoptr(GPtrArray) waiting = references ? intake_waiting(session, error) : NULL;
    if (!waiting)
        return NULL;
    g_autoptr(GHashTable) waits = count_waiting(waiting);
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify) tracker_row_free);
    for (guint i = 0; i < references->len; i++) {
        g_autoptr(Case) dispute = case_load(session, g_ptr_array_index(references, i), error);
        if (!dispute)
            return NULL;
        if (!is_wanted(dispute, filter))
            continue;
        TrackerRow *row = row_of(dispute, waits, session);
        if (passes(row, filter))
            g_ptr_array_add(rows, row);
        else
            tracker_row_free(row);
    }
    g_ptr_array_sort(rows, by_day);
    return g_steal_pointer(&rows);
}
