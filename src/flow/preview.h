/*
 * A blank form of a pack, filled with example words: for whoever writes the
 * pack or the template. It has no reference and no identity, says on every page
 * that it is a preview, is never recorded and cannot be taken in.
 */
#pragma once

#include "model/calendar.h"
#include "model/pack.h"

typedef struct {
    const gchar *pack;  /* an id, or a file */
    const gchar *look;  /* template: a name or a file; NULL: that of issued forms */
    const gchar *track; /* id; NULL: the first */
    guint stage;        /* 0: the first */
    gboolean compliment;
    Day today;
} PreviewOptions;

/* Fails with IRO_ERROR_INPUT (the pack, or it has no such form) or IRO_ERROR_SYSTEM. */
GBytes *preview_make(const PreviewOptions *options, const Calendar *calendar, GError **error);
