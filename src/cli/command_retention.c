#include "cli/command.h"
#include "cli/print.h"
#include "flow/retention.h"
#include "json/json_object.h"

#define YEARS_MOST 100

typedef struct {
    gchar *authority;
    gchar *child;
    gchar *text;
    gchar *shown; /* the day of the list that is confirmed */
} RetentionCommand;

static void print_item(const RetentionItem *item, gboolean json)
{
    g_autofree gchar *ended = day_to_iso(item->ended), *due = day_to_iso(item->due);
    g_autofree gchar *name = item->reference
                                 ? g_strdup(item->reference)
                                 : g_strdup_printf("returned file %" G_GINT64_FORMAT, item->receipt);
    if (!json) {
        print_out("%s  ended %s, kept for %u years to %s%s%s\n", name, ended, item->years, due,
                  item->hold ? "; STAYS, under legal hold: " : "", item->hold ? item->hold : "");
        return;
    }
    JsonObject *object = json_object_begin();
    json_object_add_text(object, "reference", item->reference);
    json_object_add_number(object, "receipt", item->receipt);
    json_object_add_text(object, "authority", item->pack);
    json_object_add_text(object, "ended", ended);
    json_object_add_text(object, "due", due);
    json_object_add_number(object, "years", item->years);
    json_object_add_text(object, "hold", item->hold);
    g_autofree gchar *line = json_object_end(object);
    print_out("%s\n", line);
}

static ExitStatus list(const Options *options)
{
    ExitStatus status = EXIT_DONE;
    guint going = 0;
    g_autoptr(GError) failure = NULL;
    g_autoptr(Session) session = options_open(options, STORE_READ, &status);
    if (!session)
        return status;
    g_autoptr(GPtrArray) items = retention_list(session, session->today, &failure);
    if (!items)
        return print_failure(failure);
    for (guint i = 0; i < items->len; i++) {
        const RetentionItem *item = g_ptr_array_index(items, i);
        print_item(item, options->json);
        going += item->hold == NULL;
    }
    g_autofree gchar *today = day_to_iso(session->today);
    if (going > 0)
        print_notice("%u would go; `iro retention erase --shown-on %s` erases them for good", going, today);
    else
        print_notice("nothing would go on %s", today);
    return going > 0 ? EXIT_WAITING : EXIT_DONE;
}

/* After the commit: nothing of it stays on the disk. */
static ExitStatus clean_up(Session *session, const GPtrArray *files)
{
    g_autoptr(GError) unsettled = NULL;
    ExitStatus status = EXIT_DONE;
    if (!store_settle_erasures(session->store, &unsettled))
        status = print_failure(unsettled);
    for (guint i = 0; i < files->len; i++) {
        g_autoptr(GError) failure = NULL;
        if (!store_drop_file(session->store, g_ptr_array_index(files, i), &failure))
            status = print_worse(status, print_failure(failure));
    }
    return status;
}

static ExitStatus erase(const Options *options, Day shown)
{
    ExitStatus status = EXIT_DONE;
    g_autoptr(GError) failure = NULL;
    g_autoptr(Session) session = options_open(options, STORE_WRITE, &status);
    if (!session)
        return status;
    if (shown > session->today) {
        print_error("--shown-on names a day after today; run `iro retention` and name the day of its list");
        return EXIT_INPUT;
    }
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) items = NULL;
    if (!store_begin(session->store, &failure) ||
        !(items = retention_erase(session, shown, files, &failure)) ||
        !store_commit(session->store, &failure))
        return print_failure(failure);
    for (guint i = 0; i < items->len; i++)
        print_item(g_ptr_array_index(items, i), options->json);
    print_notice("%u erased", items->len);
    return clean_up(session, files);
}

typedef gboolean (*Change)(Session *session, const RetentionCommand *wanted, const gchar *argument,
                           GError **error);

static gboolean change_period(Session *session, const RetentionCommand *wanted, const gchar *years,
                              GError **error)
{
    return retention_set(session, wanted->authority, (guint) g_ascii_strtoull(years, NULL, 10), error);
}

static gboolean change_held(Session *session, const RetentionCommand *wanted, const gchar *reference,
                            GError **error)
{
    return retention_hold(session, EVENT_HELD, reference, wanted->child, wanted->text, error);
}

static gboolean change_released(Session *session, const RetentionCommand *wanted, const gchar *reference,
                                GError **error)
{
    return retention_hold(session, EVENT_RELEASED, reference, wanted->child, wanted->text, error);
}

static ExitStatus change(const Options *options, const RetentionCommand *wanted, Change how)
{
    ExitStatus status = EXIT_DONE;
    g_autoptr(GError) failure = NULL;
    g_autoptr(Session) session = options_open(options, STORE_WRITE, &status);
    if (!session)
        return status;
    const gchar *argument = options->n_arguments > 1 ? options->arguments[1] : NULL;
    if (!store_begin(session->store, &failure) || !how(session, wanted, argument, &failure) ||
        !store_commit(session->store, &failure))
        return print_failure(failure);
    return status;
}

static ExitStatus run_hold(const Command *command, const Options *options, const RetentionCommand *wanted,
                           Change how)
{
    if ((options->n_arguments == 2) == (wanted->child != NULL))
        return options_misused(command, "name a reference, or a child's identifier with --child");
    return change(options, wanted, how);
}

static ExitStatus run_set(const Command *command, const Options *options, const RetentionCommand *wanted)
{
    guint64 years = 0;
    const gchar *text = options->n_arguments == 2 ? options->arguments[1] : "";
    if (g_strcmp0(text, "off") != 0 && !g_ascii_string_to_unsigned(text, 10, 1, YEARS_MOST, &years, NULL))
        return options_misused(command, "set takes a number of years, 1 to 100, or off");
    return change(options, wanted, change_period);
}

static ExitStatus run(const Command *command, const Options *options, const RetentionCommand *wanted)
{
    Day shown = DAY_NONE;
    const gchar *what = options->n_arguments > 0 ? options->arguments[0] : "list";
    if (g_strcmp0(what, "list") == 0 && options->n_arguments <= 1)
        return list(options);
    if (g_strcmp0(what, "set") == 0)
        return run_set(command, options, wanted);
    if (g_strcmp0(what, "hold") == 0)
        return run_hold(command, options, wanted, change_held);
    if (g_strcmp0(what, "release") == 0)
        return run_hold(command, options, wanted, change_released);
    if (g_strcmp0(what, "erase") != 0 || options->n_arguments > 1)
        return options_misused(command, "it is list, set, hold, release or erase");
    if (!wanted->shown || !options_day(wanted->shown, &shown))
        return options_misused(command, "erase needs --shown-on with the day of the list, as 2026-11-20");
    return erase(options, shown);
}

ExitStatus command_retention(const Command *command, int argc, char **argv)
{
    RetentionCommand wanted = {0};
    const GOptionEntry own[] = {
        {"authority", 0, 0, G_OPTION_ARG_STRING, &wanted.authority, "set: for this pack alone", "ID"},
        {"child", 0, 0, G_OPTION_ARG_STRING, &wanted.child, "hold, release: all of this child's records",
         "ID"},
        {"text", 0, 0, G_OPTION_ARG_STRING, &wanted.text, "hold, release: why", "WHY"},
        {"shown-on", 0, 0, G_OPTION_ARG_STRING, &wanted.shown, "erase: the day of the list that is agreed to",
         "DATE"},
        G_OPTION_ENTRY_NULL,
    };
    ExitStatus status = EXIT_DONE;
    g_auto(Options) options = {0};
    if (options_parse(&options, command, own, argc, argv, &status))
        status = run(command, &options, &wanted);
    g_free(wanted.authority);
    g_free(wanted.child);
    g_free(wanted.text);
    g_free(wanted.shown);
    return status;
}
