#include "stored/page_fonts.h"

#include <string.h>

#include "stored/objects.h"

#define MAX_DEPTH 5   /* of pictures within pictures */
#define MAX_STEPS 500 /* fonts and pictures of a page */

/* "ABCDEF+Name": only the signs that are used were kept, and often numbered
 * anew (ISO 32000-2, 9.9.2). */
static gboolean is_part_of_font(const gchar *name)
{
    for (guint i = 0; i < 6; i++) {
        if (!g_ascii_isupper(name[i])) {
            return FALSE;
        }
    }
    return name[6] == '+';
}

/* Ghostscript joins fonts of one name under new numbers, and then calls some of
 * their signs what the low byte of their Unicode value is: "child’s" becomes
 * "child9s", which looks right and is read wrong. Its tables have names such as
 * /R18, whoever saved the file again. */
static gboolean is_named_by_ghostscript(qpdf_data pdf, qpdf_oh font)
{
    static const gchar name[] = "/CMapName";
    g_autoptr(GBytes) table = object_stream_bytes(pdf, object_get(pdf, font, "/ToUnicode"));
    gsize length = 0;
    const gchar *text = table ? g_bytes_get_data(table, &length) : NULL;
    const gchar *at = text ? g_strstr_len(text, (gssize) length, name) : NULL;
    if (!at) {
        return FALSE;
    }
    at += strlen(name);
    while (at < text + length && g_ascii_isspace(*at)) {
        at++;
    }
    return text + length - at > 2 && at[0] == '/' && at[1] == 'R' && g_ascii_isdigit(at[2]);
}

static gboolean is_nameless(qpdf_data pdf, qpdf_oh font)
{
    if (!qpdf_oh_is_dictionary(pdf, font)) {
        return FALSE;
    }
    if (object_has(pdf, font, "/ToUnicode")) {
        return is_named_by_ghostscript(pdf, font);
    }
    g_autofree gchar *name = object_name(pdf, object_get(pdf, font, "/BaseFont"));
    return qpdf_oh_is_name_and_equals(pdf, object_get(pdf, font, "/Subtype"), "/Type3") ||
           (name && is_part_of_font(name));
}

/* The values of a dictionary, since the iteration over its keys cannot nest. */
static GArray *values_of(qpdf_data pdf, qpdf_oh dictionary)
{
    GArray *values = g_array_new(FALSE, FALSE, sizeof(qpdf_oh));
    g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);
    if (!qpdf_oh_is_dictionary(pdf, dictionary)) {
        return values;
    }
    qpdf_oh_begin_dict_key_iter(pdf, dictionary);
    while (qpdf_oh_dict_more_keys(pdf) && keys->len < MAX_STEPS) {
        g_ptr_array_add(keys, g_strdup(qpdf_oh_dict_next_key(pdf)));
    }
    for (guint i = 0; i < keys->len; i++) {
        qpdf_oh value = object_get(pdf, dictionary, g_ptr_array_index(keys, i));
        g_array_append_val(values, value);
    }
    return values;
}

static gboolean look(qpdf_data pdf, qpdf_oh resources, guint depth, guint *steps)
{
    g_autoptr(GArray) fonts = values_of(pdf, object_get(pdf, resources, "/Font"));
    g_autoptr(GArray) pictures = values_of(pdf, object_get(pdf, resources, "/XObject"));
    for (guint i = 0; i < fonts->len && ++*steps < MAX_STEPS; i++) {
        if (is_nameless(pdf, g_array_index(fonts, qpdf_oh, i))) {
            return TRUE;
        }
    }
    for (guint i = 0; i < pictures->len && depth < MAX_DEPTH && ++*steps < MAX_STEPS; i++) {
        qpdf_oh inner = object_get(pdf, g_array_index(pictures, qpdf_oh, i), "/Resources");
        if (look(pdf, inner, depth + 1, steps)) {
            return TRUE;
        }
    }
    return *steps >= MAX_STEPS;
}

gboolean page_has_nameless_font(qpdf_data pdf, qpdf_oh page)
{
    guint steps = 0;
    return look(pdf, object_inherited(pdf, page, "/Resources"), 0, &steps);
}
