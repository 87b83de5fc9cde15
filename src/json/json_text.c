#include "json/json_text.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

static const gchar *const FORMS[] = {
    [READING_NO_FORM] = NULL, [READING_STAGE] = "stage", [READING_COMPLIMENT] = "compliment"};
static const gchar *const SOURCES[] = {
    [SOURCE_NONE] = NULL, [SOURCE_FIELDS] = "fields", [SOURCE_TEXT] = "text", [SOURCE_SCAN] = "scan"};

/* null for NULL. A file's name may hold bytes that are no UTF-8: they are
 * shown as U+FFFD, since JSON has no place for them. */
static json_t *string_or_null(const gchar *text)
{
    if (!text) {
        return json_null();
    }
    g_autofree gchar *valid = g_utf8_make_valid(text, -1);
    return json_string(valid);
}

static json_t *number_or_null(guint number)
{
    return number ? json_integer(number) : json_null();
}

static json_t *mark_or_null(Mark mark)
{
    return mark == MARK_ON || mark == MARK_OFF ? json_boolean(mark == MARK_ON) : json_null();
}

/* The text of the object in GLib's memory. */
static gchar *text_of(const json_t *object)
{
    gchar *text = json_dumps(object, 0);
    gchar *copy = g_strdup(text);
    free(text);
    return copy;
}

static json_t *object_of_facts(const Facts *facts)
{
    json_t *object = json_object();
    for (guint i = 0; i < facts_count(facts); i++) {
        json_object_set_new(object, facts_name_at(facts, i), string_or_null(facts_value_at(facts, i)));
    }
    return object;
}

gchar *json_from_facts(const Facts *facts)
{
    g_autoptr(json_t) object = object_of_facts(facts);
    return text_of(object);
}

static json_t *array_of_pages(const Reading *reading)
{
    json_t *pages = json_array();
    for (guint i = 0; i < reading->pages->len; i++) {
        json_array_append_new(pages, json_integer(g_array_index(reading->pages, guint, i)));
    }
    return pages;
}

static json_t *object_of_answers(const Reading *reading)
{
    json_t *answers = json_object();
    g_autofree gchar *date = day_to_iso(reading->date);
    json_object_set_new(answers, "response", string_or_null(reading->response));
    json_object_set_new(answers, "proceed", mark_or_null(reading->proceed));
    json_object_set_new(answers, "resolved", mark_or_null(reading->resolved));
    json_object_set_new(answers, "date", string_or_null(date));
    if (reading->date_text) {
        json_object_set_new(answers, "date_text", string_or_null(reading->date_text));
    }
    json_object_set_new(answers, "responder", string_or_null(reading->responder));
    return answers;
}

static json_t *array_of_problems(const Reading *reading)
{
    json_t *problems = json_array();
    for (guint i = 0; i < reading->problems->len; i++) {
        const Problem *problem = g_ptr_array_index(reading->problems, i);
        json_t *object = json_object();
        json_object_set_new(object, "code", json_string(problem_code_name(problem->code)));
        if (problem->field) {
            json_object_set_new(object, "field", string_or_null(problem->field));
        }
        json_object_set_new(object, "message", string_or_null(problem->message));
        json_array_append_new(problems, object);
    }
    return problems;
}

gchar *json_from_reading(const Reading *reading)
{
    g_autoptr(json_t) object = json_object();
    json_object_set_new(object, "file", string_or_null(reading->file));
    json_object_set_new(object, "pages", array_of_pages(reading));
    json_object_set_new(object, "form", string_or_null(FORMS[reading->form]));
    json_object_set_new(object, "authority", string_or_null(reading->authority));
    json_object_set_new(object, "reference", string_or_null(reading->reference));
    json_object_set_new(object, "stage", number_or_null(reading->stage));
    json_object_set_new(object, "source", string_or_null(SOURCES[reading->source]));
    if (reading->form != READING_NO_FORM) {
        json_object_set_new(object, "answers", object_of_answers(reading));
        json_object_set_new(object, "outcome", json_string(outcome_name(reading->outcome)));
    }
    json_object_set_new(object, "certain", json_boolean(reading->certain));
    json_object_set_new(object, "problems", array_of_problems(reading));
    if (reading->issue) {
        json_object_set_new(object, "issue", json_integer(reading->issue));
    }
    if (facts_count(reading->evidence)) {
        json_object_set_new(object, "evidence", object_of_facts(reading->evidence));
    }
    return text_of(object);
}

/* A copy of the member's text, or NULL when it is absent or no text. */
static gchar *take_text(const json_t *object, const gchar *name)
{
    return g_strdup(json_string_value(json_object_get(object, name)));
}

static gboolean take_number(const json_t *object, const gchar *name, guint *number)
{
    const json_t *value = json_object_get(object, name);
    if (!value || json_is_null(value)) {
        return TRUE;
    }
    if (!json_is_integer(value) || json_integer_value(value) < 0 || json_integer_value(value) > G_MAXINT) {
        return FALSE;
    }
    *number = (guint) json_integer_value(value);
    return TRUE;
}

/* Index of the text in names; 0, which stands for null, when it is null. */
static gboolean take_choice(const json_t *object, const gchar *name, const gchar *const *names, guint n_names,
                            guint *index)
{
    const json_t *value = json_object_get(object, name);
    *index = 0;
    if (json_is_null(value)) {
        return TRUE;
    }
    for (*index = 1; *index < n_names; (*index)++) {
        if (g_strcmp0(json_string_value(value), names[*index]) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean take_pages(const json_t *object, Reading *reading)
{
    const json_t *pages = json_object_get(object, "pages");
    for (size_t i = 0; i < json_array_size(pages); i++) {
        const json_t *value = json_array_get(pages, i);
        guint page = (guint) json_integer_value(value);
        if (!json_is_integer(value) || json_integer_value(value) < 1 ||
            json_integer_value(value) > G_MAXINT) {
            return FALSE;
        }
        g_array_append_val(reading->pages, page);
    }
    return json_is_array(pages);
}

static gboolean take_problems(const json_t *object, Reading *reading)
{
    const json_t *problems = json_object_get(object, "problems");
    for (size_t i = 0; i < json_array_size(problems); i++) {
        const json_t *problem = json_array_get(problems, i);
        ProblemCode code = PROBLEM_N_CODES;
        if (!problem_code_from_name(json_string_value(json_object_get(problem, "code")), &code)) {
            return FALSE;
        }
        reading_add_problem(reading, code, json_string_value(json_object_get(problem, "field")),
                            json_string_value(json_object_get(problem, "message")));
    }
    return json_is_array(problems);
}

/* null is written for what is absent and for what is unclear; a problem with
 * the box tells them apart. */
static Mark take_mark(const json_t *answers, const gchar *name, const Reading *reading)
{
    const json_t *value = json_object_get(answers, name);
    if (json_is_boolean(value)) {
        return json_is_true(value) ? MARK_ON : MARK_OFF;
    }
    for (guint i = 0; i < reading->problems->len; i++) {
        const Problem *problem = g_ptr_array_index(reading->problems, i);
        if (problem->code == PROBLEM_BOX_UNCLEAR && g_strcmp0(problem->field, name) == 0) {
            return MARK_UNCLEAR;
        }
    }
    return MARK_ABSENT;
}

static gboolean take_answers(const json_t *object, Reading *reading)
{
    const json_t *answers = json_object_get(object, "answers");
    if (!json_is_object(answers)) {
        return FALSE;
    }
    reading->response = take_text(answers, "response");
    reading->proceed = take_mark(answers, "proceed", reading);
    reading->resolved = take_mark(answers, "resolved", reading);
    reading->date = day_from_iso(json_string_value(json_object_get(answers, "date")));
    reading->date_text = take_text(answers, "date_text");
    reading->responder = take_text(answers, "responder");
    return outcome_from_name(json_string_value(json_object_get(object, "outcome")), &reading->outcome);
}

static void take_evidence(const json_t *object, Reading *reading)
{
    json_t *evidence = json_object_get(object, "evidence");
    const char *name = NULL;
    json_t *value = NULL;
    json_object_foreach(evidence, name, value)
    {
        facts_set(reading->evidence, name, json_string_value(value));
    }
}

Reading *json_to_reading(const gchar *text)
{
    g_autoptr(json_t) object = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    const gchar *file = json_string_value(json_object_get(object, "file"));
    const json_t *certain = json_object_get(object, "certain");
    guint form = 0;
    guint source = 0;
    if (!file || !json_is_boolean(certain) ||
        !take_choice(object, "form", FORMS, G_N_ELEMENTS(FORMS), &form) ||
        !take_choice(object, "source", SOURCES, G_N_ELEMENTS(SOURCES), &source)) {
        return NULL;
    }
    g_autoptr(Reading) reading = reading_new(file);
    reading->form = (ReadingForm) form;
    reading->source = (ReadingSource) source;
    reading->authority = take_text(object, "authority");
    reading->reference = take_text(object, "reference");
    if (!take_number(object, "stage", &reading->stage) || !take_number(object, "issue", &reading->issue) ||
        !take_pages(object, reading) || !take_problems(object, reading) ||
        (form != READING_NO_FORM && !take_answers(object, reading))) {
        return NULL;
    }
    take_evidence(object, reading);
    reading->certain = json_is_true(certain);
    return g_steal_pointer(&reading);
}
