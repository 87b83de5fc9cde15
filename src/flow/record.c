#include "flow/record.h"

#include "flow/compose.h"
#include "flow/form_pdf.h"
#include "flow/provenance.h"
#include "flow/record_xml.h"
#include "model/error.h"
#include "model/progress_words.h"

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

static void put_copy(Facts *facts, const Case *dispute, const Session *session, guint only)
{
    const Stage *stage = only ? pack_find_stage(dispute->pack, only) : NULL;
    g_autofree gchar *of_stage = stage ? g_strdup_printf(", stage %u, %s", only, stage->title) : g_strdup("");
    g_autoptr(GDateTime) now = g_date_time_new_from_unix_utc(session->now / G_USEC_PER_SEC);
    g_autofree gchar *time = g_date_time_format(now, "%H:%M UTC");
    g_autofree gchar *day = day_to_short_words(session->today);
    facts_take(facts, "record.title",
               g_strdup_printf("Record copy: %s %s%s", dispute->pack->dispute->title,
                               dispute->progress->reference, of_stage));
    facts_take(facts, "record.made", g_strdup_printf("%s, %s", day, time));
    facts_take(facts, "note.status", progress_status(dispute->progress, session->today));
    facts_set(facts, "note.type", dispute->pack->note_type);
}

static Document *compose(Session *session, const Case *dispute, guint only, GError **error)
{
    const Pack *pack = dispute->pack;
    const Template *template_ = session_template(session, "record", error);
    if (!template_)
        return NULL;
    g_autoptr(Scope) scope =
        compose_record(pack, pack->dispute, dispute->progress->reference, dispute->progress->facts);
    put_copy(scope_facts(scope), dispute, session, only);
    if (!put_stages(session, scope, dispute, only, error))
        return NULL;
    compose_events(scope, dispute, only);
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

RecordCopy *record_copy_make(Session *session, const gchar *reference, guint stage, GError **error)
{
    g_autoptr(Case) dispute = case_load(session, reference, error);
    if (!dispute || !check_stage(dispute, stage, error))
        return NULL;
    g_autoptr(Document) document = compose(session, dispute, stage, error);
    g_autoptr(GBytes) xml = document ? record_to_xml(session, dispute, stage, error) : NULL;
    if (!xml)
        return NULL;
    g_autofree gchar *name = g_strdup_printf("%s.xml", dispute->progress->reference);
    PdfAttachment data = {
        .name = name, .description = "The data of this record copy", .type = "application/xml", .bytes = xml};
    g_autoptr(RecordCopy) copy = g_new0(RecordCopy, 1);
    copy->pdf = kept_pdf_make(document, session->now, &data, &copy->missing, error);
    return copy->pdf ? g_steal_pointer(&copy) : NULL;
}
