#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "model/datum.h"

static void collect(const gchar *name, gsize offset, gpointer data)
{
    g_string_append_printf(data, "%s@%" G_GSIZE_FORMAT " ", name, offset);
}

static void test_placeholders(void **state)
{
    (void) state;
    g_autoptr(GString) found = g_string_new(NULL);
    gsize bad = 99;
    assert_true(datum_each_placeholder("To {tm.name}, {{not} {stage.proceed-to}", collect, found, &bad));
    assert_string_equal(found->str, "tm.name@3 stage.proceed-to@21 ");
    assert_int_equal(bad, 99);
    assert_true(datum_each_placeholder("a } and {{{page}", collect, found, &bad));
    assert_non_null(strstr(found->str, "page@10"));

    static const struct {
        const gchar *text;
        gsize offset;
    } wrong[] = {{"{", 0}, {"ab {name", 3}, {"{}", 0}, {"{Team}", 0}, {"{child name}", 0}, {"x{a{b}", 1}};
    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
        assert_false(datum_each_placeholder(wrong[i].text, collect, found, &bad));
        assert_int_equal(bad, wrong[i].offset);
    }
}

static void ignore(const gchar *name, gsize offset, gpointer data)
{
    (void) name;
    (void) offset;
    (*(guint *) data)++;
}

static void test_every_name_is_a_placeholder(void **state)
{
    (void) state;
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (const Datum *datum = datum_all(); datum->name; datum++) {
        g_autofree gchar *text = g_strdup_printf("{%s}", datum->name);
        guint count = 0;
        gsize bad = 0;
        assert_true(datum_each_placeholder(text, ignore, &count, &bad));
        assert_int_equal(count, 1);
        assert_true(g_hash_table_add(seen, (gpointer) datum->name)); /* no name twice */
        assert_true(datum->scopes != 0 && datum->meaning && *datum->meaning);
        assert_true(datum_is_known(datum->name, datum->scopes, NULL));
        assert_false(datum_is_known(datum->name, 0, NULL));
    }
}

static void test_scopes(void **state)
{
    (void) state;
    assert_true(datum_is_known("child.name", DATUM_OF_DISPUTE, NULL));
    assert_false(datum_is_known("child.name", DATUM_OF_COMPLIMENT, NULL)); /* no name by default */
    assert_true(datum_is_known("child.id", DATUM_OF_COMPLIMENT, NULL));
    assert_false(datum_is_known("stage.title", DATUM_OF_DISPUTE, NULL));
    assert_true(datum_is_known("stage.title", DATUM_OF_DISPUTE | DATUM_OF_STAGE, NULL));
    assert_true(datum_is_known("pages", DATUM_OF_PAGE, NULL));
    assert_false(datum_is_known("concern", DATUM_OF_DISPUTE, NULL));
    assert_false(datum_is_known("", DATUM_OF_DISPUTE, NULL));
}

static void test_roles(void **state)
{
    (void) state;
    g_autoptr(Pack) pack = pack_new();
    g_ptr_array_add(pack->roles, role_new("tm", "Team manager", "TM"));
    assert_true(datum_is_known("tm.name", DATUM_OF_DISPUTE, pack));
    assert_true(datum_is_known("tm.email", DATUM_OF_COMPLIMENT, pack));
    assert_false(datum_is_known("sm.name", DATUM_OF_DISPUTE, pack));
    assert_true(datum_is_known("sm.name", DATUM_OF_DISPUTE, NULL));
    assert_false(datum_is_known("tm.phone", DATUM_OF_DISPUTE, pack));
    assert_false(datum_is_known(".name", DATUM_OF_DISPUTE, NULL));
    assert_false(datum_is_known("tm.name", DATUM_OF_PAGE, pack));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_placeholders),
        cmocka_unit_test(test_every_name_is_a_placeholder),
        cmocka_unit_test(test_scopes),
        cmocka_unit_test(test_roles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
