#include "flow/form_pdf.h"

#include "layout/wording.h"
#include "pdfout/pdfout.h"

void issued_form_free(IssuedForm *form)
{
    if (!form)
        return;
    g_clear_pointer(&form->pdf, g_bytes_unref);
    g_free(form->form_id);
    g_free(form->placements);
    g_free(form->wording);
    g_free(form->missing);
    g_free(form);
}

/* Their number alone: the characters themselves would tell what was written. */
static gchar *missing_characters(const Layout *layout)
{
    if (layout->missing->len == 0)
        return NULL;
    return g_strdup_printf("%u different one%s", layout->missing->len, layout->missing->len == 1 ? "" : "s");
}

IssuedForm *form_pdf_make(const Template *form, const Scope *scope, const Look *look, const gchar *form_id,
                          gint64 created, GError **error)
{
    g_autoptr(Document) document = template_fill(form, scope, look);
    g_autoptr(Layout) layout = layout_document(document, "form.id", form_id);
    g_autofree gchar *code = g_strdup_printf("IRO:%s:{page}.%u", form_id, layout->pages->len);
    PdfOptions options = {.identity = form_id, .code_text = code, .created = created};
    GBytes *pdf = pdf_write(document, layout, &options, error);
    if (!pdf)
        return NULL;
    IssuedForm *made = g_new0(IssuedForm, 1);
    made->pdf = pdf;
    made->form_id = g_strdup(form_id);
    made->deadline = DAY_NONE;
    made->placements = layout_placements_to_text(layout);
    made->wording = layout_wording_to_text(layout);
    made->missing = missing_characters(layout);
    return made;
}

GBytes *preview_pdf_make(const Document *document, GError **error)
{
    g_autoptr(Layout) layout = layout_document(document, NULL, NULL);
    PdfOptions options = {.created = 0};
    return pdf_write(document, layout, &options, error);
}

GBytes *plain_pdf_make(const Document *document, gint64 created, gchar **missing, GError **error)
{
    return kept_pdf_make(document, created, NULL, missing, error);
}

GBytes *kept_pdf_make(const Document *document, gint64 created, const PdfAttachment *attachment,
                      gchar **missing, GError **error)
{
    g_autoptr(Layout) layout = layout_document(document, NULL, NULL);
    PdfOptions options = {.created = created, .archive = TRUE, .attachment = attachment};
    *missing = missing_characters(layout);
    return pdf_write(document, layout, &options, error);
}
