/* Pages drawn here, dot by dot, and what scan/ finds on them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "drawn_page.h"
#include "scan/blobs.h"
#include "scan/decode.h"
#include "scan/projection.h"
#include "scan/scan.h"

static void projections_take_points_where_they_were_seen(void **state)
{
    /* A square seen as a trapezium: its middle is where the diagonals cross, at (50, 100 / 3). */
    const Pair pairs[] = {
        {{0, 0}, {0, 0}, 1}, {{1, 0}, {100, 0}, 1}, {{1, 1}, {75, 50}, 1}, {{0, 1}, {25, 50}, 1}};
    gdouble projection[9];

    (void) state;
    assert_true(projection_fit(PROJECTION_FULL, pairs, 4, projection));
    Point middle = projection_apply(projection, (Point){0.5, 0.5});
    assert_true(fabs(middle.x - 50) < 1e-6);
    assert_true(fabs(middle.y - 100.0 / 3) < 1e-6);
    assert_false(projection_fit(PROJECTION_FULL, pairs, 3, projection));
    const Pair same[] = {{{1, 1}, {5, 5}, 1}, {{1, 1}, {5, 5}, 1}, {{1, 1}, {5, 5}, 1}};
    assert_false(projection_fit(PROJECTION_AFFINE, same, 3, projection));
}

static void blobs_hang_together_over_corners_and_specks_go(void **state)
{
    guint8 dark[] = {1, 0, 0, 0, 1, /**/ 0, 1, 0, 0, 0, /**/ 0, 0, 1, 0, 0};
    (void) state;
    g_autoptr(GArray) blobs = blobs_find(dark, 5, 3, 2);

    assert_int_equal(blobs->len, 1);
    assert_int_equal(g_array_index(blobs, Blob, 0).area, 3);
    assert_int_equal(g_array_index(blobs, Blob, 0).right, 2);
    assert_int_equal(dark[4], 0);
}

static void a_page_without_its_marks_is_not_registered(void **state)
{
    Picture picture = draw_page();
    BoxInk ink;
    ScanText text;

    (void) state;
    fill(&picture, 10 * MM, 10 * MM, 4 * MM, 4 * MM, 255);
    g_autoptr(PageFix) fix = scan_find_page(&picture, WIDTH, HEIGHT);
    assert_false(fix->registered);
    scan_judge_box(&picture, fix, &box, &ink);
    assert_int_equal(ink.mark, MARK_UNCLEAR);
    g_autoptr(Scanner) scanner = scanner_new(NULL);
    assert_non_null(scanner);
    scan_read_text(scanner, &picture, fix, &box, &text);
    assert_null(text.text);
    assert_true(text.ink);
    box_ink_clear(&ink);
    scan_text_clear(&text);
    g_free(picture.grey);
}

/* As of a page whose code was read: 18 mm wide, 18 mm from the upper right corner, and so much too large. */
static PageFix *read_code(gdouble scale)
{
    PageFix *fix = g_new0(PageFix, 1);
    gdouble right = WIDTH - 18 * MM, top = HEIGHT - 18 * MM;

    fix->codes = g_ptr_array_new();
    fix->coded = TRUE;
    fix->dpi = DPI * scale;
    fix->to_pixel[0] = SCALE * scale;
    fix->to_pixel[4] = -SCALE * scale;
    fix->to_pixel[2] = right * SCALE * (1 - scale);
    fix->to_pixel[5] = HEIGHT * SCALE - top * SCALE * (1 - scale);
    fix->to_pixel[8] = 1;
    for (guint i = 0; i < 4; i++) {
        Point at = {right - (i == 0 || i == 3 ? 18 * MM : 0), top - (i >= 2 ? 18 * MM : 0)};
        fix->code[i] = (CodeCorner){at.x, at.y, at.x * SCALE, (HEIGHT - at.y) * SCALE};
    }
    return fix;
}

static void the_frames_of_fields_bring_a_page_into_register(void **state)
{
    const FieldPlace fields[] = {
        {{52, 402, 490, 296}, FALSE}, {{52, 152, 286, 20}, FALSE}, {{362, 152, 180, 20}, FALSE}, {box, TRUE}};
    Picture picture = draw_page();

    (void) state;
    for (guint i = 0; i < 3; i++) {
        const Rect *rect = &fields[i].rect;
        Rect frame = {rect->x - 2.5, rect->y - 2.5, rect->width + 5, rect->height + 5};
        draw_frame(&picture, &frame);
    }
    fill(&picture, 10 * MM, 10 * MM, WIDTH - 20 * MM, 4 * MM, 255); /* two marks are gone */
    g_autoptr(PageFix) fix = read_code(1.008);
    scan_settle_page(&picture, fix, fields, 4);
    assert_true(fix->registered);
    assert_true(fix->residual <= 1);
    Point low = projection_apply(fix->to_pixel, (Point){box.x, box.y});
    assert_true(fabs(low.x - box.x * SCALE) < 1);
    assert_true(fabs(low.y - (HEIGHT - box.y) * SCALE) < 1);

    g_autoptr(PageFix) bad = read_code(1.004);
    bad->registered = TRUE;
    bad->residual = 2.5;
    scan_settle_page(&picture, bad, fields, 4);
    assert_true(bad->residual <= 1);

    g_autoptr(PageFix) few = read_code(1.008);
    scan_settle_page(&picture, few, fields, 2);
    assert_false(few->registered);
    FieldPlace moved[G_N_ELEMENTS(fields)]; /* of another form */
    memcpy(moved, fields, sizeof fields);
    moved[2].rect.y += 2.5;
    g_autoptr(PageFix) other = read_code(1.008);
    scan_settle_page(&picture, other, moved, 4);
    assert_false(other->registered);
    assert_true(fabs(other->to_pixel[0] - 1.008 * SCALE) < 1e-9);
    g_free(picture.grey);
}

static void a_picture_of_nothing_is_survived(void **state)
{
    guint8 one = 0;
    Picture tiny = {1, 1, &one}, black = {.width = 400, .height = 500};

    (void) state;
    g_autoptr(PageFix) none = scan_find_page(&tiny, WIDTH, HEIGHT);
    assert_false(none->registered);
    assert_int_equal(none->codes->len, 0);
    assert_null(scan_cut_out(&tiny, none, &box));
    black.grey = g_malloc0((gsize) black.width * black.height);
    g_autoptr(PageFix) dark = scan_find_page(&black, WIDTH, HEIGHT);
    assert_false(dark->registered);
    g_free(black.grey);
}

static void a_cut_out_is_png_of_the_fields_size(void **state)
{
    static const guint8 signature[] = {0x89, 'P', 'N', 'G'};
    Picture picture = draw_page();

    (void) state;
    g_autoptr(PageFix) fix = scan_find_page(&picture, WIDTH, HEIGHT);
    g_autoptr(GBytes) png = scan_cut_out(&picture, fix, &box);
    assert_non_null(png);
    const guint8 *bytes = g_bytes_get_data(png, NULL);
    assert_memory_equal(bytes, signature, sizeof signature);
    /* 17 pt and 6 pt about it, at 150 dpi: 60 (IHDR's width is at byte 16). */
    assert_int_equal(bytes[19], (guint8) floor((17 + 12) * 150 / 72.0));
    g_free(picture.grey);
}

static void put(GByteArray *out, guint64 value, guint bytes)
{
    for (guint i = 0; i < bytes; i++) {
        guint8 byte = (guint8) (value >> 8 * i);
        g_byte_array_append(out, &byte, 1);
    }
}

/* A directory of TIFF (6.0, section 2): black and white, one strip of 8 bytes at offset 8. */
static void put_directory(GByteArray *out, guint side, guint next)
{
    const guint entries[][3] = {{256, 4, side}, {257, 4, side}, {258, 3, 1},    {259, 3, 1}, {262, 3, 0},
                                {273, 4, 8},    {277, 3, 1},    {278, 4, side}, {279, 4, 8}};

    put(out, G_N_ELEMENTS(entries), 2);
    for (guint i = 0; i < G_N_ELEMENTS(entries); i++) {
        put(out, entries[i][0], 2);
        put(out, entries[i][1], 2);
        put(out, 1, 4);
        put(out, entries[i][2], 4);
    }
    put(out, next, 4);
}

static void a_later_page_that_is_too_large_is_not_read(void **state)
{
    GByteArray *tiff = g_byte_array_new();
    Picture picture;
    gboolean too_large = TRUE;

    (void) state;
    put(tiff, 0x002a4949, 4);
    put(tiff, 16, 4);
    put(tiff, 0, 8);
    put_directory(tiff, 8, 16 + 2 + 9 * 12 + 4);
    put_directory(tiff, 60000, 0);
    g_autoptr(GBytes) file = g_byte_array_free_to_bytes(tiff);
    assert_true(scan_decode(file, 0, 1000000, &picture, &too_large));
    assert_int_equal(picture.width, 8);
    assert_false(too_large);
    g_free(picture.grey);
    assert_false(scan_decode(file, 1, 1000000, &picture, &too_large));
    assert_true(too_large);
    assert_false(scan_decode(file, 2, 1000000, &picture, &too_large));
    assert_false(too_large);
    assert_true(scan_pages_exceed(file, 9, (gsize) 60000 * 60000 + 8 * 8 - 1));
    assert_false(scan_pages_exceed(file, 9, (gsize) 60000 * 60000 + 8 * 8));
    assert_false(scan_pages_exceed(file, 1, 8 * 8)); /* the first alone */
}

/* Tesseract starts no thread, so that it can live in a confined process. */
static void reading_starts_no_thread(void **state)
{
    Picture picture = draw_page();
    Rect frame = {100, 400, 200, 60}, field = {102, 402, 196, 56};
    ScanText text;
    guint tasks = 0;

    (void) state;
    draw_frame(&picture, &frame);
    for (guint i = 0; i < 12; i++)
        fill(&picture, 120 + 12 * i, 430, 2, 9, 0);
    g_autoptr(PageFix) fix = scan_find_page(&picture, WIDTH, HEIGHT);
    g_autoptr(Scanner) scanner = scanner_new(NULL);
    assert_non_null(scanner);
    scan_read_text(scanner, &picture, fix, &field, &text);
    assert_true(text.ink);
    g_autoptr(GDir) dir = g_dir_open("/proc/self/task", 0, NULL);
    while (dir != NULL && g_dir_read_name(dir) != NULL)
        tasks++;
    assert_int_equal(tasks, 1);
    scan_text_clear(&text);
    g_free(picture.grey);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(projections_take_points_where_they_were_seen),
        cmocka_unit_test(blobs_hang_together_over_corners_and_specks_go),
        cmocka_unit_test(a_page_without_its_marks_is_not_registered),
        cmocka_unit_test(the_frames_of_fields_bring_a_page_into_register),
        cmocka_unit_test(a_picture_of_nothing_is_survived),
        cmocka_unit_test(a_cut_out_is_png_of_the_fields_size),
        cmocka_unit_test(a_later_page_that_is_too_large_is_not_read),
        cmocka_unit_test(reading_starts_no_thread),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
