/*
 * The program iro-desk: the commands that need no mail, calendar or spreadsheet
 * libraries. iro becomes it; people do not call it.
 */
#include "cli/print.h"
#include "cli/program.h"

static const Resident RESIDENTS[] = {
    {"open", command_open},         {"form", command_form},     {"compliment", command_compliment},
    {"read", command_read},         {"ingest", command_ingest}, {"review", command_review},
    {"note", command_note},         {"event", command_event},   {"days", command_days},
    {"holidays", command_holidays}, {"spell", command_spell},   {"check", command_check},
    {"forms", command_forms},       {"record", command_record},
};

static ExitStatus not_here(const Command *command, int argc, char **argv)
{
    (void) argc;
    (void) argv;
    print_error("%s is not a command of iro-desk; call `iro %s`", command->name, command->name);
    return EXIT_USAGE;
}

int main(int argc, char **argv)
{
    return program_main(RESIDENTS, G_N_ELEMENTS(RESIDENTS), not_here, argc, argv);
}
