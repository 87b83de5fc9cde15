/* Rich text: packed as in the examples of MS-OXRTFCP section 4, its text as RTF
 * 1.9.1 and MS-OXRTFEX say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "parcel/rtf.h"
#include "parcel/text.h"

#define MOST ((gsize) 4096)

/* Section 4.1.1: "{\rtf1\ansi\ansicpg1252\pard hello world}" and a line end. */
static const guchar simple[] = {0x2d, 0x00, 0x00, 0x00, 0x2b, 0x00, 0x00, 0x00, 0x4c, 0x5a, 0x46, 0x75, 0xf1,
                                0xc5, 0xc7, 0xa7, 0x03, 0x00, 0x0a, 0x00, 0x72, 0x63, 0x70, 0x67, 0x31, 0x32,
                                0x35, 0x42, 0x32, 0x0a, 0xf3, 0x20, 0x68, 0x65, 0x6c, 0x09, 0x00, 0x20, 0x62,
                                0x77, 0x05, 0xb0, 0x6c, 0x64, 0x7d, 0x0a, 0x80, 0x0f, 0xa0};

/* Section 4.1.2: a reference that reads what it writes. */
static const guchar crossing[] = {0x1a, 0x00, 0x00, 0x00, 0x1c, 0x00, 0x00, 0x00, 0x4c, 0x5a,
                                  0x46, 0x75, 0xe2, 0xd4, 0x4b, 0x51, 0x41, 0x00, 0x04, 0x20,
                                  0x57, 0x58, 0x59, 0x5a, 0x0d, 0x6e, 0x7d, 0x01, 0x0e, 0xb0};

static void assert_unpacks(const guchar *bytes, gsize length, const gchar *expected)
{
    gboolean too_large = TRUE;
    g_autoptr(GBytes) rtf = rtf_unpack(bytes, length, MOST, &too_large);
    assert_non_null(rtf);
    assert_false(too_large);
    assert_int_equal(g_bytes_get_size(rtf), strlen(expected));
    assert_memory_equal(g_bytes_get_data(rtf, NULL), expected, strlen(expected));
}

static void the_specifications_examples_unpack(void **state)
{
    (void) state;
    assert_unpacks(simple, sizeof simple, "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
    assert_unpacks(crossing, sizeof crossing, "{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}");
}

static void what_is_not_packed_is_taken_as_it_is(void **state)
{
    (void) state;
    static const guchar bytes[] = "\x11\0\0\0\x05\0\0\0MELA\0\0\0\0{abc}";
    assert_unpacks(bytes, sizeof bytes - 1, "{abc}");
}

static void cut_or_changed_is_not_unpacked(void **state)
{
    (void) state;
    gboolean too_large = FALSE;
    for (gsize length = 0; length < sizeof simple; length++) {
        assert_null(rtf_unpack(simple, length, MOST, &too_large));
    }
    for (gsize i = 16; i < sizeof simple; i++) {
        guchar changed[sizeof simple];
        memcpy(changed, simple, sizeof simple);
        changed[i] ^= 0x10;
        assert_null(rtf_unpack(changed, sizeof changed, MOST, &too_large));
    }
    assert_false(too_large);
    assert_null(rtf_unpack(simple, sizeof simple, 20, &too_large));
    assert_true(too_large);
}

static void text_is_what_stands_between_the_words(void **state)
{
    (void) state;
    static const gchar *const cases[][2] = {
        {"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n", "hello world"},
        {"{\\rtf1{\\fonttbl{\\f0 Arial;}}{\\colortbl;\\red1;}{\\*\\generator X 1;}\\f0 One\\par Two}",
         "One\nTwo"},
        {"{\\rtf1 It\\'92s \\'a35, caf\\'e9}", "It\u2019s \u00a35, caf\u00e9"},
        {"{\\rtf1\\ansicpg1250 \\'9a}", "\u0161"},
        {"{\\rtf1 \\uc1\\u8364?5 {\\uc0\\u8364}6 \\u-4051?\\u8217\\'92s}", "\u20ac5 \u20ac6 \uf02d\u2019s"},
        {"{\\rtf1 \\u-10179?\\u-8704?}", "\U0001f600"},
        {"{\\rtf1 a\\{b\\}\\\\c\\tab d\\line e\\emdash f}", "a{b}\\c\td\ne\u2014f"},
        {"{\\rtf1 a{\\pict\\bin4 }}}}x}bc{\\*\\unknown x{y}z}d}", "abcd"},
        {"{\\rtf1 one\r\ntwo\\\r\nthree}", "onetwo\nthree"},
        {"{\\rtf1\\b bold\\b0  not\\b\\i0}", "bold not"},
        {"}}}{{\\rtf1 ab\\", "ab"},
        {"\\'4", "4"},
        {"", ""},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree gchar *text = rtf_to_text((const guchar *) cases[i][0], strlen(cases[i][0]));
        assert_string_equal(text, cases[i][1]);
    }
}

/* MS-OXRTFEX 2.1.3: HTML in htmltag groups, its stand-in after htmlrtf. */
static void html_kept_in_rich_text_is_shown(void **state)
{
    (void) state;
    static const gchar rtf[] =
        "{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl{\\f0 Arial;}}"
        "{\\*\\htmltag19 <html>}{\\*\\htmltag50 <body>}{\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 "
        "We agree {\\*\\htmltag84 &amp;}\\htmlrtf &\\htmlrtf0  act\\htmlrtf\\par}\\htmlrtf0 "
        "{\\*\\htmltag72 </p>}{\\*\\htmltag64 <p>}caf\\'e9{\\*\\htmltag72 </p>}"
        "{\\*\\htmltag58 </body>}{\\*\\htmltag27 </html>}}";
    g_autofree gchar *text = rtf_to_text((const guchar *) rtf, sizeof rtf - 1);
    g_strstrip(text);
    assert_string_equal(text, "We agree & act\n\ncaf\u00e9");
}

static void deep_groups_end(void **state)
{
    (void) state;
    g_autoptr(GString) rtf = g_string_new("{\\rtf1 a");
    for (guint i = 0; i < 100000; i++) {
        g_string_append(rtf, "{\\pict ");
    }
    g_autofree gchar *text = rtf_to_text((const guchar *) rtf->str, rtf->len);
    assert_string_equal(text, "a");
}

int main(void)
{
    text_prepare();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_specifications_examples_unpack),
        cmocka_unit_test(what_is_not_packed_is_taken_as_it_is),
        cmocka_unit_test(cut_or_changed_is_not_unpacked),
        cmocka_unit_test(text_is_what_stands_between_the_words),
        cmocka_unit_test(html_kept_in_rich_text_is_shown),
        cmocka_unit_test(deep_groups_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
