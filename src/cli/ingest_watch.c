#include "cli/ingest_watch.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "cli/print.h"
#include "cli/returned.h"
#include "watch/drop_folder.h"
#include "watch/folder_watch.h"
#include "json/json_object.h"

#define TRY_AGAIN 5000 /* milliseconds, after a file that could not be recorded */
#define SUM_SHOWN 12   /* digits of the SHA-256 in the log */

typedef struct {
    const Options *options;
    const gchar *folder;
    FolderWatch *watch;
    Reader *reader;
    Session *session;  /* of one batch, so that its day is the day; or NULL */
    int signals;       /* SIGTERM and SIGINT can be read from it */
    GHashTable *told;  /* name of a file that could not be taken, to the failure that was told */
    ExitStatus status; /* of what was taken */
} Watching;

/* --- failures: told once, without the file's name, and tried again --- */

static gboolean was_told(const Watching *watching, const gchar *message)
{
    GHashTableIter iter;
    gpointer told = NULL;
    g_hash_table_iter_init(&iter, watching->told);
    while (g_hash_table_iter_next(&iter, NULL, &told))
        if (strcmp(told, message) == 0)
            return TRUE;
    return FALSE;
}

static void put_off(Watching *watching, const gchar *name, const gchar *message)
{
    if (!was_told(watching, message))
        print_error("%s; what is in %s stays and is tried again", message, watching->folder);
    g_hash_table_replace(watching->told, g_strdup(name), g_strdup(message));
    folder_watch_put_off(watching->watch, name, TRY_AGAIN);
}

/* --- what is said of a file --- */

static gchar *problems_of(const Reading *reading)
{
    g_autoptr(GString) codes = g_string_new(NULL);
    for (guint i = 0; i < reading->problems->len; i++) {
        const Problem *problem = g_ptr_array_index(reading->problems, i);
        g_string_append_printf(codes, "%s%s", i ? "," : "", problem_code_name(problem->code));
    }
    return codes->len > 0 ? g_string_free(g_steal_pointer(&codes), FALSE) : g_strdup("-");
}

/* "time state reference stage problems event sha256": neither the file's name
 * nor anything that stands in it, since either may name a child. */
static gchar *log_line(const Intake *intake, const gchar *sha256)
{
    const Reading *reading = intake->reading;
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    g_autofree gchar *time = g_date_time_format(now, "%Y-%m-%dT%H:%M:%SZ");
    g_autofree gchar *problems = problems_of(reading);
    g_autofree gchar *stage = reading->stage ? g_strdup_printf("%u", reading->stage) : g_strdup("-");
    g_autofree gchar *event =
        intake->event ? g_strdup_printf("%" G_GINT64_FORMAT, intake->event) : g_strdup("-");
    return g_strdup_printf("%s %s %s %s %s %s %.*s", time, intake_state_name(intake->state),
                           reading->reference ? reading->reference : "-", stage, problems, event, SUM_SHOWN,
                           sha256);
}

static gchar *json_line(const Intake *intake, const gchar *sha256)
{
    const Reading *reading = intake->reading;
    g_autofree gchar *problems = problems_of(reading);
    g_auto(GStrv) codes = g_strsplit(strcmp(problems, "-") == 0 ? "" : problems, ",", -1);
    JsonObject *object = json_object_begin();
    json_object_add_text(object, "state", intake_state_name(intake->state));
    json_object_add_number(object, "id", intake->event);
    json_object_add_text(object, "reference", reading->reference);
    json_object_add_number(object, "stage", reading->stage);
    json_object_add_texts(object, "problems", (const gchar *const *) codes);
    json_object_add_text(object, "sha256", sha256);
    return json_object_end(object);
}

/* The record is what counts: a log that cannot be written is told, and the
 * work goes on. */
static void tell(const Watching *watching, const Intake *intake, const gchar *sha256)
{
    g_autoptr(GError) failure = NULL;
    g_autofree gchar *line = log_line(intake, sha256);
    g_autofree gchar *json = watching->options->json ? json_line(intake, sha256) : NULL;
    print_out("%s\n", json ? json : line);
    print_finish(EXIT_DONE);
    if (!drop_folder_log(watching->folder, line, &failure))
        print_error("%s", failure->message);
}

/* A file waits for a person when any form in it does. */
static DropPlace place_of(const GPtrArray *intakes)
{
    gboolean waits = FALSE, readable = FALSE;
    for (guint i = 0; i < intakes->len; i++) {
        const Intake *intake = g_ptr_array_index(intakes, i);
        waits = waits || intake->waits;
        readable = readable || intake->state != INTAKE_REJECTED;
    }
    if (!readable)
        return DROP_REJECTED;
    return waits ? DROP_REVIEW : DROP_RECORDED;
}

/* --- one file --- */

static gboolean open_session(Watching *watching, GError **error)
{
    const Options *options = watching->options;
    SessionOptions wanted = {.store = options->store, .mode = STORE_WRITE, .today = options->today};
    if (!watching->session)
        watching->session = session_open(&wanted, error);
    return watching->session != NULL;
}

static GPtrArray *record(Watching *watching, GBytes *content, GPtrArray *readings, gchar **sha256,
                         GError **error)
{
    g_autoptr(GPtrArray) taken = readings;
    if (!open_session(watching, error))
        return NULL;
    Store *store = watching->session->store;
    *sha256 = store_keep_file(store, content, error);
    if (!*sha256 || !store_begin(store, error))
        return NULL;
    g_autoptr(GPtrArray) intakes = intake_record(watching->session, *sha256, g_steal_pointer(&taken), error);
    return intakes && store_commit(store, error) ? g_steal_pointer(&intakes) : NULL;
}

static void move(Watching *watching, const gchar *name, DropPlace place)
{
    g_autoptr(GError) failure = NULL;
    /* Written to since it was read: it is another file now, and stays. */
    if (!folder_watch_is_unchanged(watching->watch, name))
        return;
    if (drop_folder_move(watching->folder, name, place, &failure))
        g_hash_table_remove(watching->told, name);
    else
        put_off(watching, name, failure->message);
}

/* Too large even to be kept: it is set aside, and the log says so. */
static void set_aside(Watching *watching, const gchar *name)
{
    Intake intake = {.state = INTAKE_REJECTED, .reading = reading_new(name)};
    reading_add_problem(intake.reading, PROBLEM_TOO_LARGE, NULL, NULL);
    tell(watching, &intake, "-");
    reading_free(intake.reading);
    watching->status = print_worse(watching->status, EXIT_INPUT);
    move(watching, name, DROP_REJECTED);
}

static GBytes *load(Watching *watching, const gchar *name)
{
    g_autofree gchar *path = g_build_filename(watching->folder, name, NULL);
    GBytes *content = returned_load(path);
    if (!content && errno == EFBIG) {
        set_aside(watching, name);
    } else if (!content && errno != ENOENT) {
        g_autofree gchar *why = g_strdup_printf("a file cannot be read: %s", g_strerror(errno));
        put_off(watching, name, why);
    }
    return content;
}

static void take_one(Watching *watching, const gchar *name)
{
    g_autoptr(GError) failure = NULL;
    g_autofree gchar *sha256 = NULL;
    g_autoptr(GBytes) content = load(watching, name);
    if (!content)
        return;
    open_session(watching, NULL); /* it knows the places of fields; that it fails is told below */
    GPtrArray *readings = reader_read(watching->reader, name, content, &failure);
    returned_tell(watching->reader);
    if (readings && !folder_watch_is_unchanged(watching->watch, name)) {
        g_ptr_array_unref(readings);
        return; /* somebody writes to it again */
    }
    g_autoptr(GPtrArray) intakes = readings ? record(watching, content, readings, &sha256, &failure) : NULL;
    if (!intakes) {
        /* Closing takes back what was begun. */
        g_clear_pointer(&watching->session, session_close);
        put_off(watching, name, failure->message);
        return;
    }
    for (guint i = 0; i < intakes->len; i++) {
        const Intake *intake = g_ptr_array_index(intakes, i);
        watching->status = print_worse(watching->status, ingest_status(intake));
        tell(watching, intake, sha256);
    }
    move(watching, name, place_of(intakes));
}

/* --- the watch --- */

static gboolean was_told_to_end(const Watching *watching)
{
    struct pollfd one = {.fd = watching->signals, .events = POLLIN};
    return poll(&one, 1, 0) > 0;
}

static void take_whole(Watching *watching)
{
    g_autoptr(GPtrArray) names = folder_watch_whole(watching->watch);
    for (guint i = 0; i < names->len && !was_told_to_end(watching); i++) {
        take_one(watching, g_ptr_array_index(names, i));
        print_progress("taken", i + 1, names->len);
    }
    g_clear_pointer(&watching->session, session_close);
}

static void wait_for_more(const Watching *watching)
{
    struct pollfd both[] = {{.fd = watching->signals, .events = POLLIN},
                            {.fd = folder_watch_descriptor(watching->watch), .events = POLLIN}};
    poll(both, G_N_ELEMENTS(both), folder_watch_timeout(watching->watch));
}

static ExitStatus go_on(Watching *watching, gboolean once)
{
    g_autoptr(GError) failure = NULL;
    while (!was_told_to_end(watching)) {
        if (!folder_watch_update(watching->watch, &failure))
            return print_failure(failure);
        take_whole(watching);
        if (once && !folder_watch_is_settling(watching->watch))
            return g_hash_table_size(watching->told) > 0 ? EXIT_FAILED : watching->status;
        wait_for_more(watching);
    }
    return EXIT_DONE;
}

/* From here on the two signals wait to be read, also in the worker, which the
 * terminal sends them to as well: the file at hand is finished. */
static int catch_signals(void)
{
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGINT);
    sigprocmask(SIG_BLOCK, &ending, NULL);
    return signalfd(-1, &ending, SFD_CLOEXEC | SFD_NONBLOCK);
}

ExitStatus ingest_watch(const Options *options, const gchar *folder, gboolean once)
{
    g_autoptr(GError) failure = NULL;
    int signals = catch_signals();
    g_autoptr(Reader) reader = reader_start(NULL, &failure);
    g_autoptr(FolderWatch) watch = reader ? folder_watch_start(folder, &failure) : NULL;
    if (!watch || signals < 0)
        return failure ? print_failure(failure) : EXIT_FAILED;
    g_autoptr(GHashTable) told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    Watching watching = {.options = options,
                         .folder = folder,
                         .watch = watch,
                         .reader = reader,
                         .signals = signals,
                         .told = told};
    returned_know_places(reader, &watching.session);
    ExitStatus status = go_on(&watching, once);
    g_clear_pointer(&watching.session, session_close);
    close(signals);
    return status;
}
