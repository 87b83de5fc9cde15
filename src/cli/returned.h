/*
 * What reading and taking in share: the files of the command line, and a
 * reading in words.
 */
#pragma once

#include "cli/exit_status.h"
#include "flow/session.h"
#include "model/reading.h"
#include "read/reader.h"

/* The files that the arguments name, folders taken apart, in order of name
 * (of gchar). What is not there is said, and *status set. */
GPtrArray *returned_files(gchar **arguments, ExitStatus *status);

/* The bytes of a regular file. NULL with errno: EFBIG when it is larger than
 * what is kept. */
GBytes *returned_load(const gchar *file);

/* The file's bytes, and what they say (of Reading, never empty). NULL when
 * the file or the worker failed, which was said and *status set. */
GPtrArray *returned_read(Reader *reader, const gchar *file, GBytes **content, ExitStatus *status);

/* Lets the reader ask the record where fields stood on the forms that went
 * out; *session may be NULL or change while the reader lives. */
void returned_know_places(Reader *reader, Session **session);

/* Says, once, what this machine lacks for opening files with all care. */
void returned_tell(Reader *reader);

/* A reading as people read it. */
void returned_print(const Reading *reading);

/* What it means for the exit status. */
ExitStatus returned_status(const Reading *reading);
