#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib/gstdio.h>
#include <string.h>
#include <time.h>

#include "model/error.h"
#include "spell/spell.h"

static int set_up(void **state)
{
    g_autofree gchar *path = g_build_filename(IRO_SOURCE_DIR, "forms", "words.txt", NULL);
    Speller *speller = speller_new(NULL);
    *state = speller;
    return speller && speller_add_words_of(speller, path, NULL) ? 0 : -1;
}

static int tear_down(void **state)
{
    speller_free(*state);
    return 0;
}

/* "line:column word " for each misspelling. */
static void check(Speller *speller, const gchar *text, const gchar *expected)
{
    g_autoptr(GPtrArray) misspellings = speller_check(speller, text, 1, 1);
    g_autoptr(GString) found = g_string_new(NULL);
    for (guint i = 0; i < misspellings->len; i++) {
        const Misspelling *misspelling = g_ptr_array_index(misspellings, i);
        assert_non_null(misspelling->suggestions);
        g_string_append_printf(found, "%u:%u %s ", misspelling->line, misspelling->column, misspelling->word);
    }
    assert_string_equal(found->str, expected);
}

static void test_right_text(void **state)
{
    check(
        *state,
        "The IRO raised the child's care plan with the TM, the SM and the HoS; Cafcass (CAFCASS) was told.\n"
        "PEPs, EHCPs and IROs' notes are late, e.g. the IRO's. A SMART action, etc. Well-being and "
        "wellbeing.\n"
        "CIC, LAC, DCS, SEND, CAMHS, Liquidlogic, safeguarding, Safeguarding, SAFEGUARDING, lifestory.\n"
        "The colour of the organisation\u2019s programme; don\u2019t, didn't, it\u2019s, 'quoted' "
        "\u2018words\u2019.",
        "");
}

static void test_wrong_text(void **state)
{
    check(*state, "The chidl was seen.\nNo reveiw, no heatlh assessment.",
          "1:5 chidl 2:4 reveiw 2:15 heatlh ");
    check(*state, "The color", "1:5 color "); /* British */
    check(*state, "żółć: chidl\u2019s well-beeing", "1:1 żółć 1:7 chidl\u2019s 1:15 well-beeing ");
    check(*state, "\u00ad soft\u00adly", "");             /* soft hyphens are no letters */
    check(*state, "iro cafcass", "1:1 iro 1:5 cafcass "); /* these have their capitals */
}

static void test_suggestions(void **state)
{
    g_autoptr(GPtrArray) misspellings = speller_check(*state, "reveiw", 4, 9);
    assert_int_equal(misspellings->len, 1);
    const Misspelling *misspelling = g_ptr_array_index(misspellings, 0);
    assert_int_equal(misspelling->line, 4);
    assert_int_equal(misspelling->column, 9);
    assert_true(g_strv_contains((const gchar *const *) misspelling->suggestions, "review"));
    assert_true(g_strv_length(misspelling->suggestions) <= 5);
}

static void test_names(void **state)
{
    g_autofree gchar *name = g_strdup("Zofia Kowalczyk-Llwyd, O\u2019Quirke");
    check(*state, "Kowalczyk", "1:1 Kowalczyk ");
    speller_add_names(*state, name);
    check(*state, "Kowalczyk-Llwyd's, Kowalczyk, LLWYD and O'Quirke with Zofia\u2019s", "");
    check(*state, "kowalczyk Kowalczyky", "1:1 kowalczyk 1:11 Kowalczyky ");
    speller_add_names(*state, "Ste\u0301fanon"); /* decomposed in one place, composed in the other */
    check(*state, "St\u00e9fanon", "");
}

/* A page of nonsense must not take minutes. */
static void test_bounds(void **state)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < 400; i++) {
        g_string_append_printf(text, "qwxz%cplk%cfghjk%cmnbvcxz ", 'a' + (gchar) (i % 26),
                               'a' + (gchar) (i / 26), 'a' + (gchar) (i % 7));
    }
    g_autofree gchar *endless = g_strnfill(200000, 'x');
    g_string_append(text, endless);
    clock_t start = clock(); /* of the processor: other work on the machine does not count */
    g_autoptr(GPtrArray) misspellings = speller_check(*state, text->str, 1, 1);
    clock_t taken = clock() - start;
    assert_int_equal(misspellings->len, 401); /* all are reported */
    assert_true(taken < 20 * CLOCKS_PER_SEC); /* far off, for slow machines and sanitizers */
    guint suggested = 0;
    for (guint i = 0; i < misspellings->len; i++) {
        const Misspelling *misspelling = g_ptr_array_index(misspellings, i);
        suggested += misspelling->suggestions[0] ? 1 : 0;
    }
    assert_true(suggested <= 20);
}

static void test_missing_files(void **state)
{
    g_autoptr(GError) error = NULL;
    assert_false(speller_add_words_of(*state, "/nowhere/words.txt", &error));
    assert_true(g_error_matches(error, IRO_ERROR, IRO_ERROR_SYSTEM));
    g_clear_error(&error);
    g_setenv("IRO_DICTIONARY_DIR", "/nowhere", TRUE);
    assert_null(speller_new(&error));
    g_unsetenv("IRO_DICTIONARY_DIR");
    assert_true(g_error_matches(error, IRO_ERROR, IRO_ERROR_SYSTEM));
    assert_non_null(strstr(error->message, "hunspell-en-gb"));
}

/* A dictionary in ISO 8859-1: é is one byte there. */
static void test_encoding_of_the_dictionary(void **state)
{
    (void) state;
    g_autofree gchar *folder = g_dir_make_tmp("iro-spell-XXXXXX", NULL);
    g_autofree gchar *affixes = g_build_filename(folder, "en_GB.aff", NULL);
    g_autofree gchar *words = g_build_filename(folder, "en_GB.dic", NULL);
    assert_true(g_file_set_contents(affixes, "SET ISO8859-1\nTRY caf\xe9\n", -1, NULL));
    assert_true(g_file_set_contents(words, "2\ncaf\xe9\ntea\n", -1, NULL));
    g_setenv("IRO_DICTIONARY_DIR", folder, TRUE);
    g_autoptr(Speller) speller = speller_new(NULL);
    g_unsetenv("IRO_DICTIONARY_DIR");
    check(speller, "café tea łąka", "1:10 łąka ");
    g_autoptr(GPtrArray) misspellings = speller_check(speller, "cafe", 1, 1);
    const Misspelling *misspelling = g_ptr_array_index(misspellings, 0);
    assert_string_equal(misspelling->suggestions[0], "café");
    g_remove(affixes);
    g_remove(words);
    g_rmdir(folder);
}

#define WITH_SPELLER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_SPELLER(test_right_text),
        WITH_SPELLER(test_wrong_text),
        WITH_SPELLER(test_suggestions),
        WITH_SPELLER(test_names),
        WITH_SPELLER(test_bounds),
        WITH_SPELLER(test_missing_files),
        cmocka_unit_test(test_encoding_of_the_dictionary),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
