#include "worker/contents.h"

#include "worker/record.h"

enum { RECORD_KIND = 'K', RECORD_LEAF = 'L', RECORD_LETTER = 'M', RECORD_PROBLEM = 'P', RECORD_END = 'E' };

#define MAX_NAME  16384u
#define MAX_BODY  4194304u  /* 4 MiB */
#define MAX_LEAF  10485760u /* 10 MiB */
#define MAX_ITEMS 256u
#define LAST_KIND UNPACK_ELSEWHERE
#define NO_LETTER 0u /* numbers go out one higher */

GBytes *contents_ask(const gchar *name, GBytes *content)
{
    GByteArray *request = g_byte_array_new();
    record_put_text(request, name, MAX_NAME);
    record_put_bytes(request, content);
    return g_byte_array_free_to_bytes(request);
}

static RecordContent whole(GBytes *bytes)
{
    gsize length = 0;
    const guchar *at = g_bytes_get_data(bytes, &length);
    return (RecordContent){at, at + length, FALSE};
}

gboolean contents_asked(GBytes *request, gchar **name, GBytes **content)
{
    RecordContent all = whole(request);
    *name = record_get_text(&all, MAX_NAME);
    *content = record_get_bytes(&all, CONTENTS_MAX_BYTES);
    return *name && *content && !all.bad;
}

static void put_leaf(GByteArray *out, const UnpackedLeaf *leaf)
{
    guint start = record_begin(out, RECORD_LEAF);
    record_put_text(out, leaf->path, MAX_NAME);
    record_put_bytes(out, leaf->content);
    record_put_number(out, (guint32) (leaf->letter + 1));
    record_put_number(out, leaf->in_text);
    record_put_number(out, leaf->could_form);
    record_end(out, start);
}

static void put_letter(GByteArray *out, const UnpackedLetter *letter)
{
    guint start = record_begin(out, RECORD_LETTER);
    record_put_text(out, letter->path, MAX_NAME);
    record_put_text(out, letter->sender, MAX_NAME);
    record_put_text(out, letter->subject, MAX_NAME);
    record_put_text(out, letter->body, MAX_BODY);
    record_put_number(out, (guint32) (letter->outer + 1));
    record_put_number(out, letter->forms);
    record_end(out, start);
}

static void put_problem(GByteArray *out, const UnpackProblem *problem)
{
    guint start = record_begin(out, RECORD_PROBLEM);
    record_put_number(out, problem->kind);
    record_put_text(out, problem->path, MAX_NAME);
    record_put_text(out, problem->message, MAX_NAME);
    record_end(out, start);
}

GByteArray *contents_put(const Unpacked *unpacked)
{
    GByteArray *out = g_byte_array_new();
    guint start = record_begin(out, RECORD_KIND);
    record_put_number(out, unpacked->kind);
    record_put_number(out, unpacked->left_out);
    record_put_text(out, unpacked->sender, MAX_NAME);
    record_put_text(out, unpacked->body, MAX_BODY);
    record_end(out, start);
    for (guint i = 0; i < unpacked->letters->len; i++) {
        put_letter(out, g_ptr_array_index(unpacked->letters, i));
    }
    /* A file that is no container is known to who asked. */
    for (guint i = 0; unpacked->kind != UNPACK_LEAF && i < unpacked->leaves->len; i++) {
        put_leaf(out, g_ptr_array_index(unpacked->leaves, i));
    }
    for (guint i = 0; i < unpacked->problems->len; i++) {
        put_problem(out, g_ptr_array_index(unpacked->problems, i));
    }
    start = record_begin(out, RECORD_END);
    record_end(out, start);
    return out;
}

/* --- the receiving side --- */

static void get_leaf(Unpacked *unpacked, RecordContent *content)
{
    UnpackedLeaf *leaf = g_new0(UnpackedLeaf, 1);
    g_ptr_array_add(unpacked->leaves, leaf);
    leaf->path = record_get_text(content, MAX_NAME);
    leaf->content = record_get_bytes(content, MAX_LEAF);
    leaf->letter = (gint) record_get_number(content, unpacked->letters->len) - 1;
    leaf->in_text = (gboolean) record_get_number(content, TRUE);
    leaf->could_form = (gboolean) record_get_number(content, TRUE);
    content->bad = content->bad || !leaf->path || !leaf->content || unpacked->leaves->len > MAX_ITEMS;
}

static void get_letter(Unpacked *unpacked, RecordContent *content)
{
    UnpackedLetter *letter = g_new0(UnpackedLetter, 1);
    guint before = unpacked->letters->len;
    g_ptr_array_add(unpacked->letters, letter);
    letter->path = record_get_text(content, MAX_NAME);
    letter->sender = record_get_text(content, MAX_NAME);
    letter->subject = record_get_text(content, MAX_NAME);
    letter->body = record_get_text(content, MAX_BODY);
    letter->outer = (gint) record_get_number(content, before) - 1; /* an earlier one: no circles */
    letter->forms = (gboolean) record_get_number(content, TRUE);
    content->bad = content->bad || !letter->path || unpacked->letters->len > MAX_ITEMS;
}

static void get_problem(Unpacked *unpacked, RecordContent *content)
{
    UnpackProblem *problem = g_new0(UnpackProblem, 1);
    g_ptr_array_add(unpacked->problems, problem);
    problem->kind = record_get_number(content, LAST_KIND);
    problem->path = record_get_text(content, MAX_NAME);
    problem->message = record_get_text(content, MAX_NAME);
    content->bad = content->bad || unpacked->problems->len > MAX_ITEMS;
}

static void get_kind(Unpacked *unpacked, RecordContent *content)
{
    unpacked->kind = record_get_number(content, LAST_KIND);
    unpacked->left_out = (gboolean) record_get_number(content, TRUE);
    unpacked->sender = record_get_text(content, MAX_NAME);
    unpacked->body = record_get_text(content, MAX_BODY);
}

/* FALSE when the record may not stand here. */
static gboolean get_record(Unpacked *unpacked, guchar kind, gboolean first, RecordContent *content)
{
    if (first != (kind == RECORD_KIND)) {
        return FALSE;
    }
    if (kind == RECORD_KIND) {
        get_kind(unpacked, content);
    } else if (kind == RECORD_LETTER) {
        get_letter(unpacked, content);
    } else if (kind == RECORD_LEAF) {
        get_leaf(unpacked, content);
    } else if (kind == RECORD_PROBLEM) {
        get_problem(unpacked, content);
    } else if (kind != RECORD_END) {
        return FALSE;
    }
    return !content->bad && content->at == content->end;
}

Unpacked *contents_get(GBytes *answer)
{
    RecordContent all = whole(answer);
    RecordContent content;
    guchar kind = 0;
    gboolean first = TRUE;
    g_autoptr(Unpacked) unpacked = unpacked_new();
    while (kind != RECORD_END && record_next(&all, &kind, &content)) {
        if (!get_record(unpacked, kind, first, &content)) {
            all.bad = TRUE;
        }
        first = FALSE;
    }
    unpacked->mails = unpacked->letters->len;
    if (!all.bad && kind == RECORD_END && all.at == all.end) {
        return g_steal_pointer(&unpacked);
    }
    return NULL;
}
