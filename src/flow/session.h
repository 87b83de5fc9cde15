/*
 * What every use case needs: the store, the calendar, the packs, the day it
 * is taken to be, and who asks.
 */
#pragma once

#include <glib.h>

#include "document/template.h"
#include "model/calendar.h"
#include "model/pack.h"
#include "model/progress.h"
#include "store/store.h"

typedef struct {
    Store *store;
    Calendar *calendar;    /* shipped and merged bank holidays */
    GHashTable *packs;     /* id to Pack */
    GHashTable *templates; /* id to Template */
    Day today;
    gint64 now; /* microseconds since 1970, UTC */
    gchar *who; /* the account */
} Session;

typedef struct {
    const gchar *store; /* URL, or NULL for the default */
    StoreMode mode;
    Day today; /* DAY_NONE: by the clock */
} SessionOptions;

/* Fails with IRO_ERROR_STORE, IRO_ERROR_SYSTEM or IRO_ERROR_INPUT (a broken calendar). */
Session *session_open(const SessionOptions *options, GError **error);
void session_close(Session *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Session, session_close)

/* The day by the clock, where the program runs. */
Day session_local_today(void);

/* The bank holidays that ship with the program; IRO_ERROR_SYSTEM. The caller frees. */
Calendar *session_shipped_calendar(GError **error);

/* Loaded once; owned by the session. */
const Pack *session_pack(Session *session, const gchar *id, GError **error);
const Template *session_template(Session *session, const gchar *id, GError **error);

/* A new event of today, by this account. */
Event *session_event(const Session *session, EventKind kind, const gchar *reference, guint stage);

/* A dispute with its events and pack. */
typedef struct {
    GPtrArray *events; /* of Event */
    const Pack *pack;  /* speaking of the dispute's track; owned by the session */
    Progress *progress;
} Case;

/* Fails with IRO_ERROR_INPUT when the reference is malformed, unknown or not a dispute's. */
Case *case_load(Session *session, const gchar *reference, GError **error);
void case_free(Case *dispute);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Case, case_free)

/* References of disputes, in order of opening (of gchar). */
typedef enum {
    CASE_ALL,
    CASE_OPEN,     /* neither closed nor withdrawn */
    CASE_ISSUABLE, /* a stage with a form is to be issued or is out */
    CASE_OVERDUE,  /* its running deadline has passed */
} CaseFilter;
GPtrArray *case_list(Session *session, CaseFilter filter, GError **error);
