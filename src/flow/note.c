#include "flow/note.h"

#include "model/progress_words.h"

#include <string.h>

#include "flow/clock.h"
#include "flow/compose.h"

/* One sentence for each stage that was reached: "Stage 1 (Team Manager): …". */
static void summarise_stages(GString *summary, const Case *dispute, const Calendar *calendar)
{
    for (guint i = 0; i < dispute->progress->stages->len; i++) {
        const StageProgress *now = progress_stage(dispute->progress, i + 1);
        if (now->state == STAGE_UNREACHED || pack_find_stage(dispute->pack, i + 1)->kind == STAGE_FINAL)
            continue;
        g_autoptr(Facts) facts = compose_stage(dispute, i + 1, calendar);
        gboolean given_up = now->state == STAGE_OPEN && dispute->progress->ended != DAY_NONE;
        const gchar *words = given_up ? "no form was issued" : stage_state_words(now->state);
        const gchar *taken = now->answer ? facts_get(facts, "stage.taken") : NULL;
        g_string_append_printf(summary, " Stage %u, %s: %s%s%s%s.", i + 1, facts_get(facts, "stage.title"),
                               words, taken ? ", after " : "", taken ? taken : "",
                               facts_get(facts, "stage.disagreed") ? ", but the IRO did not agree" : "");
    }
}

static gchar *summarise(const Case *dispute, const Session *session)
{
    g_autofree gchar *opened = day_to_short_words(dispute->progress->opened);
    g_autofree gchar *status = progress_status(dispute->progress, session->today);
    g_autoptr(GString) summary = g_string_new(NULL);
    g_string_append_printf(summary, "Raised on %s.", opened);
    summarise_stages(summary, dispute, session->calendar);
    g_string_append_printf(summary, " Now: %s.", status);
    return g_string_free(g_steal_pointer(&summary), FALSE);
}

static void put_stages(Scope *scope, const Case *dispute, const Calendar *calendar)
{
    for (guint i = 0; i < dispute->progress->stages->len; i++)
        if (progress_stage(dispute->progress, i + 1)->state != STAGE_UNREACHED)
            scope_take_list_item(scope, "stages", compose_stage(dispute, i + 1, calendar));
}

static void add_document(Scope *scope, gchar *title, Day on)
{
    Facts *item = facts_new();
    facts_take(item, "title", title);
    facts_take(item, "on", day_to_short_words(on));
    scope_take_list_item(scope, "documents", item);
}

/* The forms that went out and came back, as they are to be filed. */
static void put_documents(Scope *scope, const Case *dispute)
{
    for (guint i = 0; i < dispute->events->len; i++) {
        const Event *event = g_ptr_array_index(dispute->events, i);
        if (event->kind == EVENT_ISSUED)
            add_document(scope, g_strdup_printf("Stage %u form, issued", event->stage), event->on);
        else if (event->kind == EVENT_ANSWERED)
            add_document(scope, g_strdup_printf("Stage %u form, completed", event->stage), event->on);
    }
}

/* Working days since the first issue, up to the end or today. */
static void put_process(Facts *facts, const Case *dispute, const Session *session)
{
    const Progress *progress = dispute->progress;
    Day until = progress->ended == DAY_NONE ? session->today : progress->ended;
    guint taken = 0;
    gchar *explanation = NULL;
    Day total = clock_total(dispute, session->calendar, &explanation);
    facts_take(facts, "process.deadline", day_to_words(total));
    facts_take(facts, "process.explanation", explanation);
    facts_take(facts, "process.total", g_strdup_printf("%u", dispute->pack->track->total_days));
    if (total != DAY_NONE &&
        calendar_count_working_days(session->calendar, progress->formal, until, &taken, NULL))
        facts_take(facts, "process.taken", g_strdup_printf("%u working day%s", taken, taken == 1 ? "" : "s"));
}

/* Where the pack's own sections say it, the note does not say it twice. */
static void drop_said_impact(Facts *facts, const Pack *pack)
{
    for (guint i = 0; i < pack->dispute->sections->len; i++) {
        const Section *section = g_ptr_array_index(pack->dispute->sections, i);
        if (strstr(section->text, "{impact}"))
            facts_set(facts, "impact", NULL);
    }
}

static void put_note(Facts *facts, const Case *dispute, const Session *session)
{
    Day by = DAY_NONE;
    const Pack *pack = dispute->pack;
    facts_take(facts, "next.action", clock_next_action(dispute, session->calendar, session->today, &by));
    facts_take(facts, "next.date", day_to_words(by));
    facts_take(facts, "note.title",
               g_strdup_printf("%s %s, stage %u", pack->dispute->title, dispute->progress->reference,
                               dispute->progress->stage));
    facts_set(facts, "note.type", pack->note_type);
    facts_take(facts, "note.date", day_to_short_words(session->today));
    facts_take(facts, "note.status", progress_status(dispute->progress, session->today));
    facts_take(facts, "summary", summarise(dispute, session));
    put_process(facts, dispute, session);
    drop_said_impact(facts, pack);
}

Document *note_compose(Session *session, const gchar *reference, const NoteOptions *options, GError **error)
{
    g_autoptr(Case) dispute = case_load(session, reference, error);
    const Template *template_ =
        dispute ? session_template(session, options->brief ? "note-short" : "note", error) : NULL;
    if (!template_)
        return NULL;
    const Pack *pack = dispute->pack;
    g_autoptr(Scope) scope =
        compose_record(pack, pack->dispute, dispute->progress->reference, dispute->progress->facts);
    put_note(scope_facts(scope), dispute, session);
    put_stages(scope, dispute, session->calendar);
    compose_events(scope, dispute, 0);
    put_documents(scope, dispute);
    return template_fill(template_, scope, pack->look);
}
