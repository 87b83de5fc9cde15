#include "stored/fields.h"

#include <string.h>

#include "stored/drawn_text.h"
#include "stored/objects.h"
#include "stored/page_fonts.h"
#include "stored/page_mark.h"
#include "stored/text.h"

#define FLAG_RADIO       (1u << 15)
#define FLAG_PUSH_BUTTON (1u << 16)
#define FLAG_HIDDEN      (1u << 1)
#define FLAG_NO_VIEW     (1u << 5)
#define DIRECT_OBJECT    0x40000000u /* numbers given to fields that are no object of their own */

typedef struct {
    qpdf_data pdf;
    Sighting *sighting;
    GHashTable *listed; /* object numbers reached from /AcroForm /Fields */
    GArray *pictures;
} Walk;

static gboolean is_widget(qpdf_data pdf, qpdf_oh annotation)
{
    return qpdf_oh_is_name_and_equals(pdf, object_get(pdf, annotation, "/Subtype"), "/Widget");
}

/* What somebody laid over the page: comments, stamps, ink, typed text. */
static gboolean is_remark(qpdf_data pdf, qpdf_oh annotation)
{
    static const gchar *const kinds[] = {"/FreeText",  "/Text",      "/Stamp",     "/Ink",   "/Line",
                                         "/Square",    "/Circle",    "/Polygon",   "/Caret", "/PolyLine",
                                         "/StrikeOut", "/Underline", "/Highlight", "/Redact"};
    qpdf_oh subtype = object_get(pdf, annotation, "/Subtype");
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (qpdf_oh_is_name_and_equals(pdf, subtype, kinds[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Joins the /T of the widget and its parents, and finds the field that the
 * widget belongs to: the nearest that has a name. */
static void name_field(qpdf_data pdf, qpdf_oh widget, SeenField *field)
{
    g_autoptr(GString) name = g_string_new(NULL);
    qpdf_oh node = widget;
    gboolean found = FALSE;
    for (guint depth = 0; depth < OBJECT_MAX_DEPTH && qpdf_oh_is_dictionary(pdf, node); depth++) {
        ValueForm form = VALUE_ABSENT;
        gboolean doubtful = FALSE;
        g_autofree gchar *part = object_text(pdf, object_get(pdf, node, "/T"), &form, &doubtful);
        if (part) {
            if (name->len > 0) {
                g_string_prepend_c(name, '.');
            }
            g_string_prepend(name, part);
            if (!found) {
                field->field = (guint) MAX(qpdf_oh_get_object_id(pdf, node), 0);
                found = TRUE;
            }
        }
        node = object_get(pdf, node, "/Parent");
    }
    field->name = g_string_free(g_steal_pointer(&name), FALSE);
}

static SeenKind kind_of(qpdf_data pdf, qpdf_oh widget, guint flags)
{
    qpdf_oh type = object_inherited(pdf, widget, "/FT");
    if (qpdf_oh_is_name_and_equals(pdf, type, "/Tx")) {
        return SEEN_TEXT;
    }
    if (qpdf_oh_is_name_and_equals(pdf, type, "/Btn") && !(flags & (FLAG_RADIO | FLAG_PUSH_BUTTON))) {
        return SEEN_CHECK;
    }
    return SEEN_OTHER;
}

static void see_value(qpdf_data pdf, qpdf_oh widget, SeenField *field)
{
    qpdf_oh value = object_inherited(pdf, widget, "/V");
    if (qpdf_oh_is_name(pdf, value)) {
        field->form = VALUE_NAME;
        field->value = object_name(pdf, value);
        return;
    }
    field->value = object_text(pdf, value, &field->form, &field->doubtful);
    if (field->value) {
        return;
    }
    if (!qpdf_oh_is_null(pdf, value)) {
        field->form = VALUE_OTHER;
        return;
    }
    ValueForm form = VALUE_ABSENT;
    g_autofree gchar *rich = object_text(pdf, object_inherited(pdf, widget, "/RV"), &form, &field->doubtful);
    if (rich) {
        field->form = VALUE_RICH;
        field->value = text_from_rich(rich);
    }
}

static gboolean draws_nothing(GBytes *bytes)
{
    gsize length = 0;
    const gchar *data = g_bytes_get_data(bytes, &length);
    for (gsize i = 0; i < length; i++) {
        if (!g_ascii_isspace(data[i])) {
            return FALSE;
        }
    }
    return TRUE;
}

/* TRUE when a reader of the page could not tell the states apart. */
static gboolean states_look_alike(qpdf_data pdf, qpdf_oh normal, const gchar *on)
{
    g_autofree gchar *key = g_strconcat("/", on, NULL);
    g_autoptr(GBytes) marked = object_stream_bytes(pdf, object_get(pdf, normal, key));
    g_autoptr(GBytes) empty = object_stream_bytes(pdf, object_get(pdf, normal, "/Off"));
    if (!marked || draws_nothing(marked)) {
        return TRUE;
    }
    return empty && g_bytes_equal(marked, empty);
}

static void see_states(qpdf_data pdf, qpdf_oh normal, SeenField *field)
{
    field->drawn = DRAWN_STATES;
    qpdf_oh_begin_dict_key_iter(pdf, normal);
    while (qpdf_oh_dict_more_keys(pdf) && field->states->len < SIGHTING_MAX_STATES) {
        const gchar *key = qpdf_oh_dict_next_key(pdf);
        g_ptr_array_add(field->states, g_utf8_make_valid(key[0] == '/' ? key + 1 : key, -1));
    }
    for (guint i = 0; i < field->states->len; i++) {
        const gchar *state = g_ptr_array_index(field->states, i);
        if (strcmp(state, "Off") != 0 && states_look_alike(pdf, normal, state)) {
            field->alike = TRUE;
        }
    }
}

/* What a viewer falls back on for a picture that has no resources of its own
 * (ISO 32000-2, 12.7.4.3). */
static qpdf_oh form_resources(qpdf_data pdf)
{
    return object_get(pdf, object_get(pdf, qpdf_get_root(pdf), "/AcroForm"), "/DR");
}

/* Most pictures show their value in the plainest way, which needs no second
 * look; any other is taken out for shown/ to read. */
static void see_picture(Walk *walk, qpdf_oh appearance, SeenField *field)
{
    if (walk->sighting->need_appearances) {
        return; /* viewers draw it anew */
    }
    g_autofree gchar *text = drawn_text_of(walk->pdf, appearance, form_resources(walk->pdf));
    if (text && sighting_same_text(text, field->value ? field->value : "")) {
        field->shown = g_steal_pointer(&text);
        return;
    }
    FieldPicture picture = {walk->sighting->fields->len, appearance};
    g_array_append_val(walk->pictures, picture);
}

/* Flags of annotations that keep them from the screen (ISO 32000-2, 12.5.3):
 * nobody saw what such a field holds. */
static gboolean is_hidden(qpdf_data pdf, qpdf_oh widget)
{
    guint flags = (guint) CLAMP(object_number(pdf, object_get(pdf, widget, "/F"), 0), 0, G_MAXINT);
    return (flags & (FLAG_HIDDEN | FLAG_NO_VIEW)) != 0;
}

static void see_appearance(Walk *walk, qpdf_oh widget, SeenField *field)
{
    qpdf_data pdf = walk->pdf;
    if (is_hidden(pdf, widget)) {
        field->drawn = field->kind == SEEN_TEXT ? DRAWN_ONE : DRAWN_NOTHING;
        field->shown = g_strdup("");
        return;
    }
    qpdf_oh normal = object_get(pdf, object_get(pdf, widget, "/AP"), "/N");
    field->state = object_name(pdf, object_get(pdf, widget, "/AS"));
    if (qpdf_oh_is_stream(pdf, normal)) {
        field->drawn = DRAWN_ONE;
        if (field->kind == SEEN_TEXT && field->width >= 1 && field->height >= 1) {
            see_picture(walk, normal, field);
        }
    } else if (qpdf_oh_is_dictionary(pdf, normal)) {
        see_states(pdf, normal, field);
    }
}

static void see_widget(Walk *walk, qpdf_oh widget, guint page, const gdouble crop[4])
{
    qpdf_data pdf = walk->pdf;
    gdouble rectangle[4] = {0, 0, 0, 0};
    g_autoptr(SeenField) field = seen_field_new();
    name_field(pdf, widget, field);
    if (field->field == 0) {
        field->field = DIRECT_OBJECT + walk->sighting->fields->len;
    }
    field->flags = (guint) CLAMP(object_number(pdf, object_inherited(pdf, widget, "/Ff"), 0), 0, G_MAXINT);
    field->kind = kind_of(pdf, widget, field->flags);
    field->page = page;
    object_rectangle(pdf, object_get(pdf, widget, "/Rect"), rectangle);
    field->x = rectangle[0] - crop[0];
    field->y = rectangle[1] - crop[1];
    field->width = rectangle[2] - rectangle[0];
    field->height = rectangle[3] - rectangle[1];
    guint number = (guint) MAX(qpdf_oh_get_object_id(pdf, widget), 0);
    field->listed = number != 0 && g_hash_table_contains(walk->listed, GUINT_TO_POINTER(number));
    see_value(pdf, widget, field);
    see_appearance(walk, widget, field);
    g_ptr_array_add(walk->sighting->fields, g_steal_pointer(&field));
}

/* A place on the page as it lies in the file, turned as the page is seen. */
static SeenArea turned(const gdouble place[4], const gdouble crop[4], int turn)
{
    gdouble width = crop[2] - crop[0];
    gdouble height = crop[3] - crop[1];
    SeenArea flat = {place[0] - crop[0], place[1] - crop[1], place[2] - crop[0], place[3] - crop[1]};
    switch (turn) {
    case 90:
        return (SeenArea){flat.bottom, width - flat.right, flat.top, width - flat.left};
    case 180:
        return (SeenArea){width - flat.right, height - flat.top, width - flat.left, height - flat.bottom};
    case 270:
        return (SeenArea){height - flat.top, flat.left, height - flat.bottom, flat.right};
    default:
        return flat;
    }
}

/* Words that somebody typed over the page, as viewers offer it for any PDF. */
static void see_note(qpdf_data pdf, qpdf_oh page, qpdf_oh annotation, const gdouble crop[4], SeenPage *seen)
{
    gdouble place[4] = {0, 0, 0, 0};
    ValueForm form = VALUE_ABSENT;
    gboolean doubtful = FALSE;
    if (!qpdf_oh_is_name_and_equals(pdf, object_get(pdf, annotation, "/Subtype"), "/FreeText") ||
        seen->notes->len >= SIGHTING_MAX_NOTES) {
        return;
    }
    gchar *text = object_text(pdf, object_get(pdf, annotation, "/Contents"), &form, &doubtful);
    if (text) {
        int turn = (int) CLAMP(object_number(pdf, object_inherited(pdf, page, "/Rotate"), 0), -3600, 3600);
        object_rectangle(pdf, object_get(pdf, annotation, "/Rect"), place);
        SeenArea area = turned(place, crop, (turn % 360 + 360) % 360);
        g_ptr_array_add(seen->notes, seen_note_new(area, text));
    }
}

static void see_page(Walk *walk, guint number)
{
    qpdf_data pdf = walk->pdf;
    qpdf_oh page = qpdf_get_page_n(pdf, number - 1);
    gdouble crop[4] = {0, 0, 0, 0};
    SeenPage *seen = seen_page_new(NULL, 0);
    if (!object_rectangle(pdf, object_inherited(pdf, page, "/CropBox"), crop)) {
        object_rectangle(pdf, object_inherited(pdf, page, "/MediaBox"), crop);
    }
    qpdf_oh annotations = object_get(pdf, page, "/Annots");
    int count = qpdf_oh_is_array(pdf, annotations) ? qpdf_oh_get_array_n_items(pdf, annotations) : 0;
    for (int i = 0; i < count && walk->sighting->fields->len < SIGHTING_MAX_FIELDS; i++) {
        qpdf_oh annotation = qpdf_oh_get_array_item(pdf, annotations, i);
        if (is_widget(pdf, annotation)) {
            see_widget(walk, annotation, number, crop);
        } else if (is_remark(pdf, annotation)) {
            seen->remarks++;
            see_note(pdf, page, annotation, crop, seen);
        }
    }
    page_mark_see(pdf, page, seen);
    seen->nameless = !seen->made && page_has_nameless_font(pdf, page);
    g_ptr_array_add(walk->sighting->pages, seen);
}

/* Notes what is reached from /Fields; what is reached twice is passed over. */
static void list_fields(Walk *walk, qpdf_oh fields, guint depth)
{
    qpdf_data pdf = walk->pdf;
    if (depth >= OBJECT_MAX_DEPTH || !qpdf_oh_is_array(pdf, fields)) {
        return;
    }
    int count = qpdf_oh_get_array_n_items(pdf, fields);
    for (int i = 0; i < count && g_hash_table_size(walk->listed) < SIGHTING_MAX_FIELDS; i++) {
        qpdf_oh field = qpdf_oh_get_array_item(pdf, fields, i);
        guint number = (guint) MAX(qpdf_oh_get_object_id(pdf, field), 0);
        if (number != 0 && g_hash_table_add(walk->listed, GUINT_TO_POINTER(number))) {
            list_fields(walk, object_get(pdf, field, "/Kids"), depth + 1);
        }
    }
}

GArray *fields_see(qpdf_data pdf, Sighting *sighting)
{
    Walk walk = {pdf, sighting, g_hash_table_new(NULL, NULL),
                 g_array_new(FALSE, FALSE, sizeof(FieldPicture))};
    qpdf_oh form = object_get(pdf, qpdf_get_root(pdf), "/AcroForm");
    int pages = qpdf_get_num_pages(pdf);
    list_fields(&walk, object_get(pdf, form, "/Fields"), 0);
    for (int i = 1; i <= pages; i++) {
        see_page(&walk, (guint) i);
    }
    g_hash_table_unref(walk.listed);
    return walk.pictures;
}
