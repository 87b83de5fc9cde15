/*
 * What iro and iro-office share of a program: help, version, and finding the
 * function that runs a command.
 */
#pragma once

#include "cli/command.h"

typedef struct {
    const gchar *name;
    CommandRun run;
} Resident; /* a command that this program runs itself */

/*
 * Runs the command that argv[1] names. `elsewhere` runs a command that is not
 * among the residents. Returns the program's exit status.
 */
int program_main(const Resident *residents, guint count, CommandRun elsewhere, int argc, char **argv);
