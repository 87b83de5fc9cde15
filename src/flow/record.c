#include "flow/record.h"

#include "flow/compose.h"
#include "flow/form_pdf.h"
#include "flow/provenance.h"
#include "flow/record_xml.h"
#include "model/error.h"
#include "model/progress_words.h"
#include "model/reference.h"

void record_copy_free(RecordCopy *copy)
{
    if (!copy)
        return;
    g_clear_pointer(&copy->pdf, g_bytes_unref);
    g_free(copy->missing);
    g_free(copy);
}

/* The boxes as they were recorded, and what the manager wrote beside them. */
static void put_answer(Facts *facts, const Event *answer)
{
    const gchar *outcome = facts_get(answer->values, "outcome");
    const gchar *written = facts_get(answer->values, "date");
    Day date = written ? day_from_iso(written) : DAY_NONE;
    facts_set(facts, "stage.ticked-resolved", g_strcmp0(outcome, "resolved") == 0 ? "yes" : NULL);
    facts_set(facts, "stage.ticked-proceed", g_strcmp0(outcome, "proceed") == 0 ? "yes" : NULL);
    facts_take(facts, "stage.dated", day_to_short_words(date));
}

static gboolean put_stage(Session *session, Scope *scope, const Case *dispute, guint number, GError **error)
{
    const StageProgress *now = progress_stage(dispute->progress, number);
    g_autoptr(Facts) facts = compose_stage(dispute, number, session->calendar);
    facts_set(facts, "stage.form", now->issue ? facts_get(now->issue->values, "form.id") : NULL);
    if (now->answer) {
        put_answer(facts, now->answer);
        if (!provenance_put(session, now->answer, facts, error))
            return FALSE;
    }
    scope_take_list_item(scope, "stages", g_steal_pointer(&facts));
    return TRUE;
}

static gboolean put_stages(Session *session, Scope *scope, const Case *dispute, guint only, GError **error)
{
    for (guint number = 1; number <= dispute->progress->stages->len; number++) {
        gboolean reached = progress_stage(dispute->progress, number)->state != STAGE_UNREACHED;
        if (reached && (only == 0 || only == number) && !put_stage(session, scope, dispute, number, error))
            return FALSE;
    }
    return TRUE;
}

/* of: what the copy is of, in words. */
static void put_copy(Facts *facts, const Session *session, gchar *of)
{
    g_autoptr(GDateTime) now = g_date_time_new_from_unix_utc(session->now / G_USEC_PER_SEC);
    g_autofree gchar *time = g_date_time_format(now, "%H:%M UTC");
    g_autofree gchar *day = day_to_short_words(session->today);
    facts_take(facts, "record.title", g_strconcat("Record copy · ", of, NULL));
    facts_take(facts, "record.made", g_strdup_printf("%s, %s", day, time));
    g_free(of);
}

static gchar *dispute_words(const Case *dispute, guint only)
{
    const Stage *stage = only ? pack_find_stage(dispute->pack, only) : NULL;
    g_autofree gchar *of_stage = stage ? g_strdup_printf(", stage %u, %s", only, stage->title) : g_strdup("");
    return g_strdup_printf("%s %s%s", dispute->pack->dispute->title, dispute->progress->reference, of_stage);
}

static Document *compose_dispute(Session *session, const Case *dispute, guint only, GError **error)
{
    const Pack *pack = dispute->pack;
    const Template *template_ = session_template(session, "record", error);
    if (!template_)
        return NULL;
    g_autoptr(Scope) scope =
        compose_record(pack, pack->dispute, dispute->progress->reference, dispute->progress->facts);
    put_copy(scope_facts(scope), session, dispute_words(dispute, only));
    facts_take(scope_facts(scope), "note.status", progress_status(dispute->progress, session->today));
    facts_set(scope_facts(scope), "note.type", pack->note_type);
    if (!put_stages(session, scope, dispute, only, error))
        return NULL;
    compose_events(scope, dispute, only);
    return template_fill(template_, scope, pack->look);
}

static const Event *latest(const GPtrArray *events, EventKind kind)
{
    for (guint i = events->len; i-- > 0;) {
        const Event *event = g_ptr_array_index(events, i);
        if (event->kind == kind)
            return event;
    }
    return NULL;
}

/* A compliment has no stages: its form and its answer stand where those of one would. */
static Facts *compliment_facts(Session *session, const Pack *pack, const GPtrArray *events, GError **error)
{
    const Event *opened = g_ptr_array_index(events, 0), *issue = latest(events, EVENT_ISSUED);
    const Event *answer = latest(events, EVENT_ANSWERED);
    g_autoptr(Facts) facts = facts_new();
    facts_set(facts, "stage.title", pack->compliment->wording->title);
    facts_set(facts, "stage.question", pack->compliment->question);
    facts_take(facts, "stage.manager",
               compose_recipients(pack, opened->values, pack->compliment->recipients));
    facts_set(facts, "stage.form", issue ? facts_get(issue->values, "form.id") : NULL);
    facts_take(facts, "stage.issued", issue ? day_to_words(issue->on) : NULL);
    if (answer) {
        facts_take(facts, "stage.answered", day_to_words(answer->on));
        facts_set(facts, "stage.response", facts_get(answer->values, "response"));
        facts_set(facts, "stage.responder", facts_get(answer->values, "responder"));
        put_answer(facts, answer);
        if (!provenance_put(session, answer, facts, error))
            return NULL;
    }
    return g_steal_pointer(&facts);
}

static Document *compose_compliment(Session *session, const gchar *reference, const GPtrArray *events,
                                    GError **error)
{
    const Event *opened = g_ptr_array_index(events, 0);
    const Pack *pack = session_pack(session, facts_get(opened->values, "pack"), error);
    const Template *template_ = pack ? session_template(session, "record", error) : NULL;
    if (template_ && !pack->compliment)
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%s: the pack %s has no compliments form", reference,
                    pack->id);
    if (!template_ || !pack->compliment)
        return NULL;
    Facts *facts = compliment_facts(session, pack, events, error);
    if (!facts)
        return NULL;
    const gchar *title = pack->compliment->wording->title;
    g_autoptr(Scope) scope = compose_record(pack, pack->compliment->wording, reference, opened->values);
    put_copy(scope_facts(scope), session, g_strdup_printf("%s %s", title, reference));
    facts_set(scope_facts(scope), "note.status", latest(events, EVENT_ANSWERED) ? "answered" : "sent");
    scope_take_list_item(scope, "stages", facts);
    return template_fill(template_, scope, pack->look);
}

static gboolean check_stage(const Case *dispute, guint stage, GError **error)
{
    const StageProgress *now = stage ? progress_stage(dispute->progress, stage) : NULL;
    if (stage == 0 || (now && now->state != STAGE_UNREACHED))
        return TRUE;
    g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT,
                "%s: stage %u was not reached; the current one is stage %u", dispute->progress->reference,
                stage, dispute->progress->stage);
    return FALSE;
}

static RecordCopy *make_copy(Session *session, const gchar *reference, const Document *document, GBytes *xml,
                             GError **error)
{
    g_autofree gchar *name = g_strdup_printf("%s.xml", reference);
    PdfAttachment data = {
        .name = name, .description = "The data of this record copy", .type = "application/xml", .bytes = xml};
    g_autoptr(RecordCopy) copy = g_new0(RecordCopy, 1);
    copy->pdf = kept_pdf_make(document, session->now, &data, &copy->missing, error);
    return copy->pdf ? g_steal_pointer(&copy) : NULL;
}

static RecordCopy *copy_dispute(Session *session, const gchar *reference, guint stage, GError **error)
{
    g_autoptr(Case) dispute = case_load(session, reference, error);
    if (!dispute || !check_stage(dispute, stage, error))
        return NULL;
    const gchar *name = dispute->progress->reference;
    g_autoptr(Document) document = compose_dispute(session, dispute, stage, error);
    g_autoptr(GBytes) xml = document ? record_to_xml(session, name, dispute->events, stage, error) : NULL;
    return xml ? make_copy(session, name, document, xml, error) : NULL;
}

static RecordCopy *copy_compliment(Session *session, const Reference *reference, guint stage, GError **error)
{
    g_autofree gchar *name = reference_to_text(reference);
    g_autoptr(GPtrArray) events = store_events_of(session->store, name, error);
    if (!events)
        return NULL;
    if (events->len == 0 || stage) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%s: %s", name,
                    stage ? "a compliment has no stages; leave out --stage" : "not in this store");
        return NULL;
    }
    g_autoptr(Document) document = compose_compliment(session, name, events, error);
    g_autoptr(GBytes) xml = document ? record_to_xml(session, name, events, 0, error) : NULL;
    return xml ? make_copy(session, name, document, xml, error) : NULL;
}

RecordCopy *record_copy_make(Session *session, const gchar *reference, guint stage, GError **error)
{
    Reference parsed;
    if (reference_from_text(reference, &parsed) && parsed.kind == RECORD_COMPLIMENT)
        return copy_compliment(session, &parsed, stage, error);
    return copy_dispute(session, reference, stage, error);
}
