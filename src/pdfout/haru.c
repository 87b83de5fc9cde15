#include "pdfout/haru.h"

#include <string.h>

#include <hpdf_pages.h>

#include "pdfout/deflate.h"
#include "pdfout/haru_inside.h"
#include "pdfout/syntax.h"

Haru *haru_new(void)
{
    HPDF_Doc doc = HPDF_New(NULL, NULL);

    if (doc == NULL)
        return NULL;
    Haru *haru = g_new0(Haru, 1);
    haru->doc = doc;
    HPDF_Dict_AddName(doc->catalog, "PageMode", "UseNone");
    return haru;
}

void haru_free(Haru *haru)
{
    if (haru == NULL)
        return;
    HPDF_Free(haru->doc);
    g_free(haru);
}

/* libharu writes the brackets, this what stands between them. */
HPDF_STATUS haru_write_entries(HPDF_Dict dict, HPDF_Stream stream)
{
    const GString *entries = dict->attr;

    if (entries == NULL)
        return HPDF_OK;
    return HPDF_Stream_Write(stream, (const HPDF_BYTE *) entries->str, (HPDF_UINT) entries->len);
}

static void free_entries(HPDF_Dict dict)
{
    if (dict->attr != NULL)
        g_string_free(dict->attr, TRUE);
    dict->attr = NULL;
}

static void take_entries(HPDF_Dict dict, GString *entries)
{
    dict->attr = entries;
    dict->write_fn = haru_write_entries;
    dict->free_fn = free_entries;
}

HaruObject *haru_reserve(Haru *haru)
{
    HPDF_Dict dict = HPDF_Dict_New(haru->doc->mmgr);

    /* On failure libharu frees the dictionary and keeps the error for haru_save(). */
    if (dict == NULL || HPDF_Xref_Add(haru->doc->xref, dict) != HPDF_OK)
        return NULL;
    return object_of(dict);
}

void haru_fill(HaruObject *object, GString *entries)
{
    if (object == NULL)
        g_string_free(entries, TRUE);
    else
        take_entries(dict_of(object), entries);
}

HaruObject *haru_add(Haru *haru, GString *entries)
{
    HaruObject *object = haru_reserve(haru);

    haru_fill(object, entries);
    return object;
}

HaruObject *haru_add_plain(Haru *haru, GString *entries)
{
    HaruObject *object = haru_add(haru, entries);

    if (object != NULL)
        dict_of(object)->filter = PLAIN;
    return object;
}

void haru_put_last(HaruObject *object)
{
    if (object != NULL)
        dict_of(object)->filter = LAST;
}

HPDF_STATUS haru_write_body(HPDF_Dict dict, HPDF_Stream stream)
{
    const Body *body = dict->attr;

    return HPDF_Stream_Write(stream, (const HPDF_BYTE *) body->entries->str, (HPDF_UINT) body->entries->len);
}

static void free_body(HPDF_Dict dict)
{
    Body *body = dict->attr;

    if (body == NULL)
        return;
    g_string_free(body->entries, TRUE);
    g_bytes_unref(body->bytes);
    g_free(body);
    dict->attr = NULL;
}

HaruObject *haru_add_stream(Haru *haru, GString *entries, GBytes *bytes)
{
    HaruObject *object = haru_reserve(haru);

    if (object == NULL) {
        g_string_free(entries, TRUE);
        g_bytes_unref(bytes);
        return NULL;
    }
    Body *body = g_new0(Body, 1);
    HPDF_Dict dict = dict_of(object);
    g_string_append_printf(entries, "/Length %" G_GSIZE_FORMAT, g_bytes_get_size(bytes));
    body->entries = entries;
    body->bytes = bytes;
    dict->attr = body;
    dict->write_fn = haru_write_body;
    dict->free_fn = free_body;
    return object;
}

guint haru_number(const HaruObject *object)
{
    const HPDF_Obj_Header *header = (const HPDF_Obj_Header *) (const void *) object;

    return object != NULL ? header->obj_id & 0x00ffffff : 0;
}

HaruObject *haru_add_page(Haru *haru, gdouble width, gdouble height, HaruObject *fonts,
                          const GString *content, guint key, DeflateLevel level)
{
    HPDF_Page page = HPDF_AddPage(haru->doc);

    if (page == NULL)
        return NULL;
    HPDF_PageAttr attributes = page->attr;
    HPDF_Page_SetWidth(page, (HPDF_REAL) width);
    HPDF_Page_SetHeight(page, (HPDF_REAL) height);
    HPDF_Dict resources = HPDF_Dict_GetItem(page, "Resources", HPDF_OCLASS_DICT);
    if (resources != NULL && fonts != NULL)
        HPDF_Dict_Add(resources, "Font", dict_of(fonts));
    if (resources != NULL)
        HPDF_Dict_RemoveElement(resources, "ProcSet"); /* obsolete since PDF 1.4 (14.2) */
    HPDF_Dict_AddName(page, "Tabs", "S");
    HPDF_Dict_AddNumber(page, "StructParents", (HPDF_INT32) key);
    g_autoptr(GByteArray) deflated = deflate_bytes(content->str, content->len, level);
    take_entries(attributes->contents, g_string_new("/Filter /FlateDecode\n"));
    HPDF_Stream_Write(attributes->stream, deflated->data, deflated->len);
    return object_of(page);
}

void haru_page_picture(Haru *haru, HaruObject *page, HaruObject *picture)
{
    HPDF_Dict resources = page != NULL && picture != NULL
                              ? HPDF_Dict_GetItem(dict_of(page), "Resources", HPDF_OCLASS_DICT)
                              : NULL;
    HPDF_Dict pictures = resources != NULL ? HPDF_Dict_New(haru->doc->mmgr) : NULL;

    if (pictures == NULL)
        return;
    HPDF_Dict_Add(pictures, "Logo", dict_of(picture));
    HPDF_Dict_Add(resources, "XObject", pictures);
}

void haru_mark_page(Haru *haru, HaruObject *page, const gchar *key, GString *entries)
{
    HPDF_Dict dict = page != NULL ? HPDF_Dict_New(haru->doc->mmgr) : NULL;

    if (dict == NULL) {
        g_string_free(entries, TRUE);
        return;
    }
    take_entries(dict, entries);
    HPDF_Dict_Add(dict_of(page), key, dict);
}

void haru_annotate(Haru *haru, HaruObject *page, HaruObject *annotation)
{
    if (page == NULL || annotation == NULL)
        return;
    HPDF_Array annotations = HPDF_Dict_GetItem(dict_of(page), "Annots", HPDF_OCLASS_ARRAY);
    if (annotations == NULL) {
        annotations = HPDF_Array_New(haru->doc->mmgr);
        HPDF_Dict_Add(dict_of(page), "Annots", annotations);
    }
    if (annotations != NULL)
        HPDF_Array_Add(annotations, annotation);
}

void haru_set_form(Haru *haru, HaruObject *form)
{
    if (form != NULL)
        HPDF_Dict_Add(haru->doc->catalog, "AcroForm", dict_of(form));
}

void haru_set_structure(Haru *haru, HaruObject *root)
{
    HPDF_Dict information = HPDF_Dict_New(haru->doc->mmgr);

    if (root == NULL || information == NULL)
        return;
    HPDF_Dict_AddBoolean(information, "Marked", HPDF_TRUE);
    HPDF_Dict_Add(haru->doc->catalog, "MarkInfo", information);
    HPDF_Dict_Add(haru->doc->catalog, "StructTreeRoot", dict_of(root));
}

void haru_set_metadata(Haru *haru, HaruObject *stream)
{
    if (stream != NULL)
        HPDF_Dict_Add(haru->doc->catalog, "Metadata", dict_of(stream));
}

void haru_set_intent(Haru *haru, HaruObject *intent)
{
    HPDF_Array intents = HPDF_Array_New(haru->doc->mmgr);

    if (intent == NULL || intents == NULL)
        return;
    HPDF_Array_Add(intents, dict_of(intent));
    HPDF_Dict_Add(haru->doc->catalog, "OutputIntents", intents);
}

void haru_set_attachment(Haru *haru, HaruObject *specification, const gchar *name)
{
    HPDF_Array files = HPDF_Array_New(haru->doc->mmgr);
    HPDF_Dict names = HPDF_Dict_New(haru->doc->mmgr);

    if (specification == NULL || files == NULL || names == NULL)
        return;
    HPDF_Array_Add(files, dict_of(specification));
    HPDF_Dict_Add(haru->doc->catalog, "AF", files);
    GString *tree = g_string_new("/EmbeddedFiles<</Names[");
    syntax_text(tree, name);
    g_string_append_printf(tree, "%u 0 R]>>", haru_number(specification));
    take_entries(names, tree);
    HPDF_Dict_Add(haru->doc->catalog, "Names", names);
}

void haru_set_language(Haru *haru, const gchar *language)
{
    HPDF_Dict preferences = HPDF_Dict_New(haru->doc->mmgr);

    HPDF_Dict_Add(haru->doc->catalog, "Lang", HPDF_String_New(haru->doc->mmgr, language, NULL));
    if (preferences == NULL)
        return;
    HPDF_Dict_AddBoolean(preferences, "DisplayDocTitle", HPDF_TRUE);
    HPDF_Dict_Add(haru->doc->catalog, "ViewerPreferences", preferences);
}

/* What ASCII cannot hold is UTF-16BE with a byte order mark (ISO 32000-1, 7.9.2.2). */
static void *text_object(Haru *haru, const gchar *text)
{
    if (g_str_is_ascii(text))
        return HPDF_String_New(haru->doc->mmgr, text, NULL);
    gsize length = 0;
    g_autofree gchar *wide = g_convert(text, -1, "UTF-16BE", "UTF-8", NULL, &length, NULL);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_byte_array_append(bytes, (const guint8 *) "\xfe\xff", 2);
    if (wide != NULL)
        g_byte_array_append(bytes, (const guint8 *) wide, (guint) length);
    return HPDF_Binary_New(haru->doc->mmgr, bytes->data, bytes->len);
}

void haru_set_info(Haru *haru, const gchar *key, const gchar *text)
{
    /* libharu makes the dictionary when it first sets its own name in it. */
    if (text != NULL && haru->doc->info != NULL)
        HPDF_Dict_Add(haru->doc->info, key, text_object(haru, text));
}

void haru_set_id(Haru *haru, const guint8 id[16])
{
    memcpy(haru->id, id, sizeof haru->id);
}
