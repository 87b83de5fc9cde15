/*
 * The subcommands. Each stands in a file of its own, command_NAME.c; the
 * table in main.c names them all.
 */
#pragma once

#include "cli/exit_status.h"
#include "cli/options.h"

typedef struct Command {
    const gchar *name;
    const gchar *arguments; /* "REF… [--stage N] [-o FILE]" */
    const gchar *summary;
    ExitStatus (*run)(const struct Command *command, int argc, char **argv);
} Command;

ExitStatus command_check(const Command *command, int argc, char **argv);
ExitStatus command_compliment(const Command *command, int argc, char **argv);
ExitStatus command_days(const Command *command, int argc, char **argv);
ExitStatus command_event(const Command *command, int argc, char **argv);
ExitStatus command_export(const Command *command, int argc, char **argv);
ExitStatus command_form(const Command *command, int argc, char **argv);
ExitStatus command_forms(const Command *command, int argc, char **argv);
ExitStatus command_holidays(const Command *command, int argc, char **argv);
ExitStatus command_ingest(const Command *command, int argc, char **argv);
ExitStatus command_list(const Command *command, int argc, char **argv);
ExitStatus command_note(const Command *command, int argc, char **argv);
ExitStatus command_open(const Command *command, int argc, char **argv);
ExitStatus command_read(const Command *command, int argc, char **argv);
ExitStatus command_review(const Command *command, int argc, char **argv);
ExitStatus command_spell(const Command *command, int argc, char **argv);
