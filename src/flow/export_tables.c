#include "flow/export_tables.h"

#include "model/progress_words.h"

#include <string.h>

#define NARROW 12 /* characters */
#define MIDDLE 22
#define WIDE   50

typedef struct {
    const gchar *heading;
    guint width;
} Heading;

gchar *export_heading(const gchar *name)
{
    GString *heading = g_string_new(NULL);
    for (; *name; name++) {
        if (g_ascii_isalnum(*name))
            g_string_append_c(heading, g_ascii_tolower(*name));
        else if (heading->len && heading->str[heading->len - 1] != '_' && *name != '\'')
            g_string_append_c(heading, '_');
    }
    return g_string_free(heading, FALSE);
}

void export_add_role_columns(Sheet *sheet, const Exported *exported)
{
    for (guint i = 0; i < exported->roles->len; i++) {
        const Role *role = g_ptr_array_index(exported->roles, i);
        g_autofree gchar *heading = export_heading(role->name);
        sheet_add_column(sheet, heading, MIDDLE);
    }
}

void export_add_role_names(Sheet *sheet, const Exported *exported, const Facts *facts)
{
    for (guint i = 0; i < exported->roles->len; i++) {
        const Role *role = g_ptr_array_index(exported->roles, i);
        g_autofree gchar *datum = g_strconcat(role->id, ".name", NULL);
        sheet_add_text(sheet, facts_get(facts, datum));
    }
}

void export_add_written_day(Sheet *sheet, const gchar *text)
{
    Day day = text ? day_from_iso(text) : DAY_NONE;
    if (day == DAY_NONE)
        sheet_add_text(sheet, text);
    else
        sheet_add_day(sheet, day);
}

static Sheet *begin(Workbook *workbook, const gchar *name, const Heading *headings, guint count)
{
    Sheet *sheet = workbook_add(workbook, name);
    sheet->filter = TRUE;
    for (guint i = 0; i < count; i++)
        sheet_add_column(sheet, headings[i].heading, headings[i].width);
    return sheet;
}

/* Working days from issue to end; blank when the calendar does not know them. */
static void add_taken(Sheet *sheet, const StageProgress *stage, const Calendar *calendar)
{
    guint taken = 0;
    if (stage->issued != DAY_NONE && stage->ended != DAY_NONE &&
        calendar_count_working_days(calendar, stage->issued, stage->ended, &taken, NULL))
        sheet_add_whole(sheet, taken);
    else
        sheet_add_blank(sheet);
}

static void add_stage(Sheet *sheet, const Case *dispute, const StageProgress *stage, const Calendar *calendar)
{
    const Stage *definition = progress_definition(dispute->progress, stage->number);
    const Facts *facts = dispute->progress->facts, *answer = stage->answer ? stage->answer->values : NULL;
    gboolean dated = stage->deadline != DAY_NONE && stage->ended != DAY_NONE;
    sheet_add_text(sheet, dispute->progress->reference);
    sheet_add_text(sheet, dispute->pack->id);
    sheet_add_text(sheet, facts_get(facts, "child.id"));
    sheet_add_text(sheet, facts_get(facts, "team"));
    sheet_add_whole(sheet, stage->number);
    sheet_add_text(sheet, definition->title);
    sheet_add_text(sheet, stage_state_words(stage->state));
    sheet_add_day(sheet, stage->opened);
    sheet_add_day(sheet, stage->issued);
    sheet_add_day(sheet, stage->deadline);
    sheet_add_day(sheet, stage->ended);
    add_taken(sheet, stage, calendar);
    sheet_add_text(sheet, !dated ? NULL : stage->ended > stage->deadline ? "yes" : "no");
    sheet_add_text(sheet, answer ? facts_get(answer, "response") : NULL);
    sheet_add_text(sheet, answer ? facts_get(answer, "responder") : NULL);
    sheet_end_row(sheet);
}

void export_stages(Workbook *workbook, const Exported *exported)
{
    static const Heading headings[] = {
        {"reference", MIDDLE}, {"authority", NARROW}, {"child_id", NARROW},  {"team", MIDDLE},
        {"stage", NARROW},     {"title", MIDDLE},     {"state", MIDDLE},     {"reached", NARROW},
        {"issued", NARROW},    {"deadline", NARROW},  {"ended", NARROW},     {"working_days", NARROW},
        {"late", NARROW},      {"response", WIDE},    {"responder", MIDDLE},
    };
    Sheet *sheet = begin(workbook, "Stages", headings, G_N_ELEMENTS(headings));
    for (guint i = 0; i < exported->cases->len; i++) {
        const Case *dispute = g_ptr_array_index(exported->cases, i);
        for (guint number = 1; number <= dispute->progress->stages->len; number++) {
            const StageProgress *stage = progress_stage(dispute->progress, number);
            if (stage->state != STAGE_UNREACHED)
                add_stage(sheet, dispute, stage, exported->session->calendar);
        }
    }
}

/* The latest answer of a compliment; NULL when there is none. */
static const Facts *answer_of(const GPtrArray *events)
{
    const Facts *answer = NULL;
    for (guint i = 0; i < events->len; i++) {
        const Event *event = g_ptr_array_index(events, i);
        if (event->kind == EVENT_ANSWERED)
            answer = event->values;
    }
    return answer;
}

static void add_compliment(Sheet *sheet, const Exported *exported, const GPtrArray *events)
{
    static const gchar *const data[] = {"child.id", "team", "iro.name", "theme", "praise", "effect"};
    const Event *first = g_ptr_array_index(events, 0);
    const Facts *answer = answer_of(events);
    sheet_add_text(sheet, first->reference);
    sheet_add_text(sheet, facts_get(first->values, "pack"));
    export_add_written_day(sheet, facts_get(first->values, "compliment.date"));
    for (guint i = 0; i < G_N_ELEMENTS(data); i++)
        sheet_add_text(sheet, facts_get(first->values, data[i]));
    sheet_add_text(sheet, facts_get(first->values, "quotable") ? "yes" : "no");
    sheet_add_text(sheet, answer ? facts_get(answer, "response") : NULL);
    sheet_add_text(sheet, answer ? facts_get(answer, "responder") : NULL);
    export_add_written_day(sheet, answer ? facts_get(answer, "date") : NULL);
    export_add_role_names(sheet, exported, first->values);
    sheet_end_row(sheet);
}

void export_compliments(Workbook *workbook, const Exported *exported)
{
    static const Heading headings[] = {
        {"reference", MIDDLE}, {"authority", NARROW}, {"date", NARROW},   {"child_id", NARROW},
        {"team", MIDDLE},      {"iro", MIDDLE},       {"theme", MIDDLE},  {"done_well", WIDE},
        {"effect", WIDE},      {"quotable", NARROW},  {"response", WIDE}, {"responder", MIDDLE},
        {"answered", NARROW},
    };
    Sheet *sheet = begin(workbook, "Compliments", headings, G_N_ELEMENTS(headings));
    export_add_role_columns(sheet, exported);
    for (guint i = 0; i < exported->compliments->len; i++)
        add_compliment(sheet, exported, g_ptr_array_index(exported->compliments, i));
}

static void add_event(Sheet *sheet, const Event *event, const gchar *pack)
{
    g_autoptr(GDateTime) moment = g_date_time_new_from_unix_utc(event->at / G_USEC_PER_SEC);
    g_autofree gchar *at = moment ? g_date_time_format_iso8601(moment) : NULL;
    const gchar *text = facts_get(event->values, "text");
    sheet_add_text(sheet, event->reference);
    sheet_add_text(sheet, pack);
    sheet_add_whole(sheet, event->id);
    sheet_add_text(sheet, event_kind_name(event->kind));
    sheet_add_text(sheet, event_kind_words(event->kind));
    if (event->stage)
        sheet_add_whole(sheet, event->stage);
    else
        sheet_add_blank(sheet);
    sheet_add_day(sheet, event->on);
    sheet_add_text(sheet, at);
    sheet_add_text(sheet, event->who);
    sheet_add_text(sheet, text ? text : facts_get(event->values, "reason"));
    sheet_add_text(sheet, event->file);
    sheet_end_row(sheet);
}

void export_events(Workbook *workbook, const Exported *exported)
{
    static const Heading headings[] = {
        {"reference", MIDDLE},   {"authority", NARROW}, {"number", NARROW}, {"event", MIDDLE},
        {"what", WIDE},          {"stage", NARROW},     {"on", NARROW},     {"recorded_at", MIDDLE},
        {"recorded_by", MIDDLE}, {"text", WIDE},        {"file", NARROW},
    };
    Sheet *sheet = begin(workbook, "Events", headings, G_N_ELEMENTS(headings));
    for (guint i = 0; i < exported->cases->len; i++) {
        const Case *dispute = g_ptr_array_index(exported->cases, i);
        for (guint j = 0; j < dispute->events->len; j++)
            add_event(sheet, g_ptr_array_index(dispute->events, j), dispute->pack->id);
    }
    for (guint i = 0; i < exported->compliments->len; i++) {
        const GPtrArray *events = g_ptr_array_index(exported->compliments, i);
        const Event *first = g_ptr_array_index(events, 0);
        for (guint j = 0; j < events->len; j++)
            add_event(sheet, g_ptr_array_index(events, j), facts_get(first->values, "pack"));
    }
}
