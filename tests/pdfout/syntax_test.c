/* PDF's notation. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "pdfout/syntax.h"

static void numbers_are_short_and_plain(void **state)
{
    static const struct {
        gdouble value;
        const gchar *text;
    } cases[] = {{0, "0"},       {1, "1"},
                 {-1.5, "-1.5"}, {0.05, "0.05"},
                 {-0.004, "0"},  {595.276, "595.28"},
                 {10.999, "11"}, {1234567, "1234567"},
                 {0.1, "0.1"}};
    (void) state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        syntax_number(out, cases[i].value);
        assert_string_equal(out->str, cases[i].text);
    }
}

static void rectangles_name_two_corners(void **state)
{
    (void) state;
    g_autoptr(GString) out = g_string_new(NULL);
    syntax_rect(out, (Rect){10, 20.5, 100, 4});
    assert_string_equal(out->str, "[10 20.5 110 24.5]");
}

static void colours_are_shares_of_one(void **state)
{
    (void) state;
    g_autoptr(GString) out = g_string_new(NULL);
    syntax_colour(out, 0xff0080);
    assert_string_equal(out->str, "1 0 0.502");
}

static void strings_follow_the_standard(void **state)
{
    static const gchar *const cases[][2] = {{"plain", "(plain)"},
                                            {"a (b) \\", "(a \\(b\\) \\\\)"},
                                            {"t\xc5\xb7", "<feff00740177>"},
                                            {"\xf0\x9f\x98\x80", "<feffd83dde00>"},
                                            {"a\nb", "<feff0061000a0062>"}};
    (void) state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        syntax_text(out, cases[i][0]);
        assert_string_equal(out->str, cases[i][1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_short_and_plain),
        cmocka_unit_test(rectangles_name_two_corners),
        cmocka_unit_test(colours_are_shares_of_one),
        cmocka_unit_test(strings_follow_the_standard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
