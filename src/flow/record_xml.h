/*
 * A dispute's record as XML (doc/record.rng): its events with everything that
 * they hold, for programs, and for letters that no font can show.
 */
#pragma once

#include "flow/session.h"

/* stage: only that stage's events and the opening, or 0 for all. The caller unrefs. */
GBytes *record_to_xml(Session *session, const Case *dispute, guint stage, GError **error);
