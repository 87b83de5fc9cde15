/*
 * What the files of the tally share; no other folder includes this.
 */
#pragma once

#include "figures/tally.h"
#include "model/progress.h"

typedef struct {
    Progress *progress;
    Series *team_late;
    Day booked;       /* the day that its latest event counts for */
    Day formal_issue; /* first issue of a formal stage, or DAY_NONE */
    gboolean formal;  /* raised formally, or has reached a formal stage */
    gboolean looked;  /* counted as open or not at the end of the day before */
} Dispute;

typedef struct {
    gint month;
    guint days;
} Length;

typedef struct {
    gint month;
    gint64 id;
} Quotable;

struct Tally {
    TallyOptions options;
    GPtrArray *disputes;     /* of Dispute by record; NULL for what is not looked at */
    GHashTable *children;    /* "pack/id" to the last day of raising, plus one */
    GHashTable *series;      /* a set of Series */
    GPtrArray *all;          /* of Series */
    GArray *counts[COUNT_N]; /* of guint by month */
    GArray *lengths;         /* of Length */
    GArray *quotable;        /* of Quotable */
    GArray *stock[2];        /* of Stock: at the cutoff, and before */
    gint first_month;
    Day day;    /* looked at last, */
    gint month; /* and its month */
};

void tally_add(Tally *tally, Count count, gint month);
void tally_add_late_team(Tally *tally, const Dispute *dispute, gint month);
void tally_break_down_opening(Tally *tally, Dispute *dispute, const Event *event, gint month);
void tally_break_down_closing(Tally *tally, const Dispute *dispute, gint month);
void tally_break_down_compliment(Tally *tally, const Pack *pack, const Event *event, gint month);
