/*
 * All that the program prints. Results go to stdout, everything else to
 * stderr.
 */
#pragma once

#include <glib.h>

#include "cli/exit_status.h"

/* From now on notices are not printed, only results and errors. */
void print_set_quiet(gboolean quiet);

void print_out(const gchar *format, ...) G_GNUC_PRINTF(1, 2);
void print_notice(const gchar *format, ...) G_GNUC_PRINTF(1, 2); /* "iro: …" */
void print_error(const gchar *format, ...) G_GNUC_PRINTF(1, 2);  /* "iro: …" */

/* Prints the error, a line each, and gives the exit status that it means. */
ExitStatus print_failure(const GError *failure);

/* How far long work has come: a line on stderr that is written over, when
 * that is a terminal. done == all ends it. */
void print_progress(const gchar *what, guint done, guint all);

/* The worse of two: the higher number. */
ExitStatus print_worse(ExitStatus a, ExitStatus b);

/* Ends stdout; EXIT_FAILED when what was printed did not arrive. */
ExitStatus print_finish(ExitStatus status);
