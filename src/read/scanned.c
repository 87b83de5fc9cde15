#include "read/scanned.h"

#include <stdio.h>
#include <string.h>

#include "model/reference.h"
#include "read/answers.h"
#include "read/names.h"
#include "worker/pictures.h"

#define CODE_PREFIX   "IRO:"
#define SURE_RESIDUAL 1.5  /* pt: marks further off than that do not say where a box stands */
#define SURE_MEAN     90.0 /* of 100: the words' mean confidence */
#define SURE_LOWEST   60.0

/* One form in the file, by its codes. */
typedef struct {
    FormId id;
    guint pages;       /* of the form */
    GArray *where;     /* of guint: page n of the form is page where[n - 1] of the file, 0: not there */
    gboolean twice;    /* a page came more than once */
    GPtrArray *fields; /* of PictureField */
} ScannedForm;

static void scanned_form_free(gpointer data)
{
    ScannedForm *form = data;
    form_id_clear(&form->id);
    g_array_unref(form->where);
    g_ptr_array_unref(form->fields);
    g_free(form);
}

/* --- which forms --- */

/* "IRO:NCC-2026-0001-K.2.1:1.3": the form, its page, its pages. */
static gboolean parse_code(const gchar *code, FormId *id, guint *page, guint *pages)
{
    g_auto(GStrv) parts = g_strsplit(code, ":", -1);
    int used = 0;
    return g_strv_length(parts) == 3 && g_str_has_prefix(code, CODE_PREFIX) &&
           sscanf(parts[2], "%u.%u%n", page, pages, &used) == 2 && parts[2][used] == '\0' && *page >= 1 &&
           *page <= *pages && *pages <= 100 && form_id_from_text(parts[1], id);
}

static ScannedForm *form_of(GPtrArray *forms, FormId *id, guint pages)
{
    for (guint i = 0; i < forms->len; i++) {
        ScannedForm *form = g_ptr_array_index(forms, i);
        if (strcmp(form->id.reference, id->reference) == 0 && form->id.stage == id->stage &&
            form->id.issue == id->issue && form->pages == pages) {
            form_id_clear(id);
            return form;
        }
    }
    ScannedForm *form = g_new0(ScannedForm, 1);
    form->id = *id;
    form->pages = pages;
    form->where = g_array_new(FALSE, TRUE, sizeof(guint));
    g_array_set_size(form->where, pages);
    form->fields = g_ptr_array_new_with_free_func(picture_field_free);
    g_ptr_array_add(forms, form);
    return form;
}

static GPtrArray *find_forms(const GPtrArray *codes)
{
    GPtrArray *forms = g_ptr_array_new_with_free_func(scanned_form_free);
    for (guint i = 0; i < codes->len; i++) {
        const GPtrArray *on_page = g_ptr_array_index(codes, i);
        for (guint j = 0; j < on_page->len; j++) {
            FormId id = {NULL, 0, 0};
            guint page = 0, pages = 0;
            if (!parse_code(g_ptr_array_index(on_page, j), &id, &page, &pages)) {
                continue;
            }
            ScannedForm *form = form_of(forms, &id, pages);
            guint *where = &g_array_index(form->where, guint, page - 1);
            form->twice = form->twice || *where != 0;
            *where = *where == 0 ? i + 1 : *where;
        }
    }
    return forms;
}

/* --- what stands in their fields --- */

static gboolean is_answer(const Placement *placement, const FormId *id, Part *part)
{
    guint stage = 0;
    return placement->kind != FIELD_HIDDEN && part_from_field_name(placement->name, part, &stage) &&
           stage == id->stage;
}

/* TRUE when the form's fields are known. */
static gboolean place_fields(ScannedForm *form, PlacementsLookup lookup, gpointer data, gboolean *missing)
{
    g_autofree gchar *text = lookup ? lookup(form->id.reference, form->id.stage, form->id.issue, data) : NULL;
    g_autoptr(GPtrArray) placements = text ? layout_placements_from_text(text) : NULL;
    for (guint i = 0; placements && i < placements->len; i++) {
        const Placement *placement = g_ptr_array_index(placements, i);
        Part part = PART_N;
        if (!is_answer(placement, &form->id, &part) || form->fields->len >= PICTURES_MAX_FIELDS) {
            continue;
        }
        guint where =
            placement->page <= form->pages ? g_array_index(form->where, guint, placement->page - 1) : 0;
        *missing = *missing || where == 0;
        g_ptr_array_add(form->fields, picture_field_new(where, part_name(part),
                                                        placement->kind == FIELD_CHECK, &placement->rect));
    }
    return placements != NULL;
}

static const PictureField *field_of(const ScannedForm *form, Part part)
{
    for (guint i = 0; i < form->fields->len; i++) {
        const PictureField *field = g_ptr_array_index(form->fields, i);
        if (strcmp(field->name, part_name(part)) == 0) {
            return field;
        }
    }
    return NULL;
}

static void note(Reading *reading, const gchar *field, const gchar *what, gchar *value)
{
    g_autofree gchar *name = g_strdup_printf("%s.%s", field, what);
    facts_take(reading->evidence, name, value);
}

static Mark box_of(Reading *reading, const ScannedForm *form, Part part)
{
    const PictureField *field = field_of(form, part);
    if (!field || field->page == 0) {
        return MARK_UNCLEAR;
    }
    const BoxInk *ink = &field->ink;
    note(reading, field->name, "ink",
         g_strdup_printf("%.4f, faint %.4f, around %.4f (blank below %.3f, marked above %.3f)", ink->inside,
                         ink->faint, ink->around, ink->blank, ink->marked));
    note(reading, field->name, "limits", g_strdup(LIMITS_TEXT));
    note(reading, field->name, "marks",
         g_strdup_printf("%.2f pt off, at most %.1f", field->residual, SURE_RESIDUAL));
    if (ink->why) {
        note(reading, field->name, "doubt", g_strdup(ink->why));
    }
    if (field->png) {
        reading_add_picture(reading, field->name, field->png);
    }
    return field->registered && field->residual <= SURE_RESIDUAL ? ink->mark : MARK_UNCLEAR;
}

/* What Tesseract read. It may have lost a sign and be sure of the rest, so that
 * no confidence makes such a text certain. */
static void doubt_text(Reading *reading, const PictureField *field)
{
    gboolean sure = field->text.confidence >= SURE_MEAN && field->text.lowest >= SURE_LOWEST;
    note(reading, field->name, "confidence",
         g_strdup_printf("mean %.0f, lowest %.0f (sure from %.0f and %.0f)", field->text.confidence,
                         field->text.lowest, SURE_MEAN, SURE_LOWEST));
    reading_add_problem(reading, PROBLEM_LOW_CONFIDENCE, field->name,
                        sure ? "it was read from a picture: compare it with the picture"
                             : "it was read from a picture, some of it badly: compare it with the picture");
}

static gchar *text_of(Reading *reading, const ScannedForm *form, Part part)
{
    const PictureField *field = field_of(form, part);
    if (!field) {
        return NULL;
    }
    if (field->png) {
        reading_add_picture(reading, field->name, field->png);
    }
    if (field->page == 0 || !field->registered) {
        reading_add_problem(reading, PROBLEM_RESPONSE_UNREAD, field->name, NULL);
        return NULL;
    }
    if (!field->text.text || field->text.handwritten) {
        reading_add_problem(reading, PROBLEM_RESPONSE_UNREAD, field->name,
                            "it was written by hand or printed badly: type it from the picture");
        return NULL;
    }
    if (field->text.ink || field->text.text[0] != '\0') {
        doubt_text(reading, field);
    }
    return g_strdup(field->text.text);
}

static void take_answers(Reading *reading, const ScannedForm *form)
{
    reading->response = text_of(reading, form, PART_RESPONSE);
    if (reading->form == READING_STAGE) {
        reading->proceed = box_of(reading, form, PART_PROCEED);
        reading->resolved = box_of(reading, form, PART_RESOLVED);
    }
    g_autofree gchar *date = text_of(reading, form, PART_DATE);
    answers_take_date(reading, date);
    reading->responder = text_of(reading, form, PART_RESPONDER);
}

static Reading *start_reading(const gchar *name, const ScannedForm *form)
{
    Reading *reading = reading_new(name);
    Reference reference;
    gboolean compliment =
        reference_from_text(form->id.reference, &reference) && reference.kind == RECORD_COMPLIMENT;
    reading->form = compliment ? READING_COMPLIMENT : READING_STAGE;
    reading->source = SOURCE_SCAN;
    reading->reference = g_strdup(form->id.reference);
    reading->stage = form->id.stage;
    reading->issue = form->id.issue;
    facts_set(reading->evidence, "identity", "code");
    for (guint i = 0; i < form->where->len; i++) {
        guint where = g_array_index(form->where, guint, i);
        if (where > 0) {
            g_array_append_val(reading->pages, where);
        }
    }
    if (form->twice) {
        reading_add_problem(reading, PROBLEM_IDENTITY_CONFLICT, NULL,
                            "a page came twice: decide which one holds");
    }
    return reading;
}

static Reading *read_form(WorkerLink *scans, const gchar *name, GBytes *content, ScannedForm *form,
                          PlacementsLookup lookup, gpointer data, GError **error)
{
    gboolean missing = FALSE;
    g_autoptr(Reading) reading = start_reading(name, form);
    gboolean known = place_fields(form, lookup, data, &missing);
    if (known && form->fields->len == 0) {
        return g_steal_pointer(&reading); /* it asked for no reply */
    }
    reading->proceed = reading->resolved = reading->form == READING_STAGE ? MARK_UNCLEAR : MARK_ABSENT;
    if (known) {
        g_autoptr(GBytes) request = pictures_ask_fields(content, form->fields);
        g_autoptr(GError) failure = NULL;
        ProblemCode problem = PROBLEM_BROKEN;
        g_autoptr(GBytes) answer = worker_link_ask(scans, request, &problem, &failure);
        if (failure) {
            g_propagate_error(error, g_steal_pointer(&failure));
            return NULL;
        }
        if (answer && pictures_get_fields(answer, form->fields)) {
            take_answers(reading, form);
        } else {
            reading_add_problem(reading, problem, NULL, NULL);
        }
    } else {
        reading_add_problem(reading, PROBLEM_RESPONSE_UNREAD, "response",
                            "where its fields stand is not in the record: read it on the scan");
    }
    if (missing) {
        reading_add_problem(reading, PROBLEM_MISSING_PAGE, NULL, NULL);
    }
    reading_judge_boxes(reading);
    answers_judge_blankness(reading);
    return g_steal_pointer(&reading);
}

/* What is known of the pages that were not looked at. */
static void add_unseen(GPtrArray *readings, const gchar *name, PicturesStop stop)
{
    if (stop != PICTURES_ALL_SEEN) {
        Reading *reading = reading_new(name);
        reading->form = READING_NO_FORM;
        reading->source = SOURCE_NONE;
        reading_add_problem(reading, stop == PICTURES_NO_TIME ? PROBLEM_TIMED_OUT : PROBLEM_TOO_LARGE, NULL,
                            "not every page could be looked at: send the form by itself");
        g_ptr_array_add(readings, reading);
    }
}

/* The codes on the pages, or NULL with `problem` or `error`. */
static GPtrArray *ask_codes(WorkerLink *scans, GBytes *content, const GArray *pages, PicturesStop *stop,
                            ProblemCode *problem, GError **error)
{
    g_autoptr(GBytes) request = pictures_ask_codes(content, pages);
    g_autoptr(GBytes) answer = worker_link_ask(scans, request, problem, error);
    GPtrArray *codes = answer ? pictures_get_codes(answer, stop) : NULL;
    if (pages && pages->len > PICTURES_MAX_PAGES && *stop == PICTURES_ALL_SEEN) {
        *stop = PICTURES_TOO_LARGE;
    }
    return codes;
}

GPtrArray *scanned_read(WorkerLink *scans, const gchar *name, GBytes *content, const GArray *pages,
                        PlacementsLookup lookup, gpointer data, GError **error)
{
    ProblemCode problem = PROBLEM_BROKEN;
    PicturesStop stop = PICTURES_ALL_SEEN;
    g_autoptr(GError) failure = NULL;
    g_autoptr(GPtrArray) codes = ask_codes(scans, content, pages, &stop, &problem, &failure);
    if (failure) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return NULL;
    }
    if (!codes) {
        return judge_unseen(name, problem);
    }
    g_autoptr(GPtrArray) forms = find_forms(codes);
    worker_link_begin_file(scans); /* one with a form of ours is worth as much time again */
    g_autoptr(GPtrArray) readings = g_ptr_array_new_with_free_func((GDestroyNotify) reading_free);
    for (guint i = 0; i < forms->len; i++) {
        Reading *reading = read_form(scans, name, content, g_ptr_array_index(forms, i), lookup, data, error);
        if (!reading) {
            return NULL;
        }
        g_ptr_array_add(readings, reading);
    }
    add_unseen(readings, name, stop);
    return readings->len > 0 ? g_steal_pointer(&readings) : NULL;
}
