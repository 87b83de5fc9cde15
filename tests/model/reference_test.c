#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "model/reference.h"

static const gchar *const CODES[] = {"NCC", "YORK", "BW", "ROCHDALE", "SOS"};
static const guint NUMBERS[] = {1, 9, 10, 42, 777, 1234, 9999, 10000, 123456, 999999999};

/* Calls back with many references of all shapes. */
static void each_reference(void (*call)(const gchar *text, const Reference *reference))
{
    for (guint code = 0; code < G_N_ELEMENTS(CODES); code++) {
        for (guint year = 2019; year < 2036; year++) {
            for (guint i = 0; i < G_N_ELEMENTS(NUMBERS); i++) {
                Reference reference = {
                    .kind = i % 2 ? RECORD_COMPLIMENT : RECORD_DISPUTE, .year = year, .number = NUMBERS[i]};
                g_strlcpy(reference.code, CODES[code], sizeof reference.code);
                g_autofree gchar *text = reference_to_text(&reference);
                call(text, &reference);
            }
        }
    }
}

static void check_round_trip(const gchar *text, const Reference *reference)
{
    Reference read = {0};
    assert_true(reference_from_text(text, &read));
    assert_int_equal(read.kind, reference->kind);
    assert_string_equal(read.code, reference->code);
    assert_int_equal(read.year, reference->year);
    assert_int_equal(read.number, reference->number);
    g_autofree gchar *lower = g_ascii_strdown(text, -1);
    assert_true(reference_from_text(lower, &read));
    assert_int_equal(read.number, reference->number);
}

static void check_wrong_digits(const gchar *text, const Reference *reference)
{
    (void) reference;
    Reference read;
    g_autofree gchar *changed = g_strdup(text);
    for (gsize i = 0; text[i]; i++) {
        if (!g_ascii_isdigit(text[i])) {
            continue;
        }
        for (gchar digit = '0'; digit <= '9'; digit++) {
            changed[i] = digit;
            assert_int_equal(reference_from_text(changed, &read), digit == text[i]);
        }
        changed[i] = text[i];
    }
}

static void check_swapped_digits(const gchar *text, const Reference *reference)
{
    (void) reference;
    Reference read;
    g_autofree gchar *changed = g_strdup(text);
    for (gsize i = 0; text[i]; i++) {
        for (gsize j = i + 1; text[j]; j++) {
            if (!g_ascii_isdigit(text[i]) || !g_ascii_isdigit(text[j]) || text[i] == text[j]) {
                continue;
            }
            changed[i] = text[j];
            changed[j] = text[i];
            assert_false(reference_from_text(changed, &read));
            changed[i] = text[i];
            changed[j] = text[j];
        }
    }
}

static void check_other_letters(const gchar *text, const Reference *reference)
{
    (void) reference;
    Reference read;
    g_autofree gchar *changed = g_strdup(text);
    gsize last = strlen(text) - 1;
    for (gchar letter = 'A'; letter <= 'Z'; letter++) {
        changed[last] = letter;
        assert_int_equal(reference_from_text(changed, &read), letter == text[last]);
    }
    assert_null(strchr("IOS", text[last]));
}

static void test_round_trip(void **state)
{
    (void) state;
    each_reference(check_round_trip);
    /* the contract's own example */
    Reference reference = {.kind = RECORD_DISPUTE, .code = "NCC", .year = 2026, .number = 1};
    g_autofree gchar *text = reference_to_text(&reference);
    assert_string_equal(text, "NCC-2026-0001-K");
    reference.kind = RECORD_COMPLIMENT;
    g_autofree gchar *compliment = reference_to_text(&reference);
    assert_true(g_str_has_prefix(compliment, "NCC-2026-C0001-"));
}

static void test_any_wrong_digit_is_refused(void **state)
{
    (void) state;
    each_reference(check_wrong_digits);
}

static void test_any_two_swapped_digits_are_refused(void **state)
{
    (void) state;
    each_reference(check_swapped_digits);
}

static void test_only_one_letter_fits(void **state)
{
    (void) state;
    each_reference(check_other_letters);
}

static void test_refuses_other_shapes(void **state)
{
    (void) state;
    static const gchar *const wrong[] = {
        "",
        "NCC",
        "NCC-2026-0001",
        "NCC-2026-0001-",
        "NCC-2026-0001-KK",
        "NCC-2026-0001-K-1",
        " NCC-2026-0001-K",
        "NCC-2026-0001-K ",
        "NCC-2026-001-K",
        "NCC-2026-00001-K", /* a number has one way to be written */
        "NCC-26-0001-K",
        "NCC20260001K",
        "N-2026-0001-K",
        "N1C-2026-0001-K",
        "NCC--2026-0001-K",
        "NCC-2026-+001-K",
        "NCC-2026-D0001-K",
        "../../../../../../../../etc/passwd",
        "NCC-2026-99999999999999999999999-K",
    };
    Reference reference = {.number = 7};
    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
        assert_false(reference_from_text(wrong[i], &reference));
    }
    assert_false(reference_from_text(NULL, &reference));
    assert_int_equal(reference.number, 7);
}

static void test_form_id(void **state)
{
    (void) state;
    FormId id = {0};
    assert_true(form_id_from_text("ncc-2026-0001-k.2.1", &id));
    assert_string_equal(id.reference, "NCC-2026-0001-K");
    assert_int_equal(id.stage, 2);
    assert_int_equal(id.issue, 1);
    g_autofree gchar *text = form_id_to_text(&id);
    assert_string_equal(text, "NCC-2026-0001-K.2.1");
    form_id_clear(&id);
    assert_null(id.reference);

    static const gchar *const wrong[] = {
        "NCC-2026-0001-K",     "NCC-2026-0001-K.2",     "NCC-2026-0001-K.2.0", "NCC-2026-0001-K.0.1",
        "NCC-2026-0001-A.2.1", "NCC-2026-0001-K.2.1.1", "NCC-2026-0001-K.x.1", "NCC-2026-0001-K.100.1",
        "NCC-2026-0001-K..1",  "NCC-2026-0001-K.2.01"};
    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
        assert_false(form_id_from_text(wrong[i], &id));
    }
    /* a compliment has stage 0, and only a compliment */
    Reference compliment = {.kind = RECORD_COMPLIMENT, .code = "NCC", .year = 2026, .number = 12};
    g_autofree gchar *reference = reference_to_text(&compliment);
    g_autofree gchar *with_stage = g_strconcat(reference, ".1.1", NULL);
    g_autofree gchar *without = g_strconcat(reference, ".0.3", NULL);
    assert_false(form_id_from_text(with_stage, &id));
    assert_true(form_id_from_text(without, &id));
    assert_int_equal(id.issue, 3);
    form_id_clear(&id);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_any_wrong_digit_is_refused),
        cmocka_unit_test(test_any_two_swapped_digits_are_refused),
        cmocka_unit_test(test_only_one_letter_fits),
        cmocka_unit_test(test_refuses_other_shapes),
        cmocka_unit_test(test_form_id),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
