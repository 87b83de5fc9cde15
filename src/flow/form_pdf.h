/*
 * From a template and a scope to a PDF form that carries its identity.
 */
#pragma once

#include "document/template.h"
#include "layout/page.h"
#include "model/day.h"
#include "pdfout/pdfout.h"

typedef struct {
    GBytes *pdf;
    gchar *form_id;
    guint stage;       /* 0 for a compliment */
    Day deadline;      /* DAY_NONE for a compliment */
    gchar *placements; /* where each field stands, as layout_placements_to_text */
    gchar *wording;    /* what each line says, as layout_wording_to_text */
    gchar *missing;    /* how many characters no font has, shown as U+FFFD, in words; NULL when none */
} IssuedForm;

void issued_form_free(IssuedForm *form);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IssuedForm, issued_form_free)

/* created: microseconds since 1970, UTC; the same input gives the same bytes. */
IssuedForm *form_pdf_make(const Template *form, const Scope *scope, const Look *look, const gchar *form_id,
                          gint64 created, GError **error);

/* A form that is only looked at: with its fields, without identity or code. */
GBytes *preview_pdf_make(const Document *document, GError **error);

/* A document without fields or identity, such as a note, to be kept; missing: as in a form. */
GBytes *plain_pdf_make(const Document *document, gint64 created, gchar **missing, GError **error);

/* The same with a file within it. */
GBytes *kept_pdf_make(const Document *document, gint64 created, const PdfAttachment *attachment,
                      gchar **missing, GError **error);
