/*
 * The public numbers, turned round: every input that gives the same output is
 * tried, so that what is left of a hidden number is exactly what somebody who
 * has the program itself could find out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "figures/ledger.h"

#define CELLS 4 /* three numbers and their sum */

typedef struct {
    GHashTable *outputs; /* text to GArray of guint: the values seen of each cell, CELLS for each input */
} Inverse;

static void array_free(gpointer array)
{
    g_array_unref(array);
}

static void add_word(GString *text, PublicNumber number)
{
    g_string_append_printf(text, "%s%u ", number.hidden ? "c" : "", number.value);
}

static void remember(Inverse *inverse, const GString *output, const guint values[CELLS])
{
    GArray *seen = g_hash_table_lookup(inverse->outputs, output->str);
    if (!seen) {
        seen = g_array_new(FALSE, FALSE, sizeof(guint));
        g_hash_table_insert(inverse->outputs, g_strdup(output->str), seen);
    }
    g_array_append_vals(seen, values, CELLS);
}

static guint count_distinct(const GArray *seen, guint cell)
{
    gboolean found[256] = {FALSE};
    guint count = 0;
    for (guint i = cell; i < seen->len; i += CELLS) {
        guint value = g_array_index(seen, guint, i);
        count += !found[value];
        found[value] = TRUE;
    }
    return count;
}

/* Every hidden cell of every output has as many possible values as was promised. */
static void assert_nothing_follows(Inverse *inverse, const gchar *largest)
{
    GHashTableIter iter;
    gpointer key, value;
    guint hidden = 0, pinned = 0;
    g_hash_table_iter_init(&iter, inverse->outputs);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        g_auto(GStrv) words = g_strsplit(key, " ", -1);
        if (g_strv_contains((const gchar *const *) words, largest))
            continue; /* there are larger numbers that were not tried */
        for (guint i = 0; i < CELLS; i++) {
            if (words[i][0] != 'c')
                continue;
            hidden++;
            if (count_distinct(value, i) < 2) {
                pinned++;
                print_error("%s: number %u is known\n", (gchar *) key, i);
            }
        }
    }
    assert_true(hidden > 20);
    assert_int_equal(pinned, 0);
    g_hash_table_unref(inverse->outputs);
}

/* Three months in the order in which they end, then their quarter. */
static void test_quarter(void **state)
{
    (void) state;
    Inverse inverse = {g_hash_table_new_full(g_str_hash, g_str_equal, g_free, array_free)};
    for (guint a = 0; a < 25; a++)
        for (guint b = 0; b < 25; b++)
            for (guint c = 0; c < 25; c++) {
                g_autoptr(Ledger) ledger = ledger_new(4);
                g_autoptr(GString) output = g_string_new(NULL);
                const guint values[CELLS] = {a, b, c, a + b + c};
                for (guint i = 0; i < 3; i++)
                    add_word(output, ledger_publish(ledger, i, i + 1, values[i]));
                add_word(output, ledger_publish(ledger, 0, 3, values[3]));
                remember(&inverse, output, values);
            }
    assert_nothing_follows(&inverse, "20");
}

/* A year, then its breakdown into three. */
static void test_breakdown(void **state)
{
    (void) state;
    Inverse inverse = {g_hash_table_new_full(g_str_hash, g_str_equal, g_free, array_free)};
    for (guint a = 0; a < 35; a++)
        for (guint b = 0; b < 35; b++)
            for (guint c = 0; c < 35; c++) {
                g_autoptr(Ledger) ledger = ledger_new(2);
                g_autoptr(GString) output = g_string_new(NULL);
                const guint values[CELLS] = {a, b, c, a + b + c};
                PublicNumber whole = ledger_publish(ledger, 0, 1, a + b + c);
                guint inner = ledger_add_points(ledger, 0, 1, 2);
                add_word(output, ledger_publish(ledger, 0, inner, a));
                add_word(output, ledger_publish(ledger, inner, inner + 1, b));
                add_word(output, ledger_publish(ledger, inner + 1, 1, c));
                add_word(output, whole);
                remember(&inverse, output, values);
            }
    assert_nothing_follows(&inverse, "30");
}

/* What is worked out always holds of the true numbers, and hidden ones keep their room. */
static void test_bounds_hold(void **state)
{
    (void) state;
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    for (guint round = 0; round < 300; round++) {
        guint values[24], hidden = 0, most = 1 + (guint) g_rand_int_range(random, 0, 12);
        g_autoptr(Ledger) ledger = ledger_new(25);
        for (guint i = 0; i < 24; i++)
            values[i] = (guint) g_rand_int_range(random, 0, (gint) most + 1);
        for (guint end = 1; end <= 24; end++) {
            static const guint lengths[] = {1, 3, 12};
            for (guint k = 0; k < G_N_ELEMENTS(lengths); k++) {
                guint length = lengths[k], sum = 0;
                gint low = 0, high = 0;
                if (end % length != 0)
                    continue;
                for (guint i = end - length; i < end; i++)
                    sum += values[i];
                PublicNumber shown = ledger_publish(ledger, end - length, end, sum);
                ledger_bounds(ledger, end - length, end, &low, &high);
                assert_in_range(sum, (guint) low, (guint) high);
                hidden += shown.hidden;
                if (!shown.hidden && shown.value > 0)
                    assert_int_equal(shown.value, (sum + 5) / 10 * 10);
            }
        }
        for (guint i = 0; i < 24; i++) {
            gint low = 0, high = 0;
            ledger_bounds(ledger, i, i + 1, &low, &high);
            assert_in_range(values[i], (guint) low, (guint) high);
            if (values[i] >= 1 && values[i] <= 5)
                assert_true(high - low + 1 >= LEDGER_LEAST);
        }
        assert_true(most == 0 || hidden > 0 || round > 0);
    }
}

static void test_one_number(void **state)
{
    (void) state;
    static const struct {
        guint value;
        gboolean hidden;
        guint shown;
    } numbers[] = {{0, FALSE, 0},   {1, TRUE, 0},    {5, TRUE, 0},    {6, FALSE, 10},
                   {14, FALSE, 10}, {15, FALSE, 20}, {24, FALSE, 20}, {25, FALSE, 30}};
    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
        PublicNumber shown = ledger_round(numbers[i].value);
        assert_int_equal(shown.hidden, numbers[i].hidden);
        assert_int_equal(shown.value, numbers[i].shown);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_number),
        cmocka_unit_test(test_quarter),
        cmocka_unit_test(test_breakdown),
        cmocka_unit_test(test_bounds_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
