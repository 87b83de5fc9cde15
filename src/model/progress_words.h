/*
 * What is said of a dispute: where it stands and what comes next, in words.
 */
#pragma once

#include "model/progress.h"

/* "waiting for the Team Manager's answer": the state in words; the caller frees. */
gchar *progress_status(const Progress *progress, Day today);

/* What the IRO has to do next, in words; the caller frees. *by is the day it
 * is due, or DAY_NONE. */
gchar *progress_next_action(const Progress *progress, Day today, Day *by);

const gchar *dispute_state_name(DisputeState state); /* "open" */
const gchar *stage_state_words(StageState state);    /* "no response by the deadline" */

/* What is left at a final stage: the stage's task, or that of the dispute's
 * kind of case; never NULL there. */
const gchar *progress_final_task(const Progress *progress, guint number);

/* What the policy wants told and the record does not say yet, in words, such
 * as that the Children's Guardian is told; NULL when nothing. */
const gchar *progress_reminder(const Progress *progress);
