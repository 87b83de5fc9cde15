/*
 * Whether what was printed, and where the fields stand, is what went out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "layout/wording.h"
#include "read/judge.h"

#define REFERENCE "NCC-2026-0001-K"

/* A page of the form, as it went out. */
typedef struct {
    gdouble x, y;
    const gchar *text;
} Line;

static const Line LINES[] = {{51, 780, "Nottingham City Council"},
                             {51, 700, "Please answer by Monday 30 November 2026."},
                             {51, 650, "Child's name"},
                             {300, 650, "Sam Placeholder"},
                             {51, 600, "There is no plan of 3 May."},
                             {51, 60, REFERENCE " Stage 1"},
                             {400, 60, "Page 1 of 1"}};
static const gchar PLACEMENTS[] = "stage-1.response 1 51.00 400.00 490.00 150.00 lines\n"
                                  "stage-1.resolved 1 51.00 300.00 14.00 14.00 check\n"
                                  "stage-1.proceed 1 51.00 270.00 14.00 14.00 check\n";

static gchar *placements_of(const gchar *reference, guint stage, guint issue, gpointer data)
{
    (void) stage;
    (void) issue;
    (void) data;
    return strcmp(reference, REFERENCE) == 0 ? g_strdup(PLACEMENTS) : NULL;
}

static gchar *wording_of(const gchar *reference, guint stage, guint issue, gpointer data)
{
    GString *text = g_string_new(NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(LINES) && strcmp(reference, REFERENCE) == 0; i++) {
        g_autofree gchar *letters = wording_letters(LINES[i].text);
        g_autofree gchar *digest = wording_digest(letters);
        g_string_append_printf(text, "1 %.1f %.1f 230.0 10.0 %s\n", LINES[i].x, LINES[i].y, digest);
    }
    (void) stage;
    (void) issue;
    (void) data;
    return g_string_free(text, FALSE);
}

static const IssueRecord RECORD = {placements_of, wording_of, NULL};

/* Each word where it stands, 6 pt a letter. */
static void print_text(SeenPage *page, gdouble x, gdouble y, const gchar *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (guint i = 0; words[i]; i++) {
        gdouble width = 5.0 * (gdouble) strlen(words[i]);
        g_ptr_array_add(page->words, seen_word_new((SeenArea){x, y, x + width, y + 10}, g_strdup(words[i])));
        x += width + 4;
    }
}

static void add_field(Sighting *sighting, const gchar *name, SeenKind kind, const gchar *value, Rect place)
{
    SeenField *field = seen_field_new();
    field->name = g_strdup(name);
    field->kind = kind;
    field->page = 1;
    field->field = sighting->fields->len + 10;
    field->form = kind == SEEN_TEXT ? VALUE_PDFDOC : VALUE_NAME;
    field->value = g_strdup(value);
    field->x = place.x;
    field->y = place.y;
    field->width = place.width;
    field->height = place.height;
    if (kind == SEEN_CHECK) {
        field->state = g_strdup(value);
        field->drawn = DRAWN_STATES;
        g_ptr_array_add(field->states, g_strdup("Yes"));
        g_ptr_array_add(field->states, g_strdup("Off"));
    }
    g_ptr_array_add(sighting->fields, field);
}

/* A form saved by a program that wrote its page anew. */
static Sighting *returned_form(void)
{
    Sighting *sighting = sighting_new(SIGHT_READ);
    SeenPage *page = seen_page_new(g_strdup(REFERENCE " Stage 1 Page 1 of 1"), 0);
    page->width = 595.3;
    page->height = 841.9;
    for (gsize i = 0; i < G_N_ELEMENTS(LINES); i++) {
        print_text(page, LINES[i].x, LINES[i].y, LINES[i].text);
    }
    g_ptr_array_add(sighting->pages, page);
    add_field(sighting, "form.id", SEEN_TEXT, REFERENCE ".1.1", (Rect){0, 0, 0, 0});
    add_field(sighting, "stage-1.response", SEEN_TEXT, "Done.", (Rect){51, 400, 490, 150});
    add_field(sighting, "stage-1.resolved", SEEN_CHECK, "Yes", (Rect){51, 300, 14, 14});
    add_field(sighting, "stage-1.proceed", SEEN_CHECK, "Off", (Rect){51, 270, 14, 14});
    add_field(sighting, "stage-1.date", SEEN_TEXT, "2026-11-27", (Rect){300, 200, 90, 20});
    add_field(sighting, "stage-1.responder", SEEN_TEXT, "Pat", (Rect){51, 200, 90, 20});
    return sighting;
}

static SeenPage *page_of(Sighting *sighting)
{
    return g_ptr_array_index(sighting->pages, 0);
}

static SeenField *field_of(Sighting *sighting, const gchar *name)
{
    for (guint i = 0; i < sighting->fields->len; i++) {
        SeenField *field = g_ptr_array_index(sighting->fields, i);
        if (strcmp(field->name, name) == 0) {
            return field;
        }
    }
    return NULL;
}

static void change_word(Sighting *sighting, const gchar *from, const gchar *to)
{
    for (guint i = 0; i < page_of(sighting)->words->len; i++) {
        SeenWord *word = g_ptr_array_index(page_of(sighting)->words, i);
        if (strcmp(word->text, from) == 0) {
            g_free(word->text);
            word->text = g_strdup(to);
            return;
        }
    }
    fail_msg("no word %s", from);
}

static void assert_problem(const Sighting *sighting, const gchar *expected)
{
    g_autoptr(GPtrArray) readings = judge_sighting_placed("returned.pdf", sighting, &RECORD);
    const Reading *reading = g_ptr_array_index(readings, 0);
    const Problem *problem = reading->problems->len > 0 ? g_ptr_array_index(reading->problems, 0) : NULL;
    assert_int_equal(readings->len, 1);
    assert_string_equal(problem ? problem_code_name(problem->code) : "certain", expected);
    assert_int_equal(reading->certain, problem == NULL);
}

static void passes_over_what_programs_change(void **state)
{
    (void) state;
    g_autoptr(Sighting) same = returned_form();
    assert_problem(same, "certain");
    g_autoptr(Sighting) quotes = returned_form();
    change_word(quotes, "Child's", "Child\xe2\x80\x99s"); /* U+2019 */
    assert_problem(quotes, "certain");
    g_autoptr(Sighting) ligature = returned_form();
    change_word(ligature, "Placeholder", "Place-holder");
    assert_problem(ligature, "certain");
    g_autoptr(Sighting) stamped = returned_form();
    print_text(page_of(stamped), 51, 5, "Printed by PrintMaster");
    assert_problem(stamped, "certain");
    g_autoptr(Sighting) shown = returned_form();
    print_text(page_of(shown), 55, 530, "Done.");
    assert_problem(shown, "certain");
    g_autoptr(Sighting) shifted = returned_form();
    for (guint i = 0; i < shifted->fields->len; i++) {
        ((SeenField *) g_ptr_array_index(shifted->fields, i))->y -= 12; /* the page was cropped */
    }
    assert_problem(shifted, "certain");
}

static void sees_changed_print(void **state)
{
    (void) state;
    static const gchar *const changes[][2] = {{"30", "31"}, {"November", "December"},
                                              {"no", "a"},  {"Sam", "Max"},
                                              {"3", "13"},  {"Placeholder", ""}};
    for (gsize i = 0; i < G_N_ELEMENTS(changes); i++) {
        g_autoptr(Sighting) sighting = returned_form();
        change_word(sighting, changes[i][0], changes[i][1]);
        assert_problem(sighting, "altered");
    }
    g_autoptr(Sighting) added = returned_form();
    print_text(page_of(added), 51, 250, "see the other sheet");
    assert_problem(added, "response-unread");
}

static void a_page_as_it_was_made_needs_no_look(void **state)
{
    (void) state;
    g_autoptr(Sighting) sighting = returned_form();
    SeenPage *page = page_of(sighting);
    page->made = g_strdup(REFERENCE ".1.1");
    page->made_page = page->made_pages = 1;
    g_ptr_array_set_size(page->words, 0);
    assert_problem(sighting, "certain");
}

static void letters_that_cannot_be_told_are_a_doubt(void **state)
{
    (void) state;
    g_autoptr(Sighting) sighting = returned_form();
    SeenPage *page = page_of(sighting);
    for (guint i = 0; i < page->words->len; i++) {
        SeenWord *word = g_ptr_array_index(page->words, i);
        g_free(word->text);
        word->text = g_strdup("%FDFNCFS");
    }
    assert_problem(sighting, "low-confidence");
}

static void sees_fields_that_moved(void **state)
{
    (void) state;
    g_autoptr(Sighting) swapped = returned_form();
    field_of(swapped, "stage-1.resolved")->y = 270;
    field_of(swapped, "stage-1.proceed")->y = 300;
    assert_problem(swapped, "altered");
    g_autoptr(Sighting) narrow = returned_form();
    field_of(narrow, "stage-1.response")->width = 100;
    assert_problem(narrow, "altered");
}

static void sees_a_changed_identity(void **state)
{
    (void) state;
    g_autoptr(Sighting) sighting = returned_form();
    SeenField *field = field_of(sighting, "form.id");
    g_free(field->value);
    field->value = g_strdup(REFERENCE ".1.1 (altered)");
    g_autoptr(GPtrArray) readings = judge_sighting_placed("returned.pdf", sighting, &RECORD);
    assert_true(reading_has_problem(g_ptr_array_index(readings, 0), PROBLEM_ALTERED));
    assert_true(reading_has_problem(g_ptr_array_index(readings, 0), PROBLEM_IDENTITY_CONFLICT));
}

/* Some programs write text and ticks into the page itself. */
static void sees_what_is_typed_over_fields(void **state)
{
    (void) state;
    g_autoptr(Sighting) more = returned_form();
    print_text(page_of(more), 55, 530, "Not done.");
    assert_problem(more, "value-appearance-differ");
    g_autoptr(Sighting) clipped = returned_form();
    print_text(page_of(clipped), 55, 530, "one"); /* a window shows a part */
    assert_problem(clipped, "certain");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(passes_over_what_programs_change),
        cmocka_unit_test(sees_changed_print),
        cmocka_unit_test(a_page_as_it_was_made_needs_no_look),
        cmocka_unit_test(letters_that_cannot_be_told_are_a_doubt),
        cmocka_unit_test(sees_fields_that_moved),
        cmocka_unit_test(sees_a_changed_identity),
        cmocka_unit_test(sees_what_is_typed_over_fields),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
