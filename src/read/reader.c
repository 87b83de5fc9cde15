#include "read/reader.h"

#include "read/worker_link.h"
#include "sandbox/sandbox.h"
#include "worker/wire.h"

struct Reader {
    WorkerLink *forms;
    PlacementsLookup lookup; /* or NULL */
    gpointer lookup_data;
    guint told; /* of SandboxGap: what the caller was told of */
};

Reader *reader_start(GError **error)
{
    Reader *reader = g_new0(Reader, 1);
    reader->forms = worker_link_new("iro-worker", TRUE);
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
        g_free(reader);
    }
}

void reader_set_placements(Reader *reader, PlacementsLookup lookup, gpointer data)
{
    reader->lookup = lookup;
    reader->lookup_data = data;
}

const gchar *reader_take_notice(Reader *reader)
{
    guint gaps = worker_link_gaps(reader->forms) & ~reader->told;
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

GPtrArray *reader_read(Reader *reader, const gchar *name, GBytes *content, GError **error)
{
    gsize length = g_bytes_get_size(content);
    ProblemCode problem = PROBLEM_BROKEN;
    g_autoptr(GError) failure = NULL;
    if (length > SIGHTING_MAX_BYTES) {
        return judge_unseen(name, PROBLEM_TOO_LARGE);
    }
    if (length == 0) {
        return judge_unseen(name, PROBLEM_BROKEN);
    }
    g_autoptr(Sighting) sighting = see(reader, content, &problem, &failure);
    if (failure) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return NULL;
    }
    return sighting ? judge_sighting_placed(name, sighting, reader->lookup, reader->lookup_data)
                    : judge_unseen(name, problem);
}
