/*
 * What the IRO does next about a dispute, for the tracker: in words, and the
 * commands that do it. The case note has words of its own (clock.h).
 */
#pragma once

#include "flow/session.h"

/* Names who is to be chased when a response is overdue. *by is the day it is
 * due, or DAY_NONE. The caller frees. */
gchar *next_step_words(const Session *session, const Case *dispute, Day *by);

/* "iro email NCC-2026-0001-K --chase, or …"; NULL when nothing is left to do.
 * waiting: whether a return of the dispute waits for a person. The caller frees. */
gchar *next_step_commands(const Session *session, const Case *dispute, gboolean waiting);
