/*
 * From what was seen to what is said: forms, identities, answers, doubts.
 * Nothing is opened here.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read/judge.h"

#define FIRST  "NCC-2026-0001-K"
#define SECOND "NCC-2026-0002-L"
#define FOOTER " · IRO dispute resolution: Stage 1, Team Manager\nPage 1 of 1"

static guint next_object = 10;

static SeenField *add_field(Sighting *sighting, const gchar *name, SeenKind kind, const gchar *value)
{
    SeenField *field = seen_field_new();
    field->name = g_strdup(name);
    field->kind = kind;
    field->page = sighting->pages->len;
    field->field = next_object++;
    field->value = g_strdup(value);
    field->form = !value ? VALUE_ABSENT : kind == SEEN_CHECK ? VALUE_NAME : VALUE_UTF16BE;
    if (kind == SEEN_CHECK) {
        field->state = g_strdup(value);
        field->drawn = DRAWN_STATES;
        g_ptr_array_add(field->states, g_strdup("Yes"));
        g_ptr_array_add(field->states, g_strdup("Off"));
    } else {
        field->drawn = DRAWN_ONE;
        field->shown = g_strdup(value ? value : "");
    }
    g_ptr_array_add(sighting->fields, field);
    return field;
}

/* A page with the answers of one form; before and after surround the names. */
static void add_form(Sighting *sighting, const gchar *reference, const gchar *before, const gchar *after)
{
    static const struct {
        const gchar *name;
        SeenKind kind;
        const gchar *value;
    } parts[] = {{"stage-1%s.response", SEEN_TEXT, "Done by Friday."},
                 {"stage-1%s.resolved", SEEN_CHECK, "Yes"},
                 {"stage-1%s.proceed", SEEN_CHECK, "Off"},
                 {"stage-1%s.responder", SEEN_TEXT, "Pat Trialman"},
                 {"stage-1%s.date", SEEN_TEXT, "20/11/2026"}};
    g_ptr_array_add(sighting->pages, seen_page_new(g_strconcat(reference, FOOTER, NULL), 0));
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_auto(GStrv) halves = g_strsplit(parts[i].name, "%s", 2);
        g_autofree gchar *name = g_strconcat(before, halves[0], after, halves[1], NULL);
        add_field(sighting, name, parts[i].kind, parts[i].value);
    }
    g_autofree gchar *identity_name = g_strconcat(before, "form", after, ".id", NULL);
    g_autofree gchar *identity = g_strconcat(reference, ".1.1", NULL);
    add_field(sighting, identity_name, SEEN_TEXT, identity);
}

static Sighting *one_form(void)
{
    Sighting *sighting = sighting_new(SIGHT_READ);
    add_form(sighting, FIRST, "", "");
    sighting->identity = g_strdup(FIRST ".1.1");
    return sighting;
}

static SeenField *field_at(Sighting *sighting, guint index)
{
    return g_ptr_array_index(sighting->fields, index);
}

static void set(gchar **member, const gchar *value)
{
    g_free(*member);
    *member = g_strdup(value);
}

/* The only reading of the sighting; the caller frees the list. */
static const Reading *only(GPtrArray *readings)
{
    assert_int_equal(readings->len, 1);
    return g_ptr_array_index(readings, 0);
}

static void assert_only_problem(const Reading *reading, ProblemCode code)
{
    assert_true(reading_has_problem(reading, code));
    assert_int_equal(reading->problems->len, 1);
    assert_false(reading->certain);
}

static void reads_a_plain_answer(void **state)
{
    (void) state;
    g_autoptr(Sighting) sighting = one_form();
    g_autoptr(GPtrArray) readings = judge_sighting("a.pdf", sighting);
    const Reading *reading = only(readings);
    assert_int_equal(reading->problems->len, 0);
    assert_true(reading->certain);
    assert_int_equal(reading->form, READING_STAGE);
    assert_int_equal(reading->source, SOURCE_FIELDS);
    assert_string_equal(reading->reference, FIRST);
    assert_int_equal(reading->stage, 1);
    assert_int_equal(reading->issue, 1);
    assert_string_equal(reading->response, "Done by Friday.");
    assert_string_equal(reading->responder, "Pat Trialman");
    assert_int_equal(reading->date, day_from_ymd(2026, 11, 20));
    assert_int_equal(reading->outcome, OUTCOME_RESOLVED);
}

static void unifies_text(void **state)
{
    (void) state;
    g_autoptr(Sighting) sighting = one_form();
    set(&field_at(sighting, 0)->value, " e\xcc\x81\r\none\rtwo\n\tthree ");
    set(&field_at(sighting, 0)->shown, "é one two three");
    g_autoptr(GPtrArray) readings = judge_sighting("a.pdf", sighting);
    assert_string_equal(only(readings)->response, " é\none\ntwo\n\tthree ");
    assert_true(only(readings)->certain);
}

static void a_picture_of_something_else_is_a_doubt(void **state)
{
    (void) state;
    for (guint i = 0; i < 5; i += i == 0 ? 3 : 1) {
        g_autoptr(Sighting) sighting = one_form();
        set(&field_at(sighting, i)->shown, "Not done.");
        g_autoptr(GPtrArray) readings = judge_sighting("a.pdf", sighting);
        assert_only_problem(only(readings), PROBLEM_VALUE_APPEARANCE_DIFFER);
        sighting->need_appearances = TRUE; /* viewers draw anew, so the value is what they show */
        g_autoptr(GPtrArray) redrawn = judge_sighting("a.pdf", sighting);
        assert_true(only(redrawn)->certain);
    }
}

static void another_text_by_poppler_is_a_doubt(void **state)
{
    (void) state;
    g_autoptr(Sighting) sighting = one_form();
    set(&field_at(sighting, 0)->poppler_text, "Done by Monday.");
    g_autoptr(GPtrArray) readings = judge_sighting("a.pdf", sighting);
    assert_only_problem(only(readings), PROBLEM_VALUE_APPEARANCE_DIFFER);
}

static void boxes_at_odds_are_unclear(void **state)
{
    (void) state;
    g_autoptr(Sighting) sighting = one_form();
    set(&field_at(sighting, 1)->state, "Off");
    g_autoptr(GPtrArray) readings = judge_sighting("a.pdf", sighting);
    assert_int_equal(only(readings)->outcome, OUTCOME_UNCLEAR);
    assert_true(reading_has_problem(only(readings), PROBLEM_VALUE_APPEARANCE_DIFFER));
    assert_true(reading_has_problem(only(readings), PROBLEM_BOX_UNCLEAR));
}

static void judges_what_is_left_empty(void **state)
{
    (void) state;
    g_autoptr(Sighting) sighting = one_form();
    set(&field_at(sighting, 4)->value, "");
    set(&field_at(sighting, 4)->shown, "");
    g_autoptr(GPtrArray) no_date = judge_sighting("a.pdf", sighting);
    assert_true(only(no_date)->certain);
    assert_int_equal(only(no_date)->date, DAY_NONE);
    set(&field_at(sighting, 0)->value, " \n");
    set(&field_at(sighting, 0)->shown, "");
    g_autoptr(GPtrArray) no_response = judge_sighting("a.pdf", sighting);
    assert_only_problem(only(no_response), PROBLEM_NO_RESPONSE);
    set(&field_at(sighting, 3)->value, "");
    set(&field_at(sighting, 3)->shown, "");
    set(&field_at(sighting, 1)->value, "Off");
    set(&field_at(sighting, 1)->state, "Off");
    g_autoptr(GPtrArray) blank = judge_sighting("a.pdf", sighting);
    assert_true(reading_has_problem(only(blank), PROBLEM_BLANK_RETURN));
    assert_false(reading_has_problem(only(blank), PROBLEM_NO_RESPONSE));
}

static void doubts_bad_dates(void **state)
{
    (void) state;
    static const gchar *const bad[] = {"31/02/2026", "next week", "20/11", "???"};
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(Sighting) sighting = one_form();
        set(&field_at(sighting, 4)->value, bad[i]);
        set(&field_at(sighting, 4)->shown, bad[i]);
        g_autoptr(GPtrArray) readings = judge_sighting("a.pdf", sighting);
        assert_only_problem(only(readings), PROBLEM_BAD_DATE);
        assert_int_equal(only(readings)->date, DAY_NONE);
        assert_string_equal(only(readings)->date_text, bad[i]);
    }
}

static void signs_of_identity_must_agree(void **state)
{
    (void) state;
    static const gchar *const fields[] = {SECOND ".1.1", FIRST ".2.1", FIRST ".1.2", "NCC-2026-0001-X.1.1",
                                          ""};
    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++) {
        g_autoptr(Sighting) sighting = one_form();
        set(&field_at(sighting, 5)->value, fields[i]);
        g_autoptr(GPtrArray) readings = judge_sighting("a.pdf", sighting);
        assert_true(reading_has_problem(only(readings), PROBLEM_IDENTITY_CONFLICT));
        assert_false(only(readings)->certain);
    }
    g_autoptr(Sighting) printed = one_form();
    SeenPage *page = g_ptr_array_index(printed->pages, 0);
    set(&page->text, SECOND FOOTER);
    g_autoptr(GPtrArray) readings = judge_sighting("a.pdf", printed);
    assert_true(reading_has_problem(only(readings), PROBLEM_IDENTITY_CONFLICT));
    set(&page->text, "See also " SECOND ". " FIRST FOOTER); /* another dispute may be mentioned */
    g_autoptr(GPtrArray) mentioned = judge_sighting("a.pdf", printed);
    assert_true(only(mentioned)->certain);
}

static void parts_joined_forms(void **state)
{
    (void) state;
    static const struct {
        const gchar *before, *after;
    } renamed[] = {{"", "+1"}, {"merge_1.", ""}, {"", "_7f3a"}, {"", ""}};
    for (gsize i = 0; i < G_N_ELEMENTS(renamed); i++) {
        g_autoptr(Sighting) sighting = one_form();
        add_form(sighting, SECOND, renamed[i].before, renamed[i].after);
        g_autoptr(GPtrArray) readings = judge_sighting("a.pdf", sighting);
        assert_int_equal(readings->len, 2);
        const Reading *first = g_ptr_array_index(readings, 0);
        const Reading *second = g_ptr_array_index(readings, 1);
        assert_string_equal(first->reference, FIRST);
        assert_string_equal(second->reference, SECOND);
        assert_int_equal(g_array_index(second->pages, guint, 0), 2);
        assert_true(first->certain && second->certain);
    }
}

static void shared_fields_go_to_a_person(void **state)
{
    (void) state;
    g_autoptr(Sighting) sighting = one_form();
    add_form(sighting, SECOND, "", "");
    field_at(sighting, 6)->field = field_at(sighting, 0)->field;
    g_autoptr(GPtrArray) readings = judge_sighting("a.pdf", sighting);
    assert_int_equal(readings->len, 2);
    for (guint i = 0; i < 2; i++) {
        const Reading *reading = g_ptr_array_index(readings, i);
        assert_true(reading_has_problem(reading, PROBLEM_IDENTITY_CONFLICT));
        assert_false(reading->certain);
        assert_null(reading->response);
    }
}

static void a_copy_without_fields_is_not_lost(void **state)
{
    (void) state;
    g_autoptr(Sighting) sighting = sighting_new(SIGHT_READ);
    g_ptr_array_add(sighting->pages, seen_page_new(g_strdup("A fax cover"), 0));
    g_ptr_array_add(sighting->pages, seen_page_new(g_strdup(FIRST " · Form: Stage 2\nPage 2 of 3"), 0));
    g_autoptr(GPtrArray) readings = judge_sighting("a.pdf", sighting);
    const Reading *reading = only(readings);
    assert_int_equal(reading->source, SOURCE_TEXT);
    assert_string_equal(reading->reference, FIRST);
    assert_int_equal(reading->stage, 2);
    assert_int_equal(reading->pages->len, 1);
    assert_int_equal(reading->outcome, OUTCOME_UNCLEAR);
    assert_true(reading_has_problem(reading, PROBLEM_RESPONSE_UNREAD));
    assert_true(reading_has_problem(reading, PROBLEM_MISSING_PAGE));
    assert_false(reading->certain);
}

static void reads_a_reply_to_a_compliment(void **state)
{
    (void) state;
    g_autoptr(Sighting) sighting = sighting_new(SIGHT_READ);
    g_ptr_array_add(sighting->pages, seen_page_new(g_strdup("NCC-2026-C0001-X"), 0));
    add_field(sighting, "compliment.response", SEEN_TEXT, "Thank you.");
    add_field(sighting, "compliment.date", SEEN_TEXT, "20 November 2026");
    add_field(sighting, "compliment.responder", SEEN_TEXT, "Pat Trialman");
    add_field(sighting, "form.id", SEEN_TEXT, "NCC-2026-C0001-X.0.1");
    g_autoptr(GPtrArray) readings = judge_sighting("a.pdf", sighting);
    const Reading *reading = only(readings);
    assert_int_equal(reading->form, READING_COMPLIMENT);
    assert_int_equal(reading->stage, 0);
    assert_string_equal(reading->response, "Thank you.");
    assert_int_equal(reading->proceed, MARK_ABSENT);
    assert_true(reading->certain);
}

static void doubts_the_file_itself(void **state)
{
    (void) state;
    g_autoptr(Sighting) sighting = one_form();
    sighting->repaired = TRUE;
    g_autoptr(GPtrArray) repaired = judge_sighting("a.pdf", sighting);
    assert_only_problem(only(repaired), PROBLEM_BROKEN);
    assert_string_equal(only(repaired)->response, "Done by Friday.");
    sighting->repaired = FALSE;
    ((SeenPage *) g_ptr_array_index(sighting->pages, 0))->remarks = 1;
    g_autoptr(GPtrArray) remarked = judge_sighting("a.pdf", sighting);
    assert_only_problem(only(remarked), PROBLEM_RESPONSE_UNREAD);
}

static void names_why_nothing_was_read(void **state)
{
    (void) state;
    static const struct {
        SightState seen;
        ProblemCode problem;
    } cases[] = {{SIGHT_NOT_PDF, PROBLEM_NOT_A_FORM},  {SIGHT_ENCRYPTED, PROBLEM_ENCRYPTED},
                 {SIGHT_CUT_SHORT, PROBLEM_BROKEN},    {SIGHT_BROKEN, PROBLEM_BROKEN},
                 {SIGHT_TOO_LARGE, PROBLEM_TOO_LARGE}, {SIGHT_READ, PROBLEM_NOT_A_FORM}};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Sighting) sighting = sighting_new(cases[i].seen);
        g_autoptr(GPtrArray) readings = judge_sighting("a.pdf", sighting);
        assert_int_equal(only(readings)->form, READING_NO_FORM);
        assert_only_problem(only(readings), cases[i].problem);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_a_plain_answer),
                                       cmocka_unit_test(unifies_text),
                                       cmocka_unit_test(a_picture_of_something_else_is_a_doubt),
                                       cmocka_unit_test(another_text_by_poppler_is_a_doubt),
                                       cmocka_unit_test(boxes_at_odds_are_unclear),
                                       cmocka_unit_test(judges_what_is_left_empty),
                                       cmocka_unit_test(doubts_bad_dates),
                                       cmocka_unit_test(signs_of_identity_must_agree),
                                       cmocka_unit_test(parts_joined_forms),
                                       cmocka_unit_test(shared_fields_go_to_a_person),
                                       cmocka_unit_test(a_copy_without_fields_is_not_lost),
                                       cmocka_unit_test(reads_a_reply_to_a_compliment),
                                       cmocka_unit_test(doubts_the_file_itself),
                                       cmocka_unit_test(names_why_nothing_was_read)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
