/*
 * What happened, when, by whom, resting on which file. Events are only ever
 * added; what a dispute is now follows from them (progress.h).
 */
#pragma once

#include <glib.h>

#include "model/day.h"
#include "model/facts.h"

typedef enum {
    EVENT_OPENED,      /* values: the dispute's data (datum.h) */
    EVENT_ISSUED,      /* values: form.id, deadline, calendar, design, placements */
    EVENT_ANSWERED,    /* values: response, outcome, date, responder, source */
    EVENT_NO_RESPONSE, /* the deadline passed; opens the next stage */
    EVENT_BYPASSED,    /* the stage was passed over; opens the next */
    EVENT_NOT_AGREED,  /* a manager says resolved, the IRO does not agree; opens the next */
    EVENT_CAFCASS_REFERRAL,
    EVENT_LEGAL_ADVICE,
    EVENT_GUARDIAN_INFORMED,
    EVENT_WITHDRAWN,
    EVENT_CLOSED,
    EVENT_REOPENED,
    EVENT_COMPLIMENTED, /* values: the compliment's data */
    EVENT_RECEIVED,     /* a returned file came in; values: state, reading */
    EVENT_SETTLED,      /* a person decided on a received file; values: decision, reason */
    EVENT_CORRECTED,    /* a person set answers of a received file; values: the fields set */
    EVENT_EXTENDED,     /* a later deadline was agreed for the stage; values: deadline, text */
    EVENT_IMPORTED,     /* taken over from an earlier log, at that stage when there is one; values:
                           number (there) */
    EVENT_PERIOD_SET,   /* of no record; how long an authority's records are kept; values: pack, years */
    EVENT_HELD,         /* legal hold of a record, or of no record and a child; values: child.id, text */
    EVENT_RELEASED,     /* that hold has ended; values as above */
    EVENT_ERASED,       /* what was personal in the record is gone; values: text */
    EVENT_PAUSED,       /* the stage's clock was stopped by agreement; values: text */
    EVENT_RESUMED,      /* it runs again; values: deadline, left, calendar, text */
    EVENT_N_KINDS
} EventKind;

typedef struct {
    gint64 id;        /* given by the store, rising; 0 before that */
    gchar *reference; /* NULL: a received file of no known record */
    EventKind kind;
    guint stage;  /* 0: of no stage */
    Day on;       /* the day it counts for */
    gint64 at;    /* when it was recorded: microseconds since 1970, UTC */
    gchar *who;   /* the account that recorded it */
    gchar *file;  /* SHA-256 of the kept file that it rests on, or NULL */
    gint64 about; /* id of the event that this one answers, corrects or settles, or 0 */
    Facts *values;
} Event;

Event *event_new(EventKind kind, const gchar *reference, guint stage, Day on);
void event_free(Event *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Event, event_free)

/* "no-response": the name in the store and on the command line. */
const gchar *event_kind_name(EventKind kind);
gboolean event_kind_from_name(const gchar *name, EventKind *kind);

/* "No response by the deadline": for notes and lists. */
const gchar *event_kind_words(EventKind kind);

/* TRUE for the kinds that a person records with `iro event`. */
gboolean event_kind_is_for_people(EventKind kind);
