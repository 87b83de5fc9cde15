/*
 * The program: finds the subcommand and hands over to it.
 */
#include <locale.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/command.h"
#include "cli/print.h"
#include "config.h"

static const Command COMMANDS[] = {
    {"open", "DISPUTE.xml…", "Check and record a new dispute; print its reference.", command_open},
    {"form", "REF…|--all-open [--stage N] [-o FILE|FOLDER]",
     "Write the pre-filled form of a stage and record that it was issued.", command_form},
    {"compliment", "FILE.xml… [-o FILE|FOLDER]", "Record a compliment and write its form.",
     command_compliment},
    {"read", "FILE…", "Read returned files and print what they say; change nothing.", command_read},
    {"ingest", "FILE|FOLDER… | --watch FOLDER [--once]",
     "Read returned files and record them; what is not certain waits.", command_ingest},
    {"review", "[ID…] [--set FIELD=VALUE]… [--accept|--reject WHY]", "What waits for a person; settle it.",
     command_review},
    {"note", "REF…|--all-open [--short] [--format txt|pdf] [-o FILE|FOLDER]",
     "Write the consolidated case-record note.", command_note},
    {"list", "[--open|--overdue|--review] [--due-by DATE]", "Where every dispute stands.", command_list},
    {"event", "REF… KIND [--on DATE] [--text TEXT]",
     "Record a bypass, no response, referral, closing and the like.", command_event},
    {"export", "[--format csv] [-o FILE]", "The dispute database as a table.", command_export},
    {"days", "DATE +N | DATE..DATE", "Working days, England and Wales.", command_days},
    {"holidays", "[merge FILE.json]", "The bank holidays known; merge a published list.", command_holidays},
    {"spell", "FILE…", "Spelling of the free text in a dispute, compliment or returned form.", command_spell},
    {"check", "FILE…", "Check form packs, templates, disputes and compliments.", command_check},
    {"forms", "[ID...]", "The installed form packs; with an ID what a dispute may name.", command_forms},
};

static void print_help(void)
{
    print_out("usage: iro COMMAND [OPTION…] [ARGUMENT…]\n\n"
              "Disputes and compliments of Independent Reviewing Officers: forms out, answers\n"
              "in, deadlines, case notes.\n\n");
    for (guint i = 0; i < G_N_ELEMENTS(COMMANDS); i++)
        print_out("  %-11s %s\n", COMMANDS[i].name, COMMANDS[i].summary);
    print_out("\nEvery command takes --store URL, --today YYYY-MM-DD, --json, --quiet, --help.\n"
              "`iro COMMAND --help` tells the rest.\n");
}

static const Command *find_command(const gchar *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(COMMANDS); i++)
        if (strcmp(COMMANDS[i].name, name) == 0)
            return &COMMANDS[i];
    return NULL;
}

static ExitStatus run(int argc, char **argv)
{
    if (argc < 2) {
        print_error("no command; `iro --help` lists them");
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--version") == 0) {
        print_out("iro %s\n", IRO_VERSION);
        return EXIT_DONE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
        print_help();
        return EXIT_DONE;
    }
    const Command *command = find_command(argv[1]);
    if (!command) {
        print_error("%s: no such command; `iro --help` lists them", argv[1]);
        return EXIT_USAGE;
    }
    return command->run(command, argc - 1, argv + 1);
}

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "");
    umask(077); /* what is written names children */
    return (int) print_finish(run(argc, argv));
}
