/*
 * The command line: options that every command takes, and its own.
 */
#pragma once

#include <glib.h>

#include "cli/exit_status.h"
#include "flow/session.h"

struct Command;

typedef struct {
    gchar *store; /* URL or NULL */
    Day today;    /* DAY_NONE: by the clock */
    gboolean json;
    gboolean quiet;
    gchar **arguments; /* what is left: NULL-terminated */
    guint n_arguments;
} Options;

/*
 * Takes the options out of argv; `own` are the command's, ended by an empty
 * entry, or NULL. FALSE when the program is to end now with *status: help was
 * asked for and printed, or the command line is wrong and that was said.
 */
gboolean options_parse(Options *options, const struct Command *command, const GOptionEntry *own, int argc,
                       char **argv, ExitStatus *status);
void options_clear(Options *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

/* Says on stderr that the command line is wrong, and how it is right. */
ExitStatus options_misused(const struct Command *command, const gchar *why);

/* Opens the session that the options ask for; on failure says why and sets *status. */
Session *options_open(const Options *options, StoreMode mode, ExitStatus *status);

/* The option's text as a day; FALSE when it is given and none. */
gboolean options_day(const gchar *text, Day *day);
