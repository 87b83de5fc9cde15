/*
 * Text strings of PDF in every encoding (ISO 32000-2, 7.9.2.2 and annex D.3).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "stored/text.h"

#define BYTES(literal) (literal), sizeof(literal) - 1

static const struct {
    const gchar *bytes;
    gsize length;
    const gchar *text;
    ValueForm form;
    gboolean doubtful;
} CASES[] = {
    {BYTES("plain"), "plain", VALUE_PDFDOC, FALSE},
    {BYTES(""), "", VALUE_PDFDOC, FALSE},
    {BYTES("\xa3"
           "5 \x84 \x80 \x95 \xa0 caf\xe9"),
     "£5 — • Ł € café", VALUE_PDFDOC, FALSE},
    {BYTES("\x18\x1f"), "˘˜", VALUE_PDFDOC, FALSE},
    {BYTES("a\x9f"), "a\xef\xbf\xbd", VALUE_PDFDOC, TRUE},
    {BYTES("\xfe\xff\0D\x01\x75\0r"), "Dŵr", VALUE_UTF16BE, FALSE},
    {BYTES("\xff\xfe"
           "D\0\x75\x01r\0"),
     "Dŵr", VALUE_UTF16LE, FALSE},
    {BYTES("\xfe\xff\xd8\x3d\xdc\x4d\0!"), "👍!", VALUE_UTF16BE, FALSE},
    {BYTES("\xfe\xff\xd8\x3d\0!"), "\xef\xbf\xbd!", VALUE_UTF16BE, TRUE},
    {BYTES("\xfe\xff\0a\0"), "a\xef\xbf\xbd", VALUE_UTF16BE, TRUE},
    {BYTES("\xfe\xff\0\x1b\0c\0y\0\x1b\0D\x01\x75\0r"), "Dŵr", VALUE_UTF16BE, FALSE},
    {BYTES("\xfe\xff\0\x1b\0e\0n\0G\0B\0\x1b\0a"), "a", VALUE_UTF16BE, FALSE},
    {BYTES("\xef\xbb\xbf"
           "D\xc5\xb5r"),
     "Dŵr", VALUE_UTF8, FALSE},
    {BYTES("\xef\xbb\xbf\x1b"
           "en\x1b"
           "a\xff"
           "b"),
     "a\xef\xbf\xbd"
     "b",
     VALUE_UTF8, TRUE},
    {BYTES("D\xc5\xb5r \xc2\xa3"), "Dŵr £", VALUE_RAW_UTF8, FALSE},
    {BYTES("before\0after"),
     "before\xef\xbf\xbd"
     "after",
     VALUE_PDFDOC, TRUE},
    {BYTES("\xfe\xff\0a\0\0\0b"),
     "a\xef\xbf\xbd"
     "b",
     VALUE_UTF16BE, TRUE},
    {BYTES("a\rb\r\nc\nd\te "), "a\rb\r\nc\nd\te ", VALUE_PDFDOC, FALSE},
};

static void decodes_each_encoding(void **state)
{
    (void) state;
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        ValueForm form = VALUE_ABSENT;
        gboolean doubtful = FALSE;
        g_autofree gchar *text =
            text_from_pdf((const guchar *) CASES[i].bytes, CASES[i].length, &form, &doubtful);
        assert_string_equal(text, CASES[i].text);
        assert_int_equal(form, CASES[i].form);
        assert_int_equal(doubtful, CASES[i].doubtful);
    }
}

static void takes_words_of_rich_text(void **state)
{
    (void) state;
    g_autofree gchar *text = text_from_rich("<?xml version=\"1.0\"?><body><p>One &amp; <b>two</b></p>"
                                            "<p>three &#163;4 &#xe9;<br/>five &unknown;</p></body>");
    assert_string_equal(text, "One & two\nthree £4 é\nfive &unknown;");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(decodes_each_encoding),
                                       cmocka_unit_test(takes_words_of_rich_text)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
