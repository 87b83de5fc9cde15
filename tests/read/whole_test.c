/*
 * Whether a file's end is there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "stored/whole.h"

#define SAVE   "1 0 obj\n<<>>\nendobj\nxref\n0 1\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"
#define HEADER "%PDF-1.7\n"

static void check(const gchar *bytes, Wholeness expected)
{
    assert_int_equal(whole_check(bytes, strlen(bytes)), expected);
}

static void tells_whole_files(void **state)
{
    (void) state;
    check(HEADER SAVE, WHOLE);
    check(HEADER SAVE SAVE, WHOLE);
    check("\r\n--mail--\r\n" HEADER SAVE "\r\n--end--\r\n", WHOLE);
    check(HEADER "1 0 obj\n<</Linearized 1/L 30>>\nendobj\n" SAVE, WHOLE);
}

static void tells_cut_files(void **state)
{
    (void) state;
    const gchar *saved_twice = HEADER SAVE SAVE;
    gsize first = strlen(HEADER SAVE);
    for (gsize length = strlen(saved_twice) - 2; length > first + strlen("1 0 obj"); length--) {
        assert_int_equal(whole_check(saved_twice, length), WHOLE_CUT);
    }
    check(HEADER "1 0 obj\n<<>>\nendobj\n", WHOLE_CUT);
    check(HEADER "startxref\n%%EOF\n", WHOLE_CUT);
    check(HEADER "1 0 obj\n<</Linearized 1/L 3000>>\nendobj\n" SAVE, WHOLE_CUT);
}

static void tells_what_is_no_pdf(void **state)
{
    (void) state;
    check("", WHOLE_NOT_PDF);
    check("<html>Please sign in</html>", WHOLE_NOT_PDF);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tells_whole_files), cmocka_unit_test(tells_cut_files),
                                       cmocka_unit_test(tells_what_is_no_pdf)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
