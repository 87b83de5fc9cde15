/*
 * The program iro-desk: the commands that need no mail, calendar or spreadsheet
 * libraries. iro becomes it; people do not call it.
 */
#include "cli/program.h"

static const Resident RESIDENTS[] = {
    {"open", command_open},         {"form", command_form},     {"compliment", command_compliment},
    {"read", command_read},         {"ingest", command_ingest}, {"review", command_review},
    {"note", command_note},         {"event", command_event},   {"days", command_days},
    {"holidays", command_holidays}, {"spell", command_spell},   {"check", command_check},
    {"forms", command_forms},       {"record", command_record},
};

int main(int argc, char **argv)
{
    return program_main("iro-desk", RESIDENTS, G_N_ELEMENTS(RESIDENTS), argc, argv);
}
