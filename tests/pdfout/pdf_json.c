#include "pdf_json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "other_program.h"

static GBytes *write_bytes(Document *document, const Layout *layout, const PdfOptions *options,
                           gchar **folder, gchar **file)
{
    g_autoptr(GError) error = NULL;
    GBytes *pdf = pdf_write(document, layout, options, &error);

    if (error != NULL)
        fail_msg("%s", error->message);
    assert_non_null(pdf);
    if (folder != NULL) {
        *folder = other_program_folder();
        *file = g_build_filename(*folder, "form.pdf", NULL);
        assert_true(
            g_file_set_contents(*file, g_bytes_get_data(pdf, NULL), (gssize) g_bytes_get_size(pdf), NULL));
    }
    return pdf;
}

GBytes *write_form(Document *document, gchar **folder, gchar **file)
{
    g_autoptr(Document) own = document;
    g_autoptr(Layout) layout = layout_document(own, "form.id", IDENTITY);
    PdfOptions options = {.identity = IDENTITY, .code_text = "IRO:" IDENTITY ":{page}", .created = CREATED};

    return write_bytes(own, layout, &options, folder, file);
}

gchar *write_file(Document *document, gchar **folder)
{
    gchar *file = NULL;

    g_bytes_unref(write_form(document, folder, &file));
    return file;
}

gchar *write_archive(Document *document, gchar **folder)
{
    return write_archive_with(document, NULL, folder);
}

gchar *write_archive_with(Document *document, const PdfAttachment *attachment, gchar **folder)
{
    g_autoptr(Document) own = document;
    g_autoptr(Layout) layout = layout_document(own, NULL, NULL);
    PdfOptions options = {.created = CREATED, .archive = TRUE, .attachment = attachment};
    gchar *file = NULL;

    g_bytes_unref(write_bytes(own, layout, &options, folder, &file));
    return file;
}

json_t *read_json(const gchar *file)
{
    g_autofree gchar *text = RUN("qpdf", "--json=2", file);
    json_t *json = json_loads(text, 0, NULL);

    assert_non_null(json);
    return json;
}

json_t *object_named(json_t *json, const gchar *reference)
{
    g_autofree gchar *key = g_strconcat("obj:", reference, NULL);
    json_t *object = json_object_get(json_array_get(json_object_get(json, "qpdf"), 1), key);
    json_t *stream = json_object_get(object, "stream");

    assert_non_null(object);
    return stream != NULL ? json_object_get(stream, "dict") : json_object_get(object, "value");
}

json_t *catalogue_of(json_t *json)
{
    json_t *trailer = json_object_get(json_array_get(json_object_get(json, "qpdf"), 1), "trailer");

    return object_named(json, text_at(json_object_get(trailer, "value"), "/Root"));
}

const gchar *text_at(json_t *object, const gchar *key)
{
    return json_string_value(json_object_get(object, key));
}
