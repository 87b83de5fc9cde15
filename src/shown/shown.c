#include "shown/shown.h"

#include <math.h>
#include <poppler.h>
#include <string.h>

#include "shown/ink.h"
#include "shown/words.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerPage, g_object_unref)

#define FEWEST_FIELDS 3
#define NEAR          1.0 /* pt: poppler and libqpdf mean the same widget */

static gchar *page_text(PopplerPage *page)
{
    g_autofree gchar *text = poppler_page_get_text(page);
    return g_utf8_make_valid(text ? text : "", -1);
}

static gboolean has_partial_name(const SeenField *field, const gchar *name)
{
    return !name || name[0] == '\0' || g_str_has_suffix(field->name, name);
}

static SeenField *find_field(Sighting *sighting, guint page, const PopplerRectangle *area, const gchar *name)
{
    for (guint i = 0; i < sighting->fields->len; i++) {
        SeenField *field = g_ptr_array_index(sighting->fields, i);
        if (field->page == page && fabs(field->x - area->x1) < NEAR && fabs(field->y - area->y1) < NEAR &&
            fabs(field->x + field->width - area->x2) < NEAR &&
            fabs(field->y + field->height - area->y2) < NEAR && has_partial_name(field, name)) {
            return field;
        }
    }
    return NULL;
}

static void see_field(Sighting *sighting, guint page, PopplerFormFieldMapping *mapping)
{
    PopplerFormFieldType type = poppler_form_field_get_field_type(mapping->field);
    g_autofree gchar *name = poppler_form_field_get_partial_name(mapping->field);
    SeenField *field = find_field(sighting, page, &mapping->area, name);
    if (!field) {
        return;
    }
    if (type == POPPLER_FORM_FIELD_TEXT && field->kind == SEEN_TEXT) {
        g_autofree gchar *text = poppler_form_field_text_get_text(mapping->field);
        g_free(field->poppler_text);
        field->poppler_text = g_utf8_make_valid(text ? text : "", -1);
    } else if (type == POPPLER_FORM_FIELD_BUTTON && field->kind == SEEN_CHECK) {
        gboolean on = poppler_form_field_button_get_state(mapping->field);
        field->poppler = on ? POPPLER_ON : POPPLER_OFF;
    }
}

/* A form of ours that still has its fields has more; a copy without them may
 * have got one for a signature. */
static gboolean lacks_fields(const Sighting *sighting)
{
    return sighting->fields->len < FEWEST_FIELDS;
}

static guint count_drawn(const Sighting *sighting)
{
    guint drawn = 0;
    for (guint i = 0; i < sighting->pages->len; i++) {
        drawn += ((const SeenPage *) g_ptr_array_index(sighting->pages, i))->ink.width > 0 ? 1 : 0;
    }
    return drawn;
}

/* Scanners cut a page into strips or layers, so that all its pictures count. */
static gdouble share_of_pictures(PopplerPage *page, gdouble width, gdouble height)
{
    gdouble covered = 0;
    GList *mappings = poppler_page_get_image_mapping(page);
    for (GList *at = mappings; at; at = at->next) {
        const PopplerRectangle *area = &((const PopplerImageMapping *) at->data)->area;
        gdouble wide = MIN(MAX(area->x1, area->x2), width) - MAX(MIN(area->x1, area->x2), 0);
        gdouble high = MIN(MAX(area->y1, area->y2), height) - MAX(MIN(area->y1, area->y2), 0);
        covered += wide > 0 && high > 0 ? wide * high : 0;
    }
    poppler_page_free_image_mapping(mappings);
    return width > 0 && height > 0 ? MIN(covered / (width * height), 1) : 0;
}

static gboolean has_fields(const Sighting *sighting, const SeenPage *seen)
{
    for (guint i = 0; i < sighting->fields->len; i++) {
        guint page = ((const SeenField *) g_ptr_array_index(sighting->fields, i))->page;
        if (page > 0 && g_ptr_array_index(sighting->pages, page - 1) == seen) {
            return TRUE;
        }
    }
    return FALSE;
}

/* What a page that is not as it was made shows: its words and, since its
 * boxes may be marked by strokes alone, where it is dark. The words over a
 * scan are what some program took it to say: they are nobody's answer. */
static void see_content(Sighting *sighting, SeenPage *seen, PopplerPage *page)
{
    poppler_page_get_size(page, &seen->width, &seen->height);
    seen->picture = share_of_pictures(page, seen->width, seen->height);
    if (seen->picture >= SIGHTING_PICTURED && !has_fields(sighting, seen)) {
        seen->text = g_strdup("");
        return;
    }
    seen->text = page_text(page);
    words_see(sighting, seen, page);
    gboolean answers = lacks_fields(sighting) || has_fields(sighting, seen);
    if (seen->words->len > 0 && answers && count_drawn(sighting) < SIGHTING_MAX_DRAWN) {
        ink_see(seen, page);
    }
}

static void see_page(Sighting *sighting, PopplerDocument *document, guint number)
{
    SeenPage *seen = g_ptr_array_index(sighting->pages, number - 1);
    g_autoptr(PopplerPage) page = poppler_document_get_page(document, (int) number - 1);
    if (!page) {
        sighting->unseen = TRUE;
        return;
    }
    if (!seen->made || lacks_fields(sighting)) {
        see_content(sighting, seen, page);
    }
    GList *mappings = poppler_page_get_form_field_mapping(page);
    for (GList *at = mappings; at; at = at->next) {
        see_field(sighting, number, at->data);
    }
    poppler_page_free_form_field_mapping(mappings);
}

static void see_pages(Sighting *sighting, PopplerDocument *document)
{
    if (!document || poppler_document_get_n_pages(document) != (int) sighting->pages->len) {
        sighting->unseen = TRUE;
        return;
    }
    for (guint number = 1; number <= sighting->pages->len; number++) {
        see_page(sighting, document, number);
    }
}

static void see_pictures(Sighting *sighting, GBytes *pictures, const GArray *fields)
{
    g_autoptr(PopplerDocument) document = poppler_document_new_from_bytes(pictures, NULL, NULL);
    if (!document || poppler_document_get_n_pages(document) != (int) fields->len) {
        return;
    }
    for (guint i = 0; i < fields->len; i++) {
        SeenField *field = g_ptr_array_index(sighting->fields, g_array_index(fields, guint, i));
        g_autoptr(PopplerPage) page = poppler_document_get_page(document, (int) i);
        if (page) {
            g_free(field->shown);
            field->shown = page_text(page);
        }
    }
}

void shown_see(Sighting *sighting, GBytes *content, GBytes *pictures, const GArray *fields)
{
    g_autoptr(PopplerDocument) document = poppler_document_new_from_bytes(content, NULL, NULL);
    see_pages(sighting, document);
    if (pictures && fields) {
        see_pictures(sighting, pictures, fields);
    }
}

void shown_prepare(GBytes *sample)
{
    /* Kept open on purpose: both are thrown away with their last user, and
     * loading poppler's tables takes longer than reading a form. */
    static GIConv converter;
    static PopplerDocument *document;
    if (!document) {
        document = poppler_document_new_from_bytes(sample, NULL, NULL);
        converter = g_iconv_open("UTF-8", "UTF-16BE");
    }
    (void) converter;
}
