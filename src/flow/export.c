#include "flow/export.h"

#include "flow/export_tables.h"
#include "model/error.h"
#include "model/progress_words.h"
#include "sheet/csv.h"

#define NARROW 12 /* characters */
#define MIDDLE 22
#define WIDE   50

/* Columns that are data of the dispute, with their headings. */
static const struct {
    const gchar *heading, *datum;
    guint width;
    gboolean is_day;
} DATA_COLUMNS[] = {
    {"child_id", "child.id", NARROW, FALSE},
    {"child_name", "child.name", MIDDLE, FALSE},
    {"date_of_birth", "child.born", NARROW, TRUE},
    {"team", "team", MIDDLE, FALSE},
    {"iro", "iro.name", MIDDLE, FALSE},
    {"date_of_concern", "concern.date", NARROW, TRUE},
    {"theme", "theme", MIDDLE, FALSE},
    {"track", "track", NARROW, FALSE},
    {"level", "concern.level", NARROW, FALSE},
    {"example", "concern.example", MIDDLE, FALSE},
    {"kind_of_case", "concern.case", NARROW, FALSE},
    {"concerns", "concerns", WIDE, FALSE},
    {"attempts", "attempts", WIDE, FALSE},
    {"impact", "impact", WIDE, FALSE},
    {"requested_action", "action", WIDE, FALSE},
    {"proceedings", "proceedings", MIDDLE, FALSE},
};

static const struct {
    const gchar *heading;
    guint width;
} STAGE_COLUMNS[] = {
    {"issued", NARROW},  {"deadline", NARROW}, {"ended", NARROW},
    {"outcome", MIDDLE}, {"response", WIDE},   {"responder", MIDDLE},
};

/* The most stages that any dispute has; every row has as many columns. */
static guint most_stages(const GPtrArray *cases)
{
    guint most = 0;
    for (guint i = 0; i < cases->len; i++) {
        const Case *dispute = g_ptr_array_index(cases, i);
        most = MAX(most, dispute->progress->stages->len);
    }
    return most;
}

static void add_columns(Sheet *sheet, const Exported *exported, guint stages)
{
    sheet_add_column(sheet, "reference", MIDDLE);
    sheet_add_column(sheet, "authority", NARROW);
    for (guint i = 0; i < G_N_ELEMENTS(DATA_COLUMNS); i++)
        sheet_add_column(sheet, DATA_COLUMNS[i].heading, DATA_COLUMNS[i].width);
    export_add_role_columns(sheet, exported);
    static const gchar *const now[] = {"opened", "state", "current_stage", "due", "ended"};
    for (guint i = 0; i < G_N_ELEMENTS(now); i++)
        sheet_add_column(sheet, now[i], NARROW);
    for (guint i = 1; i <= stages; i++) {
        for (guint j = 0; j < G_N_ELEMENTS(STAGE_COLUMNS); j++) {
            g_autofree gchar *heading = g_strdup_printf("stage_%u_%s", i, STAGE_COLUMNS[j].heading);
            sheet_add_column(sheet, heading, STAGE_COLUMNS[j].width);
        }
    }
}

static void add_stage(Sheet *sheet, const StageProgress *stage)
{
    gboolean reached = stage && stage->state != STAGE_UNREACHED;
    const Facts *answer = reached && stage->answer ? stage->answer->values : NULL;
    sheet_add_day(sheet, reached ? stage->issued : DAY_NONE);
    sheet_add_day(sheet, reached ? stage->deadline : DAY_NONE);
    sheet_add_day(sheet, reached ? stage->ended : DAY_NONE);
    sheet_add_text(sheet, reached ? stage_state_words(stage->state) : NULL);
    sheet_add_text(sheet, answer ? facts_get(answer, "response") : NULL);
    sheet_add_text(sheet, answer ? facts_get(answer, "responder") : NULL);
}

static void add_dispute(Sheet *sheet, const Exported *exported, const Case *dispute, guint stages)
{
    const Progress *progress = dispute->progress;
    sheet_add_text(sheet, progress->reference);
    sheet_add_text(sheet, dispute->pack->id);
    for (guint i = 0; i < G_N_ELEMENTS(DATA_COLUMNS); i++) {
        const gchar *text = facts_get(progress->facts, DATA_COLUMNS[i].datum);
        if (DATA_COLUMNS[i].is_day)
            export_add_written_day(sheet, text);
        else
            sheet_add_text(sheet, text);
    }
    export_add_role_names(sheet, exported, progress->facts);
    sheet_add_day(sheet, progress->opened);
    sheet_add_text(sheet, dispute_state_name(progress->state));
    sheet_add_whole(sheet, progress->stage);
    sheet_add_day(sheet, progress_due(progress));
    sheet_add_day(sheet, progress->ended);
    for (guint i = 1; i <= stages; i++)
        add_stage(sheet, progress_stage(progress, i));
    sheet_end_row(sheet);
}

static void export_disputes(Workbook *workbook, const Exported *exported)
{
    Sheet *sheet = workbook_add(workbook, "Disputes");
    guint stages = most_stages(exported->cases);
    sheet->filter = TRUE;
    add_columns(sheet, exported, stages);
    for (guint i = 0; i < exported->cases->len; i++)
        add_dispute(sheet, exported, g_ptr_array_index(exported->cases, i), stages);
}

static gboolean is_wanted(const gchar *pack, const gchar *authority)
{
    return !authority || g_strcmp0(pack, authority) == 0;
}

static void add_roles(GPtrArray *roles, const Pack *pack)
{
    for (guint i = 0; i < pack->roles->len; i++) {
        const Role *role = g_ptr_array_index(pack->roles, i);
        gboolean there = FALSE;
        for (guint j = 0; j < roles->len && !there; j++)
            there = g_str_equal(((const Role *) g_ptr_array_index(roles, j))->id, role->id);
        if (!there)
            g_ptr_array_add(roles, (gpointer) role);
    }
}

static gboolean load_disputes(Exported *exported, const gchar *authority, GError **error)
{
    g_autoptr(GPtrArray) references = case_list(exported->session, CASE_ALL, error);
    for (guint i = 0; references && i < references->len; i++) {
        Case *dispute = case_load(exported->session, g_ptr_array_index(references, i), error);
        if (!dispute)
            return FALSE;
        if (!is_wanted(dispute->pack->id, authority)) {
            case_free(dispute);
            continue;
        }
        g_ptr_array_add(exported->cases, dispute);
        add_roles(exported->roles, dispute->pack);
    }
    return references != NULL;
}

static gboolean load_compliments(Exported *exported, const gchar *authority, GError **error)
{
    Session *session = exported->session;
    g_autoptr(GPtrArray) references = store_references(session->store, RECORD_COMPLIMENT, error);
    for (guint i = 0; references && i < references->len; i++) {
        g_autoptr(GPtrArray) events =
            store_events_of(session->store, g_ptr_array_index(references, i), error);
        if (!events)
            return FALSE;
        const Event *first = events->len ? g_ptr_array_index(events, 0) : NULL;
        const gchar *id = first ? facts_get(first->values, "pack") : NULL;
        if (!id || !is_wanted(id, authority))
            continue;
        const Pack *pack = session_pack(session, id, error);
        if (!pack)
            return FALSE;
        g_ptr_array_add(exported->compliments, g_steal_pointer(&events));
        add_roles(exported->roles, pack);
    }
    return references != NULL;
}

static Exported exported_new(Session *session)
{
    return (Exported){
        .session = session,
        .cases = g_ptr_array_new_with_free_func((GDestroyNotify) case_free),
        .compliments = g_ptr_array_new_with_free_func((GDestroyNotify) g_ptr_array_unref),
        .roles = g_ptr_array_new(),
    };
}

static void exported_clear(Exported *exported)
{
    g_ptr_array_unref(exported->cases);
    g_ptr_array_unref(exported->compliments);
    g_ptr_array_unref(exported->roles);
}

static gboolean check_authority(Session *session, const gchar *id, GError **error)
{
    if (!id || session_pack(session, id, NULL))
        return TRUE;
    g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%s: no form pack of that id; `iro forms` lists them", id);
    return FALSE;
}

static gboolean load(Exported *exported, const gchar *authority, GError **error)
{
    if (!check_authority(exported->session, authority, error))
        return FALSE;
    return load_disputes(exported, authority, error) && load_compliments(exported, authority, error);
}

Workbook *export_workbook(Session *session, const gchar *authority, GError **error)
{
    Exported exported = exported_new(session);
    Workbook *workbook = NULL;
    if (load(&exported, authority, error)) {
        workbook = workbook_new_titled("Disputes", session->today);
        export_disputes(workbook, &exported);
        export_stages(workbook, &exported);
        export_compliments(workbook, &exported);
        export_events(workbook, &exported);
    }
    exported_clear(&exported);
    return workbook;
}

gchar *export_csv(Session *session, const gchar *authority, GError **error)
{
    Exported exported = exported_new(session);
    gchar *csv = NULL;
    if (load(&exported, authority, error)) {
        g_autoptr(Workbook) workbook = workbook_new_titled("Disputes", session->today);
        export_disputes(workbook, &exported);
        csv = csv_from_sheet(g_ptr_array_index(workbook->sheets, 0));
    }
    exported_clear(&exported);
    return csv;
}
