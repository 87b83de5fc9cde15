/*
 * The QR codes in a grey picture, and where their corners lie.
 */
#pragma once

#include <glib.h>

typedef struct {
    gchar *text;
    gdouble corner[4][2]; /* pixels x, y: top left, top right, bottom right, bottom left of the code itself */
} Code;

/* Looks in the picture's corners first, then all over it, enlarged and
 * smoothed where that is needed, until a code that starts with `wanted` is
 * found. Gives all codes seen on the way, each text once: of Code; never NULL. */
GPtrArray *codes_find(const guint8 *grey, guint width, guint height, const gchar *wanted);

/* zbar loads converters of text when it first meets a code. Opens them for
 * good, for a program that may open no file later. Once is enough. */
void codes_load_converters(void);
