/*
 * What a PDF shows, read through poppler-glib, whose types stay in this
 * folder. Meant for foreign bytes: run it in the worker only. Nothing is
 * rendered, so no font file of the machine is opened, and no function is
 * called that follows /Parent (poppler's full field names hang on a cycle).
 */
#pragma once

#include <glib.h>

#include "stored/sighting.h"

/* Adds to what was stored: the text of each page, and what poppler makes of
 * each field. Sets `unseen` when poppler cannot open the file. */
void shown_see(Sighting *sighting, GBytes *content);

/* Adds the words of the fields' pictures: page n of pdf shows field fields[n]
 * (of guint). Either may be NULL. */
void shown_see_pictures(Sighting *sighting, GBytes *pdf, GArray *fields);

/* Opens what poppler will need that lies in files, since a child that reads a
 * foreign file may open none: the C library's converter of UTF-16. */
void shown_prepare(void);

/* Does once what poppler does for its first file; pays when several come. */
void shown_warm_up(void);
