/*
 * Reads returned files through the separate program iro-worker: the parent
 * hands bytes over and judges what comes back, so that no parser of foreign
 * bytes runs in this process.
 */
#pragma once

#include <glib.h>

#include "model/reading.h"
#include "read/judge.h"

typedef struct Reader Reader;

typedef struct {
    guint files;     /* that are to come, 0 when nobody knows; several are quicker by a worker for many */
    guint wall_time; /* ms that one file may take; 0: nine seconds or IRO_READ_SECONDS, which is also the most
                      */
} ReaderOptions;

/* Starts the worker at once, so that it warms up while the caller goes on.
 * options: NULL for one file or few.
 * iro-worker stands at $IRO_WORKER, beside the running program, or in libexec,
 * the other workers beside it. Fails with IRO_ERROR_SYSTEM. */
Reader *reader_start(const ReaderOptions *options, GError **error);
void reader_stop(Reader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reader, reader_stop)

/*
 * What the file says: one Reading for each form in it, or one of
 * READING_NO_FORM with its problem; never empty. `name` is how the file is
 * called in the result. Fails (IRO_ERROR_SYSTEM) only when the worker cannot
 * be run or confined at all; a worker that dies or hangs over this file gives a reading
 * with `broken` or `timed-out`.
 */
GPtrArray *reader_read(Reader *reader, const gchar *name, GBytes *content, GError **error);

/* What a person should know of this machine, once; NULL when there is nothing
 * (more). Ask after each file: it is known only when one was read. */
const gchar *reader_take_notice(Reader *reader);

/* Who knows where the fields stood on the forms that went out; asked for each
 * copy without fields, which goes to a person otherwise. */
void reader_set_placements(Reader *reader, PlacementsLookup lookup, gpointer data);

/* Who knows what was printed on them, asked with the same data; without it,
 * what was changed in print goes unseen. */
void reader_set_wordings(Reader *reader, WordingLookup lookup);
