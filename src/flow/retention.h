/*
 * How long records are kept, and what goes then: off until a period is set.
 * What is under legal hold stays. An erasure removes what is personal and the
 * kept files; that there was a dispute, its theme, stages and days remain.
 */
#pragma once

#include "flow/session.h"

typedef struct {
    gchar *reference; /* NULL: a returned file of no known record */
    gint64 receipt;   /* the event of that file's receipt, else 0 */
    gchar *pack;      /* or NULL for such a file */
    gchar *child;     /* the child's identifier, or NULL */
    Day ended;        /* closed, withdrawn, given or received */
    Day due;          /* the day from which it may go */
    guint years;      /* the period that was set */
    gchar *hold;      /* why it stays all the same, or NULL */
} RetentionItem;

/* What may go on that day (of RetentionItem), held ones too. */
GPtrArray *retention_list(Session *session, Day on, GError **error);

/* years: 0 for no period. pack: id, or NULL for every authority without a period of its own.
 * Within a transaction, as all that follows. */
gboolean retention_set(Session *session, const gchar *pack, guint years, GError **error);

/* Years that are set for the pack; 0 when none. */
gboolean retention_years(Session *session, const gchar *pack, guint *years, GError **error);

/*
 * kind: EVENT_HELD or EVENT_RELEASED. reference: a dispute or compliment, or
 * NULL for all of a child's, also later ones. why is needed. Fails with
 * IRO_ERROR_INPUT.
 */
gboolean retention_hold(Session *session, EventKind kind, const gchar *reference, const gchar *child,
                        const gchar *why, GError **error);

/*
 * Erases what the list of that day names and no hold keeps. Adds to `files`
 * the kept files that rested on it (of gchar): store_drop_file each of them
 * after the commit. Returns what was erased (of RetentionItem).
 */
GPtrArray *retention_erase(Session *session, Day on, GPtrArray *files, GError **error);
