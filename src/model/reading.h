/*
 * What one form in a returned file says: the object that `iro read --json`
 * prints.
 */
#pragma once

#include <glib.h>

#include "model/day.h"
#include "model/facts.h"
#include "model/outcome.h"

typedef enum { READING_NO_FORM, READING_STAGE, READING_COMPLIMENT } ReadingForm;
typedef enum { SOURCE_NONE, SOURCE_FIELDS, SOURCE_TEXT, SOURCE_SCAN } ReadingSource;

/* What is known of one box or of one statement. */
typedef enum { MARK_ABSENT, MARK_OFF, MARK_ON, MARK_UNCLEAR } Mark;

typedef struct {
    ProblemCode code;
    gchar *field;   /* "response", or NULL */
    gchar *message; /* what is wrong and what to do; never the manager's words */
} Problem;

/* What stands in a field that could not be read, for a person to see. */
typedef struct {
    gchar *field; /* "response" */
    GBytes *png;
} FieldPicture;

typedef struct {
    gchar *file;   /* as it was named on the command line, or the attachment's place in it */
    GArray *pages; /* of guint, from 1 */
    ReadingForm form;
    gchar *authority; /* pack id when the store knows the reference, else NULL */
    gchar *reference; /* or NULL */
    guint stage;      /* 0 for a compliment */
    guint issue;      /* of the form, from its identity; 0 unknown */
    ReadingSource source;
    gchar *response;     /* NFC, \n line ends; NULL when it could not be read, "" when empty */
    Mark proceed;        /* never recorded unless certain */
    Mark resolved;       /* likewise */
    Day date;            /* DAY_NONE when absent or doubtful */
    gchar *date_text;    /* what was typed, or NULL */
    gchar *responder;    /* or NULL */
    Outcome outcome;     /* of the boxes alone */
    gboolean certain;    /* every answer may be recorded without a person */
    GPtrArray *problems; /* of Problem */
    Facts *evidence;     /* what each answer rests on */
    GPtrArray *pictures; /* of FieldPicture; kept with the return, not in its JSON */
} Reading;

Reading *reading_new(const gchar *file);
void reading_free(Reading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reading, reading_free)

/* Adds a problem; one that needs a person makes the reading uncertain.
 * message NULL: the code's standard message. */
void reading_add_problem(Reading *reading, ProblemCode code, const gchar *field, const gchar *message);
gboolean reading_has_problem(const Reading *reading, ProblemCode code);

/* Adds the picture of a field. */
void reading_add_picture(Reading *reading, const gchar *field, GBytes *png);

/* Sets outcome from the two marks and adds both-ticked, none-ticked or
 * box-unclear where they apply (not for a compliment). */
void reading_judge_boxes(Reading *reading);
