#include "stored/objects.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stored/text.h"

/* libqpdf's interface costs more than the answers: one question, not three. */
qpdf_oh object_get(qpdf_data pdf, qpdf_oh dictionary, const gchar *key)
{
    switch (qpdf_oh_get_type_code(pdf, dictionary)) {
    case ot_stream:
        return qpdf_oh_get_key(pdf, qpdf_oh_get_dict(pdf, dictionary), key);
    case ot_dictionary:
        return qpdf_oh_get_key(pdf, dictionary, key);
    default:
        return qpdf_oh_new_null(pdf);
    }
}

static gboolean is_something(qpdf_data pdf, qpdf_oh value)
{
    enum qpdf_object_type_e type = qpdf_oh_get_type_code(pdf, value);
    return type != ot_uninitialized && type != ot_null;
}

gboolean object_has(qpdf_data pdf, qpdf_oh dictionary, const gchar *key)
{
    return is_something(pdf, object_get(pdf, dictionary, key));
}

qpdf_oh object_inherited(qpdf_data pdf, qpdf_oh dictionary, const gchar *key)
{
    qpdf_oh node = dictionary;
    for (guint depth = 0; depth < OBJECT_MAX_DEPTH && qpdf_oh_is_dictionary(pdf, node); depth++) {
        qpdf_oh value = object_get(pdf, node, key);
        if (is_something(pdf, value)) {
            return value;
        }
        node = object_get(pdf, node, "/Parent");
    }
    return qpdf_oh_new_null(pdf);
}

gdouble object_number(qpdf_data pdf, qpdf_oh object, gdouble otherwise)
{
    double number = 0;
    return qpdf_oh_get_value_as_number(pdf, object, &number) && isfinite(number) ? number : otherwise;
}

gchar *object_name(qpdf_data pdf, qpdf_oh object)
{
    if (!qpdf_oh_is_name(pdf, object)) {
        return NULL;
    }
    const gchar *name = qpdf_oh_get_name(pdf, object);
    return g_utf8_make_valid(name && name[0] == '/' ? name + 1 : "", -1);
}

gboolean object_rectangle(qpdf_data pdf, qpdf_oh object, gdouble rectangle[4])
{
    if (!qpdf_oh_is_array(pdf, object) || qpdf_oh_get_array_n_items(pdf, object) != 4) {
        return FALSE;
    }
    gdouble number[4];
    for (int i = 0; i < 4; i++) {
        number[i] = CLAMP(object_number(pdf, qpdf_oh_get_array_item(pdf, object, i), 0), -1e5, 1e5);
    }
    rectangle[0] = MIN(number[0], number[2]);
    rectangle[1] = MIN(number[1], number[3]);
    rectangle[2] = MAX(number[0], number[2]);
    rectangle[3] = MAX(number[1], number[3]);
    return TRUE;
}

GBytes *object_stream_bytes(qpdf_data pdf, qpdf_oh stream)
{
    unsigned char *bytes = NULL;
    size_t length = 0;
    QPDF_BOOL filtered = QPDF_FALSE;
    if (!qpdf_oh_is_stream(pdf, stream)) {
        return NULL;
    }
    QPDF_ERROR_CODE code =
        qpdf_oh_get_stream_data(pdf, stream, qpdf_dl_generalized, &filtered, &bytes, &length);
    if (!bytes) { /* of an empty stream, too */
        return code & QPDF_ERRORS ? NULL : g_bytes_new_static("", 0);
    }
    return g_bytes_new_with_free_func(bytes, length, free, bytes);
}

gchar *object_text(qpdf_data pdf, qpdf_oh object, ValueForm *form, gboolean *doubtful)
{
    const guchar *bytes = NULL;
    gsize length = 0;
    g_autoptr(GBytes) stream = NULL;
    if (qpdf_oh_is_string(pdf, object)) {
        bytes = (const guchar *) qpdf_oh_get_binary_string_value(pdf, object, &length);
    } else if ((stream = object_stream_bytes(pdf, object))) {
        bytes = g_bytes_get_data(stream, &length);
    } else {
        return NULL;
    }
    return text_from_pdf(bytes, MIN(length, SIGHTING_MAX_TEXT / 4), form, doubtful);
}
