#include "cli/command.h"
#include "cli/ingest_watch.h"
#include "cli/print.h"
#include "cli/returned.h"
#include "flow/intake.h"
#include "flow/intake_sender.h"
#include "json/json_object.h"
#include "json/json_text.h"

/* A file that was read and kept, before anything is recorded. */
typedef struct {
    gchar *sha256;
    GPtrArray *readings; /* of Reading */
} Arrival;

static void arrival_free(Arrival *arrival)
{
    g_free(arrival->sha256);
    if (arrival->readings)
        g_ptr_array_unref(arrival->readings);
    g_free(arrival);
}

/* Reading takes its time and needs no lock; every file is kept first. */
static GPtrArray *read_arrivals(Session *session, Reader *reader, const GPtrArray *files, ExitStatus *status)
{
    g_autoptr(GPtrArray) arrivals = g_ptr_array_new_with_free_func((GDestroyNotify) arrival_free);
    for (guint i = 0; i < files->len; i++) {
        g_autoptr(GError) failure = NULL;
        g_autoptr(GBytes) content = NULL;
        g_autoptr(GPtrArray) readings = returned_read(reader, g_ptr_array_index(files, i), &content, status);
        gchar *sha256 = readings ? store_keep_file(session->store, content, &failure) : NULL;
        if (failure) {
            *status = print_failure(failure);
            return NULL;
        }
        if (!sha256)
            continue;
        Arrival *arrival = g_new0(Arrival, 1);
        arrival->sha256 = sha256;
        arrival->readings = g_steal_pointer(&readings);
        g_ptr_array_add(arrivals, arrival);
        print_progress("read", i + 1, files->len);
    }
    return g_steal_pointer(&arrivals);
}

static void print_json(const Intake *intake)
{
    g_autofree gchar *reading = json_from_reading(intake->reading);
    JsonObject *object = json_object_begin();
    json_object_add_text(object, "state", intake_state_name(intake->state));
    json_object_add_number(object, "id", intake->event);
    json_object_add_json(object, "reading", reading);
    g_autofree gchar *line = json_object_end(object);
    print_out("%s\n", line);
}

static void print_text(const Intake *intake)
{
    const Reading *reading = intake->reading;
    g_autoptr(GString) why = g_string_new(NULL);
    for (guint i = 0; i < reading->problems->len; i++) {
        const Problem *problem = g_ptr_array_index(reading->problems, i);
        g_string_append_printf(why, "%s%s", i ? ", " : "", problem_code_name(problem->code));
    }
    print_out("%-9s  %s", intake_state_name(intake->state), reading->reference ? reading->reference : "-");
    if (reading->form == READING_STAGE)
        print_out("  stage %u  %s", reading->stage, outcome_name(reading->outcome));
    else if (reading->form == READING_COMPLIMENT)
        print_out("  compliment");
    const gchar *sender = facts_get(reading->evidence, INTAKE_SENDER);
    print_out("  %s%s%s%s%s\n", reading->file, why->len ? ": " : "", why->str, sender ? "; " : "",
              sender ? sender : "");
}

ExitStatus ingest_status(const Intake *intake)
{
    if (intake->state == INTAKE_REJECTED)
        return EXIT_INPUT;
    ExitStatus waiting = intake->waits ? EXIT_WAITING : EXIT_DONE;
    return intake->state == INTAKE_REVIEW ? print_worse(waiting, returned_status(intake->reading)) : waiting;
}

static ExitStatus record_arrivals(Session *session, const GPtrArray *arrivals, GPtrArray *intakes)
{
    g_autoptr(GError) failure = NULL;
    if (!store_begin(session->store, &failure))
        return print_failure(failure);
    for (guint i = 0; i < arrivals->len; i++) {
        Arrival *arrival = g_ptr_array_index(arrivals, i);
        GPtrArray *recorded =
            intake_record(session, arrival->sha256, g_steal_pointer(&arrival->readings), &failure);
        if (!recorded)
            return print_failure(failure);
        g_ptr_array_extend_and_steal(intakes, recorded);
    }
    return store_commit(session->store, &failure) ? EXIT_DONE : print_failure(failure);
}

static ExitStatus ingest(const Options *options)
{
    ExitStatus status = EXIT_DONE;
    g_autoptr(GError) failure = NULL;
    g_autoptr(GPtrArray) files = returned_files(options->arguments, &status);
    const ReaderOptions coming = {.files = files->len};
    g_autoptr(Reader) reader = reader_start(&coming, &failure);
    if (!reader)
        return print_failure(failure);
    g_autoptr(Session) session = options_open(options, STORE_WRITE, &status);
    returned_know_places(reader, &session);
    g_autoptr(GPtrArray) arrivals = session ? read_arrivals(session, reader, files, &status) : NULL;
    if (!arrivals)
        return status;
    g_autoptr(GPtrArray) intakes = g_ptr_array_new_with_free_func((GDestroyNotify) intake_free);
    ExitStatus recorded = record_arrivals(session, arrivals, intakes);
    if (recorded != EXIT_DONE)
        return recorded;
    for (guint i = 0; i < intakes->len; i++) {
        const Intake *intake = g_ptr_array_index(intakes, i);
        if (options->json)
            print_json(intake);
        else
            print_text(intake);
        status = print_worse(status, ingest_status(intake));
    }
    return status;
}

static ExitStatus run(const Command *command, const Options *options, gboolean watch, gboolean once)
{
    if (options->n_arguments == 0)
        return options_misused(command, "no file or folder was named");
    if (once && !watch)
        return options_misused(command, "--once goes with --watch");
    if (!watch)
        return ingest(options);
    if (options->n_arguments > 1 || !g_file_test(options->arguments[0], G_FILE_TEST_IS_DIR))
        return options_misused(command, "--watch takes one folder");
    return ingest_watch(options, options->arguments[0], once);
}

ExitStatus command_ingest(const Command *command, int argc, char **argv)
{
    gboolean watch = FALSE, once = FALSE;
    const GOptionEntry own[] = {
        {"watch", 0, 0, G_OPTION_ARG_NONE, &watch, "Take what is dropped into the folder, until stopped",
         NULL},
        {"once", 0, 0, G_OPTION_ARG_NONE, &once, "With --watch: take what is there, and end", NULL},
        G_OPTION_ENTRY_NULL,
    };
    ExitStatus status = EXIT_DONE;
    g_auto(Options) options = {0};
    if (!options_parse(&options, command, own, argc, argv, &status))
        return status;
    return run(command, &options, watch, once);
}
