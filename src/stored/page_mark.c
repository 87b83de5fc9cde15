#include "stored/page_mark.h"

#include "model/reference.h"
#include "stored/objects.h"

#define LARGEST_CONTENT 4194304u /* bytes; a page of ours has some ten thousand */

/* The content of a page of one stream; a page of ours that got another one
 * laid over it is no longer as it was made. */
static qpdf_oh only_stream(qpdf_data pdf, qpdf_oh page)
{
    qpdf_oh contents = object_get(pdf, page, "/Contents");
    if (qpdf_oh_is_array(pdf, contents) && qpdf_oh_get_array_n_items(pdf, contents) == 1) {
        return qpdf_oh_get_array_item(pdf, contents, 0);
    }
    return contents;
}

static gboolean has_digest(qpdf_data pdf, qpdf_oh page, const gchar *expected)
{
    g_autoptr(GBytes) content = object_stream_bytes(pdf, only_stream(pdf, page));
    if (!content || g_bytes_get_size(content) > LARGEST_CONTENT) {
        return FALSE;
    }
    g_autofree gchar *digest = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, content);
    return g_ascii_strcasecmp(digest, expected) == 0;
}

void page_mark_see(qpdf_data pdf, qpdf_oh page, SeenPage *seen)
{
    qpdf_oh mark = object_get(pdf, page, "/IRO_Page");
    ValueForm form = VALUE_ABSENT;
    gboolean doubtful = FALSE;
    if (!qpdf_oh_is_dictionary(pdf, mark)) {
        return;
    }
    g_autofree gchar *digest = object_text(pdf, object_get(pdf, mark, "/Hash"), &form, &doubtful);
    g_autofree gchar *identity = object_text(pdf, object_get(pdf, mark, "/Id"), &form, &doubtful);
    gdouble number = object_number(pdf, object_get(pdf, mark, "/Page"), 0);
    gdouble count = object_number(pdf, object_get(pdf, mark, "/Pages"), 0);
    FormId id = {NULL, 0, 0};
    gboolean ours = identity && form_id_from_text(identity, &id);
    form_id_clear(&id);
    if (!ours || !digest || doubtful || number < 1 || number > count || count > SIGHTING_MAX_PAGES ||
        !has_digest(pdf, page, digest)) {
        return;
    }
    seen->made = g_steal_pointer(&identity);
    seen->made_page = (guint) number;
    seen->made_pages = (guint) count;
}
