/*
 * What waits for a person, and what the person decides: each decision is an
 * event, and what was read stays as it was read.
 */
#pragma once

#include "flow/session.h"
#include "model/reading.h"

/* A returned form as it stands before a person. */
typedef struct {
    Event *receipt;
    Reading *read;   /* as it was read, with what the record added then */
    Reading *answer; /* with what was set since, and what the record says against it now */
    Facts *set;      /* what was set, the latest value of each field */
    Facts *pictures; /* field to SHA-256 of the picture kept of it */
    Event *settled;  /* the decision, or NULL */
    gchar *obstacle; /* why it cannot be accepted now and what to do; NULL when it can */
} ReviewItem;

void review_item_free(ReviewItem *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReviewItem, review_item_free)

/* TRUE when it needs a person's decision still. */
gboolean review_item_waits(const ReviewItem *item);

/* What waits, in order of receipt (of ReviewItem). */
GPtrArray *review_list(Session *session, GError **error);

/* One receipt, settled or not. Fails with IRO_ERROR_INPUT when there is none. */
ReviewItem *review_find(Session *session, gint64 id, GError **error);

typedef enum { REVIEW_CORRECT, REVIEW_ACCEPT, REVIEW_REJECT } ReviewDecision;

/*
 * Checks what a person sets and adds it to `set` as it is kept: response and
 * responder as text, outcome (resolved or proceed), date as people write it,
 * reference, stage. Fails with IRO_ERROR_USAGE, naming the field and never
 * the text.
 */
gboolean review_set(Facts *set, const gchar *field, const gchar *value, GError **error);

/*
 * Records what was set and what is decided. An answer is accepted only when it
 * can be recorded: the reference known, its stage waiting, the outcome one
 * that moves a dispute, the response read or set. reason: of a rejection.
 * Within a transaction; a failure with IRO_ERROR_INPUT has recorded nothing.
 * Returns the item as it stands then.
 */
ReviewItem *review_settle(Session *session, gint64 id, const Facts *set, ReviewDecision decision,
                          const gchar *reason, GError **error);
