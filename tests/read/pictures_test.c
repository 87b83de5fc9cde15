/*
 * What the worker for scans and the program say to each other: comes out the
 * same, or is refused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "worker/pictures.h"

static GByteArray *codes_of_two_pages(PicturesStop stop)
{
    g_autoptr(GPtrArray) codes = g_ptr_array_new_with_free_func((GDestroyNotify) g_ptr_array_unref);
    GPtrArray *second = g_ptr_array_new();
    g_ptr_array_add(codes, g_ptr_array_new());
    g_ptr_array_add(codes, second);
    g_ptr_array_add(second, "IRO:NCC-2026-0001-K.1.1:2.2");
    return pictures_put_codes(codes, stop);
}

static void codes_come_out_the_same(void **state)
{
    (void) state;
    g_autoptr(GBytes) answer = g_byte_array_free_to_bytes(codes_of_two_pages(PICTURES_NO_TIME));
    PicturesStop stop = PICTURES_ALL_SEEN;
    g_autoptr(GPtrArray) codes = pictures_get_codes(answer, &stop);
    assert_non_null(codes);
    assert_int_equal(stop, PICTURES_NO_TIME);
    assert_int_equal(codes->len, 2);
    assert_int_equal(((GPtrArray *) g_ptr_array_index(codes, 0))->len, 0);
    GPtrArray *second = g_ptr_array_index(codes, 1);
    assert_int_equal(second->len, 1);
    assert_string_equal(g_ptr_array_index(second, 0), "IRO:NCC-2026-0001-K.1.1:2.2");
}

/* Codes without the last record, which says whether all pages were seen. */
static void codes_cut_short_are_refused(void **state)
{
    (void) state;
    g_autoptr(GByteArray) answer = codes_of_two_pages(PICTURES_ALL_SEEN);
    for (guint length = 0; length < answer->len; length++) {
        g_autoptr(GBytes) cut = g_bytes_new(answer->data, length);
        PicturesStop stop = PICTURES_ALL_SEEN;
        assert_null(pictures_get_codes(cut, &stop));
    }
}

static void an_unknown_stop_is_refused(void **state)
{
    (void) state;
    g_autoptr(GBytes) answer = g_byte_array_free_to_bytes(codes_of_two_pages(PICTURES_N_STOPS));
    PicturesStop stop = PICTURES_ALL_SEEN;
    assert_null(pictures_get_codes(answer, &stop));
}

static gboolean is_taken(guint page, GArray **asked)
{
    g_autoptr(GArray) pages = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GBytes) content = g_bytes_new_static("%PDF-", 5);
    g_autoptr(GBytes) got = NULL;
    g_autoptr(GPtrArray) fields = NULL;
    g_array_append_val(pages, page);
    g_autoptr(GBytes) request = pictures_ask_codes(content, pages);
    gboolean taken = pictures_asked(request, &got, asked, &fields);
    assert_true(!taken || (g_bytes_equal(got, content) && fields->len == 0));
    return taken;
}

static void pages_are_asked_for_by_number(void **state)
{
    (void) state;
    static const struct {
        guint page;
        gboolean taken;
    } cases[] = {{1, TRUE}, {PICTURES_MAX_NUMBER, TRUE}, {0, FALSE}, {PICTURES_MAX_NUMBER + 1, FALSE}};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GArray) asked = NULL;
        assert_int_equal(is_taken(cases[i].page, &asked), cases[i].taken);
        assert_true(!cases[i].taken || g_array_index(asked, guint, 0) == cases[i].page);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_come_out_the_same), cmocka_unit_test(codes_cut_short_are_refused),
        cmocka_unit_test(an_unknown_stop_is_refused), cmocka_unit_test(pages_are_asked_for_by_number)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
