#include "cli/options.h"

#include "cli/command.h"
#include "cli/print.h"
#include "config.h"

typedef struct {
    gchar *store;
    gchar *today;
    gboolean json;
    gboolean quiet;
    gboolean version;
} Common;

static GOptionContext *make_context(const Command *command, const GOptionEntry *own, Common *common)
{
    const GOptionEntry entries[] = {
        {"store", 0, 0, G_OPTION_ARG_STRING, &common->store,
         "The store: a path (default $IRO_STORE, else $XDG_DATA_HOME/iro/disputes.db)", "URL"},
        {"today", 0, 0, G_OPTION_ARG_STRING, &common->today, "Take this day for today (also $IRO_TODAY)",
         "YYYY-MM-DD"},
        {"json", 0, 0, G_OPTION_ARG_NONE, &common->json, "Print JSON", NULL},
        {"quiet", 0, 0, G_OPTION_ARG_NONE, &common->quiet, "Print errors only", NULL},
        {"version", 0, 0, G_OPTION_ARG_NONE, &common->version, "Print the version", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_autofree gchar *parameters = g_strdup_printf("%s", command->arguments);
    GOptionContext *context = g_option_context_new(parameters);
    g_option_context_set_summary(context, command->summary);
    if (own)
        g_option_context_add_main_entries(context, own, NULL);
    g_option_context_add_main_entries(context, entries, NULL);
    g_option_context_set_help_enabled(context, FALSE);
    return context;
}

static gboolean wants_help(int argc, char **argv)
{
    for (int i = 1; i < argc && g_strcmp0(argv[i], "--") != 0; i++)
        if (g_strcmp0(argv[i], "--help") == 0 || g_strcmp0(argv[i], "-h") == 0)
            return TRUE;
    return FALSE;
}

gboolean options_day(const gchar *text, Day *day)
{
    *day = text ? day_from_iso(text) : DAY_NONE;
    return !text || *day != DAY_NONE;
}

static gboolean take_common(Options *options, const Command *command, Common *common, ExitStatus *status)
{
    const gchar *today = common->today ? common->today : g_getenv("IRO_TODAY");
    options->store = g_steal_pointer(&common->store);
    options->json = common->json;
    options->quiet = common->quiet;
    print_set_quiet(common->quiet);
    gboolean good = options_day(today && *today ? today : NULL, &options->today);
    if (!good)
        *status = options_misused(command, "--today (or IRO_TODAY) is no day; write it as 2026-11-20");
    return good;
}

static gboolean parse(Options *options, const Command *command, GOptionContext *context, Common *common,
                      int argc, char **argv, ExitStatus *status)
{
    g_autoptr(GError) failure = NULL;
    g_auto(GStrv) rest = g_new0(gchar *, argc + 1);
    for (int i = 0; i < argc; i++)
        rest[i] = g_strdup(argv[i]);
    if (!g_option_context_parse_strv(context, &rest, &failure)) {
        *status = options_misused(command, failure->message);
        return FALSE;
    }
    if (common->version) {
        print_out("iro %s\n", IRO_VERSION);
        *status = EXIT_DONE;
        return FALSE;
    }
    gchar **first = rest + 1;
    options->arguments = g_strdupv(*first && g_strcmp0(*first, "--") == 0 ? first + 1 : first);
    options->n_arguments = g_strv_length(options->arguments);
    return take_common(options, command, common, status);
}

gboolean options_parse(Options *options, const Command *command, const GOptionEntry *own, int argc,
                       char **argv, ExitStatus *status)
{
    Common common = {0};
    g_autoptr(GOptionContext) context = make_context(command, own, &common);
    *options = (Options){.today = DAY_NONE};
    gboolean go_on = FALSE;
    if (wants_help(argc, argv)) {
        g_autofree gchar *name = g_strdup_printf("iro %s", command->name);
        g_set_prgname(name);
        g_autofree gchar *help = g_option_context_get_help(context, TRUE, NULL);
        print_out("%s", help);
        *status = EXIT_DONE;
    } else {
        go_on = parse(options, command, context, &common, argc, argv, status);
    }
    g_free(common.store);
    g_free(common.today);
    return go_on;
}

void options_clear(Options *options)
{
    g_free(options->store);
    g_strfreev(options->arguments);
}

ExitStatus options_misused(const Command *command, const gchar *why)
{
    print_error("%s", why);
    print_error("usage: iro %s %s", command->name, command->arguments);
    return EXIT_USAGE;
}

Session *options_open(const Options *options, StoreMode mode, ExitStatus *status)
{
    g_autoptr(GError) failure = NULL;
    SessionOptions wanted = {.store = options->store, .mode = mode, .today = options->today};
    Session *session = session_open(&wanted, &failure);
    if (!session)
        *status = print_failure(failure);
    return session;
}
