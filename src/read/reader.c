#include "read/reader.h"

#include <string.h>

#include "read/containers.h"
#include "read/scanned.h"
#include "read/second_look.h"
#include "read/worker_link.h"
#include "sandbox/sandbox.h"
#include "unpack/picture.h"
#include "worker/contents.h"
#include "worker/pictures.h"
#include "worker/wire.h"

#define BLANK_PICTURE 0.02 /* share of a page: specks and logos */
#define FEW_PAGES     6    /* of a short file */
#define MANY_LETTERS  300  /* a page with more, and no picture of a page, is no scan */

struct Reader {
    WorkerLink *forms;
    WorkerLink *mails; /* started when the first one comes */
    WorkerLink *scans; /* likewise */
    IssueRecord record;
    guint told; /* of SandboxGap: what the caller was told of */
};

Reader *reader_start(const ReaderOptions *options, GError **error)
{
    Reader *reader = g_new0(Reader, 1);
    gboolean few = !options || options->files <= 1;
    reader->forms = worker_link_new("iro-worker", few);
    reader->mails = worker_link_new("iro-worker-mail", TRUE);
    reader->scans = worker_link_new("iro-worker-scan", FALSE);
    if (options && options->wall_time > 0) {
        worker_link_set_wall_time(reader->forms, options->wall_time);
        worker_link_set_wall_time(reader->mails, options->wall_time);
        worker_link_set_wall_time(reader->scans, options->wall_time);
    }
    if (!worker_link_start(reader->forms, error)) {
        reader_stop(reader);
        return NULL;
    }
    return reader;
}

void reader_stop(Reader *reader)
{
    if (reader) {
        worker_link_free(reader->forms);
        worker_link_free(reader->mails);
        worker_link_free(reader->scans);
        g_free(reader);
    }
}

void reader_set_placements(Reader *reader, PlacementsLookup lookup, gpointer data)
{
    reader->record.placements = lookup;
    reader->record.data = data;
}

void reader_set_wordings(Reader *reader, WordingLookup lookup)
{
    reader->record.wording = lookup;
}

const gchar *reader_take_notice(Reader *reader)
{
    guint gaps =
        worker_link_gaps(reader->forms) | worker_link_gaps(reader->mails) | worker_link_gaps(reader->scans);
    gaps &= ~reader->told;
    reader->told |= gaps;
    if (gaps & SANDBOX_SANITIZED) {
        return "built with a sanitizer: returned files are opened without confinement, use it for tests only";
    }
    if (gaps & SANDBOX_NO_LANDLOCK) {
        return "this kernel has no landlock: returned files are confined by seccomp alone";
    }
    return NULL;
}

/* What was seen, or NULL with `error` or the problem. */
static Sighting *see(Reader *reader, GBytes *content, ProblemCode *problem, GError **error)
{
    g_autoptr(GBytes) answer = worker_link_ask(reader->forms, content, problem, error);
    g_autoptr(WireReader) wire = wire_reader_new();
    if (!answer) {
        return NULL;
    }
    gsize length = 0;
    const guchar *bytes = g_bytes_get_data(answer, &length);
    *problem = PROBLEM_BROKEN; /* a child that lies */
    return wire_reader_take(wire, bytes, length) == WIRE_ENDED ? wire_reader_steal(wire) : NULL;
}

static gboolean is_pdf(GBytes *content)
{
    gsize length = 0;
    const gchar *bytes = g_bytes_get_data(content, &length);
    return length >= strlen("%PDF-") && memcmp(bytes, "%PDF-", strlen("%PDF-")) == 0;
}

static gboolean is_picture(GBytes *content)
{
    gsize length = 0;
    const guchar *bytes = g_bytes_get_data(content, &length);
    return picture_may_be_page(bytes, length);
}

/* What is surely no mail and no archive, so that the usual file starts no
 * second program. */
static gboolean is_plain(GBytes *content)
{
    return is_pdf(content) || is_picture(content);
}

/* Of a kind that no page is read from. */
static gboolean is_other_picture(GBytes *content)
{
    gsize length = 0;
    const guchar *bytes = g_bytes_get_data(content, &length);
    return picture_is(bytes, length) && !is_picture(content);
}

static gboolean holds_no_form(const GPtrArray *readings)
{
    const Reading *first = g_ptr_array_index(readings, 0);
    return readings->len == 1 && first->form == READING_NO_FORM &&
           reading_has_problem(first, PROBLEM_NOT_A_FORM);
}

/* The form that the page belongs to, or NULL. */
static Reading *reading_of(const GPtrArray *readings, guint page)
{
    for (guint i = 0; i < readings->len; i++) {
        Reading *reading = g_ptr_array_index(readings, i);
        for (guint j = 0; j < reading->pages->len; j++) {
            if (g_array_index(reading->pages, guint, j) == page) {
                return reading;
            }
        }
    }
    return NULL;
}

/* The pages that may be pictures of a form: those under a picture, those whose
 * letters cannot be told and, when nothing else was found, those with hardly a
 * word, or all of a short file, whose words may be garbled. Of guint, from 1. */
static GArray *find_pictured(const Sighting *sighting, const GPtrArray *readings)
{
    GArray *pages = g_array_new(FALSE, FALSE, sizeof(guint));
    gboolean nothing = holds_no_form(readings);
    for (guint number = 1; number <= sighting->pages->len; number++) {
        const SeenPage *page = g_ptr_array_index(sighting->pages, number - 1);
        gboolean wordless = !page->text || g_utf8_strlen(page->text, -1) < MANY_LETTERS;
        gboolean pictured = page->picture >= SIGHTING_PICTURED ||
                            (nothing && (wordless || sighting->pages->len <= FEW_PAGES));
        const Reading *own = reading_of(readings, number);
        if (!page->made && ((pictured && !own) || (own && second_look_is_due(own)))) {
            g_array_append_val(pages, number);
        }
    }
    return pages;
}

/* A page that belongs to no form and comes after one may go on with its
 * answer; one before the first is a cover. */
static void doubt_other_pages(const Sighting *sighting, const GPtrArray *readings)
{
    Reading *before = NULL;
    for (guint number = 1; number <= sighting->pages->len; number++) {
        const SeenPage *page = g_ptr_array_index(sighting->pages, number - 1);
        Reading *own = reading_of(readings, number);
        gboolean blank = !page->made && page->words->len == 0 && page->picture < BLANK_PICTURE;
        if (before && !own && !blank) {
            reading_add_problem(before, PROBLEM_RESPONSE_UNREAD, NULL,
                                "other pages follow the form: look whether the answer goes on there");
            return;
        }
        before = own ? own : before;
    }
}

/* Joins what was read on pictures to what was read in words and fields. */
static GPtrArray *join(GPtrArray *readings, GPtrArray *scanned)
{
    if (holds_no_form(readings)) {
        g_ptr_array_unref(readings);
        return scanned;
    }
    return second_look_join(readings, scanned);
}

/* pages: NULL for all of a picture. Takes `readings`. */
static GPtrArray *read_pictures(Reader *reader, const gchar *name, GBytes *content, const GArray *pages,
                                GPtrArray *readings, GError **error)
{
    g_autoptr(GError) failure = NULL;
    GPtrArray *scanned = scanned_read(reader->scans, name, content, pages, reader->record.placements,
                                      reader->record.data, &failure);
    if (failure) {
        g_ptr_array_unref(readings);
        g_propagate_error(error, g_steal_pointer(&failure));
        return NULL;
    }
    return scanned ? join(readings, scanned) : readings;
}

/* The words and fields of a PDF, and the pictures in it. */
static GPtrArray *read_pdf(Reader *reader, const gchar *name, GBytes *content, GError **error)
{
    ProblemCode problem = PROBLEM_BROKEN;
    g_autoptr(GError) failure = NULL;
    g_autoptr(Sighting) sighting = see(reader, content, &problem, &failure);
    if (failure) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return NULL;
    }
    if (!sighting) {
        return judge_unseen(name, problem);
    }
    GPtrArray *readings = judge_sighting_placed(name, sighting, &reader->record);
    g_autoptr(GArray) pages = find_pictured(sighting, readings);
    if (pages->len > 0) {
        readings = read_pictures(reader, name, content, pages, readings, error);
    }
    if (readings) {
        doubt_other_pages(sighting, readings);
    }
    return readings;
}

/* A PDF, a picture, or anything that is no container. */
static GPtrArray *read_plain(Reader *reader, const gchar *name, GBytes *content, GError **error)
{
    if (g_bytes_get_size(content) > SIGHTING_MAX_BYTES) {
        return judge_unseen(name, PROBLEM_TOO_LARGE);
    }
    if (is_other_picture(content)) {
        return judge_unseen_because(name, PROBLEM_NOT_A_FORM,
                                    "a picture of a kind that is not read (HEIC, WebP, GIF and the like): if "
                                    "it shows a form, ask for it as PDF, JPEG, PNG or TIFF");
    }
    worker_link_begin_file(reader->forms);
    worker_link_begin_file(reader->scans);
    return is_picture(content)
               ? read_pictures(reader, name, content, NULL, judge_unseen(name, PROBLEM_NOT_A_FORM), error)
               : read_pdf(reader, name, content, error);
}

static GPtrArray *read_leaf(gpointer data, const gchar *name, GBytes *content, GError **error)
{
    return read_plain(data, name, content, error);
}

/* What lies in the file, as the worker for mail tells it; NULL with `error` or
 * the problem. */
static Unpacked *unpack(Reader *reader, const gchar *name, GBytes *content, ProblemCode *problem,
                        GError **error)
{
    g_autofree gchar *last = g_path_get_basename(name);
    g_autofree gchar *clean = g_utf8_make_valid(last, -1);
    g_autoptr(GBytes) request = contents_ask(clean, content);
    g_autoptr(GBytes) answer = worker_link_ask(reader->mails, request, problem, error);
    return answer ? contents_get(answer) : NULL;
}

GPtrArray *reader_read(Reader *reader, const gchar *name, GBytes *content, GError **error)
{
    gsize length = g_bytes_get_size(content);
    ProblemCode problem = PROBLEM_BROKEN;
    g_autoptr(GError) failure = NULL;
    if (length == 0) {
        return judge_unseen(name, PROBLEM_BROKEN);
    }
    if (is_plain(content)) {
        return read_plain(reader, name, content, error);
    }
    if (length > CONTENTS_MAX_BYTES) {
        return judge_unseen(name, PROBLEM_TOO_LARGE);
    }
    g_autoptr(Unpacked) unpacked = unpack(reader, name, content, &problem, &failure);
    if (failure) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return NULL;
    }
    GPtrArray *readings = NULL;
    if (!unpacked) {
        readings = judge_unseen(name, problem);
    } else if (unpacked->kind == UNPACK_LEAF) {
        readings = read_plain(reader, name, content, error);
    } else {
        readings = containers_read(name, unpacked, read_leaf, reader, error);
    }
    return readings;
}
