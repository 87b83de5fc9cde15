/*
 * New records from XML: a dispute, a compliment.
 */
#pragma once

#include "flow/form_pdf.h"
#include "flow/session.h"

/* Records the dispute of an XML file; returns its reference, the caller
 * frees. Within a transaction. Fails with IRO_ERROR_INPUT. */
gchar *open_dispute(Session *session, const gchar *file, GError **error);

/* Records the compliment of an XML file and makes its form; sets *reference,
 * which the caller frees. Within a transaction. */
IssuedForm *open_compliment(Session *session, const gchar *file, gchar **reference, GError **error);

/* The form of a compliment that is recorded, again: the same bytes, or a new
 * issue when its pack or template has changed since. *facts is the compliment's
 * data, the caller frees. Within a transaction. IRO_ERROR_INPUT when there is
 * no such compliment. */
IssuedForm *compliment_form_again(Session *session, const gchar *reference, Facts **facts, GError **error);
