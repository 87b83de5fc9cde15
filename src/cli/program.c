#include "cli/program.h"

#include <locale.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/print.h"
#include "config.h"

static void print_help(void)
{
    guint count;
    const Command *commands = commands_all(&count);
    print_out("usage: iro COMMAND [OPTION…] [ARGUMENT…]\n\n"
              "Disputes and compliments of Independent Reviewing Officers: forms out, answers\n"
              "in, deadlines, case notes.\n\n");
    for (guint i = 0; i < count; i++)
        print_out("  %-11s %s\n", commands[i].name, commands[i].summary);
    print_out("\nEvery command takes --store URL, --today YYYY-MM-DD, --json, --quiet, --help.\n"
              "`iro COMMAND --help` tells the rest.\n");
}

static CommandRun find_resident(const Resident *residents, guint count, const gchar *name)
{
    for (guint i = 0; i < count; i++)
        if (strcmp(residents[i].name, name) == 0)
            return residents[i].run;
    return NULL;
}

static ExitStatus run(const gchar *program, const Resident *residents, guint count, int argc, char **argv)
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
    const Command *command = commands_find(argv[1]);
    if (!command) {
        print_error("%s: no such command; `iro --help` lists them", argv[1]);
        return EXIT_USAGE;
    }
    CommandRun resident = find_resident(residents, count, command->name);
    if (!resident) {
        print_error("%s is not a command of %s; call `iro %s`", command->name, program, command->name);
        return EXIT_USAGE;
    }
    return resident(command, argc - 1, argv + 1);
}

int program_main(const gchar *program, const Resident *residents, guint count, int argc, char **argv)
{
    setlocale(LC_CTYPE, "");
    umask(077); /* what is written names children */
    return (int) print_finish(run(program, residents, count, argc, argv));
}
