/*
 * Small PDFs for the tests, put together as text: one page, its objects from
 * 10 on as the test gives them, with a right cross-reference table.
 */
#pragma once

#include <glib.h>
#include <string.h>

/* Whether the objects have one of this number. */
static inline gboolean pdf_has(const gchar *const *objects, guint number)
{
    gboolean found = FALSE;
    for (guint i = 0; objects[i]; i++) {
        found = found || (guint) g_ascii_strtoull(objects[i], NULL, 10) == number;
    }
    return found;
}

/* objects: "10 0 obj … endobj" in rising order, NULL-terminated, or in place of the page's font,
 * "5 0 obj …"; annotations: what stands in /Annots; form: more of /AcroForm. */
static inline GBytes *pdf_make(const gchar *const *objects, const gchar *annotations, const gchar *form)
{
    GString *pdf = g_string_new("%PDF-1.7\n");
    GString *table = g_string_new("xref\n0 1\n0000000000 65535 f \n");
    g_autofree gchar *root = g_strdup_printf(
        "1 0 obj\n<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[%s] %s>>>>\nendobj\n", annotations, form);
    g_autofree gchar *page =
        g_strdup_printf("3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[%s]/Contents 4 0 R"
                        "/Resources<</Font<</F 5 0 R>>>>>>\nendobj\n",
                        annotations);
    const gchar *fixed[] = {
        root,
        "2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n",
        page,
        "4 0 obj\n<</Length 51>>\nstream\nBT /F 12 Tf 50 50 Td (NCC-2026-0001-K Page 1) Tj "
        "ET\nendstream\nendobj\n",
        "5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>\nendobj\n",
        NULL};
    const gchar *const *lists[] = {fixed, objects};
    guint last = 0;
    for (guint list = 0; list < 2; list++) {
        for (guint i = 0; lists[list][i]; i++) {
            const gchar *object = lists[list][i];
            guint number = (guint) g_ascii_strtoull(object, NULL, 10);
            if (list == 0 && pdf_has(objects, number)) {
                continue;
            }
            g_string_append_printf(table, "%u 1\n%010u 00000 n \n", number, (guint) pdf->len);
            g_string_append(pdf, object);
            last = MAX(last, number);
        }
    }
    gsize start = pdf->len;
    g_string_append_printf(pdf, "%strailer\n<</Root 1 0 R/Size %u>>\nstartxref\n%u\n%%%%EOF\n", table->str,
                           last + 1, (guint) start);
    g_string_free(table, TRUE);
    return g_string_free_to_bytes(pdf);
}
