#include "cli/command.h"
#include "cli/print.h"
#include "flow/holidays.h"
#include "json/json_object.h"

static void print_known(const Session *session, gboolean json)
{
    const GPtrArray *holidays = calendar_holidays(session->calendar);
    for (guint i = 0; i < holidays->len; i++) {
        const Holiday *holiday = g_ptr_array_index(holidays, i);
        g_autofree gchar *day = day_to_iso(holiday->day);
        if (!json) {
            print_out("%s  %s\n", day, holiday->title);
            continue;
        }
        JsonObject *object = json_object_begin();
        json_object_add_text(object, "date", day);
        json_object_add_text(object, "title", holiday->title);
        g_autofree gchar *line = json_object_end(object);
        print_out("%s\n", line);
    }
    print_notice("England and Wales, %d to %d whole; version %s", calendar_first_year(session->calendar),
                 calendar_last_year(session->calendar), calendar_version(session->calendar));
}

static ExitStatus show(const Options *options)
{
    ExitStatus status = EXIT_DONE;
    g_autoptr(Session) session = options_open(options, STORE_READ, &status);
    if (session)
        print_known(session, options->json);
    return status;
}

static ExitStatus merge(const Options *options, const gchar *file)
{
    ExitStatus status = EXIT_DONE;
    g_autoptr(GError) failure = NULL;
    g_autoptr(Session) session = options_open(options, STORE_WRITE, &status);
    if (!session)
        return status;
    guint added = 0;
    if (!store_begin(session->store, &failure))
        return print_failure(failure);
    g_autoptr(GPtrArray) moved = holidays_merge(session, file, &added, &failure);
    if (!moved || !store_commit(session->store, &failure))
        return print_failure(failure);
    print_notice("%u bank holiday%s added; known to the end of %d", added, added == 1 ? "" : "s",
                 calendar_last_year(session->calendar));
    for (guint i = 0; i < moved->len; i++) {
        const MovedDeadline *one = g_ptr_array_index(moved, i);
        g_autofree gchar *was = day_to_iso(one->was), *is = day_to_iso(one->is);
        if (one->stage == 0)
            print_out("%s in all: %s is now %s\n", one->reference, was, is);
        else
            print_out("%s stage %u: %s would now be %s\n", one->reference, one->stage, was, is);
    }
    if (moved->len)
        print_notice(
            "a stage keeps the deadline that went out; `iro event REF extended --until DAY --text WHY` "
            "moves it");
    return moved->len ? EXIT_WAITING : EXIT_DONE;
}

ExitStatus command_holidays(const Command *command, int argc, char **argv)
{
    ExitStatus status = EXIT_DONE;
    g_auto(Options) options = {0};
    if (!options_parse(&options, command, NULL, argc, argv, &status))
        return status;
    if (options.n_arguments == 0)
        return show(&options);
    if (options.n_arguments == 2 && g_strcmp0(options.arguments[0], "merge") == 0)
        return merge(&options, options.arguments[1]);
    return options_misused(command, "holidays takes nothing, or merge and a file");
}
