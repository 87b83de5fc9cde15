#include "read/second_look.h"

#include <string.h>

#include "layout/wording.h"
#include "read/copies.h"
#include "stored/sighting.h"

gboolean second_look_is_due(const Reading *reading)
{
    return reading->source == SOURCE_TEXT && facts_get(reading->evidence, COPIES_ILLEGIBLE);
}

static gboolean is_lost(const gchar *scanned, const gchar *copied)
{
    g_autofree gchar *letters = copied ? wording_letters(copied) : NULL;
    return letters && (!scanned || scanned[0] == '\0');
}

/* Fonts that are not in the file are not drawn: what the letters say would be
 * lost. */
static gboolean saw_less(const Reading *scanned, const Reading *copy)
{
    return is_lost(scanned->response, copy->response) || is_lost(scanned->responder, copy->responder) ||
           is_lost(scanned->date_text, copy->date_text);
}

/* Where the two differ, what is seen holds: fonts call signs by other names. */
static void keep_text(gchar **scanned, const gchar *copied)
{
    if (*scanned && copied && sighting_same_text(*scanned, copied)) {
        g_free(*scanned);
        *scanned = g_strdup(copied);
    }
}

/* Two looks at one box that disagree are no answer. */
static Mark joined_mark(Mark scanned, Mark copied)
{
    gboolean told = copied == MARK_ON || copied == MARK_OFF;
    return told && copied != scanned ? MARK_UNCLEAR : scanned;
}

static void join_marks(Reading *scanned, const Reading *copy)
{
    Mark proceed = joined_mark(scanned->proceed, copy->proceed);
    Mark resolved = joined_mark(scanned->resolved, copy->resolved);
    if (proceed != scanned->proceed || resolved != scanned->resolved) {
        scanned->proceed = proceed;
        scanned->resolved = resolved;
        reading_judge_boxes(scanned);
    }
}

static void add_copy(Reading *scanned, const Reading *copy)
{
    keep_text(&scanned->response, copy->response);
    keep_text(&scanned->responder, copy->responder);
    join_marks(scanned, copy);
    for (guint i = 0; i < copy->problems->len; i++) {
        const Problem *problem = g_ptr_array_index(copy->problems, i);
        if (!problem->field && problem->code != PROBLEM_LOW_CONFIDENCE &&
            problem->code != PROBLEM_MISSING_PAGE && !reading_has_problem(scanned, problem->code)) {
            reading_add_problem(scanned, problem->code, NULL, problem->message);
        }
    }
    for (guint i = 0; i < copy->pages->len; i++) {
        guint page = g_array_index(copy->pages, guint, i);
        gboolean known = FALSE;
        for (guint j = 0; j < scanned->pages->len; j++) {
            known = known || g_array_index(scanned->pages, guint, j) == page;
        }
        if (!known) {
            g_array_append_val(scanned->pages, page);
        }
    }
}

static gboolean has_page_of(const Reading *copy, const Reading *scanned)
{
    for (guint i = 0; i < copy->pages->len; i++) {
        for (guint j = 0; j < scanned->pages->len; j++) {
            if (g_array_index(copy->pages, guint, i) == g_array_index(scanned->pages, guint, j)) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

/* The copy's own stage may be read from garbled letters. */
static Reading *take_copy(GPtrArray *readings, const Reading *scanned)
{
    for (guint i = 0; scanned->reference && i < readings->len; i++) {
        Reading *reading = g_ptr_array_index(readings, i);
        if (second_look_is_due(reading) && g_strcmp0(reading->reference, scanned->reference) == 0 &&
            has_page_of(reading, scanned)) {
            return g_ptr_array_steal_index(readings, i);
        }
    }
    return NULL;
}

static void forget_letters(Reading *reading)
{
    g_clear_pointer(&reading->response, g_free);
    g_clear_pointer(&reading->responder, g_free);
    g_clear_pointer(&reading->date_text, g_free);
    reading->date = DAY_NONE;
}

GPtrArray *second_look_join(GPtrArray *readings, GPtrArray *scanned)
{
    for (guint i = 0; i < scanned->len; i++) {
        Reading *look = g_ptr_array_index(scanned, i);
        Reading *copy = take_copy(readings, look);
        if (copy && saw_less(look, copy)) {
            /* It keeps its doubts, and wants no other look. */
            facts_set(copy->evidence, COPIES_ILLEGIBLE, NULL);
            reading_free(look);
            scanned->pdata[i] = copy;
        } else if (copy) {
            add_copy(look, copy);
            reading_free(copy);
        }
    }
    for (guint i = 0; i < readings->len; i++) {
        if (second_look_is_due(g_ptr_array_index(readings, i))) {
            forget_letters(g_ptr_array_index(readings, i));
        }
    }
    g_ptr_array_extend_and_steal(readings, scanned);
    return readings;
}
