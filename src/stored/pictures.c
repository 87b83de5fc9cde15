#include "stored/pictures.h"

#include "stored/fields.h"
#include "stored/objects.h"

#define MAX_PICTURES 64

/* Wide enough for what a viewer scrolled out of sight, so that it is read too. */
#define EMPTY_PAGE "<< /Type /Page /MediaBox [-2000 -14000 6000 4000] /Resources << /XObject << >> >> >>"

/* An appearance without resources of its own is drawn with the form's (ISO
 * 32000-2, 12.7.4.3), so the page lends it those. */
static qpdf_oh page_resources(qpdf_data from, qpdf_oh picture, qpdf_data to)
{
    qpdf_oh form = object_get(from, qpdf_get_root(from), "/AcroForm");
    qpdf_oh fonts = object_get(from, object_get(from, form, "/DR"), "/Font");
    qpdf_oh resources = qpdf_oh_parse(to, "<< /XObject << >> >>");
    if (!object_has(from, picture, "/Resources") && qpdf_oh_is_dictionary(from, fonts)) {
        qpdf_oh shared = qpdf_oh_is_indirect(from, fonts) ? fonts : qpdf_make_indirect_object(from, fonts);
        qpdf_oh_replace_key(to, resources, "/Font", qpdf_oh_copy_foreign_object(to, from, shared));
    }
    return resources;
}

static gboolean add_picture(qpdf_data from, qpdf_oh picture, qpdf_data to)
{
    static const guchar draw[] = "/Picture Do";
    if (!qpdf_oh_is_indirect(from, picture)) {
        return FALSE;
    }
    qpdf_oh copy = qpdf_oh_copy_foreign_object(to, from, picture);
    if (qpdf_has_error(to) || !qpdf_oh_is_stream(to, copy)) {
        if (qpdf_has_error(to)) {
            qpdf_get_error(to);
        }
        return FALSE;
    }
    qpdf_oh page = qpdf_make_indirect_object(to, qpdf_oh_parse(to, EMPTY_PAGE));
    qpdf_oh resources = page_resources(from, picture, to);
    qpdf_oh content = qpdf_oh_new_stream(to);
    qpdf_oh_replace_stream_data(to, content, draw, sizeof(draw) - 1, qpdf_oh_new_null(to),
                                qpdf_oh_new_null(to));
    qpdf_oh_replace_key(to, qpdf_oh_get_key(to, resources, "/XObject"), "/Picture", copy);
    qpdf_oh_replace_key(to, page, "/Resources", resources);
    qpdf_oh_replace_key(to, page, "/Contents", content);
    return !(qpdf_add_page(to, to, page, QPDF_FALSE) & QPDF_ERRORS);
}

static GBytes *written(qpdf_data pdf)
{
    if (qpdf_init_write_memory(pdf) & QPDF_ERRORS) {
        return NULL;
    }
    qpdf_set_static_ID(pdf, QPDF_TRUE); /* spares a digest of the whole; nobody keeps this file */
    qpdf_set_object_stream_mode(pdf, qpdf_o_disable);
    qpdf_set_stream_data_mode(pdf, qpdf_s_preserve);
    if (qpdf_write(pdf) & QPDF_ERRORS) {
        return NULL;
    }
    return g_bytes_new(qpdf_get_buffer(pdf), qpdf_get_buffer_length(pdf));
}

GBytes *pictures_to_pdf(qpdf_data pdf, GArray *pictures)
{
    if (pictures->len == 0) {
        return NULL;
    }
    qpdf_data small = qpdf_init();
    qpdf_silence_errors(small);
    qpdf_set_suppress_warnings(small, QPDF_TRUE);
    qpdf_empty_pdf(small);
    for (guint i = 0; i < pictures->len;) {
        qpdf_oh picture = g_array_index(pictures, FieldPicture, i).appearance;
        if (i < MAX_PICTURES && add_picture(pdf, picture, small)) {
            i++;
        } else {
            g_array_remove_index(pictures, i);
        }
    }
    GBytes *bytes = pictures->len > 0 ? written(small) : NULL;
    qpdf_cleanup(&small);
    return bytes;
}
