/*
 * What happened, counted by month: the record's events go in once, in the
 * order in which they were recorded; counts, breakdowns and what stood open
 * at the end come out.
 *
 * An event counts in the month in which it was recorded, or in that of its own
 * day when that is later; a period that is over therefore never changes. How
 * long things took goes by the events' own days. What an import brought in
 * counts by its own day.
 */
#pragma once

#include <glib.h>

#include "figures/period.h"
#include "model/calendar.h"
#include "model/event.h"
#include "model/pack.h"

typedef enum {
    COUNT_RAISED,
    COUNT_RAISED_INFORMALLY, /* its process begins with an informal stage */
    COUNT_RAISED_FORMALLY,
    COUNT_WENT_FORMAL, /* raised informally, and now reached its first formal stage */
    COUNT_REPEATED,    /* raised about a child of whom another was raised in the 365 days before */
    COUNT_ANSWERED_IN_TIME,
    COUNT_ANSWERED_LATE,
    COUNT_NO_RESPONSE, /* recorded as such */
    COUNT_CLOSED,
    COUNT_CLOSED_IN_5, /* working days */
    COUNT_CLOSED_IN_20,
    COUNT_CLOSED_LATER,
    COUNT_CLOSED_UNMEASURED, /* the calendar does not reach so far */
    COUNT_WITHDRAWN,
    COUNT_REOPENED,
    COUNT_NOT_AGREED,
    COUNT_BYPASSED,
    COUNT_EXTENDED,
    COUNT_CAFCASS,
    COUNT_LEGAL,
    COUNT_GUARDIAN,
    COUNT_COMPLIMENTS,
    COUNT_RECORDED_LATE, /* the event's own day is of an earlier month */
    COUNT_N
} Count;

typedef enum {
    BY_THEME,            /* disputes raised */
    BY_TEAM,             /* disputes raised */
    BY_TEAM_LATE,        /* answers late or missing */
    BY_LEVEL,            /* disputes raised */
    BY_STAGE,            /* disputes closed, by the stage they had come to */
    BY_COMPLIMENT_THEME, /* compliments */
    BY_AUTHORITY_RAISED,
    BY_AUTHORITY_CLOSED,
    BREAKDOWN_N
} Breakdown;

/* One count through time. */
typedef struct {
    Breakdown breakdown;
    const Pack *pack; /* NULL: of no authority */
    gchar *key;       /* theme id, team, stage: what sorts and identifies it */
    gchar *label;     /* as it is printed */
    GArray *months;   /* of guint; see series_sum */
} Series;

typedef struct {
    const Pack *pack;
    guint open, overdue;
} Stock;

typedef struct Tally Tally;

/* Gives the pack of that id, loading it when need be; NULL with error. */
typedef const Pack *(*FindPack)(const gchar *id, gpointer data, GError **error);

typedef struct {
    const gchar *authority; /* only that pack id; NULL: all */
    Day cutoff;             /* what counts for a later day is not looked at */
    Day before;             /* an earlier day at whose end the open disputes are counted too */
    Day seen, seen_before;  /* the days on which `overdue` is judged, for each */
    const Calendar *calendar;
    FindPack find_pack;
    gpointer data;
} TallyOptions;

Tally *tally_new(const TallyOptions *options);
void tally_free(Tally *tally);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tally, tally_free)

/* record: the same number for all events of a dispute or compliment. */
gboolean tally_take(Tally *tally, const Event *event, guint record, GError **error);

/* Once, after the last event. */
void tally_finish(Tally *tally);

guint tally_count(const Tally *tally, Count count, const Period *period);
const GPtrArray *tally_series(const Tally *tally); /* of Series, in no order that means anything */
guint series_sum(const Series *series, const Period *period);

/* The key and the label of a stage in BY_STAGE; the caller frees. */
gchar *series_stage_key(const Track *track, guint number);
gchar *series_stage_label(const Track *track, guint number);

/* Of one month, as period_month_of() numbers them. */
guint tally_count_in_month(const Tally *tally, Count count, gint month);
guint series_in_month(const Series *series, gint month);
/* The first month that anything counts in; G_MAXINT when nothing does. */
gint tally_first_month(const Tally *tally);

/* Working days of the disputes closed in the period, from the fewest (of guint); the caller unrefs. */
GArray *tally_days(const Tally *tally, const Period *period);

/* What was open at the end of the cutoff, or of `before` (of Stock, one for each authority met). */
const GArray *tally_stock(const Tally *tally, gboolean before);

/* Ids of the compliments recorded in the period that may be quoted (of gint64); the caller unrefs. */
GArray *tally_quotable(const Tally *tally, const Period *period);
