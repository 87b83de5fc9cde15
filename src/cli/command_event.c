#include <stdio.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/print.h"
#include "flow/decision.h"

#define MOST_TEXT ((gsize) 1024 * 1024) /* bytes of --text - */

typedef struct {
    gchar *on;
    gchar *text;
    gchar *until;
    EventKind kind;
    Day day;
    Day until_day;
} EventCommand;

/* Other words for the kinds that people would try. */
static const struct {
    const gchar *name;
    EventKind kind;
} SYNONYMS[] = {
    {"bypassed", EVENT_BYPASSED},  {"cafcass", EVENT_CAFCASS_REFERRAL},
    {"legal", EVENT_LEGAL_ADVICE}, {"guardian", EVENT_GUARDIAN_INFORMED},
    {"close", EVENT_CLOSED},       {"reopen", EVENT_REOPENED},
    {"withdraw", EVENT_WITHDRAWN}, {"extend", EVENT_EXTENDED},
    {"pause", EVENT_PAUSED},       {"resume", EVENT_RESUMED},
};

static gboolean find_kind(const gchar *name, EventKind *kind)
{
    if (event_kind_from_name(name, kind))
        return event_kind_is_for_people(*kind);
    for (guint i = 0; i < G_N_ELEMENTS(SYNONYMS); i++) {
        if (g_strcmp0(SYNONYMS[i].name, name) == 0) {
            *kind = SYNONYMS[i].kind;
            return TRUE;
        }
    }
    return FALSE;
}

static gchar *list_kinds(void)
{
    g_autoptr(GString) list = g_string_new(NULL);
    for (guint i = 0; i < EVENT_N_KINDS; i++)
        if (event_kind_is_for_people((EventKind) i))
            g_string_append_printf(list, "%s%s", list->len ? ", " : "", event_kind_name((EventKind) i));
    return g_string_free(g_steal_pointer(&list), FALSE);
}

/* "-" is standard input, so that the text need not stand in the process list. */
static gchar *take_text(const gchar *text)
{
    if (g_strcmp0(text, "-") != 0)
        return g_strdup(text);
    g_autofree gchar *buffer = g_malloc(MOST_TEXT + 1);
    gsize length = fread(buffer, 1, MOST_TEXT, stdin);
    buffer[length] = '\0';
    return g_utf8_validate(buffer, (gssize) length, NULL) ? g_strchomp(g_steal_pointer(&buffer)) : NULL;
}

static ExitStatus record_one(Session *session, const gchar *reference, const EventCommand *wanted)
{
    g_autoptr(GError) failure = NULL;
    g_autofree gchar *reminder = decision_reminder(session, reference, wanted->kind, wanted->text);
    gboolean done =
        wanted->kind == EVENT_EXTENDED
            ? decision_extend(session, reference, wanted->until_day, wanted->day, wanted->text, &failure)
            : decision_record(session, reference, wanted->kind, wanted->day, wanted->text, &failure);
    if (!done)
        return print_failure(failure);
    if (reminder)
        print_notice("%s", reminder);
    return EXIT_DONE;
}

static ExitStatus record_all(const Options *options, const EventCommand *wanted)
{
    ExitStatus status = EXIT_DONE;
    g_autoptr(GError) failure = NULL;
    g_autoptr(Session) session = options_open(options, STORE_WRITE, &status);
    if (!session)
        return status;
    if (!store_begin(session->store, &failure))
        return print_failure(failure);
    for (guint i = 0; i + 1 < options->n_arguments && status < EXIT_FAILED; i++)
        status = print_worse(status, record_one(session, options->arguments[i], wanted));
    if (status == EXIT_FAILED)
        return status;
    return store_commit(session->store, &failure) ? status : print_failure(failure);
}

static ExitStatus run(const Command *command, const Options *options, EventCommand *wanted)
{
    if (options->n_arguments < 2)
        return options_misused(command, "name a reference and what happened");
    if (!find_kind(options->arguments[options->n_arguments - 1], &wanted->kind)) {
        g_autofree gchar *kinds = list_kinds();
        g_autofree gchar *why = g_strdup_printf("%s: no kind of event; it is one of %s",
                                                options->arguments[options->n_arguments - 1], kinds);
        return options_misused(command, why);
    }
    if (!options_day(wanted->on, &wanted->day))
        return options_misused(command, "--on takes a day, as 2026-11-20");
    if (!options_day(wanted->until, &wanted->until_day))
        return options_misused(command, "--until takes a day, as 2026-12-04");
    if (wanted->until && wanted->kind != EVENT_EXTENDED)
        return options_misused(command, "--until goes with extended alone");
    gchar *text = take_text(wanted->text);
    if (wanted->text && !text)
        return options_misused(command, "--text is not UTF-8");
    g_free(wanted->text);
    wanted->text = text;
    return record_all(options, wanted);
}

ExitStatus command_event(const Command *command, int argc, char **argv)
{
    EventCommand wanted = {.day = DAY_NONE, .until_day = DAY_NONE};
    const GOptionEntry own[] = {
        {"on", 0, 0, G_OPTION_ARG_STRING, &wanted.on, "The day it happened (default: today)", "DATE"},
        {"until", 0, 0, G_OPTION_ARG_STRING, &wanted.until, "The new deadline of an extension", "DATE"},
        {"text", 0, 0, G_OPTION_ARG_STRING, &wanted.text,
         "What is to be remembered of it; - reads it from stdin", "TEXT"},
        G_OPTION_ENTRY_NULL,
    };
    ExitStatus status = EXIT_DONE;
    g_auto(Options) options = {0};
    g_autofree gchar *kinds = list_kinds();
    g_autofree gchar *summary = g_strdup_printf("%s\nKIND is one of %s.", command->summary, kinds);
    Command told = *command;
    told.summary = summary;
    if (options_parse(&options, &told, own, argc, argv, &status))
        status = run(&told, &options, &wanted);
    g_free(wanted.on);
    g_free(wanted.until);
    g_free(wanted.text);
    return status;
}
