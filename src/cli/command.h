/*
 * The subcommands. Each stands in a file of its own, command_NAME.c; the
 * table in commands.c names them all and says which program holds each.
 */
#pragma once

#include "cli/exit_status.h"
#include "cli/options.h"

/* People call iro, which becomes the program that holds the command. */
typedef enum {
    IN_DESK,   /* iro-desk: starts fast, loads little */
    IN_OFFICE, /* iro-office, for what needs mail, calendar or spreadsheet libraries */
} Home;

typedef struct Command {
    const gchar *name;
    const gchar *arguments; /* "REF… [--stage N] [-o FILE]" */
    const gchar *summary;
    Home home;
} Command;

typedef ExitStatus (*CommandRun)(const Command *command, int argc, char **argv);

/* All commands of both programs, in the order in which help lists them. */
const Command *commands_all(guint *count);
/* NULL when there is none of that name. */
const Command *commands_find(const gchar *name);

/* In iro-desk: */
ExitStatus command_check(const Command *command, int argc, char **argv);
ExitStatus command_child(const Command *command, int argc, char **argv);
ExitStatus command_compliment(const Command *command, int argc, char **argv);
ExitStatus command_days(const Command *command, int argc, char **argv);
ExitStatus command_event(const Command *command, int argc, char **argv);
ExitStatus command_form(const Command *command, int argc, char **argv);
ExitStatus command_forms(const Command *command, int argc, char **argv);
ExitStatus command_holidays(const Command *command, int argc, char **argv);
ExitStatus command_import(const Command *command, int argc, char **argv);
ExitStatus command_ingest(const Command *command, int argc, char **argv);
ExitStatus command_note(const Command *command, int argc, char **argv);
ExitStatus command_open(const Command *command, int argc, char **argv);
ExitStatus command_read(const Command *command, int argc, char **argv);
ExitStatus command_record(const Command *command, int argc, char **argv);
ExitStatus command_report(const Command *command, int argc, char **argv);
ExitStatus command_retention(const Command *command, int argc, char **argv);
ExitStatus command_review(const Command *command, int argc, char **argv);
ExitStatus command_spell(const Command *command, int argc, char **argv);

/* In iro-office: */
ExitStatus command_email(const Command *command, int argc, char **argv);
ExitStatus command_export(const Command *command, int argc, char **argv);
ExitStatus command_list(const Command *command, int argc, char **argv);
