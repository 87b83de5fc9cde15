#include "read/containers.h"

#include <string.h>

#include "model/reference.h"
#include "read/judge.h"
#include "read/own_words.h"
#include "read/printed.h"

static ProblemCode problem_of(UnpackKind kind)
{
    switch (kind) {
    case UNPACK_ENCRYPTED:
        return PROBLEM_ENCRYPTED;
    case UNPACK_TOO_LARGE:
        return PROBLEM_TOO_LARGE;
    case UNPACK_BROKEN:
        return PROBLEM_BROKEN;
    default:
        return PROBLEM_NOT_A_FORM;
    }
}

/* Where something was found: the first part of the path is the input, which is
 * called here as its user called it. Freed by the caller. */
static gchar *placed(const gchar *name, const gchar *path)
{
    const gchar *rest = path ? strchr(path, '/') : NULL;
    return g_strconcat(name, rest, NULL);
}

/* The mail's own sender, or that of the mail it came in. */
static const gchar *sender_of(const Unpacked *unpacked, gint letter)
{
    while (letter >= 0 && (guint) letter < unpacked->letters->len) {
        const UnpackedLetter *at = g_ptr_array_index(unpacked->letters, (guint) letter);
        if (at->sender) {
            return at->sender;
        }
        letter = at->outer;
    }
    return unpacked->sender;
}

/* What was written in the mail that holds it, or in the mail that this came in.
 * The caller frees. */
static gchar *words_beside(const Unpacked *unpacked, gint letter)
{
    gchar *words = NULL;
    while (!words && letter >= 0 && (guint) letter < unpacked->letters->len) {
        const UnpackedLetter *at = g_ptr_array_index(unpacked->letters, (guint) letter);
        words = own_words(at->body);
        letter = at->outer;
    }
    return words;
}

/* Kept for the person who looks. Where the form says nothing, they may be the
 * answer, and only a person can tell them from a covering note. */
static void take_words(Reading *reading, const gchar *words)
{
    facts_set(reading->evidence, "mail.body", words);
    if (!words || reading->form == READING_NO_FORM || !reading->response ||
        strspn(reading->response, " \t\n") < strlen(reading->response)) {
        return;
    }
    g_free(reading->response);
    reading->response = g_strdup(words);
    facts_set(reading->evidence, "response.from", "mail");
    reading_add_problem(reading, PROBLEM_RESPONSE_UNREAD, "response",
                        "the form has no response; what is shown was written in the mail: set the response "
                        "when it is none");
}

static Reading *add_problem(GPtrArray *readings, const gchar *file, ProblemCode code, const gchar *message)
{
    Reading *reading = reading_new(file);
    reading->form = READING_NO_FORM;
    reading->source = SOURCE_NONE;
    reading_add_problem(reading, code, NULL, message);
    g_ptr_array_add(readings, reading);
    return reading;
}

/* --- leaves --- */

static gboolean is_nothing_of_ours(const Reading *reading)
{
    return reading->form == READING_NO_FORM && reading_has_problem(reading, PROBLEM_NOT_A_FORM);
}

/* Attachments without a form are no problem of the form beside them; whoever
 * looks at it is told that there were some. */
static void note_others(const GPtrArray *readings, guint others)
{
    for (guint i = 0; others > 0 && i < readings->len; i++) {
        const Reading *reading = g_ptr_array_index(readings, i);
        facts_take(reading->evidence, "mail.others", g_strdup_printf("%u", others));
    }
}

static gboolean add_leaf(GPtrArray *readings, const gchar *name, const Unpacked *unpacked,
                         const UnpackedLeaf *leaf, LeafReader read_leaf, gpointer data, GError **error)
{
    g_autofree gchar *file = placed(name, leaf->path);
    g_autoptr(GPtrArray) said = read_leaf(data, file, leaf->content, error);
    g_autofree gchar *words = words_beside(unpacked, leaf->letter);
    while (said && said->len > 0) {
        Reading *reading = g_ptr_array_steal_index(said, 0);
        if (is_nothing_of_ours(reading)) {
            reading_free(reading);
            continue;
        }
        facts_set(reading->evidence, "mail.sender", sender_of(unpacked, leaf->letter));
        take_words(reading, words);
        g_ptr_array_add(readings, reading);
    }
    return said != NULL;
}

/* --- what stands in a mail itself --- */

static gboolean is_known(const GPtrArray *readings, const gchar *reference)
{
    for (guint i = 0; i < readings->len; i++) {
        const Reading *reading = g_ptr_array_index(readings, i);
        if (g_strcmp0(reading->reference, reference) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static void add_body(GPtrArray *readings, const gchar *name, const UnpackedLetter *letter,
                     const gchar *sender, const gchar *reference)
{
    Reference parts;
    g_autofree gchar *file = placed(name, letter->path);
    Reading *reading = reading_new(file);
    gboolean compliment = reference_from_text(reference, &parts) && parts.kind == RECORD_COMPLIMENT;
    reading->form = compliment ? READING_COMPLIMENT : READING_STAGE;
    reading->reference = g_strdup(reference);
    guint stage = printed_number(letter->body, "stage");
    stage = stage == 0 && letter->subject ? printed_number(letter->subject, "stage") : stage;
    reading->stage = compliment ? 0 : stage;
    reading->source = SOURCE_TEXT;
    reading->response = g_strdup(letter->body);
    facts_set(reading->evidence, "identity", "mail");
    facts_set(reading->evidence, "mail.sender", sender);
    reading_add_problem(reading, PROBLEM_RESPONSE_UNREAD, "response",
                        "the answer stands in the mail itself: read it and set the fields");
    g_ptr_array_add(readings, reading);
}

static void add_references(GPtrArray *readings, const gchar *name, const Unpacked *unpacked, guint number,
                           const gchar *text)
{
    const UnpackedLetter *letter = g_ptr_array_index(unpacked->letters, number);
    g_autoptr(GPtrArray) references = printed_references(text);
    for (guint i = 0; i < references->len; i++) {
        const gchar *reference = g_ptr_array_index(references, i);
        if (!is_known(readings, reference)) {
            add_body(readings, name, letter, sender_of(unpacked, (gint) number), reference);
        }
    }
}

/* A mail without a form may be the answer: by the references that it names.
 * Replies often name them in their subject alone. */
static void add_letter(GPtrArray *readings, const gchar *name, const Unpacked *unpacked, guint number)
{
    const UnpackedLetter *letter = g_ptr_array_index(unpacked->letters, number);
    if (letter->forms || !letter->body) {
        return;
    }
    if (letter->subject) {
        add_references(readings, name, unpacked, number, letter->subject);
    }
    add_references(readings, name, unpacked, number, letter->body);
}

/* Nothing of ours in it: what it says is kept for the person who looks. */
static void add_nothing(GPtrArray *readings, const gchar *name, const Unpacked *unpacked)
{
    Reading *reading = add_problem(readings, name, PROBLEM_NOT_A_FORM, NULL);
    facts_set(reading->evidence, "mail.sender", unpacked->sender);
    facts_set(reading->evidence, "mail.body", unpacked->body);
}

GPtrArray *containers_read(const gchar *name, const Unpacked *unpacked, LeafReader read_leaf, gpointer data,
                           GError **error)
{
    g_autoptr(GPtrArray) readings = g_ptr_array_new_with_free_func((GDestroyNotify) reading_free);
    guint others = 0;
    for (guint i = 0; i < unpacked->leaves->len; i++) {
        const UnpackedLeaf *leaf = g_ptr_array_index(unpacked->leaves, i);
        guint before = readings->len;
        if (leaf->could_form && !add_leaf(readings, name, unpacked, leaf, read_leaf, data, error)) {
            return NULL;
        }
        others += readings->len == before && !leaf->in_text ? 1 : 0;
    }
    note_others(readings, others);
    for (guint i = 0; i < unpacked->letters->len; i++) {
        add_letter(readings, name, unpacked, i);
    }
    for (guint i = 0; i < unpacked->problems->len; i++) {
        const UnpackProblem *problem = g_ptr_array_index(unpacked->problems, i);
        g_autofree gchar *file = placed(name, problem->path);
        add_problem(readings, file, problem_of(problem->kind), problem->message);
    }
    if (readings->len == 0) {
        if (unpacked->kind == UNPACK_MAIL || unpacked->kind == UNPACK_ARCHIVE) {
            add_nothing(readings, name, unpacked);
        } else {
            add_problem(readings, name, problem_of(unpacked->kind), NULL);
        }
    }
    return g_steal_pointer(&readings);
}
