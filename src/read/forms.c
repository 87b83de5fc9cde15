#include "read/forms.h"

#include <string.h>

#include "read/printed.h"

static void found_form_free(gpointer data)
{
    FoundForm *form = data;
    for (guint i = 0; i < PART_N; i++) {
        g_ptr_array_unref(form->parts[i]);
    }
    form_id_clear(&form->id);
    g_string_free(form->signs, TRUE);
    g_array_unref(form->pages);
    g_free(form);
}

static FoundForm *found_form_new(void)
{
    FoundForm *form = g_new0(FoundForm, 1);
    for (guint i = 0; i < PART_N; i++) {
        form->parts[i] = g_ptr_array_new();
    }
    form->signs = g_string_new(NULL);
    form->pages = g_array_new(FALSE, FALSE, sizeof(guint));
    return form;
}

static const SeenPage *page_at(const Sighting *sighting, guint number)
{
    return g_ptr_array_index(sighting->pages, number - 1);
}

static void add_sign(FoundForm *form, const gchar *sign)
{
    g_string_append_printf(form->signs, "%s%s", form->signs->len > 0 ? ", " : "", sign);
}

/* --- which fields belong together --- */

/* TRUE when a part that the form has already comes again further on: the
 * answers of one form never repeat. */
static gboolean begins_another(const FoundForm *form, Part part, guint stage, const SeenField *field)
{
    gboolean staged = form->parts[PART_RESPONSE]->len + form->parts[PART_PROCEED]->len +
                          form->parts[PART_RESOLVED]->len + form->parts[PART_DATE]->len +
                          form->parts[PART_RESPONDER]->len >
                      0;
    if (part != PART_IDENTITY && staged && stage != form->stage) {
        return TRUE;
    }
    for (guint i = 0; i < form->parts[part]->len; i++) {
        const SeenField *earlier = g_ptr_array_index(form->parts[part], i);
        if (earlier->page != field->page || earlier->field != field->field) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The identity in a field that lost its group, on that page; TRUE when there
 * is one, and then bare names on the page are taken for ours. */
static gboolean bare_identity(const Sighting *sighting, guint page, FormId *id)
{
    for (guint i = 0; i < sighting->fields->len; i++) {
        const SeenField *field = g_ptr_array_index(sighting->fields, i);
        Part part = PART_N;
        if (field->page == page && part_from_bare_name(field->name, &part) && part == PART_IDENTITY &&
            form_id_from_text(field->value, id)) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean part_of_field(const Sighting *sighting, const SeenField *field, Part *part, guint *stage)
{
    FormId id = {NULL, 0, 0};
    if (part_from_field_name(field->name, part, stage)) {
        return TRUE;
    }
    if (!part_from_bare_name(field->name, part) || !bare_identity(sighting, field->page, &id)) {
        return FALSE;
    }
    *stage = *part == PART_IDENTITY ? 0 : id.stage;
    form_id_clear(&id);
    return TRUE;
}

static void group_fields(const Sighting *sighting, GPtrArray *forms)
{
    FoundForm *form = NULL;
    for (guint i = 0; i < sighting->fields->len; i++) {
        SeenField *field = g_ptr_array_index(sighting->fields, i);
        Part part = PART_N;
        guint stage = 0;
        if (!part_of_field(sighting, field, &part, &stage)) {
            continue;
        }
        if (!form || begins_another(form, part, stage, field)) {
            form = found_form_new();
            g_ptr_array_add(forms, form);
        }
        if (part != PART_IDENTITY) {
            form->stage = stage;
            form->answered_in_fields = TRUE;
        }
        g_ptr_array_add(form->parts[part], field);
    }
}

static gboolean has_field(const FoundForm *form, guint number)
{
    for (guint part = 0; part < PART_N; part++) {
        for (guint i = 0; i < form->parts[part]->len; i++) {
            if (((const SeenField *) g_ptr_array_index(form->parts[part], i))->field == number) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

static void mark_collisions(GPtrArray *forms)
{
    for (guint i = 0; i < forms->len; i++) {
        FoundForm *form = g_ptr_array_index(forms, i);
        for (guint j = 0; j < forms->len; j++) {
            FoundForm *other = g_ptr_array_index(forms, j);
            for (guint part = 0; i != j && part < PART_IDENTITY; part++) {
                for (guint k = 0; k < form->parts[part]->len; k++) {
                    const SeenField *field = g_ptr_array_index(form->parts[part], k);
                    form->collided = form->collided || has_field(other, field->field);
                }
            }
        }
    }
}

static gboolean is_filled_in(const SeenField *field)
{
    const gchar *value = field->value ? field->value : "";
    if (field->kind == SEEN_CHECK) {
        return *value != '\0' && strcmp(value, "Off") != 0;
    }
    return field->kind == SEEN_TEXT && value[strspn(value, " \t\r\n")] != '\0';
}

gboolean forms_has_stranger(const FoundForm *form, const Sighting *sighting)
{
    for (guint i = 0; i < sighting->fields->len; i++) {
        const SeenField *field = g_ptr_array_index(sighting->fields, i);
        Part part = PART_N;
        guint stage = 0;
        for (guint j = 0; j < form->pages->len; j++) {
            if (g_array_index(form->pages, guint, j) == field->page && is_filled_in(field) &&
                !part_of_field(sighting, field, &part, &stage)) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

/* --- which pages belong to it --- */

static guint last_field_page(const FoundForm *form)
{
    guint last = 0;
    for (guint part = 0; part < PART_N; part++) {
        for (guint i = 0; i < form->parts[part]->len; i++) {
            last = MAX(last, ((const SeenField *) g_ptr_array_index(form->parts[part], i))->page);
        }
    }
    return last;
}

static gboolean has_field_on(const FoundForm *form, guint page)
{
    for (guint part = 0; part < PART_N; part++) {
        for (guint i = 0; i < form->parts[part]->len; i++) {
            if (((const SeenField *) g_ptr_array_index(form->parts[part], i))->page == page) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

/* Of several forms, one's pages lie between the fields of the form before it
 * and its own; what follows the last fields is the last form's. */
static void share_pages(const Sighting *sighting, GPtrArray *forms)
{
    guint from = 1;
    for (guint i = 0; i < forms->len; i++) {
        FoundForm *form = g_ptr_array_index(forms, i);
        guint to = i + 1 < forms->len ? last_field_page(form) : sighting->pages->len;
        for (guint page = from; page <= to; page++) {
            g_autoptr(GPtrArray) references = printed_references_of(page_at(sighting, page));
            if (references->len > 0 || has_field_on(form, page)) {
                g_array_append_val(form->pages, page);
            }
        }
        from = MAX(from, to + 1);
    }
}

/* The reference of a page: the form's own when it is among them, else the one
 * in the footer, which comes last. NULL when there is none; owned by the list. */
static const gchar *own_reference(const GPtrArray *references, const gchar *expected)
{
    guint index = 0;
    if (references->len == 0) {
        return NULL;
    }
    if (expected &&
        g_ptr_array_find_with_equal_func((GPtrArray *) references, expected, g_str_equal, &index)) {
        return g_ptr_array_index(references, index);
    }
    return g_ptr_array_index(references, references->len - 1);
}

static gboolean prints_page_again(const FoundForm *form, const Sighting *sighting, guint number)
{
    for (guint i = 0; i < form->pages->len; i++) {
        guint page = 0;
        guint pages = 0;
        if (printed_number_of(page_at(sighting, g_array_index(form->pages, guint, i)), &page, &pages) &&
            page == number) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Without fields, a form ends where another reference or a page number that
 * it has already begins. */
static void group_pages(const Sighting *sighting, GPtrArray *forms)
{
    FoundForm *form = NULL;
    g_autofree gchar *current = NULL;
    for (guint number = 1; number <= sighting->pages->len; number++) {
        const SeenPage *seen = page_at(sighting, number);
        g_autoptr(GPtrArray) references = printed_references_of(seen);
        const gchar *reference = own_reference(references, current);
        guint page = 0;
        guint pages = 0;
        if (!reference) {
            continue;
        }
        gboolean again =
            form && printed_number_of(seen, &page, &pages) && prints_page_again(form, sighting, page);
        if (!form || again || strcmp(reference, current) != 0) {
            form = found_form_new();
            g_ptr_array_add(forms, form);
            g_free(current);
            current = g_strdup(reference);
        }
        g_array_append_val(form->pages, number);
    }
}

/* --- whose form it is --- */

static void take_identity(FoundForm *form, const gchar *text, const gchar *sign)
{
    FormId id = {NULL, 0, 0};
    if (!text) {
        return;
    }
    if (!form_id_from_text(text, &id)) {
        form->conflict = TRUE; /* something stands there that was never issued */
        return;
    }
    add_sign(form, sign);
    if (!form->id.reference) {
        form->id = id;
        return;
    }
    if (strcmp(form->id.reference, id.reference) != 0 || form->id.stage != id.stage ||
        form->id.issue != id.issue) {
        form->conflict = TRUE;
    }
    form_id_clear(&id);
}

/* A page that is as it was made says as much as the hidden field does. */
static void take_made(FoundForm *form, const SeenPage *page)
{
    FormId id = {NULL, 0, 0};
    if (!page->made || !form_id_from_text(page->made, &id)) {
        return;
    }
    if (form->id.issue > 0 && g_strcmp0(id.reference, form->id.reference) == 0 &&
        (id.stage != form->id.stage || id.issue != form->id.issue)) {
        form->conflict = TRUE;
    }
    form->made_issue = id.issue;
    form_id_clear(&id);
}

/* The print names a reference only; the stage is that of the fields, or the
 * one that stands beside the reference. */
static void take_printed(FoundForm *form, const Sighting *sighting)
{
    gboolean any = FALSE;
    gboolean confirmed = FALSE;
    g_autofree gchar *printed = NULL;
    guint stage = form->stage;
    for (guint i = 0; i < form->pages->len; i++) {
        const SeenPage *page = page_at(sighting, g_array_index(form->pages, guint, i));
        g_autoptr(GPtrArray) references = printed_references_of(page);
        const gchar *reference = own_reference(references, form->id.reference ? form->id.reference : printed);
        if (!reference) {
            continue;
        }
        any = TRUE;
        take_made(form, page);
        confirmed = confirmed || g_strcmp0(reference, form->id.reference) == 0;
        form->conflict =
            form->conflict || (printed && !form->id.reference && strcmp(printed, reference) != 0);
        g_free(printed);
        printed = g_strdup(reference);
        stage = form->answered_in_fields ? stage : MAX(stage, printed_stage_of(page));
    }
    if (any && form->id.reference) {
        form->conflict = form->conflict || !confirmed;
    } else if (any) {
        Reference reference;
        reference_from_text(printed, &reference);
        form->id.reference = g_steal_pointer(&printed);
        form->id.stage = reference.kind == RECORD_COMPLIMENT ? 0 : stage;
        form->id.issue = form->made_issue;
    }
    if (any) {
        add_sign(form, "print");
    }
}

static void identify(FoundForm *form, const Sighting *sighting, gboolean alone)
{
    for (guint i = 0; i < form->parts[PART_IDENTITY]->len; i++) {
        const SeenField *field = g_ptr_array_index(form->parts[PART_IDENTITY], i);
        take_identity(form, field->value ? field->value : "", "field");
    }
    if (alone) { /* of joined forms, the metadata is one's or nobody's */
        take_identity(form, sighting->identity, "metadata");
    }
    take_printed(form, sighting);
    if (form->id.reference && form->answered_in_fields && form->id.stage != form->stage) {
        form->conflict = TRUE;
    }
}

/* --- whether it is all there --- */

static void check_pages(FoundForm *form, const Sighting *sighting)
{
    gboolean seen[SIGHTING_MAX_PAGES + 1] = {FALSE};
    guint total = 0;
    for (guint i = 0; i < form->pages->len; i++) {
        guint page = 0;
        guint pages = 0;
        if (printed_number_of(page_at(sighting, g_array_index(form->pages, guint, i)), &page, &pages) &&
            pages <= SIGHTING_MAX_PAGES) {
            seen[page] = TRUE;
            total = MAX(total, pages);
        }
    }
    for (guint page = 1; page <= total; page++) {
        form->lacks_pages = form->lacks_pages || !seen[page];
    }
}

/* A copy whose pages print nothing can be known by its metadata still. */
static void add_unprinted(const Sighting *sighting, GPtrArray *forms)
{
    FormId id = {NULL, 0, 0};
    if (form_id_from_text(sighting->identity, &id)) {
        FoundForm *form = found_form_new();
        for (guint page = 1; page <= sighting->pages->len; page++) {
            g_array_append_val(form->pages, page);
        }
        g_ptr_array_add(forms, form);
        form_id_clear(&id);
    }
}

GPtrArray *forms_find(const Sighting *sighting)
{
    GPtrArray *forms = g_ptr_array_new_with_free_func(found_form_free);
    group_fields(sighting, forms);
    if (forms->len > 0) {
        mark_collisions(forms);
        share_pages(sighting, forms);
    } else {
        group_pages(sighting, forms);
    }
    if (forms->len == 0) {
        add_unprinted(sighting, forms);
    }
    for (guint i = 0; i < forms->len; i++) {
        FoundForm *form = g_ptr_array_index(forms, i);
        identify(form, sighting, forms->len == 1);
        check_pages(form, sighting);
    }
    return forms;
}
