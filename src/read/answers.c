#include "read/answers.h"

#include <string.h>

#include "read/laid_over.h"
#include "read/shows.h"

static const gchar *const FORMS[VALUE_N_FORMS] = {
    [VALUE_ABSENT] = "absent",           [VALUE_NAME] = "name",        [VALUE_PDFDOC] = "PDFDocEncoding",
    [VALUE_UTF16BE] = "UTF-16BE",        [VALUE_UTF16LE] = "UTF-16LE", [VALUE_UTF8] = "UTF-8",
    [VALUE_RAW_UTF8] = "unmarked UTF-8", [VALUE_RICH] = "rich text",   [VALUE_OTHER] = "no text",
};

static void note(Reading *reading, Part part, const gchar *what, const gchar *value)
{
    g_autofree gchar *name = g_strdup_printf("%s.%s", part_name(part), what);
    facts_set(reading->evidence, name, value);
}

/* --- boxes --- */

static gboolean is_off(const gchar *state)
{
    return !state || strcmp(state, "Off") == 0;
}

/* The state that /V names. A string in place of a name is against the rules,
 * but the program that writes it (pypdf) means the name. */
static const gchar *named_state(const SeenField *widget)
{
    gboolean slash = widget->form != VALUE_NAME && widget->value && widget->value[0] == '/';
    return slash ? widget->value + 1 : widget->value;
}

static gboolean draws_state(const SeenField *widget, const gchar *state)
{
    return g_ptr_array_find_with_equal_func(widget->states, state, g_str_equal, NULL);
}

static Mark judge_widget(const SeenField *widget)
{
    const gchar *value = named_state(widget);
    if (widget->kind != SEEN_CHECK || widget->form == VALUE_RICH || widget->form == VALUE_OTHER ||
        widget->drawn == DRAWN_ONE) {
        return MARK_UNCLEAR;
    }
    if (is_off(value) && is_off(widget->state)) {
        /* One picture for both states would show a tick here, too. */
        return widget->alike && draws_state(widget, "Off") ? MARK_UNCLEAR : MARK_OFF;
    }
    if (g_strcmp0(value, widget->state) != 0 || g_ascii_strcasecmp(value, "off") == 0) {
        return MARK_UNCLEAR;
    }
    return draws_state(widget, value) && !widget->alike ? MARK_ON : MARK_UNCLEAR;
}

Mark answers_judge_box(const GPtrArray *widgets)
{
    if (widgets->len == 0) {
        return MARK_ABSENT;
    }
    Mark mark = judge_widget(g_ptr_array_index(widgets, 0));
    for (guint i = 1; i < widgets->len; i++) {
        if (judge_widget(g_ptr_array_index(widgets, i)) != mark) {
            return MARK_UNCLEAR;
        }
    }
    return mark;
}

/* What somebody typed over a field with a program that does not fill in
 * fields; NULL when nothing. */
static gchar *typed_over(const SeenField *widget, const Sighting *sighting)
{
    const SeenArea area = {widget->x, widget->y, widget->x + widget->width, widget->y + widget->height};
    return widget->page > 0 && widget->page <= sighting->pages->len
               ? laid_over_notes(g_ptr_array_index(sighting->pages, widget->page - 1), &area)
               : NULL;
}

static gboolean is_typed_over(const SeenField *widget, const Sighting *sighting)
{
    g_autofree gchar *over = typed_over(widget, sighting);
    return over != NULL;
}

static Mark read_box(Reading *reading, const FoundForm *form, Part part, const Sighting *sighting)
{
    Mark mark = answers_judge_box(form->parts[part]);
    if (mark == MARK_OFF && (is_typed_over(g_ptr_array_index(form->parts[part], 0), sighting) ||
                             laid_over_box(g_ptr_array_index(form->parts[part], 0), sighting))) {
        mark = MARK_UNCLEAR;
    }
    if (mark == MARK_UNCLEAR) {
        reading_add_problem(reading, PROBLEM_VALUE_APPEARANCE_DIFFER, part_name(part), NULL);
    }
    if (mark != MARK_ABSENT) {
        static const gchar *const poppler[POPPLER_N_STATES] = {"not seen", "off", "on"};
        const SeenField *widget = g_ptr_array_index(form->parts[part], 0);
        note(reading, part, "stored", widget->value ? widget->value : "absent");
        note(reading, part, "shown", widget->state ? widget->state : "absent");
        note(reading, part, "poppler", poppler[widget->poppler]);
    }
    return mark;
}

/* --- texts --- */

gchar *answers_unify_text(const gchar *text)
{
    g_autofree gchar *normal = g_utf8_normalize(text, -1, G_NORMALIZE_NFC);
    GString *lines = g_string_sized_new(strlen(normal));
    for (const gchar *at = normal; *at; at++) {
        if (*at == '\r') {
            g_string_append_c(lines, '\n');
            at += at[1] == '\n' ? 1 : 0;
        } else {
            g_string_append_c(lines, *at);
        }
    }
    return g_string_free(lines, FALSE);
}

/* poppler reads these two encodings right, so that a difference means that it
 * looks at another object or another save than libqpdf. */
static gboolean poppler_differs(const SeenField *widget)
{
    gboolean comparable =
        (widget->form == VALUE_PDFDOC || widget->form == VALUE_UTF16BE) && !widget->doubtful;
    return comparable && widget->poppler_text && !strchr(widget->value, '\x1b') &&
           !shows_same(widget->poppler_text, widget->value);
}

static gboolean picture_differs(const SeenField *widget, const Sighting *sighting)
{
    return !sighting->need_appearances && widget->drawn == DRAWN_ONE && widget->shown &&
           !shows_value(widget->shown, widget->value ? widget->value : "");
}

static void check_widget(Reading *reading, Part part, const SeenField *widget, const Sighting *sighting)
{
    const gchar *name = part_name(part);
    gboolean drawn = !sighting->need_appearances && widget->drawn != DRAWN_NOTHING;
    note(reading, part, "stored", FORMS[widget->form]);
    note(reading, part, "shown", drawn ? "drawn" : "not drawn");
    if (widget->kind != SEEN_TEXT || widget->form == VALUE_OTHER) {
        reading_add_problem(reading, part == PART_RESPONSE ? PROBLEM_RESPONSE_UNREAD : PROBLEM_LOW_CONFIDENCE,
                            name, NULL);
    } else if (picture_differs(widget, sighting) || poppler_differs(widget) ||
               (!is_typed_over(widget, sighting) && laid_over_text(widget, sighting))) {
        note(reading, part, "shown", "differs");
        reading_add_problem(reading, PROBLEM_VALUE_APPEARANCE_DIFFER, name, NULL);
    } else if (widget->doubtful || widget->form == VALUE_NAME || widget->form == VALUE_RICH ||
               (drawn && !widget->shown)) {
        reading_add_problem(reading, PROBLEM_LOW_CONFIDENCE, name, NULL);
    }
}

static gboolean is_empty(const gchar *text)
{
    for (const gchar *at = text ? text : ""; *at; at = g_utf8_next_char(at)) {
        if (!g_unichar_isspace(g_utf8_get_char(at))) {
            return FALSE;
        }
    }
    return TRUE;
}

/* The text of a part; NULL when there is no such field or it holds no text. */
static gchar *read_text(Reading *reading, const FoundForm *form, Part part, const Sighting *sighting)
{
    const GPtrArray *widgets = form->parts[part];
    if (widgets->len == 0) {
        reading_add_problem(reading, PROBLEM_MISSING_PAGE, part_name(part),
                            "the form has no such field any more: look at the form");
        return NULL;
    }
    const SeenField *first = g_ptr_array_index(widgets, 0);
    for (guint i = 0; i < widgets->len; i++) {
        check_widget(reading, part, g_ptr_array_index(widgets, i), sighting);
    }
    if (first->kind != SEEN_TEXT || first->form == VALUE_OTHER) {
        return NULL;
    }
    g_autofree gchar *over = is_empty(first->value) ? typed_over(first, sighting) : NULL;
    if (over) {
        note(reading, part, "shown", "typed over the field");
    }
    return answers_unify_text(over ? over : first->value ? first->value : "");
}

/* An empty date is no bad one: the day of receipt stands in for it. */
void answers_take_date(Reading *reading, const gchar *text)
{
    if (is_empty(text)) {
        note(reading, PART_DATE, "left", "empty");
        return;
    }
    g_autofree gchar *bare = g_strstrip(g_strdup(text));
    reading->date = day_from_written(bare);
    reading->date_text = g_strdup(text);
    if (reading->date == DAY_NONE) {
        reading_add_problem(reading, PROBLEM_BAD_DATE, part_name(PART_DATE), NULL);
    }
}

void answers_judge_blankness(Reading *reading)
{
    gboolean ticked = reading->proceed == MARK_ON || reading->resolved == MARK_ON ||
                      reading->proceed == MARK_UNCLEAR || reading->resolved == MARK_UNCLEAR;
    if (!reading->response || !is_empty(reading->response)) {
        return;
    }
    if (!ticked && is_empty(reading->responder) && is_empty(reading->date_text)) {
        reading_add_problem(reading, PROBLEM_BLANK_RETURN, NULL, NULL);
    } else if (reading->form == READING_STAGE) {
        reading_add_problem(reading, PROBLEM_NO_RESPONSE, part_name(PART_RESPONSE), NULL);
    }
}

void answers_read_fields(Reading *reading, const FoundForm *form, const Sighting *sighting)
{
    reading->source = SOURCE_FIELDS;
    reading->response = read_text(reading, form, PART_RESPONSE, sighting);
    if (reading->form == READING_STAGE) {
        reading->proceed = read_box(reading, form, PART_PROCEED, sighting);
        reading->resolved = read_box(reading, form, PART_RESOLVED, sighting);
    }
    g_autofree gchar *date = read_text(reading, form, PART_DATE, sighting);
    answers_take_date(reading, date);
    reading->responder = read_text(reading, form, PART_RESPONDER, sighting);
    reading_judge_boxes(reading);
    answers_judge_blankness(reading);
}
