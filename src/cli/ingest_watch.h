/*
 * Taking in what is dropped into a folder, until the program is told to end.
 */
#pragma once

#include "cli/options.h"
#include "flow/intake.h"

/*
 * Each file is read, recorded in a transaction of its own, and only then moved
 * into recorded/, review/ or rejected/: what stops in between leaves the file
 * where it is, and the second time it changes nothing. One that cannot be
 * recorded now is tried again. Ends after SIGTERM or SIGINT, or with `once`
 * when nothing is left to take.
 */
ExitStatus ingest_watch(const Options *options, const gchar *folder, gboolean once);

/* What one intake means for the exit status. */
ExitStatus ingest_status(const Intake *intake);
