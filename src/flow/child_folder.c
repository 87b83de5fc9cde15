#include "flow/child_folder.h"

#include <string.h>

#include "flow/child_third.h"
#include "flow/export_tables.h"
#include "flow/note.h"
#include "flow/record.h"
#include "model/error.h"
#include "sheet/csv.h"

typedef struct {
    Session *session;
    const gchar *child;
    GPtrArray *records;   /* of GPtrArray of Event */
    GPtrArray *files;     /* of ChildFile */
    GHashTable *returned; /* SHA-256 of returned files dealt with */
    GString *index;
    GString *left_out;
    guint withheld;
} Folder;

static void file_free(gpointer data)
{
    ChildFile *file = data;
    g_free(file->name);
    g_bytes_unref(file->content);
    g_free(file);
}

/* Takes content. */
static void add_file(Folder *folder, const gchar *name, GBytes *content, const gchar *what)
{
    ChildFile *file = g_new0(ChildFile, 1);
    file->name = g_strdup(name);
    file->content = content;
    g_ptr_array_add(folder->files, file);
    g_string_append_printf(folder->index, "%-40s %s\n", name, what);
}

static void add_text(Folder *folder, const gchar *name, gchar *text, const gchar *what)
{
    add_file(folder, name, g_bytes_new_take(text, strlen(text)), what);
}

static gboolean find_records(Folder *folder, RecordKind kind, GError **error)
{
    Store *store = folder->session->store;
    g_autoptr(GPtrArray) references = store_references(store, kind, error);
    for (guint i = 0; references && i < references->len; i++) {
        g_autoptr(GPtrArray) events = store_events_of(store, g_ptr_array_index(references, i), error);
        if (!events)
            return FALSE;
        const Event *first = events->len ? g_ptr_array_index(events, 0) : NULL;
        if (first && g_strcmp0(facts_get(first->values, "child.id"), folder->child) == 0)
            g_ptr_array_add(folder->records, g_steal_pointer(&events));
    }
    return references != NULL;
}

static gboolean add_dispute(Folder *folder, const gchar *reference, GError **error)
{
    NoteOptions options = {.brief = FALSE};
    g_autoptr(Document) note = note_compose(folder->session, reference, &options, error);
    g_autoptr(RecordCopy) copy = note ? record_copy_make(folder->session, reference, 0, error) : NULL;
    if (!copy)
        return FALSE;
    g_autofree gchar *note_name = g_strdup_printf("%s-note.txt", reference);
    g_autofree gchar *copy_name = g_strdup_printf("%s-record.pdf", reference);
    add_text(folder, note_name, document_to_text(note), "the case note");
    add_file(folder, copy_name, g_bytes_ref(copy->pdf), "the forms of its stages and what they said");
    return TRUE;
}

/* TRUE when only records of this child rest on the file. A receipt of no record
 * may be about anybody. */
static gboolean is_of_child_alone(const Folder *folder, const gchar *sha256, gboolean *alone, GError **error)
{
    g_autoptr(GPtrArray) events = store_events_of_file(folder->session->store, sha256, error);
    *alone = TRUE;
    for (guint i = 0; events && i < events->len && *alone; i++) {
        const Event *event = g_ptr_array_index(events, i);
        gboolean own = FALSE;
        for (guint j = 0; j < folder->records->len && !own; j++) {
            const GPtrArray *record = g_ptr_array_index(folder->records, j);
            own = g_strcmp0(((const Event *) g_ptr_array_index(record, 0))->reference, event->reference) == 0;
        }
        *alone = own;
    }
    return events != NULL;
}

static const gchar *ending_of(GBytes *content)
{
    gsize length = 0;
    const gchar *bytes = g_bytes_get_data(content, &length);
    if (length >= 5 && memcmp(bytes, "%PDF-", 5) == 0)
        return "pdf";
    if (length >= 4 && memcmp(bytes, "PK\x03\x04", 4) == 0)
        return "zip";
    if (length >= 4 && memcmp(bytes, "\xd0\xcf\x11\xe0", 4) == 0)
        return "msg";
    return length >= 4 && memcmp(bytes, "\x89PNG", 4) == 0 ? "png" : "eml";
}

static gboolean add_returned(Folder *folder, const Event *event, GError **error)
{
    gboolean alone = FALSE;
    if (!event->file || !g_hash_table_add(folder->returned, g_strdup(event->file)))
        return TRUE;
    if (!is_of_child_alone(folder, event->file, &alone, error))
        return FALSE;
    if (!alone) {
        folder->withheld++;
        g_string_append_printf(folder->left_out,
                               "%s, event %" G_GINT64_FORMAT
                               ": the returned file %s holds forms of others too, or what could not be told; "
                               "redact it by hand and add it\n",
                               event->reference, event->id, event->file);
        return TRUE;
    }
    GBytes *content = store_kept_file(folder->session->store, event->file, error);
    if (!content)
        return FALSE;
    const gchar *ending = ending_of(content);
    g_autofree gchar *name =
        g_strdup_printf("%s-returned-%" G_GINT64_FORMAT ".%s", event->reference, event->id, ending);
    add_file(folder, name, content,
             g_str_equal(ending, "pdf") ? "a returned file as it came"
                                        : "a returned file as it came: look through it for names of others");
    return TRUE;
}

static gboolean add_record(Folder *folder, const GPtrArray *events, GError **error)
{
    const Event *first = g_ptr_array_index(events, 0);
    if (first->kind == EVENT_OPENED && !add_dispute(folder, first->reference, error))
        return FALSE;
    for (guint i = 0; i < events->len; i++)
        if (!add_returned(folder, g_ptr_array_index(events, i), error))
            return FALSE;
    return TRUE;
}

static void add_event(Sheet *sheet, const Event *event)
{
    g_autoptr(GDateTime) moment = g_date_time_new_from_unix_utc(event->at / G_USEC_PER_SEC);
    g_autofree gchar *at = moment ? g_date_time_format_iso8601(moment) : NULL;
    for (guint i = 0; i <= facts_count(event->values); i++) {
        gboolean value = i < facts_count(event->values);
        if (value ? g_str_equal(facts_name_at(event->values, i), "placements") : i > 0)
            continue;
        sheet_add_text(sheet, event->reference);
        sheet_add_whole(sheet, event->id);
        sheet_add_text(sheet, event_kind_words(event->kind));
        sheet_add_whole(sheet, event->stage);
        sheet_add_day(sheet, event->on);
        sheet_add_text(sheet, at);
        sheet_add_text(sheet, event->who);
        sheet_add_text(sheet, value ? facts_name_at(event->values, i) : NULL);
        sheet_add_text(sheet, value ? facts_value_at(event->values, i) : NULL);
        sheet_end_row(sheet);
    }
}

static void add_events(Folder *folder)
{
    static const gchar *const headings[] = {"reference",   "event",       "what", "stage", "on",
                                            "recorded_at", "recorded_by", "name", "value"};
    g_autoptr(Workbook) workbook = workbook_new_titled("Events", folder->session->today);
    Sheet *sheet = workbook_add(workbook, "Events");
    for (guint i = 0; i < G_N_ELEMENTS(headings); i++)
        sheet_add_column(sheet, headings[i], 20);
    for (guint i = 0; i < folder->records->len; i++) {
        const GPtrArray *events = g_ptr_array_index(folder->records, i);
        for (guint j = 0; j < events->len; j++)
            add_event(sheet, g_ptr_array_index(events, j));
    }
    add_text(folder, "events.csv", csv_from_sheet(sheet), "all that was recorded, with what was read");
}

static gboolean add_third_parties(Folder *folder, GError **error)
{
    g_autoptr(Workbook) third = child_third_parties(folder->session, folder->child, folder->records, error);
    if (!third)
        return FALSE;
    add_text(folder, "third-parties.csv", csv_from_sheet(g_ptr_array_index(third->sheets, 0)),
             "who else is named, and where: redact before it is handed out");
    return TRUE;
}

static void add_index(Folder *folder)
{
    g_autofree gchar *today = day_to_words(folder->session->today);
    g_autofree gchar *text = g_strdup_printf(
        "All that this store holds about child %s, as of %s: %u records.\n\n%s\n%s%s"
        "Before this is handed out: redact the third parties, and look through mails, scans and free text "
        "yourself; names that no field holds are not in the list.\n",
        folder->child, today, folder->records->len, folder->index->str,
        folder->withheld ? "LEFT OUT, to be redacted by hand:\n" : "", folder->left_out->str);
    add_text(folder, "index.txt", g_steal_pointer(&text), "this list");
}

static gboolean fill(Folder *folder, GError **error)
{
    if (!find_records(folder, RECORD_DISPUTE, error) || !find_records(folder, RECORD_COMPLIMENT, error))
        return FALSE;
    if (folder->records->len == 0) {
        g_set_error(
            error, IRO_ERROR, IRO_ERROR_INPUT,
            "no dispute or compliment of that child is in this store; identifiers are compared as text, "
            "with their zeros");
        return FALSE;
    }
    for (guint i = 0; i < folder->records->len; i++)
        if (!add_record(folder, g_ptr_array_index(folder->records, i), error))
            return FALSE;
    add_events(folder);
    if (!add_third_parties(folder, error))
        return FALSE;
    add_index(folder);
    return TRUE;
}

GPtrArray *child_folder_make(Session *session, const gchar *child, guint *withheld, GError **error)
{
    Folder folder = {.session = session, .child = child};
    folder.records = g_ptr_array_new_with_free_func((GDestroyNotify) g_ptr_array_unref);
    folder.files = g_ptr_array_new_with_free_func(file_free);
    folder.returned = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    folder.index = g_string_new(NULL);
    folder.left_out = g_string_new(NULL);
    gboolean right = fill(&folder, error);
    *withheld = folder.withheld;
    g_ptr_array_unref(folder.records);
    g_hash_table_unref(folder.returned);
    g_string_free(folder.index, TRUE);
    g_string_free(folder.left_out, TRUE);
    if (!right)
        g_clear_pointer(&folder.files, g_ptr_array_unref);
    return folder.files;
}
