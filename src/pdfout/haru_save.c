#include "pdfout/haru_inside.h"

static HPDF_STATUS take_bytes(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT length)
{
    g_string_append_len(stream->attr, (const gchar *) bytes, (gssize) length);
    return HPDF_OK;
}

static gboolean is_plain(void *object)
{
    const HPDF_Obj_Header *header = object;
    HPDF_Dict dict = object;

    return (header->obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_DICT &&
           (dict->stream != NULL || dict->filter == PLAIN || dict->write_fn == haru_write_body);
}

static gboolean is_last(void *object)
{
    const HPDF_Obj_Header *header = object;
    HPDF_Dict dict = object;

    return (header->obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_DICT && dict->stream == NULL &&
           dict->filter == LAST;
}

/* The bytes of a stream that libharu does not know as one, after its dictionary. */
static void append_body(void *object, GString *value)
{
    const HPDF_Obj_Header *header = object;
    HPDF_Dict dict = object;
    gsize length;

    if ((header->obj_class & HPDF_OCLASS_ANY) != HPDF_OCLASS_DICT || dict->write_fn != haru_write_body)
        return;
    const Body *body = dict->attr;
    const gchar *bytes = g_bytes_get_data(body->bytes, &length);
    g_string_append(value, "\nstream\n");
    g_string_append_len(value, bytes, (gssize) length);
    g_string_append(value, "\nendstream");
}

/* A dictionary of entries alone, as nearly all are, is written without libharu, which
 * would take longer for the brackets than for the rest. */
static gboolean append_entries(void *object, GString *value)
{
    const HPDF_Obj_Header *header = object;
    HPDF_Dict dict = object;

    if ((header->obj_class & HPDF_OCLASS_ANY) != HPDF_OCLASS_DICT || dict->write_fn != haru_write_entries ||
        dict->list->count > 0 || dict->stream != NULL)
        return FALSE;
    const GString *entries = dict->attr;
    g_string_append(value, "<<");
    g_string_append_len(value, entries->str, (gssize) entries->len);
    g_string_append(value, ">>");
    return TRUE;
}

/* Every object, in the order of their numbers. */
static void write_objects(Haru *haru, PdfFile *file)
{
    g_autoptr(GString) value = g_string_sized_new(4096);
    HPDF_Stream writer = HPDF_CallbackWriter_New(haru->doc->mmgr, take_bytes, value);

    if (writer == NULL)
        return;
    for (guint i = 1; i < haru->doc->xref->entries->count; i++) {
        HPDF_XrefEntry entry = HPDF_Xref_GetEntry(haru->doc->xref, i);
        g_string_truncate(value, 0);
        if (!append_entries(entry->obj, value) && HPDF_Obj_WriteValue(entry->obj, writer, NULL) != HPDF_OK)
            break;
        append_body(entry->obj, value);
        if (is_plain(entry->obj))
            file_add_plain(file, value);
        else if (is_last(entry->obj))
            file_add_tail(file, value);
        else
            file_add_object(file, value);
    }
    HPDF_Stream_Free(writer);
}

static gchar *trailer_of(const Haru *haru)
{
    GString *trailer = g_string_new(NULL);

    g_string_append_printf(trailer, "/Root %u 0 R", haru_number(object_of(haru->doc->catalog)));
    if (haru->doc->info != NULL)
        g_string_append_printf(trailer, "/Info %u 0 R", haru_number(object_of(haru->doc->info)));
    g_string_append(trailer, "/ID[");
    for (guint part = 0; part < 2; part++) {
        g_string_append_c(trailer, '<');
        for (guint i = 0; i < sizeof haru->id; i++)
            g_string_append_printf(trailer, "%02x", haru->id[i]);
        g_string_append_c(trailer, '>');
    }
    g_string_append_c(trailer, ']');
    return g_string_free(trailer, FALSE);
}

GBytes *haru_save(Haru *haru, FileForm form, gulong *code)
{
    g_autoptr(PdfFile) file = file_new(form);
    g_autofree gchar *trailer = trailer_of(haru);

    if (HPDF_GetError(haru->doc) == HPDF_OK)
        write_objects(haru, file);
    *code = HPDF_GetError(haru->doc);
    return *code == HPDF_OK ? file_finish(file, trailer) : NULL;
}
