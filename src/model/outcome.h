/*
 * What the two boxes of a form say, and the problems that a reading can have.
 */
#pragma once

#include <glib.h>

typedef enum {
    OUTCOME_NONE,     /* neither box */
    OUTCOME_RESOLVED, /* only "Concerns resolved" */
    OUTCOME_PROCEED,  /* only "Proceed to stage N" */
    OUTCOME_CONFLICT, /* both */
    OUTCOME_UNCLEAR,  /* a box that cannot be judged */
} Outcome;

const gchar *outcome_name(Outcome outcome);
gboolean outcome_from_name(const gchar *name, Outcome *outcome);

typedef enum {
    PROBLEM_BOTH_TICKED,
    PROBLEM_NONE_TICKED,
    PROBLEM_BOX_UNCLEAR,
    PROBLEM_VALUE_APPEARANCE_DIFFER,
    PROBLEM_NO_RESPONSE,
    PROBLEM_RESPONSE_UNREAD,
    PROBLEM_LOW_CONFIDENCE,
    PROBLEM_BAD_DATE,
    PROBLEM_ALTERED,
    PROBLEM_WRONG_STAGE,
    PROBLEM_LATE,
    PROBLEM_DUPLICATE,
    PROBLEM_SUPERSEDED,
    PROBLEM_MISSING_PAGE,
    PROBLEM_UNKNOWN_REFERENCE,
    PROBLEM_IDENTITY_CONFLICT,
    PROBLEM_BLANK_RETURN,
    PROBLEM_NOT_A_FORM,
    PROBLEM_ENCRYPTED,
    PROBLEM_BROKEN,
    PROBLEM_TOO_LARGE,
    PROBLEM_TIMED_OUT,
    PROBLEM_N_CODES
} ProblemCode;

const gchar *problem_code_name(ProblemCode code); /* "both-ticked" */
gboolean problem_code_from_name(const gchar *name, ProblemCode *code);

/* TRUE when the file itself is at fault, so that no form can be read: exit 3. */
gboolean problem_code_is_input(ProblemCode code);

/* TRUE when the problem must be looked at by a person before anything moves. */
gboolean problem_code_needs_person(ProblemCode code);
