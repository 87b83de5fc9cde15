#include "flow/issue.h"

#include <string.h>

#include "flow/compose.h"
#include "model/error.h"
#include "model/progress_words.h"

/* Which pack and template a form was made from. */
static gchar *design_of(const Pack *pack, const Template *form)
{
    g_autofree gchar *all = g_strjoin(" ", pack->sha256, form->sha256, NULL);
    return g_compute_checksum_for_string(G_CHECKSUM_SHA256, all, -1);
}

/* A new event of issue; its deadline is the running one when there is one. */
static Event *plan_issue(Session *session, const Case *dispute, guint number, guint days, const gchar *design,
                         GError **error)
{
    const StageProgress *now = progress_stage(dispute->progress, number);
    Day deadline = now->deadline;
    if (now->state == STAGE_OPEN &&
        !calendar_add_working_days(session->calendar, session->today, days, &deadline, error))
        return NULL;
    Event *event = session_event(session, EVENT_ISSUED, dispute->progress->reference, number);
    FormId id = {.reference = event->reference, .stage = number, .issue = now->issues + 1};
    facts_take(event->values, "form.id", form_id_to_text(&id));
    facts_take(event->values, "deadline", day_to_iso(deadline));
    facts_take(event->values, "days", g_strdup_printf("%u", days));
    facts_set(event->values, "calendar", calendar_version(session->calendar));
    facts_set(event->values, "design", design);
    return event;
}

/* Sets *days to what the stage has when none were chosen. */
static gboolean check_days(const Case *dispute, guint number, guint *days, GError **error)
{
    const Stage *stage = pack_find_stage(dispute->pack, number);
    const guint own = progress_days(dispute->progress, number);
    const gboolean runs = progress_stage(dispute->progress, number)->state != STAGE_OPEN;
    const guint chosen = *days ? *days : own;
    *days = chosen;
    if (chosen == own)
        return TRUE;
    if (runs)
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT,
                    "%s: stage %u went out with %u working day%s; `iro event %s extended` moves its deadline",
                    dispute->progress->reference, number, own, own == 1 ? "" : "s",
                    dispute->progress->reference);
    else if (stage->least_days == 0)
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%s: stage %u has %u working days; there is no choice",
                    dispute->progress->reference, number, own);
    else if (chosen < stage->least_days || chosen > stage->working_days)
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%s: stage %u has %u to %u working days",
                    dispute->progress->reference, number, stage->least_days, stage->working_days);
    else
        return TRUE;
    return FALSE;
}

static gboolean check_issuable(const Case *dispute, guint number, GError **error)
{
    const gchar *reference = dispute->progress->reference;
    const Stage *stage = pack_find_stage(dispute->pack, number);
    const StageProgress *now = progress_stage(dispute->progress, number);
    if (!stage || stage->kind == STAGE_FINAL)
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%s: stage %u has no form; the last one is stage %u",
                    reference, number, pack_last_form_stage(dispute->pack));
    else if (now->state == STAGE_UNREACHED)
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT,
                    "%s: stage %u is not reached; pass over stage %u first with `iro event %s bypass`",
                    reference, number, dispute->progress->stage, reference);
    else if (now->state != STAGE_OPEN && !now->issue)
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%s: stage %u was passed over; it has no form",
                    reference, number);
    else if (now->state == STAGE_OPEN && dispute->progress->state != DISPUTE_OPEN)
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%s: it is %s; no form can be issued", reference,
                    dispute_state_name(dispute->progress->state));
    else
        return TRUE;
    return FALSE;
}

static Scope *stage_scope(Session *session, const Case *dispute, const Event *issue)
{
    const Pack *pack = dispute->pack;
    const Stage *stage = pack_find_stage(pack, issue->stage);
    const Facts *facts = dispute->progress->facts;
    Scope *scope = compose_record(pack, pack->dispute, dispute->progress->reference, facts);
    for (guint number = 1; number < issue->stage; number++)
        if (progress_stage(dispute->progress, number)->state != STAGE_UNREACHED)
            scope_take_list_item(scope, "stages", compose_stage(dispute, number, session->calendar));
    g_autoptr(Facts) own = compose_stage(dispute, issue->stage, session->calendar);
    facts_merge(scope_facts(scope), own);
    g_autofree gchar *title =
        g_strdup_printf("%s: Stage %u, %s", pack->dispute->title, stage->number, stage->title);
    g_autofree gchar *prefix = g_strdup_printf("stage-%u", stage->number);
    compose_form(scope, prefix, facts_get(issue->values, "form.id"), title);
    Facts *into = scope_facts(scope);
    facts_take(into, "form.deadline", day_to_words(day_from_iso(facts_get(issue->values, "deadline"))));
    facts_take(into, "form.to", compose_recipients(pack, facts, stage->recipients));
    return scope;
}

static IssuedForm *make_form(Session *session, const Case *dispute, const Event *issue, GError **error)
{
    const Template *template_ = session_template(session, "form", error);
    if (!template_)
        return NULL;
    g_autoptr(Scope) scope = stage_scope(session, dispute, issue);
    IssuedForm *form = form_pdf_make(template_, scope, dispute->pack->look,
                                     facts_get(issue->values, "form.id"), issue->at, error);
    if (!form)
        return NULL;
    form->stage = issue->stage;
    form->deadline = day_from_iso(facts_get(issue->values, "deadline"));
    return form;
}

/* Forms that were issued before wordings were kept have none. */
static gboolean is_changed(const gchar *issued, const gchar *now)
{
    return issued && strcmp(issued, now) != 0;
}

/* The form that is out, drawn again; NULL without error when it would no
 * longer be the same form, so that it has to be issued anew. */
static IssuedForm *make_again(Session *session, const Case *dispute, const StageProgress *now,
                              const gchar *design, GError **error)
{
    g_autoptr(IssuedForm) form = make_form(session, dispute, now->issue, error);
    const Facts *issued = now->issue->values;
    if (form && now->state == STAGE_ISSUED &&
        (form->deadline != now->deadline || g_strcmp0(facts_get(issued, "design"), design) != 0 ||
         g_strcmp0(facts_get(issued, "placements"), form->placements) != 0 ||
         is_changed(facts_get(issued, "wording"), form->wording)))
        return NULL;
    return g_steal_pointer(&form);
}

static IssuedForm *issue_anew(Session *session, const Case *dispute, guint number, guint days,
                              const gchar *design, GError **error)
{
    g_autoptr(Event) event = plan_issue(session, dispute, number, days, design, error);
    g_autoptr(IssuedForm) form = event ? make_form(session, dispute, event, error) : NULL;
    if (!form)
        return NULL;
    facts_set(event->values, "placements", form->placements);
    facts_set(event->values, "wording", form->wording);
    if (!store_append(session->store, event, error))
        return NULL;
    return g_steal_pointer(&form);
}

IssuedForm *issue_stage_form(Session *session, const gchar *reference, guint stage, GError **error)
{
    return issue_stage_form_within(session, reference, stage, 0, error);
}

IssuedForm *issue_stage_form_within(Session *session, const gchar *reference, guint stage, guint days,
                                    GError **error)
{
    g_autoptr(Case) dispute = case_load(session, reference, error);
    if (!dispute)
        return NULL;
    guint number = stage ? stage : dispute->progress->stage;
    const Template *template_ = session_template(session, "form", error);
    if (!template_ || !check_issuable(dispute, number, error) || !check_days(dispute, number, &days, error))
        return NULL;
    g_autofree gchar *design = design_of(dispute->pack, template_);
    const StageProgress *now = progress_stage(dispute->progress, number);
    if (now->state != STAGE_OPEN) {
        g_autoptr(GError) failure = NULL;
        IssuedForm *again = make_again(session, dispute, now, design, &failure);
        if (again)
            return again;
        if (failure) {
            g_propagate_error(error, g_steal_pointer(&failure));
            return NULL;
        }
    }
    return issue_anew(session, dispute, number, days, design, error);
}

/* A value of the event of issue. */
static gchar *issued_value(Session *session, const gchar *reference, guint stage, guint number,
                           const gchar *name)
{
    g_autoptr(GPtrArray) events =
        store_exists(session->store) ? store_events_of(session->store, reference, NULL) : NULL;
    const gchar *value = NULL;
    for (guint i = 0; events && i < events->len; i++) {
        const Event *event = g_ptr_array_index(events, i);
        FormId id = {NULL, 0, 0};
        const gchar *text = facts_get(event->values, "form.id");
        if (event->kind == EVENT_ISSUED && text && form_id_from_text(text, &id) && id.stage == stage &&
            (number == 0 || id.issue == number))
            value = facts_get(event->values, name);
        form_id_clear(&id);
    }
    return g_strdup(value);
}

gchar *issue_placements(Session *session, const gchar *reference, guint stage, guint number)
{
    return issued_value(session, reference, stage, number, "placements");
}

gchar *issue_wording(Session *session, const gchar *reference, guint stage, guint number)
{
    return issued_value(session, reference, stage, number, "wording");
}
