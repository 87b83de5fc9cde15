#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/print.h"
#include "cli/returned.h"
#include "cli/waiting.h"
#include "model/error.h"
#include "json/json_object.h"

#define MOST_TEXT ((gsize) 1024 * 1024) /* bytes of a text on stdin */

typedef struct {
    gchar **set;
    gchar *reject;
    gboolean accept;
    Facts *values; /* what `set` says, checked */
} ReviewCommand;

static gboolean parse_id(const gchar *text, gint64 *id)
{
    return g_ascii_string_to_signed(text, 10, 1, G_MAXINT64, id, NULL);
}

/* NULL when it is longer than what is taken, or no text. */
static gchar *read_stdin(void)
{
    g_autofree gchar *buffer = g_malloc(MOST_TEXT + 2);
    gsize length = fread(buffer, 1, MOST_TEXT + 1, stdin);
    buffer[length] = '\0';
    if (length > MOST_TEXT || !g_utf8_validate(buffer, (gssize) length, NULL))
        return NULL;
    return g_strchomp(g_steal_pointer(&buffer));
}

/* "-" is standard input, so that a text need not stand in the process list. */
static gchar *take_text(const gchar *text)
{
    return strcmp(text, "-") == 0 ? read_stdin() : g_strdup(text);
}

static gboolean take_value(ReviewCommand *wanted, const gchar *pair, GError **error)
{
    const gchar *equals = strchr(pair, '=');
    g_autofree gchar *field = equals ? g_strndup(pair, (gsize) (equals - pair)) : g_strdup(pair);
    gboolean from_stdin = equals && strcmp(field, "response") == 0;
    g_autofree gchar *value = NULL;
    if (equals)
        value = from_stdin ? take_text(equals + 1) : g_strdup(equals + 1);
    if (value)
        return review_set(wanted->values, field, value, error);
    g_set_error(error, IRO_ERROR, IRO_ERROR_USAGE, "--set %s: %s", field,
                equals ? "standard input is not UTF-8, or longer than 1 MB" : "write FIELD=VALUE");
    return FALSE;
}

static gboolean take_values(ReviewCommand *wanted, GError **error)
{
    wanted->values = facts_new();
    for (guint i = 0; wanted->set && wanted->set[i]; i++)
        if (!take_value(wanted, wanted->set[i], error))
            return FALSE;
    return TRUE;
}

/* --- looking --- */

static ExitStatus show_one(Session *session, gint64 id, gboolean json)
{
    g_autoptr(GError) failure = NULL;
    g_autoptr(ReviewItem) item = review_find(session, id, &failure);
    if (!item)
        return print_failure(failure);
    waiting_print(session, item, json);
    if (!json && item->read) {
        /* What is wrong was said already. */
        g_ptr_array_set_size(item->read->problems, 0);
        returned_print(item->read);
    }
    for (guint i = 0; !json && i < facts_count(item->set); i++)
        print_out("  set %s: %s\n", facts_name_at(item->set, i), facts_value_at(item->set, i));
    return review_item_waits(item) ? EXIT_WAITING : EXIT_DONE;
}

static ExitStatus look(const Options *options)
{
    ExitStatus status = EXIT_DONE;
    g_autoptr(Session) session = options_open(options, STORE_READ, &status);
    if (!session)
        return status;
    if (options->n_arguments == 0)
        return waiting_list(session, options->json);
    for (guint i = 0; i < options->n_arguments; i++) {
        gint64 id = 0;
        parse_id(options->arguments[i], &id);
        status = print_worse(status, show_one(session, id, options->json));
    }
    return status;
}

/* --- deciding --- */

static ReviewDecision decision_of(const ReviewCommand *wanted)
{
    if (wanted->accept)
        return REVIEW_ACCEPT;
    return wanted->reject ? REVIEW_REJECT : REVIEW_CORRECT;
}

static void print_decision(const ReviewItem *item, gboolean json)
{
    const Reading *answer = item->answer;
    const gchar *decision = item->settled ? facts_get(item->settled->values, "decision") : "set";
    if (json) {
        JsonObject *object = json_object_begin();
        json_object_add_number(object, "id", item->receipt->id);
        json_object_add_text(object, "decision", decision);
        json_object_add_text(object, "reference", answer->reference);
        json_object_add_number(object, "stage", answer->stage);
        json_object_add_text(object, "outcome", outcome_name(answer->outcome));
        json_object_add_text(object, "obstacle", item->settled ? NULL : item->obstacle);
        g_autofree gchar *line = json_object_end(object);
        print_out("%s\n", line);
        return;
    }
    print_out("%" G_GINT64_FORMAT "  %s  %s", item->receipt->id, decision,
              answer->reference ? answer->reference : "-");
    if (answer->form == READING_STAGE)
        print_out("  stage %u  %s", answer->stage, outcome_name(answer->outcome));
    print_out("\n");
    if (!item->settled && item->obstacle)
        print_notice("%" G_GINT64_FORMAT ": not ready to be accepted: %s", item->receipt->id, item->obstacle);
}

static ExitStatus decide_one(Session *session, const ReviewCommand *wanted, const gchar *argument,
                             GPtrArray *decided)
{
    gint64 id = 0;
    g_autoptr(GError) failure = NULL;
    parse_id(argument, &id);
    ReviewItem *item =
        review_settle(session, id, wanted->values, decision_of(wanted), wanted->reject, &failure);
    if (!item)
        return print_failure(failure);
    g_ptr_array_add(decided, item);
    return EXIT_DONE;
}

/* One command is one transaction: what is refused has recorded nothing, and a
 * store that fails takes all of it back. */
static ExitStatus decide(const Options *options, const ReviewCommand *wanted)
{
    ExitStatus status = EXIT_DONE;
    g_autoptr(GError) failure = NULL;
    g_autoptr(GPtrArray) decided = g_ptr_array_new_with_free_func((GDestroyNotify) review_item_free);
    g_autoptr(Session) session = options_open(options, STORE_WRITE, &status);
    if (!session)
        return status;
    if (!store_begin(session->store, &failure))
        return print_failure(failure);
    for (guint i = 0; i < options->n_arguments && status < EXIT_FAILED; i++)
        status = print_worse(status, decide_one(session, wanted, options->arguments[i], decided));
    if (status == EXIT_FAILED)
        return status;
    if (!store_commit(session->store, &failure))
        return print_failure(failure);
    for (guint i = 0; i < decided->len; i++)
        print_decision(g_ptr_array_index(decided, i), options->json);
    return status;
}

static ExitStatus run(const Command *command, const Options *options, ReviewCommand *wanted)
{
    g_autoptr(GError) failure = NULL;
    gboolean decides = wanted->accept || wanted->reject || wanted->set;
    gint64 id = 0;
    for (guint i = 0; i < options->n_arguments; i++)
        if (!parse_id(options->arguments[i], &id))
            return options_misused(command, "a return is named by its number, as `iro review` lists it");
    if (!decides)
        return look(options);
    if (options->n_arguments == 0)
        return options_misused(command, "name the returns that are meant, as `iro review` lists them");
    if (wanted->accept && wanted->reject)
        return options_misused(command, "--accept and --reject exclude each other");
    if (wanted->set && options->n_arguments > 1)
        return options_misused(command, "--set takes one return at a time");
    if (!take_values(wanted, &failure))
        return options_misused(command, failure->message);
    g_autofree gchar *reason = wanted->reject ? take_text(wanted->reject) : NULL;
    if (wanted->reject && (!reason || !*reason))
        return options_misused(command, "--reject takes the reason");
    g_free(wanted->reject);
    wanted->reject = g_steal_pointer(&reason);
    return decide(options, wanted);
}

ExitStatus command_review(const Command *command, int argc, char **argv)
{
    ReviewCommand wanted = {0};
    const GOptionEntry own[] = {
        {"accept", 0, 0, G_OPTION_ARG_NONE, &wanted.accept, "Record the answer", NULL},
        {"set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &wanted.set,
         "Set response, outcome, date, responder, reference or stage; response=- reads it from stdin",
         "FIELD=VALUE"},
        {"reject", 0, 0, G_OPTION_ARG_STRING, &wanted.reject,
         "Settle it without recording an answer; - reads the reason from stdin", "WHY"},
        G_OPTION_ENTRY_NULL,
    };
    ExitStatus status = EXIT_DONE;
    g_auto(Options) options = {0};
    if (options_parse(&options, command, own, argc, argv, &status))
        status = run(command, &options, &wanted);
    g_strfreev(wanted.set);
    g_free(wanted.reject);
    facts_free(wanted.values);
    return status;
}
