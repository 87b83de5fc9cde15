#include "zip/zip.h"

#include <zip.h>

#include "model/error.h"

#define FIRST_DOS_DAY 0x21 /* 1 January 1980: the earliest that a zip can say */

typedef struct {
    gchar *name;
    GBytes *content;
    ZipPacking packing;
} Entry;

struct ZipMaker {
    GPtrArray *entries; /* of Entry */
};

static void entry_free(gpointer data)
{
    Entry *entry = data;
    g_free(entry->name);
    g_bytes_unref(entry->content);
    g_free(entry);
}

ZipMaker *zip_maker_new(void)
{
    ZipMaker *zip = g_new0(ZipMaker, 1);
    zip->entries = g_ptr_array_new_with_free_func(entry_free);
    return zip;
}

void zip_maker_free(ZipMaker *zip)
{
    if (!zip)
        return;
    g_ptr_array_unref(zip->entries);
    g_free(zip);
}

void zip_maker_add(ZipMaker *zip, const gchar *name, GBytes *content, ZipPacking packing)
{
    Entry *entry = g_new0(Entry, 1);
    *entry = (Entry){g_strdup(name), g_bytes_ref(content), packing};
    g_ptr_array_add(zip->entries, entry);
}

static gboolean add(zip_t *archive, const Entry *entry)
{
    gsize length = 0;
    const void *bytes = g_bytes_get_data(entry->content, &length);
    zip_source_t *source = zip_source_buffer(archive, bytes, length, 0);
    if (!source)
        return FALSE;
    zip_int64_t index = zip_file_add(archive, entry->name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source); /* the archive took it only on success */
        return FALSE;
    }
    zip_int32_t method = entry->packing == ZIP_STORED ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
    return zip_set_file_compression(archive, (zip_uint64_t) index, method, 0) == 0 &&
           zip_file_set_dostime(archive, (zip_uint64_t) index, 0, FIRST_DOS_DAY, 0) == 0;
}

/* Writes the archive into `store`, which it holds a reference of. */
static gboolean write_archive(const GPtrArray *entries, zip_source_t *store)
{
    zip_t *archive = zip_open_from_source(store, ZIP_TRUNCATE, NULL);
    if (!archive)
        return FALSE;
    zip_source_keep(store); /* closing the archive gives one reference back */
    gboolean right = TRUE;
    for (guint i = 0; i < entries->len && right; i++)
        right = add(archive, g_ptr_array_index(entries, i));
    right = right && zip_close(archive) == 0;
    if (!right)
        zip_discard(archive);
    return right;
}

static GBytes *read_back(zip_source_t *store)
{
    zip_stat_t facts;
    if (zip_source_stat(store, &facts) < 0 || !(facts.valid & ZIP_STAT_SIZE) || zip_source_open(store) < 0)
        return NULL;
    guchar *bytes = g_malloc(facts.size);
    zip_int64_t got = zip_source_read(store, bytes, facts.size);
    zip_source_close(store);
    if (got >= 0 && (zip_uint64_t) got == facts.size)
        return g_bytes_new_take(bytes, facts.size);
    g_free(bytes);
    return NULL;
}

GBytes *zip_maker_finish(ZipMaker *zip, GError **error)
{
    zip_source_t *store = zip_source_buffer_create(NULL, 0, 0, NULL);
    GBytes *result = store && write_archive(zip->entries, store) ? read_back(store) : NULL;
    if (store)
        zip_source_free(store);
    if (!result)
        g_set_error_literal(error, IRO_ERROR, IRO_ERROR_SYSTEM,
                            "the packed file could not be made; is there memory enough?");
    return result;
}
