/*
 * What iro-desk and iro-office share of a program: help, version, and finding the
 * function that runs a command.
 */
#pragma once

#include "cli/command.h"

typedef struct {
    const gchar *name;
    CommandRun run;
} Resident; /* a command that this program runs */

/*
 * Runs the command that argv[1] names; refuses one that is not among the
 * residents of this program, whose name is `program`. Returns the exit status.
 */
int program_main(const gchar *program, const Resident *residents, guint count, int argc, char **argv);
