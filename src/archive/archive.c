#include "archive/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <string.h>
#include <time.h>

#include "parcel/names.h"
#include "parcel/text.h"

#define ENTRIES_MOST 1000u
#define RATIO_MOST   200u                  /* unpacked to packed bytes */
#define RATIO_FROM   ((gsize) 1024 * 1024) /* bytes unpacked from which the ratio counts */
#define BLOCK        65536u
/* Packed size that a container in the zip may have: mail grows by a third. */
#define FILE_MOST (PARCEL_LEAF_MOST + PARCEL_LEAF_MOST / 2)

typedef struct archive Reader;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reader, archive_read_free)

/* libarchive turns names marked as UTF-8 into the charset of the locale. */
static locale_t utf8_locale;

void archive_prepare(void)
{
    static gsize done = 0;
    if (g_once_init_enter(&done)) {
        text_prepare();
        tzset(); /* libarchive turns times into local ones, for which the C library reads a file once */
        utf8_locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t) 0);
        g_once_init_leave(&done, 1);
    }
}

static Reader *open_reader(const guchar *bytes, gsize length)
{
    g_autoptr(Reader) reader = archive_read_new();
    if (reader == NULL || archive_read_support_format_zip(reader) != ARCHIVE_OK ||
        archive_read_open_memory(reader, bytes, length) != ARCHIVE_OK) {
        return NULL;
    }
    return g_steal_pointer(&reader);
}

/* Names without the UTF-8 mark are in the sender's code page: 850 in Britain. */
static gchar *entry_name(struct archive_entry *entry)
{
    const char *name = archive_entry_pathname(entry);
    if (name == NULL) {
        name = archive_entry_pathname_utf8(entry);
    }
    g_autofree gchar *text = name == NULL ? NULL : text_from_bytes(name, strlen(name), "ibm850");
    return name_clean(text);
}

/* The ISO name of the packing stands in brackets in the format's name. */
static gboolean is_common_packing(Reader *reader)
{
    const char *format = archive_format_name(reader);
    return format != NULL &&
           (strstr(format, "(uncompressed)") != NULL || strstr(format, "(deflation)") != NULL);
}

/* The content of the entry; NULL when it is broken or grows beyond the bounds. */
static GBytes *read_content(Reader *reader, gsize most, ParcelTrouble *trouble)
{
    g_autoptr(GByteArray) content = g_byte_array_new();
    gint64 before = archive_filter_bytes(reader, 0);
    guchar block[BLOCK];
    for (;;) {
        la_ssize_t got = archive_read_data(reader, block, sizeof block);
        if (got == 0) {
            return g_byte_array_free_to_bytes(g_steal_pointer(&content));
        }
        if (got < 0) {
            *trouble = PARCEL_BROKEN;
            return NULL;
        }
        gint64 packed = archive_filter_bytes(reader, 0) - before;
        gsize size = content->len + (gsize) got;
        if (size > most || (size > RATIO_FROM && packed >= 0 && size / RATIO_MOST > (gsize) packed + BLOCK)) {
            *trouble = PARCEL_TOO_LARGE;
            return NULL;
        }
        g_byte_array_append(content, block, (guint) got);
    }
}

static void add_entry(Parcel *parcel, Reader *reader, struct archive_entry *entry, Allowance *allowance)
{
    g_autofree gchar *name = entry_name(entry);
    ParcelTrouble trouble = PARCEL_BROKEN;
    if (archive_entry_is_data_encrypted(entry) || archive_entry_is_metadata_encrypted(entry)) {
        parcel_add_problem(parcel, PARCEL_ENCRYPTED, name);
        return;
    }
    if (!is_common_packing(reader)) {
        parcel_add_problem(parcel, PARCEL_BROKEN, name);
        return;
    }
    if (allowance->parts == 0) {
        parcel_add_problem(parcel, PARCEL_TOO_LARGE, NULL);
        return;
    }
    g_autoptr(GBytes) content = read_content(reader, MIN(FILE_MOST, allowance->bytes), &trouble);
    if (content == NULL) {
        parcel_may_take(parcel, allowance, name, 0); /* the work was done */
        parcel_add_problem(parcel, trouble, name);
    } else if (parcel_may_take(parcel, allowance, name, g_bytes_get_size(content))) {
        parcel_add(parcel, name, g_steal_pointer(&content), NULL);
    }
}

/* macOS adds a shadow of each file. */
static gboolean is_shadow(const char *path)
{
    return path != NULL && g_str_has_prefix(path, "__MACOSX/");
}

/* OPC (ISO 29500-2) and OpenDocument mark their zips by these entries. */
static gboolean is_document_part(const char *path, guint entry)
{
    return path != NULL &&
           (g_str_equal(path, "[Content_Types].xml") || (entry == 0 && g_str_equal(path, "mimetype")));
}

static ArchiveSort read_entries(Parcel *parcel, Reader *reader, Allowance *allowance)
{
    for (guint i = 0;; i++) {
        struct archive_entry *entry = NULL;
        int state = archive_read_next_header(reader, &entry);
        if (state == ARCHIVE_EOF) {
            return ARCHIVE_OF_FILES;
        }
        if (state < ARCHIVE_WARN) {
            parcel_add_problem(parcel, PARCEL_BROKEN, NULL);
            return i == 0 ? ARCHIVE_UNREADABLE : ARCHIVE_OF_FILES;
        }
        if (i == ENTRIES_MOST || allowance->parts == 0) {
            parcel_add_problem(parcel, PARCEL_TOO_LARGE, NULL);
            return ARCHIVE_OF_FILES;
        }
        const char *path = archive_entry_pathname(entry);
        if (is_document_part(path, i)) {
            return ARCHIVE_IS_DOCUMENT;
        }
        if (archive_entry_filetype(entry) == AE_IFREG && !is_shadow(path)) {
            add_entry(parcel, reader, entry, allowance);
        }
    }
}

ArchiveSort archive_open(const guchar *bytes, gsize length, Allowance *allowance, Parcel **parcel)
{
    *parcel = NULL;
    g_autoptr(Reader) reader = open_reader(bytes, length);
    if (reader == NULL) {
        return ARCHIVE_UNREADABLE;
    }
    locale_t before = utf8_locale == (locale_t) 0 ? (locale_t) 0 : uselocale(utf8_locale);
    g_autoptr(Parcel) files = parcel_new();
    Allowance kept = *allowance;
    ArchiveSort sort = read_entries(files, reader, allowance);
    if (before != (locale_t) 0) {
        uselocale(before);
    }
    if (sort == ARCHIVE_OF_FILES) {
        *parcel = g_steal_pointer(&files);
    } else {
        *allowance = kept;
    }
    return sort;
}
