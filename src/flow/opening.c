#include "flow/opening.h"

#include <string.h>

#include "flow/children.h"
#include "flow/compose.h"
#include "model/error.h"
#include "pack/pack_load.h"

static gchar *new_reference(Session *session, RecordKind kind, const Pack *pack, GError **error)
{
    Reference reference = {.kind = kind, .year = (guint) day_year(session->today)};
    g_strlcpy(reference.code, pack->code, sizeof reference.code);
    if (!store_next_number(session->store, kind, pack->code, reference.year, &reference.number, error))
        return NULL;
    return reference_to_text(&reference);
}

/* A day in the record must not be later than the day it is recorded. */
static gboolean check_not_future(const Session *session, const gchar *file, const Facts *facts,
                                 const gchar *name, GError **error)
{
    Day day = day_from_iso(facts_get(facts, name));
    if (day == DAY_NONE || day <= session->today)
        return TRUE;
    g_autofree gchar *today = day_to_iso(session->today);
    g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%s: %s is after today, %s; correct the date", file, name,
                today);
    return FALSE;
}

static gchar *record(Session *session, EventKind kind, RecordKind record_kind, Facts *facts, GError **error)
{
    const Pack *pack = session_pack(session, facts_get(facts, "pack"), error);
    g_autofree gchar *reference = pack ? new_reference(session, record_kind, pack, error) : NULL;
    if (!reference)
        return NULL;
    g_autoptr(Event) event = session_event(session, kind, reference, 0);
    facts_merge(event->values, facts);
    if (!store_append(session->store, event, error))
        return NULL;
    return g_steal_pointer(&reference);
}

gchar *open_dispute(Session *session, const gchar *file, GError **error)
{
    g_autoptr(Facts) facts = dispute_load(file, error);
    if (!facts || !children_complete(session, file, facts, error) ||
        !check_not_future(session, file, facts, "concern.date", error) ||
        !check_not_future(session, file, facts, "child.born", error))
        return NULL;
    return record(session, EVENT_OPENED, RECORD_DISPUTE, facts, error);
}

/* created: microseconds since 1970, UTC; the same moment gives the same bytes. */
static IssuedForm *compliment_form(Session *session, const gchar *reference, const Facts *facts, guint issue,
                                   gint64 created, GError **error)
{
    const Pack *pack = session_pack(session, facts_get(facts, "pack"), error);
    const Template *template_ = session_template(session, "compliment", error);
    if (!pack || !template_)
        return NULL;
    const ComplimentForm *compliment = pack->compliment;
    FormId id = {.reference = (gchar *) reference, .stage = 0, .issue = issue};
    g_autofree gchar *form_id = form_id_to_text(&id);
    g_autoptr(Scope) scope = compose_record(pack, compliment->wording, reference, facts);
    compose_form(scope, "compliment", form_id, compliment->wording->title);
    Facts *into = scope_facts(scope);
    facts_take(into, "form.to", compose_recipients(pack, facts, compliment->recipients));
    facts_set(into, "form.question", compliment->question);
    facts_set(into, "form.hint", compliment->hint);
    return form_pdf_make(template_, scope, pack->look, form_id, created, error);
}

static gboolean record_issue(Session *session, const gchar *reference, const IssuedForm *form, GError **error)
{
    g_autoptr(Event) issued = session_event(session, EVENT_ISSUED, reference, 0);
    facts_set(issued->values, "form.id", form->form_id);
    facts_set(issued->values, "placements", form->placements);
    facts_set(issued->values, "wording", form->wording);
    return store_append(session->store, issued, error);
}

IssuedForm *open_compliment(Session *session, const gchar *file, gchar **reference, GError **error)
{
    g_autoptr(Facts) facts = compliment_load(file, error);
    if (!facts || !check_not_future(session, file, facts, "compliment.date", error))
        return NULL;
    const Pack *pack = session_pack(session, facts_get(facts, "pack"), error);
    if (!pack)
        return NULL;
    if (!pack->compliment) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%s: the pack %s has no compliments form", file,
                    pack->id);
        return NULL;
    }
    g_autofree gchar *recorded = record(session, EVENT_COMPLIMENTED, RECORD_COMPLIMENT, facts, error);
    IssuedForm *form = recorded ? compliment_form(session, recorded, facts, 1, session->now, error) : NULL;
    if (!form)
        return NULL;
    if (!record_issue(session, recorded, form, error)) {
        issued_form_free(form);
        return NULL;
    }
    *reference = g_steal_pointer(&recorded);
    return form;
}

/* The latest issue of a compliment's form, or NULL. */
static const Event *find_issue(const GPtrArray *events)
{
    const Event *found = NULL;
    for (guint i = 0; i < events->len; i++) {
        const Event *event = g_ptr_array_index(events, i);
        if (event->kind == EVENT_ISSUED)
            found = event;
    }
    return found;
}

static const Event *check_compliment(Session *session, const gchar *reference, const GPtrArray *events,
                                     GError **error)
{
    const Event *first = events->len > 0 ? g_ptr_array_index(events, 0) : NULL;
    if (!first || first->kind != EVENT_COMPLIMENTED) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%s: not in this store", reference);
        return NULL;
    }
    const Pack *pack = session_pack(session, facts_get(first->values, "pack"), error);
    if (!pack)
        return NULL;
    if (!pack->compliment || !find_issue(events)) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%s: the pack %s has no compliments form", reference,
                    pack->id);
        return NULL;
    }
    return first;
}

/* Forms that were issued before wordings were kept have none. */
static gboolean is_another(const IssuedForm *form, const Facts *issued)
{
    const gchar *wording = facts_get(issued, "wording");
    return g_strcmp0(form->placements, facts_get(issued, "placements")) != 0 ||
           (wording && strcmp(wording, form->wording) != 0);
}

IssuedForm *compliment_form_again(Session *session, const gchar *reference, Facts **facts, GError **error)
{
    g_autoptr(GPtrArray) events = store_events_of(session->store, reference, error);
    const Event *first = events ? check_compliment(session, reference, events, error) : NULL;
    if (!first)
        return NULL;
    const Event *issue = find_issue(events);
    FormId id = {NULL, 0, 1};
    form_id_from_text(facts_get(issue->values, "form.id"), &id);
    g_autoptr(IssuedForm) form =
        compliment_form(session, reference, first->values, id.issue, issue->at, error);
    /* With another pack or template it would be another form: that is a new issue. */
    if (form && is_another(form, issue->values)) {
        g_clear_pointer(&form, issued_form_free);
        form = compliment_form(session, reference, first->values, id.issue + 1, session->now, error);
        if (form && !record_issue(session, reference, form, error))
            g_clear_pointer(&form, issued_form_free);
    }
    form_id_clear(&id);
    if (form)
        *facts = facts_copy(first->values);
    return g_steal_pointer(&form);
}
