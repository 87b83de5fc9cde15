#include <string.h>

#include "cli/command.h"
#include "cli/print.h"
#include "cli/references.h"
#include "post/letter.h"

typedef struct {
    gint stage;
    gint days;
    gchar *target;
    gboolean all_open;
    gboolean chase;
} EmailOptions;

/* Roles, never the people who have them. */
static ExitStatus tell_missing(const Letter *letter)
{
    if (letter->missing->len == 0)
        return EXIT_DONE;
    g_autoptr(GString) roles = g_string_new(NULL);
    for (guint i = 0; i < letter->missing->len; i++)
        g_string_append_printf(roles, "%s%s", i ? ", " : "",
                               (const gchar *) g_ptr_array_index(letter->missing, i));
    print_error("%s: no e-mail address is recorded for: %s; %s", letter->name, roles->str,
                letter->addressed ? "the draft goes to the others, add whom it lacks"
                                  : "the draft has nobody to go to, add whom it is for");
    return EXIT_WAITING;
}

static gboolean put_files(Outputs *outputs, const Letter *letter, GError **error)
{
    g_autofree gchar *name = g_strconcat(letter->name, ".eml", NULL);
    g_autoptr(GBytes) text = g_bytes_new(letter->text, strlen(letter->text));
    return outputs_add(outputs, name, letter->draft, error) &&
           outputs_add_twin(outputs, name, ".txt", text, error);
}

static ExitStatus write_one(Session *session, const gchar *reference, Outputs *outputs, gconstpointer chosen)
{
    const EmailOptions *wanted = chosen;
    g_autoptr(GError) failure = NULL;
    LetterOptions options = {
        .stage = (guint) wanted->stage, .days = (guint) wanted->days, .chase = wanted->chase};
    g_autoptr(Letter) letter = letter_make(session, reference, &options, &failure);
    if (!letter || !put_files(outputs, letter, &failure))
        return print_failure(failure);
    g_autofree gchar *deadline = day_to_words(letter->deadline);
    if (deadline && !wanted->chase)
        print_notice("%s: to be answered by %s", letter->form_id, deadline);
    return tell_missing(letter);
}

static ExitStatus run(const Options *options, const EmailOptions *wanted)
{
    const References references = {.progress = "email",
                                   .target = wanted->target,
                                   .all_open = wanted->all_open,
                                   .open = wanted->chase ? CASE_OVERDUE : CASE_ISSUABLE,
                                   .mode = STORE_WRITE,
                                   .write = write_one,
                                   .wanted = wanted};
    return references_write(options, &references);
}

static const gchar *check(const Options *options, const EmailOptions *wanted)
{
    if (wanted->all_open == (options->n_arguments > 0))
        return "name one or more references, or --all-open";
    if (wanted->stage < 0 || wanted->stage > 99)
        return "--stage takes the number of a stage";
    if (wanted->days < 0 || wanted->days > 99)
        return "--days takes a number of working days";
    if (wanted->chase && wanted->stage)
        return "--chase is of the stage that is waited for; leave --stage out";
    if (wanted->target && g_str_has_suffix(wanted->target, ".txt"))
        return "the draft's text goes beside it as .txt; give the draft another ending, such as .eml";
    if (outputs_is_terminal(wanted->target))
        return "a draft is not for a terminal; name a file with -o";
    if (!wanted->target && (wanted->all_open || options->n_arguments > 1))
        return "several drafts need a folder; name it with -o";
    return NULL;
}

ExitStatus command_email(const Command *command, int argc, char **argv)
{
    EmailOptions wanted = {0};
    const GOptionEntry own[] = {
        {"stage", 0, 0, G_OPTION_ARG_INT, &wanted.stage, "The stage (default: the current one)", "N"},
        {"days", 0, 0, G_OPTION_ARG_INT, &wanted.days,
         "Working days, where the process lets them be chosen at the stage", "N"},
        {"chase", 0, 0, G_OPTION_ARG_NONE, &wanted.chase, "Ask again for a response that is overdue", NULL},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &wanted.target,
         "Where the draft goes (default: stdout); its text goes beside it, as .txt", "FILE"},
        {"all-open", 0, 0, G_OPTION_ARG_NONE, &wanted.all_open,
         "Every dispute whose stage has a form; with --chase every overdue one", NULL},
        G_OPTION_ENTRY_NULL,
    };
    ExitStatus status = EXIT_DONE;
    g_auto(Options) options = {0};
    if (options_parse(&options, command, own, argc, argv, &status)) {
        const gchar *why = check(&options, &wanted);
        status = why ? options_misused(command, why) : run(&options, &wanted);
    }
    g_free(wanted.target);
    return status;
}
