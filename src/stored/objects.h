/*
 * Small helpers over libqpdf's C interface, which answers a wrong type with a
 * warning; since warnings tell a damaged file here, ask first. Private to
 * this folder.
 */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

#include "stored/sighting.h"

#define OBJECT_MAX_DEPTH 32

/* The value of a key, or a null object when `dictionary` is none. */
qpdf_oh object_get(qpdf_data pdf, qpdf_oh dictionary, const gchar *key);
gboolean object_has(qpdf_data pdf, qpdf_oh dictionary, const gchar *key);

/* The value of a key of a field or page, its own or inherited by /Parent,
 * with a guard against cycles; a null object when there is none. */
qpdf_oh object_inherited(qpdf_data pdf, qpdf_oh dictionary, const gchar *key);

/* A number, or `otherwise`. */
gdouble object_number(qpdf_data pdf, qpdf_oh object, gdouble otherwise);

/* A name without its slash, as valid UTF-8; NULL when it is none. */
gchar *object_name(qpdf_data pdf, qpdf_oh object);

/* Four numbers as a rectangle with x0 <= x1 and y0 <= y1. */
gboolean object_rectangle(qpdf_data pdf, qpdf_oh object, gdouble rectangle[4]);

/* A string or stream as text; NULL when it is neither. */
gchar *object_text(qpdf_data pdf, qpdf_oh object, ValueForm *form, gboolean *doubtful);

/* Decoded bytes of a stream, or NULL. */
GBytes *object_stream_bytes(qpdf_data pdf, qpdf_oh stream);
