/*
 * What a PDF shows, read through poppler-glib, whose types stay in this
 * folder. Meant for foreign bytes: run it in the worker only. No font file of
 * the machine is opened, and no function is called that follows /Parent
 * (poppler's full field names hang on a cycle).
 */
#pragma once

#include <glib.h>

#include "stored/sighting.h"

/*
 * Adds to what was stored: the text of each page, what poppler makes of each
 * field, and the words of the fields' pictures: page n of `pictures` shows
 * field fields[n] (of guint); both may be NULL. Sets `unseen` when poppler
 * cannot open the file.
 */
void shown_see(Sighting *sighting, GBytes *content, GBytes *pictures, const GArray *fields);

/* Loads what poppler needs that lies in files, since a child that reads a
 * foreign file may open none: its own tables and the C library's converter of
 * UTF-16. sample: any PDF of our own. */
void shown_prepare(GBytes *sample);
