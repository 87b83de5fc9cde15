/*
 * Judges the answers of one form by its fields: what is stored against what
 * is shown. Private to this folder.
 */
#pragma once

#include <glib.h>

#include "model/reading.h"
#include "read/forms.h"

/*
 * "Not Off" decides, by /V, /AS and the keys of /AP /N together (ISO 32000-2,
 * 12.7.5.2.3): ON or OFF when all agree, UNCLEAR otherwise, ABSENT when there
 * is no widget. widgets: of SeenField.
 */
Mark answers_judge_box(const GPtrArray *widgets);

/* Sets the answers, the outcome, their problems and evidence. */
void answers_read_fields(Reading *reading, const FoundForm *form, const Sighting *sighting);
