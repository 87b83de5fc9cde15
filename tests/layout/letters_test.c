/* What becomes of text before it is set: characters, faces, ends of lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "layout/font.h"
#include "layout/letters.h"

#define SIZE 10.0 /* pt */

static gchar *text_of(const GArray *letters, guint start, guint end)
{
    GString *text = g_string_new(NULL);

    for (guint i = start; i < end; i++)
        g_string_append_unichar(text, g_array_index(letters, Letter, i).code);
    return g_string_free(text, FALSE);
}

/* The text as it is shown, and the characters missing from it. */
static void assert_shown(const gchar *given, const gchar *shown, guint missing)
{
    g_autoptr(GArray) lacking = g_array_new(FALSE, FALSE, sizeof(gunichar));
    g_autoptr(GArray) letters = letters_from_text(given, FALSE, lacking);
    g_autofree gchar *text = text_of(letters, 0, letters->len);

    assert_string_equal(text, shown);
    assert_int_equal(lacking->len, missing);
}

/* The lines of a text, parted by "|", when as many letters "n" fit as given. */
static gchar *lines_of(const gchar *given, guint fitting)
{
    g_autoptr(GArray) lacking = g_array_new(FALSE, FALSE, sizeof(gunichar));
    g_autoptr(GArray) letters = letters_from_text(given, FALSE, lacking);
    gdouble width = fitting * font_measure(font_of_face(FACE_REGULAR), "n", SIZE) + 0.01;
    GString *lines = g_string_new(NULL);

    for (guint at = 0; at < letters->len;) {
        Line line = line_break(letters, at, SIZE, width);
        g_autofree gchar *text = text_of(letters, line.start, line.end);
        g_string_append_printf(lines, "%s%s", at > 0 ? "|" : "", text);
        assert_true(line.next > at);
        at = line.next;
    }
    return g_string_free(lines, FALSE);
}

static void assert_lines(const gchar *given, guint fitting, const gchar *expected)
{
    g_autofree gchar *lines = lines_of(given, fitting);

    assert_string_equal(lines, expected);
}

static void combining_marks_are_composed(void **state)
{
    (void) state;
    assert_shown("cafe\xcc\x81 w\xcc\x82yl", "caf\xc3\xa9 \xc5\xb5yl", 0);
}

static void every_promised_letter_is_there(void **state)
{
    (void) state;
    const gchar *letters = "Ŵŵ Ŷŷ Ẁẁ Ẃẃ Ẅẅ Ỳỳ ĄąĆćĘęŁłŃńÓóŚśŹźŻż ȘșȚțĂăÂâÎî ß £ € “” ‘’ – — … • ′ ″ ½ °";
    assert_shown(letters, letters, 0);
}

static void missing_character_keeps_its_place_and_is_listed_once(void **state)
{
    (void) state;
    const gchar *text = "Жdвa Ж \xe4\xb8\xad \xf0\x9f\x98\x80";
    assert_shown(text, text, 4);
    /* A variation selector says how to draw what stands before it, and is nothing itself. */
    assert_shown("\xe2\x98\xba\xef\xb8\x8f", "\xe2\x98\xba", 1);
    g_autoptr(GArray) missing = g_array_new(FALSE, FALSE, sizeof(gunichar));
    g_autoptr(GArray) letters = letters_from_text("Ж", FALSE, missing);
    assert_int_equal(g_array_index(letters, Letter, 0).advance,
                     font_find_glyph(font_regular(), FONT_REPLACEMENT).advance);
}

static void control_characters_never_show(void **state)
{
    (void) state;
    assert_shown("a\x01"
                 "b\x1b"
                 "c\x7f\xc2\x85"
                 "d\xe2\x80\x8b\xe2\x80\xae\xc2\xad"
                 "e\tf",
                 "abcde f", 0);
}

static void broken_utf8_is_replaced(void **state)
{
    (void) state;
    assert_shown("a\xff z", "a\xef\xbf\xbd z", 0);
}

static void lines_end_at_spaces(void **state)
{
    (void) state;
    assert_lines("nnn nnn nnn", 8, "nnn nnn|nnn");
    assert_lines("nnn    nnn", 4, "nnn|nnn");
    assert_lines("nnn\nnnn\n\nn", 8, "nnn|nnn||n");
}

static void lines_end_at_hyphens_between_letters_only(void **state)
{
    (void) state;
    assert_lines("nnnn-nnnn", 6, "nnnn-|nnnn");
    assert_lines("nnnn/nnnn", 6, "nnnn/|nnnn");
    /* A reference and a date stay whole where they can. */
    assert_lines("nnnn NCC-2026-0001-K", 17, "nnnn|NCC-2026-0001-K");
    assert_lines("nnnn 20/11/2026", 11, "nnnn|20/11/2026");
}

static void long_word_is_broken_by_force(void **state)
{
    (void) state;
    assert_lines("nnnnnnnnnn", 4, "nnnn|nnnn|nn");
    assert_lines("n nnnnnnnnnn", 4, "n|nnnn|nnnn|nn");
    assert_lines("nn", 0, "n|n");
}

static void widths_add_up_as_the_font_says(void **state)
{
    (void) state;
    /* Noto Sans: the space is 260, n 618, M 907 thousandths of the em (hmtx). */
    const Font *font = font_of_face(FACE_REGULAR);
    assert_int_equal(font_find_glyph(font, ' ').advance, 260);
    assert_int_equal(font_find_glyph(font, 'n').advance, 618);
    assert_int_equal(font_find_glyph(font, 'M').advance, 907);
    assert_float_equal(font_measure(font, "n M", 10), 17.85, 0.0001);
    assert_int_equal(font_find_glyph(font, 0x416).code, 0xfffd);
    assert_int_equal(font_find_glyph(font, 0x1f600).code, 0xfffd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(combining_marks_are_composed),
        cmocka_unit_test(every_promised_letter_is_there),
        cmocka_unit_test(missing_character_keeps_its_place_and_is_listed_once),
        cmocka_unit_test(control_characters_never_show),
        cmocka_unit_test(broken_utf8_is_replaced),
        cmocka_unit_test(lines_end_at_spaces),
        cmocka_unit_test(lines_end_at_hyphens_between_letters_only),
        cmocka_unit_test(long_word_is_broken_by_force),
        cmocka_unit_test(widths_add_up_as_the_font_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
