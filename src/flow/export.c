#include "flow/export.h"

#include <string.h>

/* Columns that are data of the dispute, with their headings. */
static const struct {
    const gchar *heading, *datum;
} DATA_COLUMNS[] = {
    {"child_id", "child.id"},
    {"child_name", "child.name"},
    {"date_of_birth", "child.born"},
    {"team", "team"},
    {"iro", "iro.name"},
    {"date_of_concern", "concern.date"},
    {"theme", "theme"},
    {"team_manager", "tm.name"},
    {"service_manager", "sm.name"},
    {"concerns", "concerns"},
    {"requested_action", "action"},
};

/* A spreadsheet runs what begins like this. */
static gboolean looks_like_formula(const gchar *text)
{
    return *text && strchr("=+-@\t\r", *text) != NULL;
}

static void add_cell(GString *csv, const gchar *text)
{
    const gchar *value = text ? text : "";
    if (csv->len > 0 && csv->str[csv->len - 1] != '\n')
        g_string_append_c(csv, ',');
    gboolean formula = looks_like_formula(value);
    if (!formula && !strpbrk(value, ",\"\r\n")) {
        g_string_append(csv, value);
        return;
    }
    g_string_append(csv, formula ? "\"'" : "\"");
    for (; *value; value++)
        g_string_append_printf(csv, *value == '"' ? "\"%c" : "%c", *value);
    g_string_append_c(csv, '"');
}

static void add_day(GString *csv, Day day)
{
    g_autofree gchar *text = day_to_iso(day);
    add_cell(csv, text);
}

static void add_number(GString *csv, guint number)
{
    g_autofree gchar *text = g_strdup_printf("%u", number);
    add_cell(csv, text);
}

/* The most stages that any pack in the table has; every line has as many columns. */
static guint most_stages(const GPtrArray *cases)
{
    guint most = 0;
    for (guint i = 0; i < cases->len; i++) {
        const Case *dispute = g_ptr_array_index(cases, i);
        most = MAX(most, dispute->progress->stages->len);
    }
    return most;
}

static void add_header(GString *csv, guint stages)
{
    add_cell(csv, "reference");
    add_cell(csv, "authority");
    for (guint i = 0; i < G_N_ELEMENTS(DATA_COLUMNS); i++)
        add_cell(csv, DATA_COLUMNS[i].heading);
    add_cell(csv, "opened");
    add_cell(csv, "state");
    add_cell(csv, "current_stage");
    add_cell(csv, "due");
    add_cell(csv, "ended");
    static const gchar *const parts[] = {"issued", "deadline", "ended", "outcome", "response", "responder"};
    for (guint i = 1; i <= stages; i++) {
        for (guint j = 0; j < G_N_ELEMENTS(parts); j++) {
            g_autofree gchar *heading = g_strdup_printf("stage_%u_%s", i, parts[j]);
            add_cell(csv, heading);
        }
    }
    g_string_append(csv, "\r\n");
}

static void add_stage(GString *csv, const StageProgress *stage)
{
    gboolean reached = stage && stage->state != STAGE_UNREACHED;
    add_day(csv, reached ? stage->issued : DAY_NONE);
    add_day(csv, reached ? stage->deadline : DAY_NONE);
    add_day(csv, reached ? stage->ended : DAY_NONE);
    add_cell(csv, reached ? stage_state_words(stage->state) : NULL);
    add_cell(csv, reached && stage->answer ? facts_get(stage->answer->values, "response") : NULL);
    add_cell(csv, reached && stage->answer ? facts_get(stage->answer->values, "responder") : NULL);
}

static void add_dispute(GString *csv, const Case *dispute, guint stages)
{
    const Progress *progress = dispute->progress;
    add_cell(csv, progress->reference);
    add_cell(csv, dispute->pack->id);
    for (guint i = 0; i < G_N_ELEMENTS(DATA_COLUMNS); i++)
        add_cell(csv, facts_get(progress->facts, DATA_COLUMNS[i].datum));
    add_day(csv, progress->opened);
    add_cell(csv, dispute_state_name(progress->state));
    add_number(csv, progress->stage);
    add_day(csv, progress_due(progress));
    add_day(csv, progress->ended);
    for (guint i = 1; i <= stages; i++)
        add_stage(csv, progress_stage(progress, i));
    g_string_append(csv, "\r\n");
}

gchar *export_csv(Session *session, GError **error)
{
    g_autoptr(GPtrArray) references = case_list(session, CASE_ALL, error);
    if (!references)
        return NULL;
    g_autoptr(GPtrArray) cases = g_ptr_array_new_with_free_func((GDestroyNotify) case_free);
    for (guint i = 0; i < references->len; i++) {
        Case *dispute = case_load(session, g_ptr_array_index(references, i), error);
        if (!dispute)
            return NULL;
        g_ptr_array_add(cases, dispute);
    }
    g_autoptr(GString) csv = g_string_new(NULL);
    guint stages = most_stages(cases);
    add_header(csv, stages);
    for (guint i = 0; i < cases->len; i++)
        add_dispute(csv, g_ptr_array_index(cases, i), stages);
    return g_string_free(g_steal_pointer(&csv), FALSE);
}
