/*
 * The program iro-office: the commands that need mail, calendar or spreadsheet
 * libraries. iro becomes it; people do not call it.
 */
#include "cli/print.h"
#include "cli/program.h"

static const Resident RESIDENTS[] = {
    {"child", command_child},         {"email", command_email}, {"export", command_export},
    {"import", command_import},       {"list", command_list},   {"report", command_report},
    {"retention", command_retention},
};

static ExitStatus not_here(const Command *command, int argc, char **argv)
{
    (void) argc;
    (void) argv;
    print_error("%s is not a command of iro-office; call `iro %s`", command->name, command->name);
    return EXIT_USAGE;
}

int main(int argc, char **argv)
{
    return program_main(RESIDENTS, G_N_ELEMENTS(RESIDENTS), not_here, argc, argv);
}
