#include "flow/review.h"

#include <string.h>

#include "flow/intake.h"
#include "model/error.h"
#include "json/json_text.h"

void review_item_free(ReviewItem *item)
{
    if (!item)
        return;
    event_free(item->receipt);
    reading_free(item->read);
    reading_free(item->answer);
    facts_free(item->set);
    facts_free(item->pictures);
    event_free(item->settled);
    g_free(item->obstacle);
    g_free(item);
}

gboolean review_item_waits(const ReviewItem *item)
{
    return !item->settled && intake_needs_person(item->receipt);
}

/* --- what a person sets --- */

static gboolean refuse_value(GError **error, const gchar *field, const gchar *why)
{
    g_set_error(error, IRO_ERROR, IRO_ERROR_USAGE, "--set %s: %s", field, why);
    return FALSE;
}

/* As readings have it: NFC, lines end with \n. */
static gchar *tidy_text(const gchar *text)
{
    g_autofree gchar *composed = g_utf8_normalize(text, -1, G_NORMALIZE_NFC);
    if (!composed)
        return NULL;
    g_autoptr(GString) lines = g_string_new(composed);
    g_string_replace(lines, "\r\n", "\n", 0);
    g_string_replace(lines, "\r", "\n", 0);
    return g_string_free(g_steal_pointer(&lines), FALSE);
}

static gboolean set_text(Facts *set, const gchar *field, const gchar *value, GError **error)
{
    gchar *text = tidy_text(value);
    if (!text)
        return refuse_value(error, field, "the text is not UTF-8");
    facts_take(set, field, text);
    return TRUE;
}

static gboolean set_outcome(Facts *set, const gchar *value, GError **error)
{
    Outcome outcome = OUTCOME_NONE;
    if (!outcome_from_name(value, &outcome) || (outcome != OUTCOME_RESOLVED && outcome != OUTCOME_PROCEED))
        return refuse_value(error, "outcome", "it is resolved or proceed");
    facts_set(set, "outcome", value);
    return TRUE;
}

static gboolean set_date(Facts *set, const gchar *value, GError **error)
{
    Day day = day_from_written(value);
    if (day == DAY_NONE)
        return refuse_value(error, "date", "that is no day, or could mean two; write it as 2026-11-20");
    facts_take(set, "date", day_to_iso(day));
    return TRUE;
}

static gboolean set_reference(Facts *set, const gchar *value, GError **error)
{
    Reference reference;
    if (!reference_from_text(value, &reference))
        return refuse_value(error, "reference",
                            "it looks like NCC-2026-0001-K, the last letter checks the rest");
    facts_take(set, "reference", reference_to_text(&reference));
    return TRUE;
}

static gboolean set_stage(Facts *set, const gchar *value, GError **error)
{
    guint64 stage = 0;
    if (!g_ascii_string_to_unsigned(value, 10, 1, 99, &stage, NULL))
        return refuse_value(error, "stage", "it is a stage's number, from 1");
    facts_take(set, "stage", g_strdup_printf("%u", (guint) stage));
    return TRUE;
}

gboolean review_set(Facts *set, const gchar *field, const gchar *value, GError **error)
{
    if (strcmp(field, "response") == 0 || strcmp(field, "responder") == 0)
        return set_text(set, field, value, error);
    if (strcmp(field, "outcome") == 0)
        return set_outcome(set, value, error);
    if (strcmp(field, "date") == 0)
        return set_date(set, value, error);
    if (strcmp(field, "reference") == 0)
        return set_reference(set, value, error);
    if (strcmp(field, "stage") == 0)
        return set_stage(set, value, error);
    return refuse_value(error, field,
                        "no such field; it is response, outcome, date, responder, reference or stage");
}

/* --- the answer with what was set --- */

static void replace_text(gchar **text, const gchar *value)
{
    if (!value)
        return;
    g_free(*text);
    *text = g_strdup(value);
}

static void apply_identity(Reading *answer, const Facts *set)
{
    Reference reference;
    const gchar *text = facts_get(set, "reference");
    if (text && reference_from_text(text, &reference)) {
        replace_text(&answer->reference, text);
        answer->form = reference.kind == RECORD_DISPUTE ? READING_STAGE : READING_COMPLIMENT;
    }
    answer->stage = (guint) facts_get_number(set, "stage", answer->stage);
    if (answer->form == READING_COMPLIMENT)
        answer->stage = 0;
}

static void apply_set(Reading *answer, const Facts *set)
{
    apply_identity(answer, set);
    replace_text(&answer->response, facts_get(set, "response"));
    replace_text(&answer->responder, facts_get(set, "responder"));
    if (facts_get(set, "date"))
        answer->date = day_from_iso(facts_get(set, "date"));
    if (outcome_from_name(facts_get(set, "outcome"), &answer->outcome)) {
        answer->resolved = answer->outcome == OUTCOME_RESOLVED ? MARK_ON : MARK_OFF;
        answer->proceed = answer->outcome == OUTCOME_PROCEED ? MARK_ON : MARK_OFF;
    }
}

/* What the record says against it now, in words. */
static const gchar *objection(const Reading *answer)
{
    static const ProblemCode against[] = {PROBLEM_UNKNOWN_REFERENCE, PROBLEM_IDENTITY_CONFLICT,
                                          PROBLEM_DUPLICATE, PROBLEM_SUPERSEDED, PROBLEM_WRONG_STAGE};
    for (guint i = 0; i < G_N_ELEMENTS(against); i++) {
        for (guint j = 0; j < answer->problems->len; j++) {
            const Problem *problem = g_ptr_array_index(answer->problems, j);
            if (problem->code == against[i])
                return problem->message;
        }
    }
    return NULL;
}

static gchar *find_obstacle(const Reading *answer)
{
    const gchar *against = objection(answer);
    gboolean moves = answer->outcome == OUTCOME_RESOLVED || answer->outcome == OUTCOME_PROCEED;
    if (!answer->reference || answer->form == READING_NO_FORM)
        return g_strdup("It names no record: find out whose it is and use --set reference=REF.");
    if (answer->form == READING_STAGE && answer->stage == 0)
        return g_strdup("It names no stage: use --set stage=N.");
    if (against)
        return g_strdup(against);
    if (answer->form == READING_STAGE && !moves)
        return g_strdup("The boxes give no answer: ask the manager and use --set outcome=resolved or "
                        "outcome=proceed.");
    if (!answer->response)
        return g_strdup("The response was not read: type it from the form with --set response=- (an empty "
                        "one when there is none).");
    return NULL;
}

/* Derives `answer` and `obstacle` from the reading, what was set, and the
 * record. A person who accepts has looked at the form: which issue of it came
 * back, and what the reading doubted, no longer counts. */
static gboolean judge(Session *session, ReviewItem *item, GError **error)
{
    reading_free(item->answer);
    g_clear_pointer(&item->obstacle, g_free);
    item->answer = json_to_reading(facts_get(item->receipt->values, "reading"));
    if (!item->answer) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_STORE,
                    "return %" G_GINT64_FORMAT ": its reading cannot be understood; use a newer iro",
                    item->receipt->id);
        return FALSE;
    }
    apply_set(item->answer, item->set);
    g_ptr_array_set_size(item->answer->problems, 0);
    item->answer->issue = 0;
    if (!intake_compare(session, item->answer, error))
        return FALSE;
    item->obstacle = find_obstacle(item->answer);
    return TRUE;
}

/* --- what waits --- */

static void take_pictures(ReviewItem *item)
{
    const Facts *values = item->receipt->values;
    for (guint i = 0; i < facts_count(values); i++) {
        const gchar *name = facts_name_at(values, i);
        if (g_str_has_prefix(name, INTAKE_PICTURE))
            facts_set(item->pictures, name + strlen(INTAKE_PICTURE), facts_value_at(values, i));
    }
}

static void take_corrections(ReviewItem *item, const GPtrArray *corrected)
{
    for (guint i = 0; i < corrected->len; i++) {
        const Event *event = g_ptr_array_index(corrected, i);
        if (event->about != item->receipt->id)
            continue;
        for (guint j = 0; j < facts_count(event->values); j++)
            facts_set(item->set, facts_name_at(event->values, j), facts_value_at(event->values, j));
    }
}

/* Takes the receipt over. */
static ReviewItem *make_item(Session *session, Event *receipt, const GPtrArray *corrected, GError **error)
{
    g_autoptr(ReviewItem) item = g_new0(ReviewItem, 1);
    item->receipt = receipt;
    item->set = facts_new();
    item->pictures = facts_new();
    item->read = json_to_reading(facts_get(receipt->values, "reading"));
    take_pictures(item);
    take_corrections(item, corrected);
    return judge(session, item, error) ? g_steal_pointer(&item) : NULL;
}

GPtrArray *review_list(Session *session, GError **error)
{
    g_autoptr(GPtrArray) waiting = intake_waiting(session, error);
    g_autoptr(GPtrArray) corrected =
        waiting ? store_events_of_kind(session->store, EVENT_CORRECTED, error) : NULL;
    if (!corrected)
        return NULL;
    g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func((GDestroyNotify) review_item_free);
    while (waiting->len > 0) {
        ReviewItem *item = make_item(session, g_ptr_array_steal_index(waiting, 0), corrected, error);
        if (!item)
            return NULL;
        g_ptr_array_add(items, item);
    }
    return g_steal_pointer(&items);
}

static Event *find_receipt(Session *session, gint64 id, GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autoptr(Event) event = store_event(session->store, id, &failure);
    if (failure) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return NULL;
    }
    if (event && event->kind == EVENT_RECEIVED)
        return g_steal_pointer(&event);
    g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT,
                "%" G_GINT64_FORMAT ": no return has this number; `iro review` lists those that wait", id);
    return NULL;
}

ReviewItem *review_find(Session *session, gint64 id, GError **error)
{
    Event *receipt = find_receipt(session, id, error);
    if (!receipt)
        return NULL;
    g_autoptr(GPtrArray) corrected = store_events_of_kind(session->store, EVENT_CORRECTED, error);
    g_autoptr(GPtrArray) settled =
        corrected ? store_events_of_kind(session->store, EVENT_SETTLED, error) : NULL;
    if (!settled) {
        event_free(receipt);
        return NULL;
    }
    ReviewItem *item = make_item(session, receipt, corrected, error);
    for (guint i = 0; item && !item->settled && i < settled->len; i++)
        if (((const Event *) g_ptr_array_index(settled, i))->about == id)
            item->settled = g_ptr_array_steal_index(settled, i);
    return item;
}

/* --- decisions --- */

static gboolean refuse(GError **error, gint64 id, const gchar *why)
{
    g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%" G_GINT64_FORMAT ": %s", id, why);
    return FALSE;
}

static gboolean check_waits(const ReviewItem *item, GError **error)
{
    gint64 id = item->receipt->id;
    if (item->settled) {
        g_autofree gchar *day = day_to_short_words(item->settled->on);
        g_autofree gchar *why =
            g_strdup_printf("it was %s on %s by %s; a decision stands",
                            facts_get(item->settled->values, "decision"), day, item->settled->who);
        return refuse(error, id, why);
    }
    return intake_needs_person(item->receipt) ||
           refuse(error, id, "it was certain and is in the record; nothing waits");
}

static gboolean check_decision(const ReviewItem *item, ReviewDecision decision, GError **error)
{
    if (decision != REVIEW_ACCEPT || !item->obstacle)
        return TRUE;
    g_autofree gchar *why = g_strdup_printf("it cannot be accepted: %s", item->obstacle);
    return refuse(error, item->receipt->id, why);
}

static gboolean append_correction(Session *session, const ReviewItem *item, const Facts *set, GError **error)
{
    if (facts_count(set) == 0)
        return TRUE;
    const Event *receipt = item->receipt;
    g_autoptr(Event) event = session_event(session, EVENT_CORRECTED, receipt->reference, receipt->stage);
    event->about = receipt->id;
    facts_merge(event->values, set);
    return store_append(session->store, event, error);
}

/* The day it counts for is the day it came in, since a manager is not late
 * because a person had to look; but no answer precedes its form. */
static Day day_of_answer(Session *session, const ReviewItem *item)
{
    const Reading *answer = item->answer;
    if (answer->form != READING_STAGE)
        return item->receipt->on;
    g_autoptr(Case) dispute = case_load(session, answer->reference, NULL);
    const StageProgress *stage = dispute ? progress_stage(dispute->progress, answer->stage) : NULL;
    return stage && stage->issued != DAY_NONE ? MAX(stage->issued, item->receipt->on) : item->receipt->on;
}

static gboolean append_answer(Session *session, const ReviewItem *item, GError **error)
{
    g_autoptr(Event) event = intake_answer_event(session, item->answer, item->receipt->file);
    event->about = item->receipt->id;
    event->on = day_of_answer(session, item);
    facts_set(event->values, "accepted", "by a person");
    return store_append(session->store, event, error);
}

static gboolean append_decision(Session *session, ReviewItem *item, ReviewDecision decision,
                                const gchar *reason, GError **error)
{
    const Event *receipt = item->receipt;
    gboolean accepted = decision == REVIEW_ACCEPT;
    if (accepted && !append_answer(session, item, error))
        return FALSE;
    item->settled =
        session_event(session, EVENT_SETTLED, accepted ? item->answer->reference : receipt->reference,
                      accepted ? item->answer->stage : receipt->stage);
    item->settled->about = receipt->id;
    facts_set(item->settled->values, "decision", accepted ? "accepted" : "rejected");
    facts_set(item->settled->values, "reason", reason);
    return store_append(session->store, item->settled, error);
}

ReviewItem *review_settle(Session *session, gint64 id, const Facts *set, ReviewDecision decision,
                          const gchar *reason, GError **error)
{
    g_autoptr(ReviewItem) item = review_find(session, id, error);
    if (!item || !check_waits(item, error))
        return NULL;
    for (guint i = 0; i < facts_count(set); i++)
        facts_set(item->set, facts_name_at(set, i), facts_value_at(set, i));
    if (!judge(session, item, error) || !check_decision(item, decision, error) ||
        !append_correction(session, item, set, error))
        return NULL;
    if (decision != REVIEW_CORRECT && !append_decision(session, item, decision, reason, error))
        return NULL;
    return g_steal_pointer(&item);
}
