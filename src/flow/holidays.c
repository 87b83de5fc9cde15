#include "flow/holidays.h"

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

static MovedDeadline *find_move(const Session *session, const Case *dispute)
{
    const Progress *progress = dispute->progress;
    const StageProgress *now = progress_stage(progress, progress->stage);
    Day due = progress_due(progress), is = DAY_NONE;
    /* What people agreed on stays, whatever the calendar says. */
    if (due == DAY_NONE || now->extended ||
        !calendar_add_working_days(session->calendar, now->issued, progress_days(progress, progress->stage),
                                   &is, NULL) ||
        is == due)
        return NULL;
    MovedDeadline *moved = g_new0(MovedDeadline, 1);
    moved->reference = g_strdup(progress->reference);
    moved->stage = progress->stage;
    moved->was = due;
    moved->is = is;
    return moved;
}

GPtrArray *holidays_merge(Session *session, const gchar *file, guint *added, GError **error)
{
    if (!load(session, file, added, error))
        return NULL;
    g_autoptr(GPtrArray) open = case_list(session, CASE_ISSUABLE, error);
    if (!open)
        return NULL;
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify) moved_deadline_free);
    for (guint i = 0; i < open->len; i++) {
        g_autoptr(Case) dispute = case_load(session, g_ptr_array_index(open, i), error);
        if (!dispute)
            return NULL;
        MovedDeadline *moved = find_move(session, dispute);
        if (moved)
            g_ptr_array_add(all, moved);
    }
    return g_steal_pointer(&all);
}
