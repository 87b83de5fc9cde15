#include "flow/holidays.h"

#include "flow/clock.h"
#include "model/error.h"
#include "json/json_text.h"

void moved_deadline_free(MovedDeadline *moved)
{
    if (!moved)
        return;
    g_free(moved->reference);
    g_free(moved);
}

static gboolean load(Session *session, const gchar *file, guint *added, GError **error)
{
    g_autofree gchar *text = NULL;
    gsize length = 0;
    g_autoptr(GError) failure = NULL;
    if (!g_file_get_contents(file, &text, &length, &failure)) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%s", failure->message);
        return FALSE;
    }
    if (!json_merge_holidays(session->calendar, text, length, added, error)) {
        g_prefix_error(error, "%s: ", file);
        return FALSE;
    }
    return store_add_holidays(session->store, session->calendar, error);
}

/* The running deadline as the calendar now has it; DAY_NONE when none runs, or
 * when people agreed on it: that stays, whatever the calendar says. */
static Day count_again(const Session *session, const Case *dispute)
{
    const Progress *progress = dispute->progress;
    const StageProgress *now = progress_stage(progress, progress->stage);
    Day is = DAY_NONE;
    if (progress_due(progress) == DAY_NONE || now->extended ||
        !calendar_add_working_days(session->calendar, now->issued, progress_days(progress, progress->stage),
                                   &is, NULL))
        return DAY_NONE;
    return is;
}

/* The last days of the open processes, in order of `open` (of Day). */
static GArray *find_totals(Session *session, const GPtrArray *open, GError **error)
{
    g_autoptr(GArray) totals = g_array_new(FALSE, FALSE, sizeof(Day));
    for (guint i = 0; i < open->len; i++) {
        g_autoptr(Case) dispute = case_load(session, g_ptr_array_index(open, i), error);
        if (!dispute)
            return NULL;
        Day total = clock_total(dispute, session->calendar, NULL);
        g_array_append_val(totals, total);
    }
    return g_steal_pointer(&totals);
}

static void add_move(GPtrArray *all, const gchar *reference, guint stage, Day was, Day is)
{
    if (was == DAY_NONE || is == DAY_NONE || was == is)
        return;
    MovedDeadline *moved = g_new0(MovedDeadline, 1);
    moved->reference = g_strdup(reference);
    moved->stage = stage;
    moved->was = was;
    moved->is = is;
    g_ptr_array_add(all, moved);
}

static gboolean find_moves(Session *session, const GPtrArray *open, const GArray *totals, GPtrArray *all,
                           GError **error)
{
    for (guint i = 0; i < open->len; i++) {
        g_autoptr(Case) dispute = case_load(session, g_ptr_array_index(open, i), error);
        if (!dispute)
            return FALSE;
        const gchar *reference = dispute->progress->reference;
        add_move(all, reference, dispute->progress->stage, progress_due(dispute->progress),
                 count_again(session, dispute));
        add_move(all, reference, 0, g_array_index(totals, Day, i),
                 clock_total(dispute, session->calendar, NULL));
    }
    return TRUE;
}

GPtrArray *holidays_merge(Session *session, const gchar *file, guint *added, GError **error)
{
    g_autoptr(GPtrArray) open = case_list(session, CASE_ISSUABLE, error);
    g_autoptr(GArray) totals = open ? find_totals(session, open, error) : NULL;
    if (!totals || !load(session, file, added, error))
        return NULL;
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify) moved_deadline_free);
    return find_moves(session, open, totals, all, error) ? g_steal_pointer(&all) : NULL;
}
