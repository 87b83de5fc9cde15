#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "spell/spell_words.h"

/* "line:column word " for each word. */
static gchar *words_in(const gchar *text, guint line, guint column)
{
    g_autoptr(GPtrArray) words = spell_words_of(text, line, column);
    GString *found = g_string_new(NULL);
    for (guint i = 0; i < words->len; i++) {
        const Word *word = g_ptr_array_index(words, i);
        g_string_append_printf(found, "%u:%u %s%s ", word->line, word->column, word->word,
                               word->dotted ? "." : "");
    }
    return g_string_free(found, FALSE);
}

static void check(const gchar *text, const gchar *expected)
{
    g_autofree gchar *found = words_in(text, 1, 1);
    assert_string_equal(found, expected);
}

static void test_positions(void **state)
{
    (void) state;
    check("", "");
    check("One two", "1:1 One 1:5 two ");
    check("a\n\n  b\tc\n", "1:1 a 3:3 b 3:5 c ");
    check("żółć łąka", "1:1 żółć 1:6 łąka "); /* characters, not bytes */
    check("\U0001f600 tŷ ŵy", "1:3 tŷ 1:6 ŵy ");
    g_autofree gchar *shifted = words_in("one\ntwo", 7, 20);
    assert_string_equal(shifted, "7:20 one 8:1 two ");
    check("\xff\xfe", "");
}

static void test_joints(void **state)
{
    (void) state;
    check("child's child\u2019s", "1:1 child's 1:9 child\u2019s ");
    check("'quoted' \u2018words\u2019", "1:2 quoted 1:11 words ");
    check("IROs' well-being, end- -start a--b", "1:1 IROs 1:7 well-being 1:19 end 1:25 start 1:31 a 1:34 b ");
    check("etc. (and/or)", "1:1 etc. 1:7 and 1:11 or ");
    check("e\u0301te\u0301", "1:1 e\u0301te\u0301 "); /* decomposed */
}

static void test_passed_over(void **state)
{
    (void) state;
    check("to jan.kowalski@example.org, please", "1:1 to 1:30 please ");
    check("see https://example.org/a-b?c=d now", "1:1 see 1:33 now ");
    check("(www.example.com) example.co.uk/page. letter.docx", "");
    check("NCC-2026-0001-K and ncc-2026-0001-k", "1:17 and ");
    check("s47 11am 2nd 20/11/2026 B12", "");
    check("8-weeek gap", "1:3 weeek 1:9 gap "); /* the part without digits is looked at */
    check("@home a@", "1:2 home 1:7 a ");
    check("review.The", "1:1 review. 1:8 The "); /* a forgotten space is no address */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_positions),
        cmocka_unit_test(test_joints),
        cmocka_unit_test(test_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
