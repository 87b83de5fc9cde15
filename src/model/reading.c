#include "model/reading.h"

static const gchar *const MESSAGES[PROBLEM_N_CODES] = {
    [PROBLEM_BOTH_TICKED] = "both boxes are ticked: ask the manager which one holds",
    [PROBLEM_NONE_TICKED] = "neither box is ticked: ask the manager which one holds",
    [PROBLEM_BOX_UNCLEAR] = "a box cannot be judged: look at the form",
    [PROBLEM_VALUE_APPEARANCE_DIFFER] = "a field shows something else than it stores: look at the form",
    [PROBLEM_NO_RESPONSE] = "the response is empty: ask the manager for one",
    [PROBLEM_RESPONSE_UNREAD] = "the response could not be read: type it from the form",
    [PROBLEM_LOW_CONFIDENCE] = "the text was read with doubt: compare it with the form",
    [PROBLEM_BAD_DATE] = "the date is incomplete, impossible or ambiguous: set it by hand",
    [PROBLEM_ALTERED] =
        "a part that was filled in before the form went out was changed: compare it with the record",
    [PROBLEM_WRONG_STAGE] = "the form is of another stage than the dispute is at: decide what it means",
    [PROBLEM_LATE] = "the answer came after the deadline",
    [PROBLEM_DUPLICATE] = "the same file was received before: nothing was changed",
    [PROBLEM_SUPERSEDED] = "a later form of this stage was issued or answered: decide which one holds",
    [PROBLEM_MISSING_PAGE] = "a page of the form is missing: ask for the whole form",
    [PROBLEM_UNKNOWN_REFERENCE] = "the reference is not in the record: check which store is in use",
    [PROBLEM_IDENTITY_CONFLICT] = "the form names more than one identity: decide which one it is",
    [PROBLEM_BLANK_RETURN] = "nothing was filled in: ask the manager for an answer",
    [PROBLEM_NOT_A_FORM] = "no form that was issued by this program is in the file",
    [PROBLEM_ENCRYPTED] = "the file is protected by a password or by rights management: ask for an open copy",
    [PROBLEM_BROKEN] = "the file is damaged or cut short: ask for it again",
    [PROBLEM_TOO_LARGE] = "the file is larger than what is opened: ask for a smaller copy",
    [PROBLEM_TIMED_OUT] = "the file took too long to read: ask for it again or print and scan it",
};

static void problem_free(gpointer data)
{
    Problem *problem = data;
    g_free(problem->field);
    g_free(problem->message);
    g_free(problem);
}

static void picture_free(gpointer data)
{
    FieldPicture *picture = data;
    g_free(picture->field);
    g_bytes_unref(picture->png);
    g_free(picture);
}

Reading *reading_new(const gchar *file)
{
    Reading *reading = g_new0(Reading, 1);
    reading->file = g_strdup(file);
    reading->pages = g_array_new(FALSE, FALSE, sizeof(guint));
    reading->date = DAY_NONE;
    reading->certain = TRUE;
    reading->problems = g_ptr_array_new_with_free_func(problem_free);
    reading->evidence = facts_new();
    reading->pictures = g_ptr_array_new_with_free_func(picture_free);
    return reading;
}

void reading_free(Reading *reading)
{
    if (!reading) {
        return;
    }
    g_free(reading->file);
    g_array_unref(reading->pages);
    g_free(reading->authority);
    g_free(reading->reference);
    g_free(reading->response);
    g_free(reading->date_text);
    g_free(reading->responder);
    g_ptr_array_unref(reading->problems);
    facts_free(reading->evidence);
    g_ptr_array_unref(reading->pictures);
    g_free(reading);
}

void reading_add_problem(Reading *reading, ProblemCode code, const gchar *field, const gchar *message)
{
    g_return_if_fail((guint) code < PROBLEM_N_CODES);
    Problem *problem = g_new0(Problem, 1);
    problem->code = code;
    problem->field = g_strdup(field);
    problem->message = g_strdup(message ? message : MESSAGES[code]);
    g_ptr_array_add(reading->problems, problem);
    if (problem_code_needs_person(code)) {
        reading->certain = FALSE;
    }
}

void reading_add_picture(Reading *reading, const gchar *field, GBytes *png)
{
    FieldPicture *picture = g_new0(FieldPicture, 1);
    picture->field = g_strdup(field);
    picture->png = g_bytes_ref(png);
    g_ptr_array_add(reading->pictures, picture);
}

gboolean reading_has_problem(const Reading *reading, ProblemCode code)
{
    for (guint i = 0; i < reading->problems->len; i++) {
        if (((const Problem *) g_ptr_array_index(reading->problems, i))->code == code) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean is_judged(Mark mark)
{
    return mark == MARK_ON || mark == MARK_OFF;
}

void reading_judge_boxes(Reading *reading)
{
    if (reading->form != READING_STAGE) {
        return;
    }
    /* One sure tick says nothing while the other box may be ticked as well. */
    if (!is_judged(reading->proceed) || !is_judged(reading->resolved)) {
        reading->outcome = OUTCOME_UNCLEAR;
        if (!is_judged(reading->proceed)) {
            reading_add_problem(reading, PROBLEM_BOX_UNCLEAR, "proceed", NULL);
        }
        if (!is_judged(reading->resolved)) {
            reading_add_problem(reading, PROBLEM_BOX_UNCLEAR, "resolved", NULL);
        }
    } else if (reading->proceed == MARK_ON && reading->resolved == MARK_ON) {
        reading->outcome = OUTCOME_CONFLICT;
        reading_add_problem(reading, PROBLEM_BOTH_TICKED, NULL, NULL);
    } else if (reading->proceed == MARK_ON) {
        reading->outcome = OUTCOME_PROCEED;
    } else if (reading->resolved == MARK_ON) {
        reading->outcome = OUTCOME_RESOLVED;
    } else {
        reading->outcome = OUTCOME_NONE;
        reading_add_problem(reading, PROBLEM_NONE_TICKED, NULL, NULL);
    }
}
