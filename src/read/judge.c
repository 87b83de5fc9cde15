#include "read/judge.h"

#include "layout/page.h"
#include "layout/wording.h"
#include "read/altered.h"
#include "read/answers.h"
#include "read/copies.h"
#include "read/forms.h"

GPtrArray *judge_unseen_because(const gchar *name, ProblemCode why, const gchar *message)
{
    GPtrArray *readings = g_ptr_array_new_with_free_func((GDestroyNotify) reading_free);
    Reading *reading = reading_new(name);
    reading->form = READING_NO_FORM;
    reading->source = SOURCE_NONE;
    reading_add_problem(reading, why, NULL, message);
    g_ptr_array_add(readings, reading);
    return readings;
}

GPtrArray *judge_unseen(const gchar *name, ProblemCode why)
{
    return judge_unseen_because(name, why, NULL);
}

static void note_flag(Reading *reading, const gchar *name, gboolean flag)
{
    if (flag) {
        facts_set(reading->evidence, name, "yes");
    }
}

static void note_file(Reading *reading, const Sighting *sighting)
{
    note_flag(reading, "file.encrypted", sighting->encrypted);
    note_flag(reading, "file.repaired", sighting->repaired);
    note_flag(reading, "file.redrawn-by-viewers", sighting->need_appearances);
    note_flag(reading, "file.xfa", sighting->xfa);
    note_flag(reading, "file.actions", sighting->actions);
    note_flag(reading, "file.attachments", sighting->attachments);
}

/* Comments and ink over the page may be the answer, or take one back. */
static void judge_remarks(Reading *reading, const Sighting *sighting)
{
    for (guint i = 0; i < reading->pages->len; i++) {
        guint number = g_array_index(reading->pages, guint, i);
        const SeenPage *page = g_ptr_array_index(sighting->pages, number - 1);
        if (page->remarks > 0) {
            reading_add_problem(reading, PROBLEM_RESPONSE_UNREAD, NULL,
                                "comments or drawings lie over the page: read them on the form");
            return;
        }
    }
}

/* Nothing of the kind goes out with a form of ours, and no program that fills
 * forms in adds it: what it shows is not for us to tell. */
static void judge_additions(Reading *reading, const FoundForm *form, const Sighting *sighting)
{
    if (sighting->xfa || sighting->actions) {
        reading_add_problem(
            reading, PROBLEM_ALTERED, NULL,
            "the file acts when it is opened, or holds another form: compare it with the record");
    }
    if (forms_has_stranger(form, sighting)) {
        reading_add_problem(reading, PROBLEM_RESPONSE_UNREAD, NULL,
                            "fields were added and filled in: read them on the form");
    }
}

static void judge_file(Reading *reading, const Sighting *sighting)
{
    note_file(reading, sighting);
    if (sighting->repaired) {
        reading_add_problem(reading, PROBLEM_BROKEN, NULL,
                            "the file was damaged on its way and mended by guessing: compare with the form");
    }
    if (sighting->unseen) {
        reading_add_problem(reading, PROBLEM_LOW_CONFIDENCE, NULL,
                            "only one of two programs could open the file: compare with the form");
    }
    judge_remarks(reading, sighting);
}

static void judge_identity(Reading *reading, const FoundForm *form)
{
    reading->reference = g_strdup(form->id.reference);
    reading->stage = form->answered_in_fields ? form->stage : form->id.stage;
    reading->issue = form->id.issue;
    facts_set(reading->evidence, "identity", form->signs->len > 0 ? form->signs->str : "none");
    if (form->conflict) {
        reading_add_problem(reading, PROBLEM_IDENTITY_CONFLICT, NULL, NULL);
    }
    if (!form->id.reference) {
        reading_add_problem(reading, PROBLEM_UNKNOWN_REFERENCE, NULL,
                            "the form names no reference: find out which dispute it belongs to");
    }
}

static GPtrArray *placements_of(const FoundForm *form, const IssueRecord *record)
{
    if (!record->placements || !form->id.reference) {
        return NULL;
    }
    g_autofree gchar *text =
        record->placements(form->id.reference, form->id.stage, form->id.issue, record->data);
    return text ? layout_placements_from_text(text) : NULL;
}

static GPtrArray *wording_of(const FoundForm *form, const IssueRecord *record)
{
    if (!record->wording || !form->id.reference) {
        return NULL;
    }
    g_autofree gchar *text =
        record->wording(form->id.reference, form->id.stage, form->id.issue, record->data);
    return text ? layout_wording_from_text(text) : NULL;
}

static gboolean has_nameless_page(const FoundForm *form, const Sighting *sighting)
{
    for (guint i = 0; i < form->pages->len; i++) {
        guint number = g_array_index(form->pages, guint, i);
        if (((const SeenPage *) g_ptr_array_index(sighting->pages, number - 1))->nameless) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The words of a copy without fields are on its pages still; where nobody
 * knows which place is whose, a person reads them. */
static void judge_without_fields(Reading *reading, const FoundForm *form, const Sighting *sighting,
                                 const GPtrArray *placements)
{
    reading->source = SOURCE_TEXT;
    if (placements) {
        copies_read(reading, form, sighting, placements);
    } else {
        reading_judge_boxes(reading);
        reading_add_problem(reading, PROBLEM_RESPONSE_UNREAD, "response", NULL);
    }
    if (placements && has_nameless_page(form, sighting)) {
        facts_set(reading->evidence, COPIES_ILLEGIBLE, "yes");
    }
    if (form->lacks_pages) {
        reading_add_problem(reading, PROBLEM_MISSING_PAGE, NULL, NULL);
    }
}

static gboolean is_compliment(const FoundForm *form)
{
    Reference reference;
    if (form->answered_in_fields) {
        return form->stage == 0;
    }
    return reference_from_text(form->id.reference, &reference) && reference.kind == RECORD_COMPLIMENT;
}

static Reading *judge_form(const gchar *name, const FoundForm *form, const Sighting *sighting,
                           const IssueRecord *record)
{
    g_autoptr(GPtrArray) placements = placements_of(form, record);
    g_autoptr(GPtrArray) wording = wording_of(form, record);
    Reading *reading = reading_new(name);
    reading->form = is_compliment(form) ? READING_COMPLIMENT : READING_STAGE;
    g_array_append_vals(reading->pages, form->pages->data, form->pages->len);
    judge_identity(reading, form);
    if (form->collided) {
        reading->source = SOURCE_FIELDS;
        reading_judge_boxes(reading);
        reading_add_problem(reading, PROBLEM_IDENTITY_CONFLICT, NULL,
                            "two forms were joined and share their fields: ask for each form by itself");
    } else if (form->answered_in_fields) {
        answers_read_fields(reading, form, sighting);
    } else if (reading->form == READING_COMPLIMENT && form->parts[PART_IDENTITY]->len > 0) {
        reading->source = SOURCE_FIELDS; /* it asked for no reply */
    } else {
        judge_without_fields(reading, form, sighting, placements);
    }
    altered_judge(reading, form, sighting, placements, wording);
    judge_additions(reading, form, sighting);
    judge_file(reading, sighting);
    return reading;
}

static ProblemCode state_problem(SightState state)
{
    switch (state) {
    case SIGHT_ENCRYPTED:
        return PROBLEM_ENCRYPTED;
    case SIGHT_NOT_PDF:
        return PROBLEM_NOT_A_FORM;
    case SIGHT_TOO_LARGE:
        return PROBLEM_TOO_LARGE;
    default:
        return PROBLEM_BROKEN;
    }
}

GPtrArray *judge_sighting(const gchar *name, const Sighting *sighting)
{
    const IssueRecord nothing = {NULL, NULL, NULL};
    return judge_sighting_placed(name, sighting, &nothing);
}

GPtrArray *judge_sighting_placed(const gchar *name, const Sighting *sighting, const IssueRecord *record)
{
    if (sighting->state != SIGHT_READ) {
        return judge_unseen(name, state_problem(sighting->state));
    }
    g_autoptr(GPtrArray) forms = forms_find(sighting);
    if (forms->len == 0) {
        return judge_unseen(name, PROBLEM_NOT_A_FORM);
    }
    GPtrArray *readings = g_ptr_array_new_with_free_func((GDestroyNotify) reading_free);
    for (guint i = 0; i < forms->len; i++) {
        g_ptr_array_add(readings, judge_form(name, g_ptr_array_index(forms, i), sighting, record));
    }
    return readings;
}
