/*
 * Taking returned forms in: a reading is held against the record, and only
 * what is certain moves a dispute; everything else waits for a person. The
 * file is kept in every case.
 */
#pragma once

#include "flow/session.h"
#include "model/reading.h"

typedef enum {
    INTAKE_RECORDED,  /* the answer is in the record */
    INTAKE_REVIEW,    /* a person has to look */
    INTAKE_REJECTED,  /* no form of ours, or not readable; the file is kept */
    INTAKE_DUPLICATE, /* came in before; nothing changed */
} IntakeState;

/* A receipt's value of this name and a field's is the SHA-256 of the picture
 * kept of that field. */
#define INTAKE_PICTURE "picture."

const gchar *intake_state_name(IntakeState state); /* "recorded" */

typedef struct {
    IntakeState state;
    Reading *reading; /* with the problems that the record adds */
    gboolean waits;   /* for a person, now or since an earlier receipt */
    gint64 event;     /* id of the event of receipt, 0 for a duplicate */
} Intake;

void intake_free(Intake *intake);

/*
 * Adds to the reading what the record knows: its authority, unknown-reference,
 * wrong-stage, superseded, late, duplicate. Changes nothing in the store. A
 * store that does not exist adds nothing.
 */
gboolean intake_compare(Session *session, Reading *reading, GError **error);

/*
 * Records the readings of one file whose bytes are kept under `sha256`; takes
 * the readings over. Within a transaction. Returns one Intake for each.
 */
GPtrArray *intake_record(Session *session, const gchar *sha256, GPtrArray *readings, GError **error);

/* What is written into the record of a reading that is certain, or that a
 * person has accepted; the caller sets what it is about. */
Event *intake_answer_event(const Session *session, const Reading *reading, const gchar *sha256);

/* TRUE when there is a record of that reference. */
gboolean intake_knows(Session *session, const gchar *reference);

/* TRUE when a person had to look at this receipt, settled or not. */
gboolean intake_needs_person(const Event *receipt);

/* Events of receipt that still wait for a person (of Event). */
GPtrArray *intake_waiting(Session *session, GError **error);
