/*
 * What a back end of the store must do. `state` is what its open gave. Where
 * store.h says something of a function of the same name, it holds here; store.c
 * never calls a back end about a store that does not exist.
 */
#pragma once

#include "store/store.h"

typedef enum { EVENTS_OF_REFERENCE, EVENTS_OF_KIND, EVENTS_OF_FILE, EVENTS_OF_ID } EventsOf;

/* Which events are asked for; only the member that `of` names counts. */
typedef struct {
    EventsOf of;
    const gchar *text; /* the reference or the SHA-256 */
    EventKind kind;
    gint64 id;
} EventQuery;

typedef struct {
    /* NULL without error: STORE_READ, and there is no store. */
    gpointer (*open)(const gchar *url, StoreMode mode, GError **error);
    void (*close)(gpointer state);
    gboolean (*begin)(gpointer state, GError **error);
    gboolean (*commit)(gpointer state, GError **error);
    gboolean (*next_number)(gpointer state, RecordKind kind, const gchar *code, guint year, guint *number,
                            GError **error);
    /* who and at are set */
    gboolean (*append)(gpointer state, Event *event, GError **error);
    GPtrArray *(*events)(gpointer state, const EventQuery *query, GError **error);
    GPtrArray *(*references)(gpointer state, RecordKind kind, GError **error);
    gboolean (*scan)(gpointer state, StoreEach each, gpointer data, GError **error);
    gboolean (*add_holidays)(gpointer state, const Calendar *calendar, GError **error);
    gboolean (*load_holidays)(gpointer state, Calendar *calendar, GError **error);
    gboolean (*replace_children)(gpointer state, const gchar *pack, const GPtrArray *children,
                                 GError **error);
    Facts *(*child)(gpointer state, const gchar *pack, const gchar *id, GError **error);
    gboolean (*forget_child)(gpointer state, const gchar *pack, const gchar *id, GError **error);
    gboolean (*erase)(gpointer state, const Event *event, gint64 because, StoreKeeps keeps, GError **error);
    gboolean (*settle_erasures)(gpointer state, GError **error);
    gboolean (*file_in_use)(gpointer state, const gchar *sha256, gboolean *in_use, GError **error);
} StoreBackend;

extern const StoreBackend SQLITE_BACKEND;
