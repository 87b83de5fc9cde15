/*
 * What goes over the wire comes out the same; what breaks its rules is
 * refused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "worker/wire.h"

static Sighting *sample(void)
{
    Sighting *sighting = sighting_new(SIGHT_READ);
    SeenField *field = seen_field_new();
    sighting->need_appearances = TRUE;
    sighting->identity = g_strdup("NCC-2026-0001-K.1.1");
    SeenPage *page = seen_page_new(g_strdup("Dŵr"), 2);
    page->picture = 0.25;
    g_ptr_array_add(sighting->pages, page);
    field->name = g_strdup("stage-1.response");
    field->kind = SEEN_TEXT;
    field->page = 1;
    field->x = 51.5;
    field->height = 20;
    field->form = VALUE_UTF16BE;
    field->value = g_strdup("£5\r\nand more");
    field->shown = g_strdup("");
    g_ptr_array_add(field->states, g_strdup("Off"));
    g_ptr_array_add(sighting->fields, field);
    return sighting;
}

static void comes_out_the_same(void **state)
{
    (void) state;
    g_autoptr(Sighting) sent = sample();
    g_autoptr(GByteArray) answer = wire_from_sighting(sent);
    for (gsize step = 1; step <= answer->len; step += 37) {
        g_autoptr(WireReader) reader = wire_reader_new();
        WireProgress progress = WIRE_MORE;
        for (gsize at = 0; at < answer->len; at += step) {
            assert_int_equal(progress, WIRE_MORE);
            progress = wire_reader_take(reader, answer->data + at, MIN(step, answer->len - at));
        }
        assert_int_equal(progress, WIRE_ENDED);
        g_autoptr(Sighting) got = wire_reader_steal(reader);
        g_autoptr(GByteArray) again = wire_from_sighting(got);
        assert_int_equal(again->len, answer->len);
        assert_memory_equal(again->data, answer->data, answer->len);
        const SeenField *field = g_ptr_array_index(got->fields, 0);
        assert_true(((const SeenPage *) g_ptr_array_index(got->pages, 0))->picture == 0.25);
        assert_string_equal(field->value, "£5\r\nand more");
        assert_string_equal(field->shown, "");
        assert_null(field->poppler_text);
    }
}

static WireProgress taken(const GByteArray *answer)
{
    g_autoptr(WireReader) reader = wire_reader_new();
    WireProgress progress = wire_reader_take(reader, answer->data, answer->len);
    g_autoptr(Sighting) sighting = wire_reader_steal(reader);
    assert_true((sighting != NULL) == (progress == WIRE_ENDED));
    return progress;
}

/* Whatever byte is wrong, the answer is refused, awaited or one whose values
 * all lie within their bounds; nothing else can happen. */
static void any_wrong_byte_is_harmless(void **state)
{
    (void) state;
    g_autoptr(Sighting) sent = sample();
    g_autoptr(GByteArray) answer = wire_from_sighting(sent);
    guint refused = 0;
    for (guint at = 0; at < answer->len; at++) {
        for (guint bit = 0; bit < 8; bit++) {
            answer->data[at] ^= (guchar) (1u << bit);
            refused += taken(answer) != WIRE_ENDED ? 1 : 0;
            answer->data[at] ^= (guchar) (1u << bit);
        }
    }
    assert_true(refused > answer->len); /* most of them: lengths, choices, counts, broken UTF-8 */
    assert_int_equal(taken(answer), WIRE_ENDED);
}

static void a_missing_end_is_no_answer(void **state)
{
    (void) state;
    g_autoptr(Sighting) sent = sample();
    g_autoptr(GByteArray) answer = wire_from_sighting(sent);
    for (guint length = answer->len - 1; length > 0; length--) {
        answer->len = length;
        assert_int_equal(taken(answer), WIRE_MORE);
    }
}

static void lies_are_refused(void **state)
{
    (void) state;
    g_autoptr(Sighting) sent = sample();
    SeenField *field = g_ptr_array_index(sent->fields, 0);
    field->page = 2; /* of one */
    g_autoptr(GByteArray) no_such_page = wire_from_sighting(sent);
    assert_int_equal(taken(no_such_page), WIRE_BAD);
    field->page = 1;
    field->width = 1e300;
    g_autoptr(GByteArray) too_wide = wire_from_sighting(sent);
    assert_int_equal(taken(too_wide), WIRE_BAD);
    field->width = 10;
    memcpy(field->value, "\xff\xfe", 2);
    g_autoptr(GByteArray) no_utf8 = wire_from_sighting(sent);
    assert_int_equal(taken(no_utf8), WIRE_BAD);
    memcpy(field->value, "ab", 2);
    g_autoptr(GByteArray) right = wire_from_sighting(sent);
    g_byte_array_append(right, (const guchar *) "x", 1);
    assert_int_equal(taken(right), WIRE_BAD); /* nothing may follow END */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comes_out_the_same), cmocka_unit_test(any_wrong_byte_is_harmless),
        cmocka_unit_test(a_missing_end_is_no_answer), cmocka_unit_test(lies_are_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
