/*
 * JSON in and out, by jansson, whose types stay in this folder.
 */
#pragma once

#include <glib.h>

#include "model/calendar.h"
#include "model/facts.h"
#include "model/reading.h"

/* One line without its end, as the contract has it; the caller frees. */
gchar *json_from_reading(const Reading *reading);

/* An object whose members are the facts, in order; the caller frees. */
gchar *json_from_facts(const Facts *facts);

/* Reads back what json_from_reading wrote; an absent box of a stage form whose
 * absence is a problem comes back as unclear. NULL when it is none. */
Reading *json_to_reading(const gchar *text);

/*
 * Adds the England and Wales bank holidays of a list in the form of gov.uk's
 * bank-holidays.json, covering the years in which it has a Christmas Day and
 * a New Year's Day of its own. Sets *added to the number of new days. Fails
 * with IRO_ERROR_INPUT, naming what is wrong.
 */
gboolean json_merge_holidays(Calendar *calendar, const gchar *text, gsize length, guint *added,
                             GError **error);
