/*
 * The record: an append-only list of events, the bank holidays that were
 * merged, and the files that came back, kept by content hash. The one
 * interface behind which SQL is spoken; a back end is a struct of functions
 * (backend.h). Nothing is ever updated; nothing is deleted but by an erasure
 * after the retention period, and the child list.
 */
#pragma once

#include <glib.h>

#include "model/calendar.h"
#include "model/event.h"
#include "model/reference.h"

typedef struct Store Store;

typedef enum { STORE_READ, STORE_WRITE } StoreMode;

/*
 * url is a path (SQLite) for now, or ":memory:", which is gone when closed.
 * STORE_WRITE creates the file, mode 0600, in
 * a folder of mode 0700; STORE_READ of a store that does not exist gives an
 * empty one and creates nothing. Fails with IRO_ERROR_STORE.
 */
Store *store_open(const gchar *url, StoreMode mode, GError **error);
void store_close(Store *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Store, store_close)

/* $IRO_STORE, else $XDG_DATA_HOME/iro/disputes.db; the caller frees. */
gchar *store_default_url(void);

/* TRUE when there was a store to open. */
gboolean store_exists(const Store *store);

/* One command is one transaction. Closing without commit undoes everything. */
gboolean store_begin(Store *store, GError **error);
gboolean store_commit(Store *store, GError **error);

/* The next running number of that kind, code and year; within a transaction. */
gboolean store_next_number(Store *store, RecordKind kind, const gchar *code, guint year, guint *number,
                           GError **error);

/* Adds the event and sets its id; the first event of a reference also
 * registers it. Without `who` it is the account that runs the program, without
 * `at` it is now. Within a transaction. */
gboolean store_append(Store *store, Event *event, GError **error);

/* Events in order of id, each of Event; an unknown reference gives an empty list. */
GPtrArray *store_events_of(Store *store, const gchar *reference, GError **error);
GPtrArray *store_events_of_kind(Store *store, EventKind kind, GError **error);
GPtrArray *store_events_of_file(Store *store, const gchar *sha256, GError **error);
Event *store_event(Store *store, gint64 id, GError **error); /* NULL without error: none */

/*
 * Calls `each` for every event in order of id, for what looks at the whole
 * record at once. record: a small number, the same for all events of a
 * reference. To be quick it leaves out received, settled and corrected, and of
 * an event's parts the reference, who, file, and all values but pack, track,
 * team, theme, child.id, concern.level, deadline, outcome, quotable, imported.
 * The event is the store's, gone after the call. Ends when `each` gives FALSE.
 */
typedef gboolean (*StoreEach)(const Event *event, guint record, gpointer data, GError **error);
gboolean store_scan(Store *store, StoreEach each, gpointer data, GError **error);

/* References in order of registration. */
GPtrArray *store_references(Store *store, RecordKind kind, GError **error); /* of gchar */

/* Adds to the merged bank holidays; those already there are passed over. */
gboolean store_add_holidays(Store *store, const Calendar *calendar, GError **error);
/* Puts the merged bank holidays into the calendar. */
gboolean store_load_holidays(Store *store, Calendar *calendar, GError **error);

/*
 * The child list of a pack's authority: what `iro open` need not be told.
 * Replaced as a whole, so that whoever has left it is forgotten. children: of
 * Facts, each with child.id. Within a transaction.
 */
gboolean store_replace_children(Store *store, const gchar *pack, const GPtrArray *children, GError **error);
Facts *store_child(Store *store, const gchar *pack, const gchar *id,
                   GError **error); /* NULL without error: none */
gboolean store_forget_child(Store *store, const gchar *pack, const gchar *id, GError **error);

/*
 * Erasure: removes the event's values but those whose names `keeps` says TRUE
 * of; the event itself stays. because: id of the event that says why. Within a
 * transaction. Nothing else ever removes a value.
 */
typedef gboolean (*StoreKeeps)(const gchar *name);
gboolean store_erase(Store *store, const Event *event, gint64 because, StoreKeeps keeps, GError **error);

/* After the commit of erasures: lets nothing of them stay in the back end's own files.
 * Fails with IRO_ERROR_STORE, also while another process reads. */
gboolean store_settle_erasures(Store *store, GError **error);

/* Removes the kept file unless an event that is not erased rests on it or names it
 * among its values; TRUE also when there is none. After the transaction. */
gboolean store_drop_file(Store *store, const gchar *sha256, GError **error);

/*
 * Keeps the bytes under their SHA-256 (64 hexadecimal digits, returned; the
 * caller frees): written to a temporary name, synced, renamed, the folder
 * synced. The same bytes twice are kept once. Safe outside a transaction,
 * since a file that no event names does no harm.
 */
gchar *store_keep_file(Store *store, GBytes *content, GError **error);
GBytes *store_kept_file(Store *store, const gchar *sha256, GError **error);

/* Where the kept file lies; the caller frees. NULL for what is no SHA-256, and
 * in memory. */
gchar *store_kept_path(const Store *store, const gchar *sha256);
