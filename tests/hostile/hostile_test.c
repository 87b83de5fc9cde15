/*
 * Files made to break what opens them: each has one named outcome in time, and
 * the file after it is read as ever.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "bombs.h"
#include "read/reader.h"

#define FORM      IRO_SOURCE_DIR "/fixtures/returned/filled-pdfium.pdf"
#define SHORTENED 200 /* lengths of a form that are tried */
#define FLIPPED   500
#define SEED      20261122u
#define MOST_TIME (10 * G_USEC_PER_SEC + G_USEC_PER_SEC / 2)

static GBytes *form_bytes(void)
{
    gchar *bytes = NULL;
    gsize length = 0;
    assert_true(g_file_get_contents(FORM, &bytes, &length, NULL));
    return g_bytes_new_take(bytes, length);
}

static GPtrArray *read_in_time(Reader *reader, GBytes *content)
{
    gint64 start = g_get_monotonic_time();
    GPtrArray *readings = reader_read(reader, "hostile.pdf", content, NULL);
    assert_true(g_get_monotonic_time() - start < MOST_TIME);
    assert_non_null(readings);
    assert_true(readings->len > 0);
    return readings;
}

static const Reading *first_of(const GPtrArray *readings)
{
    return g_ptr_array_index(readings, 0);
}

static void bombs_are_their_own_problem(void **state)
{
    (void) state;
    g_autoptr(Reader) reader = reader_start(NULL, NULL);
    g_autoptr(GBytes) form = form_bytes();
    g_autoptr(GPtrArray) before = read_in_time(reader, form);
    assert_int_equal(first_of(before)->form, READING_STAGE);
    for (gsize i = 0; i < N_BOMBS; i++) {
        g_autoptr(GBytes) bomb = BOMBS[i].make();
        g_autoptr(GPtrArray) readings = read_in_time(reader, bomb);
        print_message(
            "%s: %s\n", BOMBS[i].name,
            problem_code_name(((const Problem *) g_ptr_array_index(first_of(readings)->problems, 0))->code));
        assert_int_equal(first_of(readings)->form, READING_NO_FORM);
        g_autoptr(GPtrArray) after = read_in_time(reader, form);
        assert_string_equal(first_of(after)->response, first_of(before)->response);
        assert_int_equal(first_of(after)->certain, first_of(before)->certain);
    }
}

/* A form that lost its end is never certain. */
static void every_length_has_an_outcome(void **state)
{
    (void) state;
    g_autoptr(Reader) reader = reader_start(NULL, NULL);
    g_autoptr(GBytes) form = form_bytes();
    gsize length = g_bytes_get_size(form);
    for (gsize i = 1; i <= SHORTENED; i++) {
        g_autoptr(GBytes) part = g_bytes_new_from_bytes(form, 0, MAX(1, length * i / (SHORTENED + 1)));
        g_autoptr(GPtrArray) readings = read_in_time(reader, part);
        for (guint j = 0; j < readings->len; j++) {
            assert_false(((const Reading *) g_ptr_array_index(readings, j))->certain);
        }
    }
}

/* A wrong byte gives the same answer, or a doubt, or none. */
static void flipped_bytes_are_survived(void **state)
{
    (void) state;
    g_autoptr(Reader) reader = reader_start(NULL, NULL);
    g_autoptr(GBytes) form = form_bytes();
    g_autoptr(GRand) random = g_rand_new_with_seed(SEED);
    g_autoptr(GPtrArray) right = read_in_time(reader, form);
    gsize length = 0;
    const guchar *bytes = g_bytes_get_data(form, &length);
    guint wrong = 0;
    for (guint i = 0; i < FLIPPED; i++) {
        guchar *copy = g_memdup2(bytes, length);
        guint at = (guint) g_rand_int_range(random, 0, (gint32) length);
        copy[at] ^= (guchar) (1u << g_rand_int_range(random, 0, 8));
        g_autoptr(GBytes) flipped = g_bytes_new_take(copy, length);
        g_autoptr(GPtrArray) readings = read_in_time(reader, flipped);
        const Reading *reading = first_of(readings);
        if (reading->certain && reading->outcome != first_of(right)->outcome) {
            print_error("byte %u: another outcome, and certain\n", at);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    g_setenv("IRO_WORKER", IRO_BINARY_DIR "/iro-worker", TRUE);
    const struct CMUnitTest tests[] = {cmocka_unit_test(bombs_are_their_own_problem),
                                       cmocka_unit_test(every_length_has_an_outcome),
                                       cmocka_unit_test(flipped_bytes_are_survived)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
