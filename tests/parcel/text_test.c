/* Foreign text made clean: expected values from the charsets' tables, Unicode
 * normalisation (UAX 15) and what browsers show. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "parcel/html.h"
#include "parcel/names.h"
#include "parcel/text.h"

static void charsets_are_decoded(void **state)
{
    (void) state;
    static const struct {
        const gchar *bytes;
        gsize length;
        const gchar *charset;
        const gchar *text;
    } cases[] = {
        {"It\x92s", 4, "windows-1252", "It\xe2\x80\x99s"},
        {"It\x92s", 4, "ISO-8859-1", "It\xe2\x80\x99s"},
        {"\xa4", 1, "iso-8859-15", "\xe2\x82\xac"},
        {"\xa4", 1, NULL, "\xc2\xa4"},
        {"a\0\xe9\0", 4, "utf-16le", "a\xc3\xa9"},
        {"\0a", 2, "utf-16be", "a"},
        {"\x00\xdc"
         "a\0",
         4, "utf-16le",
         "\xef\xbf\xbd"
         "a"},
        {"\xc3\xa9", 2, "windows-1252", "\xc3\xa9"},
        {"e\xcc\x81", 3, "utf-8", "\xc3\xa9"},
        {"a\r\nb\rc\n", 7, NULL, "a\nb\nc\n"},
        {"a\0b\x1b\x7f", 5, NULL,
         "a\xef\xbf\xbd"
         "b"},
        {"\xef\xbb\xbf"
         "a",
         4, "utf-8", "a"},
        {"\xe9", 1, "no-such-charset", "\xc3\xa9"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree gchar *text = text_from_bytes(cases[i].bytes, cases[i].length, cases[i].charset);
        assert_string_equal(text, cases[i].text);
    }
}

static void long_text_is_composed_throughout(void **state)
{
    (void) state;
    g_autoptr(GString) apart = g_string_new(NULL);
    g_autoptr(GString) composed = g_string_new(NULL);
    for (guint i = 0; i < 5000; i++) {
        g_string_append(apart, i % 3 == 0 ? "e\xcc\x81" : "\xe1\x84\x80\xe1\x85\xa1"); /* Hangul: two jamo */
        g_string_append(composed, i % 3 == 0 ? "\xc3\xa9" : "\xea\xb0\x80");
    }
    g_autofree gchar *text = text_clean(apart->str);
    assert_string_equal(text, composed->str);
}

static void html_becomes_plain(void **state)
{
    (void) state;
    static const gchar *const cases[][2] = {
        {"<p>a</p><p>b", "a\n\nb"},
        {"a<br>b<br/>c", "a\nb\nc"},
        {"a <script>x</script >b<style>y</style>", "a b"},
        {"a<script>b", "ab"},
        {"&lt;b&gt; &amp;amp; &pound;5 &#8217; &#x92; &nosuch; &", "<b> &amp; \xc2\xa3"
                                                                   "5 \xe2\x80\x99 \xe2\x80\x99 &nosuch; &"},
        {"<a title=\"1>2\">x</a> 3 < 4", "x 3 < 4"},
        {"<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"},
        {"<!-- no --><!DOCTYPE html>yes", "yes"},
        {"<pre>a\n b</pre>", "a\nb"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree gchar *text = html_to_text(cases[i][0]);
        assert_string_equal(text, cases[i][1]);
    }
}

static void names_are_safe_to_show(void **state)
{
    (void) state;
    static const gchar *const cases[][2] = {
        {"../../etc/passwd", "passwd"},
        {"C:\\a\\b.pdf", "b.pdf"},
        {"a\nb\x07.pdf", "a b.pdf"},
        {"x\xe2\x80\xae"
         "fdp.exe",
         "xfdp.exe"},
        {" form .pdf ", "form .pdf"},
        {"\xe9.pdf", "\xef\xbf\xbd.pdf"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree gchar *name = name_clean(cases[i][0]);
        assert_string_equal(name, cases[i][1]);
    }
    assert_null(name_clean(".."));
    assert_null(name_clean("a/"));
    assert_null(name_clean(NULL));
}

static void addresses_are_bare_and_lower_case(void **state)
{
    (void) state;
    static const gchar *const cases[][2] = {
        {"Jo Hill <Jo.Hill@Example.ORG>", "jo.hill@example.org"},
        {"SMTP:jo@example.org", "jo@example.org"},
        {"jo@example.org", "jo@example.org"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree gchar *address = address_clean(cases[i][0]);
        assert_string_equal(address, cases[i][1]);
    }
    assert_null(address_clean("/O=EXAMPLE/CN=JO"));
    assert_null(address_clean("jo@"));
    assert_null(address_clean("j o@example.org"));
}

int main(void)
{
    text_prepare();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(charsets_are_decoded),
        cmocka_unit_test(long_text_is_composed_throughout),
        cmocka_unit_test(html_becomes_plain),
        cmocka_unit_test(names_are_safe_to_show),
        cmocka_unit_test(addresses_are_bare_and_lower_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
