#include "outlook/properties.h"

#include <string.h>

#include "parcel/text.h"

#define TEXT_MOST  ((gsize) 2 * 1024 * 1024) /* bytes */
#define TABLE_MOST ((gsize) 1024 * 1024)     /* bytes */
#define ENTRY      16u                       /* bytes */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(GsfInput, g_object_unref)

/* An empty stream has no bytes at all. */
static guint32 number_at(const guchar *at)
{
    return at == NULL ? 0 : at[0] | (guint32) at[1] << 8 | (guint32) at[2] << 16 | (guint32) at[3] << 24;
}

/* libgsf gives streams the type of storages; only these have a count of children. */
static gboolean is_storage(GsfInput *input)
{
    return GSF_IS_INFILE(input) && gsf_infile_num_children(GSF_INFILE(input)) >= 0;
}

static GBytes *read_stream(GsfInfile *storage, const gchar *name, gsize most, gsize *size)
{
    g_autoptr(GsfInput) stream = gsf_infile_child_by_name(storage, name);
    gsf_off_t length = stream == NULL || is_storage(stream) ? 0 : gsf_input_size(stream);
    if (size != NULL) {
        *size = length > 0 ? (gsize) length : 0;
    }
    if (stream == NULL || is_storage(stream) || length < 0 || (guint64) length > most) {
        return NULL;
    }
    if (length == 0) {
        return g_bytes_new(NULL, 0);
    }
    const guint8 *bytes = gsf_input_read(stream, (gsize) length, NULL);
    return bytes == NULL ? NULL : g_bytes_new(bytes, (gsize) length);
}

static gchar *stream_name(guint16 id, guint16 type)
{
    return g_strdup_printf("__substg1.0_%04X%04X", id, type);
}

guint32 property_number(GsfInfile *storage, gsize header, guint16 id, guint32 otherwise)
{
    g_autoptr(GBytes) table = read_stream(storage, "__properties_version1.0", TABLE_MOST, NULL);
    gsize length = 0;
    const guchar *bytes = table == NULL ? NULL : g_bytes_get_data(table, &length);
    for (gsize at = header; at + ENTRY <= length; at += ENTRY) {
        guint32 tag = number_at(bytes + at);
        if (tag >> 16 == id && (tag & 0xffff) == TYPE_NUMBER) {
            return number_at(bytes + at + 8);
        }
    }
    return otherwise;
}

GBytes *property_bytes(GsfInfile *storage, guint16 id, guint16 type, gsize most, gsize *size)
{
    g_autofree gchar *name = stream_name(id, type);
    return read_stream(storage, name, most, size);
}

gchar *property_text(GsfInfile *storage, guint16 id, guint code_page)
{
    gsize length = 0;
    g_autofree gchar *text = NULL;
    g_autoptr(GBytes) wide = property_bytes(storage, id, TYPE_STRING, TEXT_MOST, NULL);
    if (wide != NULL) {
        const void *bytes = g_bytes_get_data(wide, &length);
        text = text_from_bytes(bytes, length, "utf-16le");
    } else {
        g_autoptr(GBytes) narrow = property_bytes(storage, id, TYPE_STRING8, TEXT_MOST, NULL);
        if (narrow == NULL) {
            return NULL;
        }
        const void *bytes = g_bytes_get_data(narrow, &length);
        text = text_from_code_page(bytes, length, code_page);
    }
    return *text == '\0' ? NULL : g_steal_pointer(&text);
}

GsfInfile *property_storage(GsfInfile *storage, guint16 id)
{
    g_autofree gchar *name = stream_name(id, TYPE_OBJECT);
    g_autoptr(GsfInput) child = gsf_infile_child_by_name(storage, name);
    return child != NULL && is_storage(child) ? GSF_INFILE(g_steal_pointer(&child)) : NULL;
}
