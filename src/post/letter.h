/*
 * A letter: an e-mail draft to the people of a stage or compliment, its form
 * and a reminder attached.
 */
#pragma once

#include "flow/session.h"

typedef struct {
    gchar *name; /* of its files, without the end: "NCC-2026-0001-K-stage-1" */
    gchar *form_id;
    GBytes *draft;      /* .eml */
    gchar *text;        /* the same as plain text */
    Day deadline;       /* DAY_NONE for a compliment */
    GPtrArray *missing; /* of gchar: roles whose e-mail address the record lacks */
    gboolean addressed; /* it has somebody to go to */
} Letter;

void letter_free(Letter *letter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Letter, letter_free)

typedef struct {
    guint stage;    /* 0: the current one */
    guint days;     /* chosen by risk, see issue.h; 0: none */
    gboolean chase; /* the response is overdue: ask for it again */
} LetterOptions;

/*
 * The draft that asks for what the stage asks for. Issues the stage's form
 * when that was not done, and never twice (issue.h); within a transaction.
 * `reference` may be a compliment's. Fails with IRO_ERROR_INPUT when there is
 * nothing to ask for, or nothing overdue to chase.
 */
Letter *letter_make(Session *session, const gchar *reference, const LetterOptions *options, GError **error);
