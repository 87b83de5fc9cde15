/*
 * The program iro-office: the commands that need mail, calendar or spreadsheet
 * libraries. iro becomes it; people do not call it.
 */
#include "cli/program.h"

static const Resident RESIDENTS[] = {
    {"child", command_child},         {"email", command_email}, {"export", command_export},
    {"import", command_import},       {"list", command_list},   {"report", command_report},
    {"retention", command_retention},
};

int main(int argc, char **argv)
{
    return program_main("iro-office", RESIDENTS, G_N_ELEMENTS(RESIDENTS), argc, argv);
}
