#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib/gstdio.h>
#include <string.h>

#include "pack/pack_load.h"

#define DISPUTES    IRO_SOURCE_DIR "/fixtures/disputes/"
#define COMPLIMENTS IRO_SOURCE_DIR "/fixtures/compliments/"

/* A dispute with the given attributes' and elements' text, in a temporary file. */
static gchar *write_dispute(const gchar *child, const gchar *concerns)
{
    g_autofree gchar *xml = g_strdup_printf(
        "<dispute pack=\"nottingham\"><child name=\"%s\" id=\"001\" born=\"2015-01-02\"/>"
        "<iro name=\"Morgan Exampleby\" email=\"m@example.org\"/><team>North</team>"
        "<person role=\"tm\" name=\"Pat Trialman\"/><concern date=\"2026-11-20\" theme=\"pep\"/>"
        "<concerns>%s</concerns><action>Act.</action></dispute>",
        child, concerns);
    gchar *path = NULL;
    const gint descriptor = g_file_open_tmp("iro-record-XXXXXX.xml", &path, NULL);
    assert_true(descriptor >= 0);
    assert_true(g_close(descriptor, NULL));
    assert_true(g_file_set_contents(path, xml, -1, NULL));
    return path;
}

static Facts *load_written(const gchar *child, const gchar *concerns)
{
    g_autofree gchar *path = write_dispute(child, concerns);
    g_autoptr(GError) error = NULL;
    Facts *facts = dispute_load(path, &error);
    g_unlink(path);
    if (facts == NULL)
        fail_msg("%s", error->message);
    return facts;
}

static void a_dispute_has_its_data(void **state)
{
    (void) state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Facts) facts = dispute_load(DISPUTES "nottingham-pep-overdue.xml", &error);
    assert_null(error);
    assert_string_equal(facts_get(facts, "pack"), "nottingham");
    assert_string_equal(facts_get(facts, "child.name"), "Sam Placeholder");
    assert_string_equal(facts_get(facts, "child.id"), "0012345");
    assert_string_equal(facts_get(facts, "child.born"), "2014-05-06");
    assert_string_equal(facts_get(facts, "team"), "Children in Care Team North");
    assert_string_equal(facts_get(facts, "iro.email"), "morgan.exampleby@example.org");
    assert_string_equal(facts_get(facts, "tm.name"), "Pat Trialman");
    assert_string_equal(facts_get(facts, "hos.email"), "chris.testwell@example.org");
    assert_string_equal(facts_get(facts, "concern.date"), "2026-11-02");
    assert_string_equal(facts_get(facts, "theme"), "pep");
    assert_true(g_str_has_prefix(facts_get(facts, "attempts"), "I spoke with"));
    assert_null(facts_get(facts, "proceedings"));
}

static void the_smallest_has_no_more_than_it_says(void **state)
{
    (void) state;
    g_autoptr(Facts) facts = dispute_load(DISPUTES "nottingham-minimal.xml", NULL);
    assert_non_null(facts);
    assert_string_equal(facts_get(facts, "child.id"), "0000");
    assert_string_equal(facts_get(facts, "action"), "Visit within two working days.");
    assert_null(facts_get(facts, "sw.name"));
    assert_null(facts_get(facts, "attempts"));
}

static void paragraphs_and_lists_keep_their_shape(void **state)
{
    (void) state;
    g_autoptr(Facts) facts =
        load_written("Bo Nobody", "\n  One\n  line.\n   \n\n  Before:\n  - first\n    goes on\n"
                                  "  - second\n\n  - after a gap\n");
    assert_string_equal(facts_get(facts, "concerns"),
                        "One line.\n\nBefore:\n- first goes on\n- second\n\n- after a gap");
}

static void text_is_nfc(void **state)
{
    (void) state;
    g_autoptr(Facts) facts = load_written("Sia\xcc\x82n", "a\xcc\x8a"); /* combining marks */
    assert_string_equal(facts_get(facts, "child.name"), "Si\xc3\xa2n");
    assert_string_equal(facts_get(facts, "concerns"), "\xc3\xa5");
}

static void entities_and_cdata_are_text(void **state)
{
    (void) state;
    g_autoptr(Facts) facts =
        load_written("Bo &quot;B&quot; Nobody", "A &amp; B &lt; C <![CDATA[<{team}>]]> &#x141;");
    assert_string_equal(facts_get(facts, "child.name"), "Bo \"B\" Nobody");
    assert_string_equal(facts_get(facts, "concerns"), "A & B < C <{team}> Ł");
}

static void letters_beyond_english_stay(void **state)
{
    (void) state;
    g_autoptr(Facts) facts = dispute_load(DISPUTES "nottingham-names-and-quotes.xml", NULL);
    assert_non_null(facts);
    assert_string_equal(facts_get(facts, "child.name"), "Łucja Siân Wyimaginowańska-Ŵyn");
    assert_string_equal(facts_get(facts, "child.id"), "00A7B90");
    assert_string_equal(facts_get(facts, "team"), "Children in Care Team South & Central");
    assert_non_null(strstr(facts_get(facts, "concerns"), "“I don’t want to move again – nobody asked me.”"));
}

static void a_compliment_has_its_data(void **state)
{
    (void) state;
    g_autoptr(Facts) facts = compliment_load(COMPLIMENTS "nottingham-life-story.xml", NULL);
    assert_non_null(facts);
    assert_string_equal(facts_get(facts, "compliment.date"), "2026-11-16");
    assert_string_equal(facts_get(facts, "child.id"), "0012345");
    assert_string_equal(facts_get(facts, "quotable"), "Yes");
    assert_string_equal(facts_get(facts, "sw.name"), "Robin Sample");
    assert_null(facts_get(facts, "child.name"));
    g_autoptr(Facts) small = compliment_load(COMPLIMENTS "nottingham-short.xml", NULL);
    assert_non_null(small);
    assert_null(facts_get(small, "quotable"));
    assert_string_equal(facts_get(small, "child.id"), "007");
}

static void a_dispute_is_no_compliment(void **state)
{
    (void) state;
    g_autoptr(GError) error = NULL;
    assert_null(compliment_load(DISPUTES "nottingham-minimal.xml", &error));
    assert_non_null(strstr(error->message, "nottingham-minimal.xml:3:1: error: "));
}

/* Whoever reads a log must not learn whom a dispute is about. */
static void errors_hold_no_text_of_the_record(void **state)
{
    (void) state;
    g_autofree gchar *path = write_dispute("Secretname", "Secretwords <b>Secretbold</b>");
    g_autoptr(GError) error = NULL;
    assert_null(dispute_load(path, &error));
    g_unlink(path);
    assert_null(strstr(error->message, "Secret"));
    assert_non_null(strstr(error->message, "<b> is not allowed in <concerns>"));
}

typedef struct {
    guint count;
    guint line, column;
    gchar *first;
} Found;

static void note_text(const gchar *text, guint line, guint column, gpointer data)
{
    Found *found = data;
    if (found->count++ > 0)
        return;
    found->first = g_strdup(text);
    found->line = line;
    found->column = column;
}

static void free_texts_have_their_places(void **state)
{
    (void) state;
    Found found = {0};
    assert_true(xml_each_free_text(DISPUTES "nottingham-minimal.xml", note_text, &found, NULL));
    assert_int_equal(found.count, 2);
    assert_string_equal(found.first, "No statutory visit in six weeks.");
    assert_int_equal(found.line, 9);
    assert_int_equal(found.column, 13);
    g_free(found.first);
}

static void columns_survive_entities_and_comments(void **state)
{
    (void) state;
    g_autofree gchar *path = write_dispute("Łucja", "A &amp; B<!-- aside --> <![CDATA[C]]>");
    Found found = {0};
    assert_true(xml_each_free_text(path, note_text, &found, NULL));
    g_unlink(path);
    /* As long as what was written: 14 characters of comment, 9 and 3 around the C. */
    g_autofree gchar *expected = g_strdup_printf("A &     B%14s %9sC%3s", "", "", "");
    assert_string_equal(found.first, expected);
    g_free(found.first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dispute_has_its_data),
        cmocka_unit_test(the_smallest_has_no_more_than_it_says),
        cmocka_unit_test(paragraphs_and_lists_keep_their_shape),
        cmocka_unit_test(text_is_nfc),
        cmocka_unit_test(entities_and_cdata_are_text),
        cmocka_unit_test(letters_beyond_english_stay),
        cmocka_unit_test(a_compliment_has_its_data),
        cmocka_unit_test(a_dispute_is_no_compliment),
        cmocka_unit_test(errors_hold_no_text_of_the_record),
        cmocka_unit_test(free_texts_have_their_places),
        cmocka_unit_test(columns_survive_entities_and_comments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
