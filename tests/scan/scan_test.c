/* Pages drawn here, dot by dot, and what scan/ finds on them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "scan/blobs.h"
#include "scan/decode.h"
#include "scan/projection.h"
#include "scan/scan.h"

#define WIDTH  595.28 /* A4, pt */
#define HEIGHT 841.89
#define MM     (72 / 25.4)
#define DPI    150
#define SCALE  (DPI / 72.0)

static const Rect box = {51, 300, 17, 17};

static void fill(const Picture *picture, gdouble x, gdouble y, gdouble width, gdouble height, guint8 tone)
{
    for (guint j = (guint) ((HEIGHT - y - height) * SCALE); j < (guint) ((HEIGHT - y) * SCALE); j++)
        for (guint i = (guint) (x * SCALE); i < (guint) ((x + width) * SCALE); i++)
            picture->grey[(gsize) j * picture->width + i] = tone;
}

static void draw_frame(const Picture *picture, const Rect *rect)
{
    fill(picture, rect->x, rect->y, rect->width, rect->height, 10);
    fill(picture, rect->x + 1, rect->y + 1, rect->width - 2, rect->height - 2, 255);
}

/* A page with the registration marks of the form's design (doc: 3 mm squares
 * 10 mm from the edges, an L of 6 mm at the top left) and one box. */
static Picture draw_page(void)
{
    Picture picture = {.width = (guint) (WIDTH * SCALE), .height = (guint) (HEIGHT * SCALE)};
    gdouble right = WIDTH - 13 * MM, top = HEIGHT - 13 * MM;

    picture.grey = g_malloc((gsize) picture.width * picture.height);
    memset(picture.grey, 255, (gsize) picture.width * picture.height);
    fill(&picture, 10 * MM, top, 6 * MM, 3 * MM, 0);
    fill(&picture, 10 * MM, top - 3 * MM, 3 * MM, 3 * MM, 0);
    fill(&picture, right, top, 3 * MM, 3 * MM, 0);
    fill(&picture, 10 * MM, 10 * MM, 3 * MM, 3 * MM, 0);
    fill(&picture, right, 10 * MM, 3 * MM, 3 * MM, 0);
    draw_frame(&picture, &box);
    return picture;
}

static void turn_half(const Picture *picture)
{
    gsize n = (gsize) picture->width * picture->height;

    for (gsize i = 0; i < n / 2; i++) {
        guint8 kept = picture->grey[i];
        picture->grey[i] = picture->grey[n - 1 - i];
        picture->grey[n - 1 - i] = kept;
    }
}

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

static Mark judge(const Picture *picture)
{
    g_autoptr(PageFix) fix = scan_find_page(picture, WIDTH, HEIGHT);
    BoxInk ink;

    assert_true(fix->registered);
    scan_judge_box(picture, fix, &box, &ink);
    Mark mark = ink.mark;
    assert_true(mark != MARK_UNCLEAR || ink.why != NULL);
    box_ink_clear(&ink);
    return mark;
}

static void a_blank_box_is_off_either_way_up(void **state)
{
    Picture picture = draw_page();

    (void) state;
    assert_int_equal(judge(&picture), MARK_OFF);
    turn_half(&picture);
    assert_int_equal(judge(&picture), MARK_OFF);
    g_free(picture.grey);
}

static void a_crossed_box_is_on_either_way_up(void **state)
{
    Picture picture = draw_page();

    (void) state;
    for (guint step = 0; step < 40; step++) {
        gdouble t = 3 + step * 0.25;
        fill(&picture, box.x + t, box.y + t, 1.5, 1.5, 40);
        fill(&picture, box.x + t, box.y + 15.5 - t, 1.5, 1.5, 40);
    }
    assert_int_equal(judge(&picture), MARK_ON);
    turn_half(&picture);
    assert_int_equal(judge(&picture), MARK_ON);
    g_free(picture.grey);
}

static void doubtful_boxes_are_nobodys_guess(void **state)
{
    Picture dot = draw_page(), line = draw_page(), none = draw_page();

    (void) state;
    fill(&dot, box.x + 7, box.y + 7, 3, 3, 20);
    assert_int_equal(judge(&dot), MARK_UNCLEAR);
    for (guint step = 0; step < 240; step++) {
        gdouble t = -20 + step * 0.25;
        fill(&line, box.x + t, box.y + 4 + t / 4, 1.2, 1.2, 40);
    }
    assert_int_equal(judge(&line), MARK_UNCLEAR);
    fill(&none, box.x, box.y, box.width, box.height, 255);
    assert_int_equal(judge(&none), MARK_UNCLEAR);
    g_free(dot.grey);
    g_free(line.grey);
    g_free(none.grey);
}

static void a_box_crossed_out_or_ringed_is_nobodys_guess(void **state)
{
    Picture crossed = draw_page(), ringed = draw_page(), struck = draw_page();

    (void) state;
    for (guint step = 0; step < 9; step++) { /* rows over the box and beyond it */
        gdouble y = -3 + step * 2.5;
        fill(&crossed, box.x - 4, box.y + y, 25, 1.5, 40);
    }
    assert_int_equal(judge(&crossed), MARK_UNCLEAR);
    for (guint step = 0; step < 400; step++) { /* a ring about the label, that cuts the box */
        gdouble t = -2 + step * 0.01;
        fill(&ringed, box.x + 85 - 80 * cos(t), box.y + 8 + 14 * sin(t), 1.2, 1.2, 40);
    }
    assert_int_equal(judge(&ringed), MARK_UNCLEAR);
    for (guint step = 0; step < 44; step++) { /* a tick, and a stroke through it */
        gdouble t = 0 + step * 0.25;
        fill(&struck, box.x + 4 + t, box.y + 4 + t, 1.2, 1.2, 40);
        fill(&struck, box.x - 9 + 3 * t, box.y + 8, 1.5, 1.2, 40);
    }
    assert_int_equal(judge(&struck), MARK_UNCLEAR);
    g_free(crossed.grey);
    g_free(ringed.grey);
    g_free(struck.grey);
}

/* As of a hard pencil: 0.8 pt wide, a quarter as dark as print. */
static void thin_pale_strokes_are_marks_and_never_nothing(void **state)
{
    Picture tick = draw_page(), hatched = draw_page(), passing = draw_page(), faint = draw_page();

    (void) state;
    for (guint step = 0; step < 44; step++) {
        gdouble t = 3 + step * 0.25;
        fill(&tick, box.x + t, box.y + t, 0.8, 0.8, 185);
        fill(&faint, box.x + t, box.y + t, 0.8, 0.8, 225);
    }
    assert_int_equal(judge(&tick), MARK_ON);
    assert_int_not_equal(judge(&faint), MARK_OFF);
    for (guint step = 0; step < 5; step++)
        fill(&hatched, box.x - 4, box.y + 2 + step * 3, 25, 0.8, 185);
    assert_int_equal(judge(&hatched), MARK_UNCLEAR);
    for (guint step = 0; step < 160; step++) /* begins beside the box and passes it */
        fill(&passing, box.x - 3 + step * 0.25, box.y - 6 + step * 0.02, 1.1, 1.1, 40);
    assert_int_equal(judge(&passing), MARK_OFF);
    g_free(tick.grey);
    g_free(hatched.grey);
    g_free(passing.grey);
    g_free(faint.grey);
}

/* What black and white leaves of a pale stroke: dots of a pixel each. */
static void dots_of_pale_ink_are_no_dust(void **state)
{
    Picture pale = draw_page(), clean = draw_page();

    (void) state;
    for (guint step = 0; step < 3; step++) {
        gdouble t = 5 + step * 2.5;
        fill(&pale, box.x + t, box.y + t, 0.5, 0.5, 0);
    }
    assert_int_equal(judge(&pale), MARK_UNCLEAR);
    fill(&clean, box.x + 8, box.y + 8, 0.5, 0.5, 0); /* a single one may be all that is left of a mark too, */
    assert_int_equal(judge(&clean), MARK_UNCLEAR);
    fill(&clean, box.x + 12, box.y - 5, 0.5, 0.5, 0); /* but not where there is dust about the box, */
    assert_int_equal(judge(&clean), MARK_OFF);
    fill(&clean, box.x + box.width + 2.5, box.y + 12, 0.5, 0.5,
         0); /* unless a tick's end may have left it there */
    assert_int_equal(judge(&clean), MARK_UNCLEAR);
    fill(&clean, box.x + 8, box.y + 8, 1.4, 1.4, 0); /* nor may a larger one be all that is left of a mark */
    assert_int_equal(judge(&clean), MARK_UNCLEAR);
    g_free(pale.grey);
    g_free(clean.grey);
}

/* At 150 dpi a tick's end left one pixel, a white one off the line. */
static void a_dot_beside_the_frame_is_no_part_of_it(void **state)
{
    Picture picture = draw_page();
    guint right = (guint) ((box.x + box.width - 1) * SCALE); /* the line's first column */
    guint row = (guint) ((HEIGHT - box.y - 12) * SCALE);

    (void) state;
    assert_int_equal(judge(&picture), MARK_OFF);
    picture.grey[(gsize) row * picture.width + right - 1] = 0; /* the line's own rough edge */
    assert_int_equal(judge(&picture), MARK_OFF);
    picture.grey[(gsize) (row + 2) * picture.width + right - 2] = 0;
    assert_int_equal(judge(&picture), MARK_UNCLEAR);
    g_free(picture.grey);
}

static void a_word_and_a_blot_are_for_a_person(void **state)
{
    Picture word = draw_page(), blot = draw_page();

    (void) state;
    for (guint stroke = 0; stroke < 4; stroke++) /* two letters of two upright strokes each */
        fill(&word, box.x + 3.5 + stroke * 2.9, box.y + 4, 1, 9, 20);
    fill(&word, box.x + 3.5, box.y + 12, 3.9, 1, 20);
    fill(&word, box.x + 9.3, box.y + 12, 3.9, 1, 20);
    assert_int_equal(judge(&word), MARK_UNCLEAR);
    for (guint step = 0; step < 40; step++) {
        gdouble y = -5 + step * 0.25, half = sqrt(MAX(25 - y * y, 0));
        fill(&blot, box.x + 8.5 - half, box.y + 8.5 + y, 2 * half, 0.3, 20);
    }
    assert_int_equal(judge(&blot), MARK_UNCLEAR);
    g_free(word.grey);
    g_free(blot.grey);
}

static void the_limits_are_named_with_their_values(void **state)
{
    (void) state;
    assert_non_null(strstr(LIMITS_TEXT, "MARKED 0.05"));
    assert_non_null(strstr(LIMITS_TEXT, "BLANK 0.006"));
    assert_null(strstr(LIMITS_TEXT, "LIMIT_"));
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
        cmocka_unit_test(a_blank_box_is_off_either_way_up),
        cmocka_unit_test(a_crossed_box_is_on_either_way_up),
        cmocka_unit_test(doubtful_boxes_are_nobodys_guess),
        cmocka_unit_test(a_box_crossed_out_or_ringed_is_nobodys_guess),
        cmocka_unit_test(thin_pale_strokes_are_marks_and_never_nothing),
        cmocka_unit_test(dots_of_pale_ink_are_no_dust),
        cmocka_unit_test(a_dot_beside_the_frame_is_no_part_of_it),
        cmocka_unit_test(a_word_and_a_blot_are_for_a_person),
        cmocka_unit_test(the_limits_are_named_with_their_values),
        cmocka_unit_test(a_page_without_its_marks_is_not_registered),
        cmocka_unit_test(a_picture_of_nothing_is_survived),
        cmocka_unit_test(a_cut_out_is_png_of_the_fields_size),
        cmocka_unit_test(a_later_page_that_is_too_large_is_not_read),
        cmocka_unit_test(reading_starts_no_thread),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
