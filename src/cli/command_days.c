#include <string.h>

#include "cli/command.h"
#include "cli/print.h"
#include "json/json_object.h"

/* DATE +N: the day N working days after. */
static ExitStatus add(const Session *session, Day start, guint count, gboolean json)
{
    g_autoptr(GError) failure = NULL;
    Day result = DAY_NONE;
    if (!calendar_add_working_days(session->calendar, start, count, &result, &failure))
        return print_failure(failure);
    g_autofree gchar *from = day_to_iso(start), *to = day_to_iso(result), *words = day_to_words(result);
    if (!json) {
        print_out("%s\n", to);
        return EXIT_DONE;
    }
    g_autofree gchar *explanation = calendar_explain(session->calendar, start, count, NULL);
    JsonObject *object = json_object_begin();
    json_object_add_text(object, "from", from);
    json_object_add_number(object, "working_days", count);
    json_object_add_text(object, "to", to);
    json_object_add_text(object, "words", words);
    json_object_add_text(object, "explanation", explanation);
    g_autofree gchar *line = json_object_end(object);
    print_out("%s\n", line);
    return EXIT_DONE;
}

/* DATE..DATE: how many working days after the first, up to and with the second. */
static ExitStatus count(const Session *session, Day from, Day to, gboolean json)
{
    g_autoptr(GError) failure = NULL;
    guint found = 0;
    if (!calendar_count_working_days(session->calendar, from, to, &found, &failure))
        return print_failure(failure);
    if (!json) {
        print_out("%u\n", found);
        return EXIT_DONE;
    }
    g_autofree gchar *first = day_to_iso(from), *last = day_to_iso(to);
    JsonObject *object = json_object_begin();
    json_object_add_text(object, "from", first);
    json_object_add_text(object, "to", last);
    json_object_add_number(object, "working_days", found);
    g_autofree gchar *line = json_object_end(object);
    print_out("%s\n", line);
    return EXIT_DONE;
}

typedef struct {
    Day from;
    Day to; /* DAY_NONE: count is meant */
    guint64 count;
} Question;

static gboolean take_range(const gchar *text, Question *question)
{
    const gchar *dots = strstr(text, "..");
    if (!dots)
        return FALSE;
    g_autofree gchar *first = g_strndup(text, (gsize) (dots - text));
    question->from = day_from_iso(first);
    question->to = day_from_iso(dots + 2);
    return question->from != DAY_NONE && question->to != DAY_NONE;
}

static gboolean take_addition(const gchar *date, const gchar *number, Question *question)
{
    question->from = day_from_iso(date);
    question->to = DAY_NONE;
    const gchar *digits = *number == '+' ? number + 1 : number;
    return question->from != DAY_NONE &&
           g_ascii_string_to_unsigned(digits, 10, 0, 100000, &question->count, NULL);
}

static gboolean take_question(const Options *options, Question *question)
{
    if (options->n_arguments == 1)
        return take_range(options->arguments[0], question);
    return options->n_arguments == 2 && take_addition(options->arguments[0], options->arguments[1], question);
}

ExitStatus command_days(const Command *command, int argc, char **argv)
{
    ExitStatus status = EXIT_DONE;
    g_auto(Options) options = {0};
    Question question = {0};
    if (!options_parse(&options, command, NULL, argc, argv, &status))
        return status;
    if (!take_question(&options, &question))
        return options_misused(command, "ask for `DATE +N` or `DATE..DATE`, with dates as 2026-11-20");
    g_autoptr(Session) session = options_open(&options, STORE_READ, &status);
    if (!session)
        return status;
    if (question.to != DAY_NONE)
        return count(session, question.from, question.to, options.json);
    return add(session, question.from, (guint) question.count, options.json);
}
