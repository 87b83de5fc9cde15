#include "model/outcome.h"

static const gchar *const OUTCOMES[] = {
    [OUTCOME_NONE] = "none",         [OUTCOME_RESOLVED] = "resolved", [OUTCOME_PROCEED] = "proceed",
    [OUTCOME_CONFLICT] = "conflict", [OUTCOME_UNCLEAR] = "unclear",
};

static const gchar *const PROBLEMS[PROBLEM_N_CODES] = {
    [PROBLEM_BOTH_TICKED] = "both-ticked",
    [PROBLEM_NONE_TICKED] = "none-ticked",
    [PROBLEM_BOX_UNCLEAR] = "box-unclear",
    [PROBLEM_VALUE_APPEARANCE_DIFFER] = "value-appearance-differ",
    [PROBLEM_NO_RESPONSE] = "no-response",
    [PROBLEM_RESPONSE_UNREAD] = "response-unread",
    [PROBLEM_LOW_CONFIDENCE] = "low-confidence",
    [PROBLEM_BAD_DATE] = "bad-date",
    [PROBLEM_ALTERED] = "altered",
    [PROBLEM_WRONG_STAGE] = "wrong-stage",
    [PROBLEM_LATE] = "late",
    [PROBLEM_DUPLICATE] = "duplicate",
    [PROBLEM_SUPERSEDED] = "superseded",
    [PROBLEM_MISSING_PAGE] = "missing-page",
    [PROBLEM_UNKNOWN_REFERENCE] = "unknown-reference",
    [PROBLEM_IDENTITY_CONFLICT] = "identity-conflict",
    [PROBLEM_BLANK_RETURN] = "blank-return",
    [PROBLEM_NOT_A_FORM] = "not-a-form",
    [PROBLEM_ENCRYPTED] = "encrypted",
    [PROBLEM_BROKEN] = "broken",
    [PROBLEM_TOO_LARGE] = "too-large",
    [PROBLEM_TIMED_OUT] = "timed-out",
};

/* Index of the name in a list, or -1. */
static gint find_name(const gchar *const *names, gint n_names, const gchar *name)
{
    for (gint i = 0; i < n_names; i++) {
        if (g_strcmp0(names[i], name) == 0) {
            return i;
        }
    }
    return -1;
}

const gchar *outcome_name(Outcome outcome)
{
    g_return_val_if_fail((guint) outcome < G_N_ELEMENTS(OUTCOMES), NULL);
    return OUTCOMES[outcome];
}

gboolean outcome_from_name(const gchar *name, Outcome *outcome)
{
    gint index = find_name(OUTCOMES, G_N_ELEMENTS(OUTCOMES), name);
    if (index >= 0) {
        *outcome = (Outcome) index;
    }
    return index >= 0;
}

const gchar *problem_code_name(ProblemCode code)
{
    g_return_val_if_fail((guint) code < PROBLEM_N_CODES, NULL);
    return PROBLEMS[code];
}

gboolean problem_code_from_name(const gchar *name, ProblemCode *code)
{
    gint index = find_name(PROBLEMS, PROBLEM_N_CODES, name);
    if (index >= 0) {
        *code = (ProblemCode) index;
    }
    return index >= 0;
}

gboolean problem_code_is_input(ProblemCode code)
{
    switch (code) {
    case PROBLEM_NOT_A_FORM:
    case PROBLEM_ENCRYPTED:
    case PROBLEM_BROKEN:
    case PROBLEM_TOO_LARGE:
    case PROBLEM_TIMED_OUT:
        return TRUE;
    default:
        return FALSE;
    }
}

gboolean problem_code_needs_person(ProblemCode code)
{
    /* A late answer is an answer, and its lateness follows from its day; a
     * duplicate changes nothing. */
    return code != PROBLEM_LATE && code != PROBLEM_DUPLICATE;
}
