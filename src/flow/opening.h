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
