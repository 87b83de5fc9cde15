/*
 * What a dispute is now, derived from its events and its authority's process.
 * Nothing of this is stored.
 */
#pragma once

#include <glib.h>

#include "model/calendar.h"
#include "model/event.h"
#include "model/outcome.h"
#include "model/pack.h"

typedef enum {
    STAGE_UNREACHED,
    STAGE_OPEN,     /* reached; its form is not issued yet */
    STAGE_ISSUED,   /* its form is out; the clock runs */
    STAGE_RESOLVED, /* answered: concerns resolved */
    STAGE_PROCEED,  /* answered: proceed to the next stage */
    STAGE_SILENT,   /* no response by the deadline */
    STAGE_BYPASSED,
} StageState;

typedef struct {
    guint number;
    StageState state;
    guint issues;        /* how often its form was issued */
    Day opened;          /* DAY_NONE while unreached */
    Day issued;          /* first issue since it was opened, or DAY_NONE */
    Day deadline;        /* of that issue, or as it was extended to, or DAY_NONE */
    gboolean extended;   /* the deadline was agreed, not counted */
    Day paused;          /* the clock stands still since that day, or DAY_NONE */
    Day ended;           /* the day it was answered, passed over or given up, or DAY_NONE */
    const Event *issue;  /* the latest issue, or NULL */
    const Event *answer; /* the recorded answer, or NULL */
} StageProgress;

typedef enum {
    DISPUTE_OPEN,     /* a stage is to be issued or answered */
    DISPUTE_RESOLVED, /* a manager says resolved; the IRO has to close or to disagree */
    DISPUTE_FINAL,    /* past the last form: legal advice, Cafcass */
    DISPUTE_CLOSED,
    DISPUTE_WITHDRAWN,
} DisputeState;

typedef struct {
    const gchar *reference; /* of the first event */
    const Facts *facts;     /* of the first event */
    const Pack *pack;
    const Track *track;      /* of the pack: the one that the dispute takes */
    const GPtrArray *events; /* of Event, all of the dispute's */
    DisputeState state;
    guint stage;    /* the current one */
    Day opened;     /* the day the dispute was recorded */
    Day first;      /* first issue of any stage: day 0 of the whole process, or DAY_NONE */
    Day formal;     /* first issue of a stage of the formal part: day 0 of the total, or DAY_NONE */
    Day ended;      /* closed or withdrawn, or DAY_NONE */
    GArray *stages; /* of StageProgress, stage 1 at index 0 */
} Progress;

/*
 * events: in order, the first one EVENT_OPENED. The result points into pack
 * and events, which must outlive it.
 */
Progress *progress_derive(const Pack *pack, const GPtrArray *events);

/*
 * The same, event by event, for those who go through a whole record at once:
 * begin, then apply every event in order, the first one too. reference, facts
 * and each stage's issue and answer point into the events that were given;
 * who lets go of those must not look at them any more. `events` is NULL.
 */
Progress *progress_begin(const Pack *pack, const Event *first);
void progress_apply(Progress *progress, const Event *event);
void progress_free(Progress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Progress, progress_free)

/* NULL when the process has no such stage. */
const StageProgress *progress_stage(const Progress *progress, guint number);

/* The stage as the dispute's track has it; NULL when there is none. */
const Stage *progress_definition(const Progress *progress, guint number);

/* Working days that the stage gives this dispute: those that its form went out
 * with; before that, where the process lets them be chosen, those chosen when
 * the dispute was opened. */
guint progress_days(const Progress *progress, guint number);

/* Whether something of that kind was recorded. */
gboolean progress_has_event(const Progress *progress, EventKind kind);

/* The running deadline: of the current stage when its form is out and its clock
 * does not stand still, else DAY_NONE. */
Day progress_due(const Progress *progress);

/* Closed or withdrawn. */
gboolean progress_has_ended(const Progress *progress);

/* TRUE when the running deadline is before today. */
gboolean progress_is_overdue(const Progress *progress, Day today);

/*
 * Whether a person may record an event of this kind now. Fails with
 * IRO_ERROR_INPUT, saying why not and what is possible instead.
 */
gboolean progress_allows(const Progress *progress, EventKind kind, Day on, GError **error);
