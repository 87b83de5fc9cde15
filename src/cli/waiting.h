/*
 * Prints returns that wait for a person, or waited.
 */
#pragma once

#include "cli/exit_status.h"
#include "flow/review.h"

/* One return: what is wrong with it, where its files lie, what may be done. */
void waiting_print(const Session *session, const ReviewItem *item, gboolean json);

/* All that wait; EXIT_WAITING when there are any. */
ExitStatus waiting_list(Session *session, gboolean json);
