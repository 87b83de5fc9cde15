/*
 * A dispute's or compliment's record as XML (doc/record.rng): its events with everything that
 * they hold, for programs, and for letters that no font can show.
 */
#pragma once

#include "flow/session.h"

/* events: of the reference, all of them. stage: only that stage's and the opening, or 0 for all.
 * The caller unrefs. */
GBytes *record_to_xml(Session *session, const gchar *reference, const GPtrArray *events, guint stage,
                      GError **error);
