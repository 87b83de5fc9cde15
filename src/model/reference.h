/*
 * References: NCC-2026-0001-K for a dispute, NCC-2026-C0001-K for a
 * compliment: the authority's code, the year, the running number of at least
 * four digits, and a check letter. The letter is one of 23 (no I, O, S), the
 * remainder modulo the prime 23 of the characters before it, weighted with
 * powers of 5, a primitive root: any one wrong digit and any two digits that
 * changed places give another letter.
 */
#pragma once

#include <glib.h>

typedef enum { RECORD_DISPUTE, RECORD_COMPLIMENT } RecordKind;

typedef struct {
    RecordKind kind;
    gchar code[9]; /* two to eight capital letters */
    guint year;
    guint number;
} Reference;

/* The caller frees. */
gchar *reference_to_text(const Reference *reference);

/* Letters of either case; FALSE when malformed or the check letter is wrong. */
gboolean reference_from_text(const gchar *text, Reference *reference);

/*
 * The identity that a form carries, three times: NCC-2026-0001-K.2.1 is the
 * first issue of the stage 2 form. A compliment has stage 0.
 */
typedef struct {
    gchar *reference; /* checked text of a Reference */
    guint stage;
    guint issue; /* from 1 */
} FormId;

gchar *form_id_to_text(const FormId *id);
gboolean form_id_from_text(const gchar *text, FormId *id); /* id->reference is the caller's to free */
void form_id_clear(FormId *id);
