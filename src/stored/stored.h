/*
 * What a PDF stores, read from its objects through libqpdf, whose types stay
 * in this folder. Meant for foreign bytes: run it in the worker only.
 */
#pragma once

#include <glib.h>

#include "stored/sighting.h"

/* Pictures of fields, taken out of the file as pages of a small PDF of their
 * own, for shown/ to read the words of. */
typedef struct {
    GBytes *pdf;     /* NULL when there are none */
    GArray *fields;  /* of guint: page n shows field fields[n] of the sighting */
    gpointer opened; /* the file in libqpdf's hands: taking it apart is for those who live on */
} DrawnFields;

void drawn_fields_clear(DrawnFields *drawn);

/* Never fails: what could not be read is told by the state. `drawn` is to be
 * cleared by the caller. */
Sighting *stored_see(GBytes *content, DrawnFields *drawn);
