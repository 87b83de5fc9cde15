/*
 * The program iro: becomes the program that holds the command, with the same
 * arguments. It loads no library of its own, and for what reads returned files
 * it starts the worker first, so that the two load their libraries side by side.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/command.h"
#include "read/programs.h"
#include "read/worker_start.h"

static gboolean reads_returned_files(const Command *command)
{
    return strcmp(command->name, "read") == 0 || strcmp(command->name, "ingest") == 0;
}

static gboolean is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* Those of the arguments that are no options; a folder is several. */
static guint count_files(char **arguments)
{
    guint files = 0;
    for (char **at = arguments; *at; at++) {
        if (strcmp(*at, "--store") == 0 || strcmp(*at, "--today") == 0)
            at += at[1] ? 1 : 0; /* and its value */
        else if (**at != '-')
            files += is_folder(*at) ? 2 : 1;
    }
    return files;
}

/* Only speed depends on it: who reads starts a worker that is missing, and says
 * why when it cannot. */
static void start_worker(char **arguments)
{
    ProgramPath path;
    StartedWorker worker;
    guint files = count_files(arguments);
    const gchar *sort = files == 1 ? WORKER_ONE : WORKER_MANY;
    if (files > 0 && programs_find_worker("iro-worker", &path) && worker_start(path.path, sort, &worker) == 0)
        worker_hand_over(&worker, sort);
}

int main(int argc, char **argv)
{
    const Command *command = argc > 1 ? commands_find(argv[1]) : NULL;
    const gchar *program = command && command->home == IN_OFFICE ? "iro-office" : "iro-desk";
    ProgramPath path;
    gboolean found = programs_find(program, &path);
    if (found && command && reads_returned_files(command))
        start_worker(argv + 2);
    if (found)
        execv(path.path, argv); /* returns only when it failed */
    fprintf(stderr, "iro: %s needs the program %s, which cannot be run%s%s: it belongs beside iro or in %s\n",
            command ? command->name : "iro", program, found ? ": " : "", found ? strerror(errno) : "",
            programs_folder());
    return EXIT_FAILED;
}
