#include "store/store.h"

#include "model/error.h"
#include "store/backend.h"
#include "store/kept_files.h"

#define IN_MEMORY ":memory:"

struct Store {
    const StoreBackend *backend;
    gpointer state; /* NULL: there is no store */
    StoreMode mode;
    gchar *url;
    gchar *folder;      /* of the kept files; NULL in memory */
    GHashTable *memory; /* SHA-256 to GBytes, in memory; else NULL */
};

gchar *store_default_url(void)
{
    const gchar *url = g_getenv("IRO_STORE");
    return url && *url ? g_strdup(url) : g_build_filename(g_get_user_data_dir(), "iro", "disputes.db", NULL);
}

static const StoreBackend *find_backend(const gchar *url, GError **error)
{
    g_autofree gchar *scheme = g_uri_parse_scheme(url);
    if (!*url || scheme) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_STORE,
                    "store \"%s\": this is no path: give the path of a file", scheme ? scheme : "");
        return NULL;
    }
    return &SQLITE_BACKEND;
}

Store *store_open(const gchar *url, StoreMode mode, GError **error)
{
    const StoreBackend *backend = find_backend(url, error);
    if (!backend) {
        return NULL;
    }
    g_autoptr(GError) fault = NULL;
    gpointer state = backend->open(url, mode, &fault);
    if (fault) {
        g_propagate_error(error, g_steal_pointer(&fault));
        return NULL;
    }
    Store *store = g_new0(Store, 1);
    store->backend = backend;
    store->state = state;
    store->mode = mode;
    store->url = g_strdup(url);
    if (g_str_equal(url, IN_MEMORY)) {
        store->memory =
            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
    } else {
        store->folder = g_strconcat(url, ".files", NULL);
    }
    return store;
}

void store_close(Store *store)
{
    if (!store) {
        return;
    }
    if (store->state) {
        store->backend->close(store->state);
    }
    g_clear_pointer(&store->memory, g_hash_table_unref);
    g_free(store->url);
    g_free(store->folder);
    g_free(store);
}

gboolean store_exists(const Store *store)
{
    return store->state != NULL;
}

static gboolean check_writable(const Store *store, GError **error)
{
    if (store->state && store->mode == STORE_WRITE) {
        return TRUE;
    }
    g_set_error(error, IRO_ERROR, IRO_ERROR_STORE, "store %s: it was opened for reading only", store->url);
    return FALSE;
}

gboolean store_begin(Store *store, GError **error)
{
    return check_writable(store, error) && store->backend->begin(store->state, error);
}

gboolean store_commit(Store *store, GError **error)
{
    return check_writable(store, error) && store->backend->commit(store->state, error);
}

gboolean store_next_number(Store *store, RecordKind kind, const gchar *code, guint year, guint *number,
                           GError **error)
{
    return check_writable(store, error) &&
           store->backend->next_number(store->state, kind, code, year, number, error);
}

gboolean store_append(Store *store, Event *event, GError **error)
{
    if (!check_writable(store, error)) {
        return FALSE;
    }
    if (!event->who) {
        event->who = g_strdup(g_get_user_name());
    }
    if (!event->at) {
        event->at = g_get_real_time();
    }
    return store->backend->append(store->state, event, error);
}

static GPtrArray *ask_events(Store *store, const EventQuery *query, GError **error)
{
    if (!store->state) {
        return g_ptr_array_new_with_free_func((GDestroyNotify) event_free);
    }
    return store->backend->events(store->state, query, error);
}

GPtrArray *store_events_of(Store *store, const gchar *reference, GError **error)
{
    EventQuery query = {.of = EVENTS_OF_REFERENCE, .text = reference};
    return ask_events(store, &query, error);
}

GPtrArray *store_events_of_kind(Store *store, EventKind kind, GError **error)
{
    EventQuery query = {.of = EVENTS_OF_KIND, .kind = kind};
    return ask_events(store, &query, error);
}

GPtrArray *store_events_of_file(Store *store, const gchar *sha256, GError **error)
{
    EventQuery query = {.of = EVENTS_OF_FILE, .text = sha256};
    return ask_events(store, &query, error);
}

Event *store_event(Store *store, gint64 id, GError **error)
{
    EventQuery query = {.of = EVENTS_OF_ID, .id = id};
    g_autoptr(GPtrArray) events = ask_events(store, &query, error);
    return events && events->len ? g_ptr_array_steal_index(events, 0) : NULL;
}

gboolean store_scan(Store *store, StoreEach each, gpointer data, GError **error)
{
    return !store->state || store->backend->scan(store->state, each, data, error);
}

GPtrArray *store_references(Store *store, RecordKind kind, GError **error)
{
    if (!store->state) {
        return g_ptr_array_new_with_free_func(g_free);
    }
    return store->backend->references(store->state, kind, error);
}

gboolean store_add_holidays(Store *store, const Calendar *calendar, GError **error)
{
    return check_writable(store, error) && store->backend->add_holidays(store->state, calendar, error);
}

gboolean store_replace_children(Store *store, const gchar *pack, const GPtrArray *children, GError **error)
{
    return check_writable(store, error) &&
           store->backend->replace_children(store->state, pack, children, error);
}

Facts *store_child(Store *store, const gchar *pack, const gchar *id, GError **error)
{
    return store->state ? store->backend->child(store->state, pack, id, error) : NULL;
}

gboolean store_forget_child(Store *store, const gchar *pack, const gchar *id, GError **error)
{
    return check_writable(store, error) && store->backend->forget_child(store->state, pack, id, error);
}

gboolean store_erase(Store *store, const Event *event, gint64 because, StoreKeeps keeps, GError **error)
{
    return check_writable(store, error) && store->backend->erase(store->state, event, because, keeps, error);
}

gboolean store_settle_erasures(Store *store, GError **error)
{
    return check_writable(store, error) && store->backend->settle_erasures(store->state, error);
}

gboolean store_drop_file(Store *store, const gchar *sha256, GError **error)
{
    gboolean in_use = TRUE;
    if (!check_writable(store, error) || !store->backend->file_in_use(store->state, sha256, &in_use, error)) {
        return FALSE;
    }
    if (in_use) {
        return TRUE;
    }
    if (store->memory) {
        g_hash_table_remove(store->memory, sha256);
        return TRUE;
    }
    return kept_files_remove(store->folder, sha256, error);
}

gboolean store_load_holidays(Store *store, Calendar *calendar, GError **error)
{
    return !store->state || store->backend->load_holidays(store->state, calendar, error);
}

gchar *store_keep_file(Store *store, GBytes *content, GError **error)
{
    if (!check_writable(store, error)) {
        return NULL;
    }
    if (!store->memory) {
        return kept_files_add(store->folder, content, error);
    }
    gchar *sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, content);
    g_hash_table_replace(store->memory, g_strdup(sha256), g_bytes_ref(content));
    return sha256;
}

GBytes *store_kept_file(Store *store, const gchar *sha256, GError **error)
{
    if (!store->memory) {
        return kept_files_read(store->folder, sha256, error);
    }
    GBytes *content = g_hash_table_lookup(store->memory, sha256);
    if (!content) {
        g_set_error_literal(error, IRO_ERROR, IRO_ERROR_STORE, "no such kept file");
        return NULL;
    }
    return g_bytes_ref(content);
}

gchar *store_kept_path(const Store *store, const gchar *sha256)
{
    return store->folder && kept_files_is_name(sha256) ? kept_files_path(store->folder, sha256) : NULL;
}
