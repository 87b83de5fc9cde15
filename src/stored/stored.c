#include "stored/stored.h"

#include <qpdf/qpdf-c.h>

#include "stored/fields.h"
#include "stored/objects.h"
#include "stored/pictures.h"
#include "stored/whole.h"

void drawn_fields_clear(DrawnFields *drawn)
{
    if (drawn->opened) {
        qpdf_data pdf = drawn->opened;
        qpdf_cleanup(&pdf);
        drawn->opened = NULL;
    }
    g_clear_pointer(&drawn->pdf, g_bytes_unref);
    g_clear_pointer(&drawn->fields, g_array_unref);
}

static qpdf_data new_pdf(void)
{
    qpdf_data pdf = qpdf_init();
    qpdf_silence_errors(pdf);
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    return pdf;
}

/* The state after opening; takes the error out of pdf. */
static SightState open_state(qpdf_data pdf, GBytes *content)
{
    gsize length = 0;
    const gchar *bytes = g_bytes_get_data(content, &length);
    qpdf_read_memory(pdf, "", bytes, length, NULL);
    if (!qpdf_has_error(pdf)) {
        return SIGHT_READ;
    }
    qpdf_error error = qpdf_get_error(pdf);
    return qpdf_get_error_code(pdf, error) == qpdf_e_password ? SIGHT_ENCRYPTED : SIGHT_BROKEN;
}

/* A wrong /Size, as pdfunite writes it, hides nothing: all objects are in the
 * table. */
static gboolean is_harmless(qpdf_data pdf, qpdf_error warning)
{
    const gchar *detail = qpdf_get_error_message_detail(pdf, warning);
    return detail && g_str_has_prefix(detail, "reported number of objects");
}

/* Damage makes libqpdf guess; an unsupported feature does not. */
static gboolean was_repaired(qpdf_data pdf)
{
    gboolean repaired = FALSE;
    while (qpdf_more_warnings(pdf)) {
        qpdf_error warning = qpdf_next_warning(pdf);
        if (qpdf_get_error_code(pdf, warning) == qpdf_e_damaged_pdf && !is_harmless(pdf, warning)) {
            repaired = TRUE;
        }
    }
    return repaired;
}

/* To open at a page is no program's doing. */
static gboolean acts_when_opened(qpdf_data pdf, qpdf_oh root)
{
    qpdf_oh action = object_get(pdf, root, "/OpenAction");
    return qpdf_oh_is_dictionary(pdf, action) &&
           !qpdf_oh_is_name_and_equals(pdf, object_get(pdf, action, "/S"), "/GoTo");
}

static void see_document(qpdf_data pdf, Sighting *sighting)
{
    qpdf_oh root = qpdf_get_root(pdf);
    qpdf_oh form = object_get(pdf, root, "/AcroForm");
    qpdf_oh names = object_get(pdf, root, "/Names");
    QPDF_BOOL need = QPDF_FALSE;
    ValueForm value_form = VALUE_ABSENT;
    gboolean doubtful = FALSE;
    qpdf_oh_get_value_as_bool(pdf, object_get(pdf, form, "/NeedAppearances"), &need);
    sighting->need_appearances = need;
    sighting->encrypted = qpdf_is_encrypted(pdf);
    sighting->xfa = object_has(pdf, form, "/XFA");
    sighting->actions =
        object_has(pdf, names, "/JavaScript") || object_has(pdf, root, "/AA") || acts_when_opened(pdf, root);
    sighting->attachments = object_has(pdf, names, "/EmbeddedFiles");
    qpdf_oh information = object_get(pdf, qpdf_get_trailer(pdf), "/Info");
    sighting->identity = object_text(pdf, object_get(pdf, information, "/IroForm"), &value_form, &doubtful);
}

static Sighting *see_opened(qpdf_data pdf, DrawnFields *drawn)
{
    int pages = qpdf_get_num_pages(pdf);
    if (pages <= 0) {
        return sighting_new(SIGHT_BROKEN);
    }
    if (pages > SIGHTING_MAX_PAGES) {
        return sighting_new(SIGHT_TOO_LARGE);
    }
    Sighting *sighting = sighting_new(SIGHT_READ);
    see_document(pdf, sighting);
    g_autoptr(GArray) pictures = fields_see(pdf, sighting);
    if (sighting->fields->len >= SIGHTING_MAX_FIELDS) {
        sighting_free(sighting);
        return sighting_new(SIGHT_TOO_LARGE);
    }
    drawn->fields = g_array_new(FALSE, FALSE, sizeof(guint));
    drawn->pdf = pictures_to_pdf(pdf, pictures);
    for (guint i = 0; i < pictures->len; i++) {
        g_array_append_val(drawn->fields, g_array_index(pictures, FieldPicture, i).field);
    }
    sighting->repaired = was_repaired(pdf);
    return sighting;
}

Sighting *stored_see(GBytes *content, DrawnFields *drawn)
{
    gsize length = 0;
    const gchar *bytes = g_bytes_get_data(content, &length);
    Wholeness wholeness = whole_check(bytes, length);
    *drawn = (DrawnFields){NULL, NULL, NULL};
    if (wholeness == WHOLE_NOT_PDF) {
        return sighting_new(SIGHT_NOT_PDF);
    }
    qpdf_data pdf = new_pdf();
    drawn->opened = pdf;
    SightState state = open_state(pdf, content);
    /* A password is asked for even where the end is missing; anything else
     * that a cut file says may be older than its last save. */
    if (wholeness == WHOLE_CUT && state != SIGHT_ENCRYPTED) {
        state = SIGHT_CUT_SHORT;
    }
    return state == SIGHT_READ ? see_opened(pdf, drawn) : sighting_new(state);
}
