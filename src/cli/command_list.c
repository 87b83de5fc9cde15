#include <string.h>

#include "cli/command.h"

#include "cli/output.h"
#include "cli/print.h"
#include "cli/waiting.h"
#include "flow/tracker.h"
#include "model/progress_words.h"
#include "post/reminder.h"
#include "json/json_object.h"

typedef struct {
    gboolean open;
    gboolean overdue;
    gboolean review;
    gchar *due_by;
    gchar *authority;
    gchar *team;
    gint stage;
    gboolean ics;
    gchar *target;
} ListCommand;

static void print_row_json(const TrackerRow *row)
{
    g_autofree gchar *due = day_to_iso(row->due), *total = day_to_iso(row->total);
    g_autofree gchar *by = day_to_iso(row->next_by);
    JsonObject *object = json_object_begin();
    json_object_add_text(object, "reference", row->reference);
    json_object_add_text(object, "authority", row->authority);
    json_object_add_text(object, "child_id", row->child_id);
    json_object_add_text(object, "team", row->team);
    json_object_add_text(object, "track", row->track);
    json_object_add_text(object, "state", dispute_state_name(row->state));
    json_object_add_number(object, "stage", row->stage);
    json_object_add_text(object, "due", due);
    json_object_add_text(object, "explanation", row->explanation);
    json_object_add_text(object, "calendar", row->calendar);
    json_object_add_text(object, "total_due", total);
    json_object_add_text(object, "total_explanation", row->total_explanation);
    json_object_add_flag(object, "overdue", row->overdue);
    json_object_add_number(object, "waiting", row->waiting);
    json_object_add_text(object, "status", row->status);
    json_object_add_text(object, "next", row->next);
    json_object_add_text(object, "next_by", by);
    json_object_add_text(object, "commands", row->commands);
    g_autofree gchar *line = json_object_end(object);
    print_out("%s\n", line);
}

static void print_row(const TrackerRow *row)
{
    g_autofree gchar *by = day_to_iso(row->next_by);
    print_out("%-18s  %-10s  %s%s\n    %s\n", row->reference, by ? by : "-", row->status,
              row->waiting ? ", a return waits for review" : "", row->next);
    if (row->commands)
        print_out("    > %s\n", row->commands);
}

static ExitStatus list_disputes(Session *session, const TrackerFilter *filter, gboolean json)
{
    g_autoptr(GError) failure = NULL;
    g_autoptr(GPtrArray) rows = tracker_list(session, filter, &failure);
    if (!rows)
        return print_failure(failure);
    gboolean overdue = FALSE;
    for (guint i = 0; i < rows->len; i++) {
        const TrackerRow *row = g_ptr_array_index(rows, i);
        overdue = overdue || row->overdue;
        if (json)
            print_row_json(row);
        else
            print_row(row);
    }
    return filter->overdue && overdue ? EXIT_WAITING : EXIT_DONE;
}

static ExitStatus write_feed(Session *session, const TrackerFilter *filter, const gchar *target)
{
    g_autoptr(GError) failure = NULL;
    gchar *feed = reminder_feed(session, filter, &failure);
    if (!feed)
        return print_failure(failure);
    g_autoptr(GBytes) content = g_bytes_new_take(feed, strlen(feed));
    g_autoptr(Outputs) outputs = outputs_new(target, FALSE);
    if (!outputs_add(outputs, "deadlines.ics", content, &failure) || !outputs_publish(outputs, &failure))
        return print_failure(failure);
    return EXIT_DONE;
}

static const gchar *check(const Options *options, const ListCommand *wanted, Day *due_by)
{
    if (!options_day(wanted->due_by, due_by))
        return "--due-by takes a day, as 2026-11-20";
    if (options->n_arguments > 0)
        return "list takes no file or reference";
    if (wanted->stage < 0 || wanted->stage > 99)
        return "--stage takes the number of a stage";
    if (wanted->target && !wanted->ics)
        return "-o goes with --ics";
    if (wanted->ics && (wanted->review || options->json))
        return "--ics goes with neither --review nor --json";
    return NULL;
}

static ExitStatus run(const Command *command, const Options *options, const ListCommand *wanted)
{
    ExitStatus status = EXIT_DONE;
    TrackerFilter filter = {.open = wanted->open,
                            .overdue = wanted->overdue,
                            .due_by = DAY_NONE,
                            .authority = wanted->authority,
                            .team = wanted->team,
                            .stage = (guint) wanted->stage};
    const gchar *why = check(options, wanted, &filter.due_by);
    if (why)
        return options_misused(command, why);
    g_autoptr(Session) session = options_open(options, STORE_READ, &status);
    if (!session)
        return status;
    if (wanted->review)
        return waiting_list(session, options->json);
    if (wanted->ics)
        return write_feed(session, &filter, wanted->target);
    return list_disputes(session, &filter, options->json);
}

ExitStatus command_list(const Command *command, int argc, char **argv)
{
    ListCommand wanted = {0};
    const GOptionEntry own[] = {
        {"open", 0, 0, G_OPTION_ARG_NONE, &wanted.open, "Neither closed nor withdrawn", NULL},
        {"overdue", 0, 0, G_OPTION_ARG_NONE, &wanted.overdue, "The running deadline has passed", NULL},
        {"review", 0, 0, G_OPTION_ARG_NONE, &wanted.review, "Returned files that wait for a person", NULL},
        {"due-by", 0, 0, G_OPTION_ARG_STRING, &wanted.due_by, "Something is to be done by that day", "DATE"},
        {"authority", 0, 0, G_OPTION_ARG_STRING, &wanted.authority,
         "Of that authority: its pack's id or code", "ID"},
        {"team", 0, 0, G_OPTION_ARG_STRING, &wanted.team, "Of that team", "NAME"},
        {"stage", 0, 0, G_OPTION_ARG_INT, &wanted.stage, "At that stage", "N"},
        {"ics", 0, 0, G_OPTION_ARG_NONE, &wanted.ics, "The open deadlines as an iCalendar feed", NULL},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &wanted.target, "Where the feed goes (default: stdout)",
         "FILE"},
        G_OPTION_ENTRY_NULL,
    };
    ExitStatus status = EXIT_DONE;
    g_auto(Options) options = {0};
    if (options_parse(&options, command, own, argc, argv, &status))
        status = run(command, &options, &wanted);
    g_free(wanted.due_by);
    g_free(wanted.authority);
    g_free(wanted.team);
    g_free(wanted.target);
    return status;
}
