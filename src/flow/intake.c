#include "flow/intake.h"

#include "flow/intake_sender.h"
#include "model/error.h"
#include "json/json_text.h"

static const gchar *const STATE_NAMES[] = {
    [INTAKE_RECORDED] = "recorded",
    [INTAKE_REVIEW] = "review",
    [INTAKE_REJECTED] = "rejected",
    [INTAKE_DUPLICATE] = "duplicate",
};

const gchar *intake_state_name(IntakeState state)
{
    return STATE_NAMES[state];
}

void intake_free(Intake *intake)
{
    if (!intake)
        return;
    reading_free(intake->reading);
    g_free(intake);
}

/* The same answer as the recorded one, whatever file it came in. */
static gboolean same_answer(const Event *answer, const Reading *reading)
{
    return g_strcmp0(facts_get(answer->values, "response"), reading->response) == 0 &&
           g_strcmp0(facts_get(answer->values, "outcome"), outcome_name(reading->outcome)) == 0;
}

static void add_issue_problem(Reading *reading, const Event *issue)
{
    FormId id = {0};
    if (form_id_from_text(facts_get(issue->values, "form.id"), &id) && reading->issue &&
        reading->issue != id.issue)
        reading_add_problem(reading, PROBLEM_SUPERSEDED, NULL,
                            "This form was issued anew since; check that the answer is to the newer one.");
    form_id_clear(&id);
}

static void compare_with_stage(const Session *session, const Progress *progress, Reading *reading)
{
    const StageProgress *stage = progress_stage(progress, reading->stage);
    if (stage && stage->answer && same_answer(stage->answer, reading)) {
        reading_add_problem(reading, PROBLEM_DUPLICATE, NULL, "The same answer is in the record already.");
        return;
    }
    if (stage && stage->answer)
        reading_add_problem(reading, PROBLEM_SUPERSEDED, NULL,
                            "Another answer to this stage is in the record already.");
    if (!stage || stage->state == STAGE_UNREACHED || !stage->issue)
        reading_add_problem(reading, PROBLEM_WRONG_STAGE, NULL, "This stage's form was never issued.");
    else if (reading->stage != progress->stage || stage->state != STAGE_ISSUED ||
             progress->state != DISPUTE_OPEN)
        reading_add_problem(reading, PROBLEM_WRONG_STAGE, NULL,
                            "This stage does not wait for an answer now.");
    else
        add_issue_problem(reading, stage->issue);
    if (stage && stage->deadline != DAY_NONE && stage->paused == DAY_NONE && stage->deadline < session->today)
        reading_add_problem(reading, PROBLEM_LATE, NULL, "It came in after the deadline.");
}

static gboolean compare_dispute(Session *session, Reading *reading, GPtrArray *events, GError **error)
{
    const Event *opened = g_ptr_array_index(events, 0);
    const Pack *pack = session_pack(session, facts_get(opened->values, "pack"), error);
    if (!pack)
        return FALSE;
    g_autoptr(Progress) progress = progress_derive(pack, events);
    g_free(reading->authority);
    reading->authority = g_strdup(pack->id);
    compare_with_stage(session, progress, reading);
    intake_compare_sender(progress, reading);
    return TRUE;
}

static gboolean compare_compliment(Session *session, Reading *reading, const GPtrArray *events,
                                   GError **error)
{
    const Event *opened = g_ptr_array_index(events, 0);
    const Pack *pack = session_pack(session, facts_get(opened->values, "pack"), error);
    if (!pack)
        return FALSE;
    g_free(reading->authority);
    reading->authority = g_strdup(pack->id);
    intake_compare_compliment_sender(pack, opened->values, reading);
    for (guint i = 0; i < events->len; i++) {
        const Event *event = g_ptr_array_index(events, i);
        if (event->kind != EVENT_ANSWERED)
            continue;
        gboolean same = g_strcmp0(facts_get(event->values, "response"), reading->response) == 0;
        reading_add_problem(reading, same ? PROBLEM_DUPLICATE : PROBLEM_SUPERSEDED, NULL,
                            same ? "The same answer is in the record already."
                                 : "Another answer to this compliment is in the record already.");
    }
    return TRUE;
}

gboolean intake_compare(Session *session, Reading *reading, GError **error)
{
    if (reading->form == READING_NO_FORM || !reading->reference || !store_exists(session->store))
        return TRUE;
    g_autoptr(GPtrArray) events = store_events_of(session->store, reading->reference, error);
    if (!events)
        return FALSE;
    if (events->len == 0) {
        reading_add_problem(reading, PROBLEM_UNKNOWN_REFERENCE, NULL,
                            "No such reference in this store; is it another authority's or store's form?");
        return TRUE;
    }
    const Event *opened = g_ptr_array_index(events, 0);
    if ((opened->kind == EVENT_OPENED) != (reading->form == READING_STAGE)) {
        reading_add_problem(reading, PROBLEM_IDENTITY_CONFLICT, NULL,
                            "The reference belongs to another kind of form.");
        return TRUE;
    }
    if (reading->form == READING_STAGE)
        return compare_dispute(session, reading, events, error);
    return compare_compliment(session, reading, events, error);
}

Event *intake_answer_event(const Session *session, const Reading *reading, const gchar *sha256)
{
    Event *event = session_event(session, EVENT_ANSWERED, reading->reference, reading->stage);
    g_autofree gchar *date = day_to_iso(reading->date);
    event->file = g_strdup(sha256);
    facts_set(event->values, "response", reading->response);
    facts_set(event->values, "outcome", outcome_name(reading->outcome));
    facts_set(event->values, "date", date);
    facts_set(event->values, "responder", reading->responder);
    return event;
}

static IntakeState state_of(const Reading *reading)
{
    gboolean known = reading->form != READING_NO_FORM && reading->reference;
    if (!known)
        return INTAKE_REJECTED;
    if (reading_has_problem(reading, PROBLEM_DUPLICATE))
        return INTAKE_DUPLICATE;
    gboolean moves = reading->outcome == OUTCOME_RESOLVED || reading->outcome == OUTCOME_PROCEED;
    if (!reading->certain || (reading->form == READING_STAGE && !moves))
        return INTAKE_REVIEW;
    return INTAKE_RECORDED;
}

gboolean intake_knows(Session *session, const gchar *reference)
{
    g_autoptr(GPtrArray) events = store_events_of(session->store, reference, NULL);
    return events && events->len > 0;
}

static Event *receipt_event(Session *session, const Intake *intake, const gchar *sha256)
{
    const Reading *reading = intake->reading;
    const gchar *reference =
        reading->reference && intake_knows(session, reading->reference) ? reading->reference : NULL;
    Event *event = session_event(session, EVENT_RECEIVED, reference, reading->stage);
    event->file = g_strdup(sha256);
    facts_set(event->values, "state", intake_state_name(intake->state));
    facts_take(event->values, "reading", json_from_reading(reading));
    return event;
}

/* As kept files of their own, named by the receipt's values "picture.FIELD". */
static gboolean keep_pictures(Session *session, const Reading *reading, Event *receipt, GError **error)
{
    for (guint i = 0; i < reading->pictures->len; i++) {
        const FieldPicture *picture = g_ptr_array_index(reading->pictures, i);
        gchar *kept = store_keep_file(session->store, picture->png, error);
        if (!kept)
            return FALSE;
        g_autofree gchar *name = g_strconcat(INTAKE_PICTURE, picture->field, NULL);
        facts_take(receipt->values, name, kept);
    }
    return TRUE;
}

static gboolean record_one(Session *session, Intake *intake, const gchar *sha256, GError **error)
{
    g_autoptr(Event) receipt = receipt_event(session, intake, sha256);
    if (!keep_pictures(session, intake->reading, receipt, error) ||
        !store_append(session->store, receipt, error))
        return FALSE;
    intake->event = receipt->id;
    if (intake->state != INTAKE_RECORDED)
        return TRUE;
    g_autoptr(Event) answer = intake_answer_event(session, intake->reading, sha256);
    answer->about = receipt->id;
    return store_append(session->store, answer, error);
}

gboolean intake_needs_person(const Event *receipt)
{
    const gchar *state = facts_get(receipt->values, "state");
    return g_strcmp0(state, intake_state_name(INTAKE_REVIEW)) == 0 ||
           g_strcmp0(state, intake_state_name(INTAKE_REJECTED)) == 0;
}

static gboolean waits(const Event *receipt, const GPtrArray *settled)
{
    if (!intake_needs_person(receipt))
        return FALSE;
    for (guint i = 0; i < settled->len; i++) {
        const Event *event = g_ptr_array_index(settled, i);
        if (event->about == receipt->id)
            return FALSE;
    }
    return TRUE;
}

/* What is known of the same bytes from before. */
typedef struct {
    gboolean came;  /* they came in before */
    gboolean waits; /* and a person has not settled them yet */
} Before;

static gboolean look_back(Session *session, const gchar *sha256, Before *before, GError **error)
{
    g_autoptr(GPtrArray) events = store_events_of_file(session->store, sha256, error);
    if (!events || events->len == 0)
        return events != NULL;
    g_autoptr(GPtrArray) settled = store_events_of_kind(session->store, EVENT_SETTLED, error);
    if (!settled)
        return FALSE;
    for (guint i = 0; i < events->len; i++) {
        const Event *event = g_ptr_array_index(events, i);
        if (event->kind != EVENT_RECEIVED)
            continue;
        before->came = TRUE;
        before->waits = before->waits || waits(event, settled);
    }
    return TRUE;
}

static Intake *take_in(Session *session, const gchar *sha256, const Before *before, Reading *reading,
                       GError **error)
{
    Intake *intake = g_new0(Intake, 1);
    intake->reading = reading;
    if (before->came) {
        intake->waits = before->waits;
        reading_add_problem(reading, PROBLEM_DUPLICATE, NULL, "This very file came in before.");
        intake->state = reading->form == READING_NO_FORM ? INTAKE_REJECTED : INTAKE_DUPLICATE;
        return intake;
    }
    if (!intake_compare(session, reading, error)) {
        intake_free(intake);
        return NULL;
    }
    intake->state = state_of(reading);
    intake->waits = intake->state == INTAKE_REVIEW || intake->state == INTAKE_REJECTED;
    if (!record_one(session, intake, sha256, error)) {
        intake_free(intake);
        return NULL;
    }
    return intake;
}

GPtrArray *intake_record(Session *session, const gchar *sha256, GPtrArray *readings, GError **error)
{
    g_autoptr(GPtrArray) intakes = g_ptr_array_new_with_free_func((GDestroyNotify) intake_free);
    g_autoptr(GPtrArray) taken = readings;
    Before before = {0};
    if (!look_back(session, sha256, &before, error))
        return NULL;
    while (taken->len > 0) {
        Reading *reading = g_ptr_array_steal_index(taken, 0);
        Intake *intake = take_in(session, sha256, &before, reading, error);
        if (!intake)
            return NULL;
        g_ptr_array_add(intakes, intake);
    }
    return g_steal_pointer(&intakes);
}

GPtrArray *intake_waiting(Session *session, GError **error)
{
    g_autoptr(GPtrArray) received = store_events_of_kind(session->store, EVENT_RECEIVED, error);
    g_autoptr(GPtrArray) settled =
        received ? store_events_of_kind(session->store, EVENT_SETTLED, error) : NULL;
    if (!settled)
        return NULL;
    GPtrArray *waiting = g_ptr_array_new_with_free_func((GDestroyNotify) event_free);
    while (received->len > 0) {
        Event *event = g_ptr_array_steal_index(received, 0);
        if (waits(event, settled))
            g_ptr_array_add(waiting, event);
        else
            event_free(event);
    }
    return waiting;
}
