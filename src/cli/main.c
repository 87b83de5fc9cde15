/*
 * The program iro: runs a command itself or, when iro-office holds it, becomes
 * iro-office with the same arguments.
 */
#include <errno.h>
#include <unistd.h>

#include "cli/print.h"
#include "cli/program.h"
#include "read/programs.h"

static const Resident RESIDENTS[] = {
    {"open", command_open},         {"form", command_form},     {"compliment", command_compliment},
    {"read", command_read},         {"ingest", command_ingest}, {"review", command_review},
    {"note", command_note},         {"event", command_event},   {"days", command_days},
    {"holidays", command_holidays}, {"spell", command_spell},   {"check", command_check},
    {"forms", command_forms},       {"record", command_record},
};

/* argv[-1] is the program's own name: iro-office is called with all that iro was. */
static ExitStatus become_office(const Command *command, int argc, char **argv)
{
    g_autofree gchar *office = programs_find("iro-office");
    (void) argc;
    if (command->home == IN_OFFICE && office)
        execv(office, argv - 1); /* returns only when it failed */
    print_error("%s needs the program iro-office, which cannot be run%s%s: it belongs beside iro or in %s",
                command->name, office ? ": " : "", office ? g_strerror(errno) : "", programs_folder());
    return EXIT_FAILED;
}

int main(int argc, char **argv)
{
    return program_main(RESIDENTS, G_N_ELEMENTS(RESIDENTS), become_office, argc, argv);
}
