#include "cli/returned.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/print.h"
#include "flow/issue.h"
#include "model/error.h"

/* What is too large to be a form but may still be kept for a person to see.
 * A larger file is refused and stays where it is. */
#define MOST_BYTES ((gsize) 64 * 1024 * 1024)

static gint by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const gchar *const *) a, *(const gchar *const *) b);
}

static void add_folder(GPtrArray *files, const gchar *folder, ExitStatus *status)
{
    g_autoptr(GError) failure = NULL;
    g_autoptr(GDir) open = g_dir_open(folder, 0, &failure);
    if (!open) {
        print_error("%s", failure->message);
        *status = print_worse(*status, EXIT_INPUT);
        return;
    }
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
    const gchar *name = NULL;
    while ((name = g_dir_read_name(open))) {
        g_autofree gchar *path = g_build_filename(folder, name, NULL);
        if (*name != '.' && g_file_test(path, G_FILE_TEST_IS_REGULAR))
            g_ptr_array_add(found, g_steal_pointer(&path));
    }
    g_ptr_array_sort(found, by_name);
    while (found->len > 0)
        g_ptr_array_add(files, g_ptr_array_steal_index(found, 0));
}

GPtrArray *returned_files(gchar **arguments, ExitStatus *status)
{
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; arguments[i]; i++) {
        if (g_file_test(arguments[i], G_FILE_TEST_IS_DIR))
            add_folder(files, arguments[i], status);
        else
            g_ptr_array_add(files, g_strdup(arguments[i]));
    }
    return files;
}

static GBytes *read_some(int descriptor)
{
    g_autoptr(GByteArray) content = g_byte_array_new();
    guint8 part[65536];
    for (;;) {
        gssize count = read(descriptor, part, sizeof part);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return NULL;
        if (count == 0)
            break;
        if (content->len + (gsize) count > MOST_BYTES) {
            errno = EFBIG;
            return NULL;
        }
        g_byte_array_append(content, part, (guint) count);
    }
    return g_byte_array_free_to_bytes(g_steal_pointer(&content));
}

/* Non-blocking, so that a pipe somebody left in a folder does not hold it up. */
GBytes *returned_load(const gchar *file)
{
    int descriptor = g_open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
    struct stat about;
    GBytes *content = NULL;
    if (descriptor >= 0 && fstat(descriptor, &about) == 0) {
        errno = S_ISDIR(about.st_mode) ? EISDIR : EINVAL;
        if (S_ISREG(about.st_mode))
            content = read_some(descriptor);
    }
    int reason = errno;
    if (descriptor >= 0)
        close(descriptor);
    errno = reason;
    return content;
}

static gchar *places_of(const gchar *reference, guint stage, guint issue, gpointer data)
{
    Session *const *session = data;
    return *session ? issue_placements(*session, reference, stage, issue) : NULL;
}

static gchar *wording_of(const gchar *reference, guint stage, guint issue, gpointer data)
{
    Session *const *session = data;
    return *session ? issue_wording(*session, reference, stage, issue) : NULL;
}

void returned_know_places(Reader *reader, Session **session)
{
    reader_set_placements(reader, places_of, session);
    reader_set_wordings(reader, wording_of);
}

void returned_tell(Reader *reader)
{
    const gchar *notice = reader_take_notice(reader);
    if (notice)
        print_notice("%s", notice);
}

GPtrArray *returned_read(Reader *reader, const gchar *file, GBytes **content, ExitStatus *status)
{
    g_autoptr(GError) failure = NULL;
    *content = returned_load(file);
    if (!*content) {
        print_error("%s: cannot be read: %s", file, g_strerror(errno));
        *status = print_worse(*status, EXIT_INPUT);
        return NULL;
    }
    GPtrArray *readings = reader_read(reader, file, *content, &failure);
    returned_tell(reader);
    if (!readings) {
        g_clear_pointer(content, g_bytes_unref);
        *status = print_worse(*status, print_failure(failure));
    }
    return readings;
}

static void print_indented(const gchar *label, const gchar *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    print_out("  %s:\n", label);
    for (guint i = 0; lines[i]; i++)
        print_out("    %s\n", lines[i]);
}

static void print_answers(const Reading *reading)
{
    g_autofree gchar *date = day_to_iso(reading->date);
    if (reading->form == READING_STAGE)
        print_out("  outcome: %s\n", outcome_name(reading->outcome));
    if (date || reading->date_text)
        print_out("  date: %s\n", date ? date : reading->date_text);
    if (reading->responder && *reading->responder)
        print_out("  responder: %s\n", reading->responder);
    if (reading->response)
        print_indented("response", reading->response);
    print_out("  certain: %s\n", reading->certain ? "yes" : "no, a person has to look");
}

/* What was written in the mail beside the form, unless it was shown as the answer. */
static void print_mail(const Reading *reading)
{
    const gchar *words = facts_get(reading->evidence, "mail.body");
    if (words && g_strcmp0(words, reading->response) != 0)
        print_indented("in the mail", words);
}

void returned_print(const Reading *reading)
{
    print_out("%s: ", reading->file);
    if (reading->form == READING_NO_FORM)
        print_out("no form that can be read\n");
    else if (reading->form == READING_COMPLIMENT)
        print_out("%s, compliment\n", reading->reference ? reading->reference : "reference unknown");
    else
        print_out("%s, stage %u\n", reading->reference ? reading->reference : "reference unknown",
                  reading->stage);
    if (reading->form != READING_NO_FORM)
        print_answers(reading);
    print_mail(reading);
    for (guint i = 0; i < reading->problems->len; i++) {
        const Problem *problem = g_ptr_array_index(reading->problems, i);
        print_out("  %s%s%s: %s\n", problem_code_name(problem->code), problem->field ? " " : "",
                  problem->field ? problem->field : "", problem->message);
    }
}

ExitStatus returned_status(const Reading *reading)
{
    for (guint i = 0; i < reading->problems->len; i++) {
        const Problem *problem = g_ptr_array_index(reading->problems, i);
        if (problem_code_is_input(problem->code))
            return EXIT_INPUT;
    }
    return reading->certain ? EXIT_DONE : EXIT_WAITING;
}
