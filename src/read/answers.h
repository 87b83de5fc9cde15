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

/* What was written as the date; NULL or white space when nothing was. */
void answers_take_date(Reading *reading, const gchar *text);

/* Nothing filled in at all, or boxes without a response; after all the
 * answers are set. */
void answers_judge_blankness(Reading *reading);

/* NFC, with lines that end with "\n". */
gchar *answers_unify_text(const gchar *text);
