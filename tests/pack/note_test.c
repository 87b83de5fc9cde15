/*
 * The case note as plain text, from the template that ships: note.expected is
 * what the domain's description of a case note asks for, in that order.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "pack/pack_load.h"

static const Look LOOK = {.text = LOOK_TEXT, .muted = LOOK_MUTED};

static void add(Scope *scope, const gchar *list, const gchar *const *pairs)
{
    Facts *item = facts_new();
    for (; pairs[0] != NULL; pairs += 2)
        facts_set(item, pairs[0], pairs[1]);
    scope_take_list_item(scope, list, item);
}

static Scope *example(void)
{
    static const gchar *const DATA[][2] = {
        {"note.title", "IRO dispute resolution NCC-2026-0001-K, stage 2"},
        {"note.type", "Management oversight - IRO dispute"},
        {"note.date", "4 December 2026"},
        {"note.status", "stage 2 to be issued (Service Manager)"},
        {"reference", "NCC-2026-0001-K"},
        {"theme", "Personal Education Plan"},
        {"summary", "Raised on 20 November 2026. Stage 1 (Team Manager): Proceed to Stage 2."},
        {"next.action", "Issue the stage 2 form to the Service Manager."},
        {"next.date", "Friday 4 December 2026"},
        {"process.taken", "10 working days"},
        {"process.total", "20"},
    };
    Scope *scope = scope_new();
    for (gsize i = 0; i < G_N_ELEMENTS(DATA); i++)
        facts_set(scope_facts(scope), DATA[i][0], DATA[i][1]);
    add(scope, "facts", (const gchar *const[]){"label", "Child's ID number", "value", "0012345", NULL});
    add(scope, "sections",
        (const gchar *const[]){"title", "Requested action", "text",
                               "By then:\n- hold the meeting\n- tell Sam", NULL});
    add(scope, "stages",
        (const gchar *const[]){"stage.number", "1", "stage.title", "Team Manager", "stage.question",
                               "Response", "stage.issued", "Friday 20 November 2026", "stage.outcome",
                               "Proceed to Stage 2", "stage.response",
                               "No.\n- not yet\n\nSee {reference} & \"later\".", NULL});
    add(scope, "stages",
        (const gchar *const[]){"stage.number", "5", "stage.title", "Legal advice", "stage.task",
                               "Seek advice.", NULL});
    add(scope, "documents",
        (const gchar *const[]){"title", "Stage 1 form, issued", "on", "20 November 2026", NULL});
    return scope;
}

static gchar *note_of(const gchar *name)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Template) template_ = template_load(name, &error);
    if (template_ == NULL)
        fail_msg("%s", error->message);
    g_autoptr(Scope) scope = example();
    g_autoptr(Document) document = template_fill(template_, scope, &LOOK);
    return document_to_text(document);
}

static void assert_note(const gchar *name, const gchar *expected_file)
{
    g_autofree gchar *expected = NULL;
    assert_true(g_file_get_contents(expected_file, &expected, NULL, NULL));
    g_autofree gchar *note = note_of(name);
    assert_string_equal(note, expected);
}

static void the_full_note_is_ready_to_paste(void **state)
{
    (void) state;
    assert_note("note", IRO_SOURCE_DIR "/tests/pack/note.expected");
}

static void the_short_note_is_title_and_summary(void **state)
{
    (void) state;
    assert_note("note-short", IRO_SOURCE_DIR "/tests/pack/note-short.expected");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_full_note_is_ready_to_paste),
        cmocka_unit_test(the_short_note_is_title_and_summary),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
