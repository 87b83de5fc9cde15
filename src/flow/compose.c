#include "flow/compose.h"

#include "flow/clock.h"
#include "model/datum.h"
#include "model/progress_words.h"

/* Data that hold a day; the record has them as ISO, people read them in words. */
static const gchar *const DAY_DATA[] = {"child.born", "concern.date", "compliment.date", NULL};

static void put_days_in_words(Facts *facts)
{
    for (guint i = 0; DAY_DATA[i]; i++) {
        Day day = day_from_iso(facts_get(facts, DAY_DATA[i]));
        if (day != DAY_NONE)
            facts_take(facts, DAY_DATA[i], day_to_short_words(day));
    }
}

static void put_theme_in_words(Facts *facts, const Pack *pack)
{
    const gchar *id = facts_get(facts, "theme");
    const Theme *theme = id ? pack_find_theme(pack, id) : NULL;
    if (theme)
        facts_set(facts, "theme", theme->title);
}

/* "Level 3: area of concern …", and the example in the policy's words. */
static void put_level_in_words(Facts *facts, const Pack *pack)
{
    const ConcernLevel *level = pack_find_level(pack, (guint) facts_get_number(facts, "concern.level", 0));
    const Theme *example =
        level ? concern_level_find_example(level, facts_get(facts, "concern.example")) : NULL;
    const CaseKind *kind = pack_find_case(pack, facts_get(facts, "concern.case"));
    facts_take(facts, "concern.level",
               level ? g_strdup_printf("Level %u: %s", level->number, level->title) : NULL);
    facts_set(facts, "concern.example", example ? example->title : NULL);
    facts_set(facts, "concern.case", kind ? kind->title : NULL);
}

static void put_authority(Facts *facts, const Pack *pack, const gchar *reference)
{
    facts_set(facts, "reference", reference);
    facts_set(facts, "authority", pack->authority);
    facts_set(facts, "service", pack->service);
    facts_set(facts, "policy", pack->policy);
    facts_set(facts, "marking", pack->marking);
    facts_set(facts, "bypass.condition", pack->track->bypass_condition);
    facts_set(facts, "track", pack->track->title);
}

static gboolean is_blank(const gchar *text)
{
    for (; *text; text = g_utf8_next_char(text))
        if (!g_unichar_isspace(g_utf8_get_char(text)))
            return FALSE;
    return TRUE;
}

static void put_facts(Scope *scope, const FormWording *wording)
{
    for (guint i = 0; i < wording->facts->len; i++) {
        const FactLine *line = g_ptr_array_index(wording->facts, i);
        g_autofree gchar *value = scope_expand(scope, line->value);
        Facts *item = facts_new();
        facts_set(item, "label", line->label);
        facts_set(item, "value", is_blank(value) ? "Not recorded" : value);
        scope_take_list_item(scope, "facts", item);
    }
}

static void put_sections(Scope *scope, const FormWording *wording)
{
    for (guint i = 0; i < wording->sections->len; i++) {
        const Section *section = g_ptr_array_index(wording->sections, i);
        g_autofree gchar *text = scope_expand(scope, section->text);
        if (is_blank(text))
            continue;
        Facts *item = facts_new();
        facts_set(item, "title", section->title);
        facts_set(item, "text", text);
        scope_take_list_item(scope, "sections", item);
    }
}

Scope *compose_record(const Pack *pack, const FormWording *wording, const gchar *reference,
                      const Facts *facts)
{
    Scope *scope = scope_new();
    Facts *into = scope_facts(scope);
    facts_merge(into, facts);
    put_authority(into, pack, reference);
    put_days_in_words(into);
    put_theme_in_words(into, pack);
    put_level_in_words(into, pack);
    put_facts(scope, wording);
    put_sections(scope, wording);
    g_autofree gchar *return_to = scope_expand(scope, pack->return_to ? pack->return_to : "");
    facts_set(into, "form.return-to", return_to);
    if (wording->introduction) {
        g_autofree gchar *introduction = scope_expand(scope, wording->introduction);
        facts_set(into, "form.introduction", introduction);
    }
    return scope;
}

static void put_day(Facts *facts, const gchar *name, Day day)
{
    facts_take(facts, name, day == DAY_NONE ? NULL : day_to_words(day));
}

/* "Head of Service; Director, if the Assistant Director agrees" */
static gchar *attendees_words(const Pack *pack, const Facts *record, const GPtrArray *attendees)
{
    g_autoptr(GString) line = g_string_new(NULL);
    for (guint i = 0; i < attendees->len; i++) {
        const Recipient *attendee = g_ptr_array_index(attendees, i);
        g_autofree gchar *who = compose_recipient(pack, record, attendee);
        g_string_append_printf(line, "%s%s%s%s%s", i ? "; " : "", who, attendee->when ? " (" : "",
                               attendee->when ? attendee->when : "", attendee->when ? ")" : "");
    }
    return line->len ? g_string_free(g_steal_pointer(&line), FALSE) : NULL;
}

static gchar *days_words(guint days)
{
    return g_strdup_printf("%u working day%s", days, days == 1 ? "" : "s");
}

void compose_stage_words(Facts *facts, const Pack *pack, const Facts *record, const Stage *stage)
{
    facts_take(facts, "stage.number", g_strdup_printf("%u", stage->number));
    facts_set(facts, "stage.title", stage->title);
    facts_set(facts, "stage.question", stage->question);
    facts_set(facts, "stage.hint", stage->hint);
    facts_set(facts, "stage.resolved", stage->resolved_label);
    facts_set(facts, "stage.proceed", stage->proceed_label);
    facts_take(facts, "stage.proceed-to", g_strdup_printf("%u", stage->proceed_to));
    facts_set(facts, "stage.task", stage->task);
    facts_take(facts, "stage.attendees", attendees_words(pack, record, stage->attendees));
}

/* The recorded answer says resolved, and since then the IRO did not agree. */
static gboolean was_disagreed(const Case *dispute, const StageProgress *now)
{
    gboolean answered = FALSE;
    for (guint i = 0; i < dispute->events->len; i++) {
        const Event *event = g_ptr_array_index(dispute->events, i);
        answered = answered || event == now->answer;
        if (answered && event->kind == EVENT_NOT_AGREED && event->stage == now->number)
            return now->state == STAGE_RESOLVED;
    }
    return FALSE;
}

static const gchar *outcome_words(const Stage *stage, StageState state)
{
    if (state == STAGE_RESOLVED)
        return stage->resolved_label;
    if (state == STAGE_PROCEED)
        return stage->proceed_label;
    return stage_state_words(state);
}

/* Working days from issue to the end, when the calendar reaches that far. */
static void put_taken(Facts *facts, const StageProgress *now, const Calendar *calendar)
{
    guint taken = 0;
    if (now->issued == DAY_NONE || now->ended == DAY_NONE ||
        !calendar_count_working_days(calendar, now->issued, now->ended, &taken, NULL))
        return;
    facts_take(facts, "stage.taken", days_words(taken));
    if (now->answer && now->ended > now->deadline)
        facts_set(facts, "stage.late", "after the deadline");
}

Facts *compose_stage(const Case *dispute, guint number, const Calendar *calendar)
{
    const Stage *stage = pack_find_stage(dispute->pack, number);
    const StageProgress *now = progress_stage(dispute->progress, number);
    Facts *facts = facts_new();
    compose_stage_words(facts, dispute->pack, dispute->progress->facts, stage);
    facts_take(facts, "stage.days", days_words(progress_days(dispute->progress, number)));
    facts_take(facts, "stage.explanation", clock_explain_stage(dispute, number, calendar));
    Recipient manager = {.role = stage->role};
    /* A stage that was passed over was put to nobody. */
    if (now->issue || now->state == STAGE_OPEN)
        facts_take(facts, "stage.manager",
                   compose_recipient(dispute->pack, dispute->progress->facts, &manager));
    put_day(facts, "stage.issued", now->issued);
    put_day(facts, "stage.deadline", now->deadline);
    put_day(facts, "stage.answered", now->answer ? now->ended : DAY_NONE);
    put_taken(facts, now, calendar);
    if (now->state != STAGE_OPEN && now->state != STAGE_ISSUED)
        facts_set(facts, "stage.outcome", outcome_words(stage, now->state));
    if (was_disagreed(dispute, now)) {
        facts_set(facts, "stage.disagreed", "The IRO did not agree");
        facts_take(facts, "stage.outcome",
                   g_strdup_printf("%s; the IRO did not agree", stage->resolved_label));
    }
    if (stage->kind == STAGE_FINAL)
        facts_set(facts, "stage.task", progress_final_task(dispute->progress, number));
    if (now->answer) {
        facts_set(facts, "stage.response", facts_get(now->answer->values, "response"));
        facts_set(facts, "stage.responder", facts_get(now->answer->values, "responder"));
    }
    return facts;
}

/* Of the stages themselves: which one, and an extension's new day. */
static gchar *event_title(const Event *event)
{
    const gchar *words = event_kind_words(event->kind);
    const gboolean of_stage = event->kind == EVENT_NO_RESPONSE || event->kind == EVENT_BYPASSED ||
                              event->kind == EVENT_NOT_AGREED || event->kind == EVENT_EXTENDED ||
                              event->kind == EVENT_PAUSED || event->kind == EVENT_RESUMED;
    if (!of_stage || event->stage == 0)
        return g_strdup(words);
    g_autofree gchar *until = day_to_short_words(day_from_iso(facts_get(event->values, "deadline")));
    return g_strdup_printf("%s (stage %u)%s%s", words, event->stage, until ? " to " : "", until ? until : "");
}

void compose_events(Scope *scope, const Case *dispute, guint stage)
{
    for (guint i = 0; i < dispute->events->len; i++) {
        const Event *event = g_ptr_array_index(dispute->events, i);
        gboolean wanted = stage == 0 || event->stage == 0 || event->stage == stage;
        const gchar *number = event->kind == EVENT_IMPORTED ? facts_get(event->values, "number") : NULL;
        if (!wanted || (!event_kind_is_for_people(event->kind) && event->kind != EVENT_IMPORTED))
            continue;
        Facts *item = facts_new();
        facts_take(item, "on", day_to_short_words(event->on));
        facts_take(item, "title", event_title(event));
        facts_set(item, "text", facts_get(event->values, "text"));
        if (number)
            facts_take(item, "text", g_strdup_printf("Its number there: %s", number));
        scope_take_list_item(scope, "events", item);
    }
}

void compose_form(Scope *scope, const gchar *prefix, const gchar *id, const gchar *title)
{
    Facts *facts = scope_facts(scope);
    facts_set(facts, "form.prefix", prefix);
    facts_set(facts, "form.id", id);
    facts_set(facts, "form.title", title);
}

gchar *compose_recipient(const Pack *pack, const Facts *facts, const Recipient *recipient)
{
    if (!recipient->role)
        return g_strdup(recipient->name ? recipient->name : recipient->address);
    const Role *role = pack_find_role(pack, recipient->role);
    g_autofree gchar *datum = g_strdup_printf("%s.name", recipient->role);
    const gchar *name = facts_get(facts, datum);
    if (!name || !*name)
        return g_strdup(role->name);
    return g_strdup_printf("%s, %s", name, role->name);
}

gchar *compose_recipients(const Pack *pack, const Facts *facts, const GPtrArray *recipients)
{
    g_autoptr(GString) line = g_string_new(NULL);
    for (guint i = 0; i < recipients->len; i++) {
        g_autofree gchar *one = compose_recipient(pack, facts, g_ptr_array_index(recipients, i));
        g_string_append_printf(line, "%s%s", i ? "; " : "", one);
    }
    return g_string_free(g_steal_pointer(&line), FALSE);
}
