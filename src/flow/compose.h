/*
 * Puts a record's data into the scope that a template is filled in from. Days
 * are in words here; names are those of model/datum.h.
 */
#pragma once

#include "document/template.h"
#include "flow/session.h"

/* The authority's and the record's own data, and the lists "facts" and
 * "sections" after the wording. */
Scope *compose_record(const Pack *pack, const FormWording *wording, const gchar *reference,
                      const Facts *facts);

/* What the pack says of a stage: its number, title, question, labels, attendees, task. */
void compose_stage_words(Facts *facts, const Pack *pack, const Facts *record, const Stage *stage);

/* The stage.* data of one stage, as far as it has come. */
Facts *compose_stage(const Case *dispute, guint number, const Calendar *calendar);

/* The list "events": what a person recorded beside the stages, and what ended
 * them; of one stage, or with 0 of all. */
void compose_events(Scope *scope, const Case *dispute, guint stage);

/* What every form has: form.id, form.prefix ("stage-1", "compliment"), form.title. */
void compose_form(Scope *scope, const gchar *prefix, const gchar *id, const gchar *title);

/* "Pat Example, Team Manager": who a recipient is for this record. Fixed
 * addresses give their name or the address. The caller frees. */
gchar *compose_recipient(const Pack *pack, const Facts *facts, const Recipient *recipient);

/* All recipients in one line, divided by "; ". */
gchar *compose_recipients(const Pack *pack, const Facts *facts, const GPtrArray *recipients);
