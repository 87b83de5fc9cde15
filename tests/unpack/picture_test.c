/* Sizes as the pictures' own standards place them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unpack/picture.h"

#define SIZE(bytes) picture_size((const guchar *) (bytes), sizeof(bytes) - 1, &width, &height)

static void sizes_are_read(void **state)
{
    (void) state;
    guint width = 0, height = 0;
    assert_true(SIZE("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x01\x02\0\0\x03\x04"));
    assert_int_equal(width, 0x102);
    assert_int_equal(height, 0x304);
    assert_true(SIZE("GIF89a\x10\x01\x20\x02"));
    assert_int_equal(width, 0x110);
    assert_int_equal(height, 0x220);
    assert_true(SIZE("\xff\xd8\xff\xe0\0\x04\0\0\xff\xc0\0\x11\x08\x02\x01\x04\x03\x03"));
    assert_int_equal(width, 0x403);
    assert_int_equal(height, 0x201);
}

static void half_a_header_has_no_size(void **state)
{
    (void) state;
    guint width = 0, height = 0;
    assert_false(SIZE("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0"));
    assert_false(SIZE("\xff\xd8\xff\xe0\xff\xff\0\0"));
    assert_false(SIZE("\xff\xd8\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"));
    assert_false(SIZE("%PDF-1.7"));
}

/* The first bytes as each standard has them: ISO 14496-12, WebP's RIFF, Windows' BITMAPFILEHEADER, ISO
 * 15444-1. */
static void pictures_are_known_by_their_first_bytes(void **state)
{
#define IS(bytes) picture_is((const guchar *) (bytes), sizeof(bytes) - 1)
    (void) state;
    assert_true(IS("\xff\xd8\xff\xe0"));
    assert_true(IS("\x89PNG\r\n\x1a\n"));
    assert_true(IS("II*\0") && IS("MM\0*"));
    assert_true(IS("\0\0\0\x18"
                   "ftypheic"));
    assert_true(IS("RIFF\x10\0\0\0WEBP"));
    assert_true(IS("\0\0\0\x0cjP  \r\n\x87\n"));
    assert_true(IS("BM\x46\0\0\0\0\0\0\0\x36\0\0\0"));
    assert_false(IS("BMI and height were taken."));
    assert_false(IS("RIFF\x10\0\0\0WAVE"));
    assert_false(IS("%PDF-1.7") || IS(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes_are_read),
        cmocka_unit_test(half_a_header_has_no_size),
        cmocka_unit_test(pictures_are_known_by_their_first_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
