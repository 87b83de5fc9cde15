/*
 * Where an answer is written: boxes, choices to tick, entries such as name and
 * date; and ticks that show what was chosen.
 */
#pragma once

#include "layout/flow.h"

/* A frame for lines of text, with its field. */
void answers_set_box(Flow *flow, guint index);

/* A box to tick and its label at the right, far from where paper is folded. */
void answers_set_choice(Flow *flow, guint index);

/* A box that is only looked at, ticked or not, and its label. */
void answers_set_tick(Flow *flow, guint index);

/* The index after the last entry of the row that starts at block `first`. */
guint answers_entries_end(const Document *document, guint first);

/* Each entry has its share of the width; their fields stand level. */
void answers_set_entries(Flow *flow, guint first, guint end);
