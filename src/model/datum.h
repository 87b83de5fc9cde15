/*
 * The data that a pack or template may name in {braces}, and what each is.
 * A role of the pack adds ROLE.name and ROLE.email (tm.name, tm.email).
 */
#pragma once

#include <glib.h>

#include "model/pack.h"

typedef enum {
    DATUM_OF_DISPUTE = 1 << 0,    /* what was opened, and its authority */
    DATUM_OF_COMPLIMENT = 1 << 1, /* what was praised, and its authority */
    DATUM_OF_STAGE = 1 << 2,      /* within <each in="stages">, and on a stage's form */
    DATUM_OF_PAGE = 1 << 3,       /* page furniture: {page}, {pages} */
    DATUM_OF_LIST = 1 << 4,       /* within <each>: {label} {value} {title} {text} {on} */
    DATUM_OF_NOTE = 1 << 5,       /* the case note: outcome, what is next */
    DATUM_OF_MAIL = 1 << 6,       /* an e-mail draft */
    DATUM_OF_SUBJECT = 1 << 7,    /* the subject of an e-mail: nothing that names a person */
} DatumScope;

typedef struct {
    const gchar *name;
    guint scopes; /* DatumScope bits */
    const gchar *meaning;
} Datum;

/* All of them, ended by a NULL name. */
const Datum *datum_all(void);

/* pack may be NULL: then any ROLE.name and ROLE.email is known. */
gboolean datum_is_known(const gchar *name, guint scopes, const Pack *pack);

/*
 * Calls `found` for each {name} in text with its byte offset; returns FALSE
 * when a brace is left open or a name is malformed, with *bad_offset set.
 * "{{" stands for a brace.
 */
typedef void (*DatumFound)(const gchar *name, gsize offset, gpointer data);
gboolean datum_each_placeholder(const gchar *text, DatumFound found, gpointer data, gsize *bad_offset);
