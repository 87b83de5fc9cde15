/*
 * What is kept of the lines that a form prints.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "layout/wording.h"
#include "sample.h"

static void letters_alone_count(void **state)
{
    (void) state;
    static const gchar *const alike[][2] = {
        {"Child's name", "Child\xe2\x80\x99s\nname"}, {"ofﬁce", "office"}, {"re-view, 3.", "review 3"}};
    for (gsize i = 0; i < G_N_ELEMENTS(alike); i++) {
        g_autofree gchar *one = wording_letters(alike[i][0]);
        g_autofree gchar *other = wording_letters(alike[i][1]);
        assert_string_equal(one, other);
    }
    g_autofree gchar *plain = wording_letters("By 5 pm, (Ms) O'Hara:\n~a_b`");
    assert_string_equal(plain, "By5pmMsOHaraab");
    assert_null(wording_letters(" – • …"));
    assert_null(wording_letters(" -- ..."));
    assert_null(wording_letters(""));
    /* echo -n Childsname | sha256sum */
    g_autofree gchar *digest = wording_digest("Childsname");
    assert_string_equal(digest, "8f382fc292a31462");
}

static void keeps_no_word(void **state)
{
    (void) state;
    g_autoptr(Document) document = sample_form(&(SampleForm){2, 12, NULL});
    g_autoptr(Layout) layout = layout_document(document, "form.id", "X");
    g_autofree gchar *text = layout_wording_to_text(layout);
    g_autoptr(GPtrArray) lines = layout_wording_from_text(text);
    assert_non_null(lines);
    assert_true(lines->len > 20);
    guint last = 0;
    for (guint i = 0; i < lines->len; i++) {
        const PrintedLine *line = g_ptr_array_index(lines, i);
        assert_true(line->page >= last && line->page <= layout->pages->len);
        assert_true(line->rect.x > 0 && line->rect.x + line->rect.width < layout->width);
        assert_true(line->rect.y > 0 && line->rect.y < layout->height);
        assert_int_equal(strspn(line->digest, "0123456789abcdef"), strlen(line->digest));
        last = line->page;
    }
    assert_int_equal(last, layout->pages->len);
}

static void refuses_what_is_malformed(void **state)
{
    (void) state;
    static const gchar *const bad[] = {"x", "0 1 1 1 1 0123456789abcdef\n", "1 1 1 1 0123456789abcdef\n",
                                       "1 nan 1 1 1 0123456789abcdef\n", "1 1 1 1 1 0123\n"};
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
        assert_null(layout_wording_from_text(bad[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_alone_count),
        cmocka_unit_test(keeps_no_word),
        cmocka_unit_test(refuses_what_is_malformed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
