/*
 * The tracker: where every dispute stands.
 */
#pragma once

#include "flow/session.h"

typedef struct {
    gboolean open;          /* only those that are not closed or withdrawn */
    gboolean overdue;       /* only those whose running deadline has passed */
    Day due_by;             /* only those with something to be done by that day; DAY_NONE: all */
    const gchar *authority; /* only those of the pack with this id or code; NULL: all */
    const gchar *team;      /* only those of this team, in letters of either case; NULL: all */
    guint stage;            /* only those that are at this stage; 0: all */
} TrackerFilter;

typedef struct {
    gchar *reference;
    gchar *authority; /* pack id */
    gchar *team;
    gchar *child_id;
    DisputeState state;
    guint stage;
    Day due;                  /* or DAY_NONE */
    gchar *explanation;       /* how that day came about, in words; NULL without a deadline */
    Day total;                /* last day of the whole formal process, or DAY_NONE */
    gchar *total_explanation; /* or NULL */
    gchar *track;             /* title of the process, where the authority has several; else NULL */
    Day next_by;              /* when `next` is due, or DAY_NONE */
    gboolean overdue;
    guint waiting;   /* returns of this dispute that wait for a person */
    gchar *status;   /* in words */
    gchar *next;     /* what the IRO does next, in words */
    gchar *commands; /* which commands do it; NULL when nothing is left */
    gchar *calendar; /* version of the calendar that `due` was counted by, or NULL */
} TrackerRow;

void tracker_row_free(TrackerRow *row);

/* Sorted by what has to be done first, those without a day last (of TrackerRow). */
GPtrArray *tracker_list(Session *session, const TrackerFilter *filter, GError **error);
