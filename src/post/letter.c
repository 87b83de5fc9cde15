#include "post/letter.h"

#include <string.h>

#include "flow/compose.h"
#include "flow/issue.h"
#include "flow/opening.h"
#include "mail/outgoing.h"
#include "model/error.h"
#include "model/reference.h"
#include "post/people.h"
#include "post/reminder.h"

static const gchar *const TEMPLATES[] = {
    [STAGE_ANSWER] = "mail-answer",
    [STAGE_MEETING] = "mail-meeting",
    [STAGE_EMAIL] = "mail-email",
};

void letter_free(Letter *letter)
{
    if (!letter)
        return;
    g_free(letter->name);
    g_free(letter->form_id);
    g_clear_pointer(&letter->draft, g_bytes_unref);
    g_free(letter->text);
    g_clear_pointer(&letter->missing, g_ptr_array_unref);
    g_free(letter);
}

/* The subject and the text; the marking stands first, whatever the template says. */
static void put_words(OutgoingMail *mail, const Pack *pack, const Template *template_, const Scope *scope)
{
    g_autoptr(Document) document = template_fill(template_, scope, pack->look);
    mail->subject = g_strdup_printf("%s %s", pack->marking, document->title);
    mail->text = document_to_text(document);
}

/* What every letter has, once its words, people and form are there. */
static Letter *finish(OutgoingMail *mail, const gchar *name, const IssuedForm *form, GPtrArray *missing)
{
    Letter *letter = g_new0(Letter, 1);
    letter->name = g_strdup(name);
    letter->form_id = g_strdup(form->form_id);
    letter->draft = outgoing_mail_write(mail);
    letter->text = outgoing_mail_to_text(mail);
    letter->deadline = form->deadline;
    letter->missing = missing;
    letter->addressed = mail->to->len > 0;
    return letter;
}

static void attach_form(OutgoingMail *mail, const gchar *name, const IssuedForm *form)
{
    g_autofree gchar *file = g_strconcat(name, ".pdf", NULL);
    outgoing_mail_attach(mail, file, "application/pdf", form->pdf);
}

static void attach_reminder(OutgoingMail *mail, const gchar *name, const Session *session,
                            const Case *dispute, guint stage)
{
    g_autoptr(AgendaEntry) entry = reminder_of_stage(session, dispute, stage);
    if (!entry)
        return;
    gchar *text = reminder_write(entry);
    g_autoptr(GBytes) content = g_bytes_new_take(text, strlen(text));
    g_autofree gchar *file = g_strconcat(name, ".ics", NULL);
    outgoing_mail_attach(mail, file, "text/calendar; charset=utf-8; method=PUBLISH", content);
}

static void put_mail_data(Scope *scope, const Pack *pack, const Facts *facts, const GPtrArray *recipients,
                          const gchar *name)
{
    Facts *into = scope_facts(scope);
    facts_take(into, "mail.to", people_greeting(pack, facts, recipients));
    facts_take(into, "mail.file", g_strconcat(name, ".pdf", NULL));
}

static void put_lateness(Scope *scope, const Session *session, Day deadline)
{
    guint days = 0;
    if (calendar_count_working_days(session->calendar, deadline, session->today, &days, NULL) && days > 0)
        facts_take(scope_facts(scope), "mail.late",
                   g_strdup_printf("%u working day%s", days, days == 1 ? "" : "s"));
    else
        facts_set(scope_facts(scope), "mail.late", "less than a working day");
}

static Scope *stage_scope(const Session *session, const Case *dispute, const Stage *stage,
                          const IssuedForm *form, const gchar *name)
{
    const Facts *facts = dispute->progress->facts;
    Scope *scope = compose_record(dispute->pack, dispute->pack->dispute, dispute->progress->reference, facts);
    g_autoptr(Facts) own = compose_stage(dispute, stage->number, session->calendar);
    facts_merge(scope_facts(scope), own);
    g_autofree gchar *prefix = g_strdup_printf("stage-%u", stage->number);
    compose_form(scope, prefix, form->form_id, dispute->pack->dispute->title);
    facts_take(scope_facts(scope), "form.deadline", day_to_words(form->deadline));
    put_mail_data(scope, dispute->pack, facts, stage->recipients, name);
    put_lateness(scope, session, form->deadline);
    return scope;
}

static Letter *write_stage_letter(Session *session, const Case *dispute, const IssuedForm *form,
                                  gboolean chase, GError **error)
{
    const Stage *stage = pack_find_stage(dispute->pack, form->stage);
    const Template *template_ =
        session_template(session, chase ? "mail-chase" : TEMPLATES[stage->kind], error);
    if (!template_)
        return NULL;
    g_autofree gchar *name = g_strdup_printf("%s-stage-%u", dispute->progress->reference, form->stage);
    g_autoptr(Scope) scope = stage_scope(session, dispute, stage, form, name);
    g_autoptr(OutgoingMail) mail = outgoing_mail_new();
    put_words(mail, dispute->pack, template_, scope);
    mail->important = stage->important;
    PostList list = {.recipients = stage->recipients, .copies = stage->copies};
    GPtrArray *missing = people_address(mail, dispute->pack, dispute->progress->facts, &list);
    attach_form(mail, name, form);
    if (!chase)
        attach_reminder(mail, name, session, dispute, form->stage);
    return finish(mail, name, form, missing);
}

/* Only what is overdue is chased, and only at the stage that is waited for. */
static gboolean check_chase(const Session *session, const gchar *reference, const Case *dispute,
                            GError **error)
{
    if (progress_is_overdue(dispute->progress, session->today))
        return TRUE;
    Day due = progress_due(dispute->progress);
    g_autofree gchar *day = day_to_words(due);
    g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%s: nothing is overdue%s%s", reference,
                day ? "; the response is due by " : "", day ? day : "");
    return FALSE;
}

static Letter *stage_letter(Session *session, const gchar *reference, const LetterOptions *options,
                            GError **error)
{
    g_autoptr(Case) before = case_load(session, reference, error);
    if (!before || (options->chase && !check_chase(session, before->progress->reference, before, error)))
        return NULL;
    g_autoptr(IssuedForm) form =
        issue_stage_form_within(session, reference, options->stage, options->days, error);
    g_autoptr(Case) dispute = form ? case_load(session, reference, error) : NULL; /* as it is now */
    return dispute ? write_stage_letter(session, dispute, form, options->chase, error) : NULL;
}

static Letter *compliment_letter(Session *session, const gchar *reference, GError **error)
{
    g_autoptr(Facts) facts = NULL;
    g_autoptr(IssuedForm) form = compliment_form_again(session, reference, &facts, error);
    const Pack *pack = form ? session_pack(session, facts_get(facts, "pack"), error) : NULL;
    const Template *template_ = pack ? session_template(session, "mail-compliment", error) : NULL;
    if (!template_)
        return NULL;
    const ComplimentForm *compliment = pack->compliment;
    g_autoptr(Scope) scope = compose_record(pack, compliment->wording, reference, facts);
    compose_form(scope, "compliment", form->form_id, compliment->wording->title);
    facts_set(scope_facts(scope), "form.question", compliment->question);
    g_autofree gchar *name = g_strconcat(reference, "-compliment", NULL);
    put_mail_data(scope, pack, facts, compliment->recipients, name);
    g_autoptr(OutgoingMail) mail = outgoing_mail_new();
    put_words(mail, pack, template_, scope);
    PostList list = {.recipients = compliment->recipients, .copies = compliment->copies};
    GPtrArray *missing = people_address(mail, pack, facts, &list);
    attach_form(mail, name, form);
    return finish(mail, name, form, missing);
}

Letter *letter_make(Session *session, const gchar *reference, const LetterOptions *options, GError **error)
{
    Reference parsed;
    g_autofree gchar *upper = g_ascii_strup(reference, -1);
    if (!reference_from_text(upper, &parsed) || parsed.kind == RECORD_DISPUTE)
        return stage_letter(session, upper, options, error);
    if (!options->chase && options->stage == 0)
        return compliment_letter(session, upper, error);
    g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%s: a compliment has no stages and no deadline", upper);
    return NULL;
}
