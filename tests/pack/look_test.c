/*
 * The <look> of a pack: its colours, and a logo that may be anything, since
 * somebody put it there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib/gstdio.h>
#include <string.h>

#include "pack/pack_load.h"

#define FOLDER IRO_SOURCE_DIR "/tests/pack/"

/* A folder with fernshire.xml and a logo that the test makes. */
typedef struct {
    gchar *folder, *pack, *logo;
    gchar *png; /* the good logo */
    gsize length;
} Place;

static int set_up(void **state)
{
    Place *place = g_new0(Place, 1);
    g_autofree gchar *text = NULL;
    gsize length = 0;
    place->folder = g_dir_make_tmp("iro-look-XXXXXX", NULL);
    place->pack = g_build_filename(place->folder, "fernshire.xml", NULL);
    place->logo = g_build_filename(place->folder, "fernshire.png", NULL);
    assert_true(g_file_get_contents(FOLDER "fernshire.xml", &text, &length, NULL));
    assert_true(g_file_set_contents(place->pack, text, (gssize) length, NULL));
    assert_true(g_file_get_contents(FOLDER "fernshire.png", &place->png, &place->length, NULL));
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    Place *place = *state;
    g_remove(place->pack);
    g_remove(place->logo);
    g_rmdir(place->folder);
    g_free(place->folder);
    g_free(place->pack);
    g_free(place->logo);
    g_free(place->png);
    g_free(place);
    return 0;
}

static void write_logo(const Place *place, const gchar *bytes, gsize length)
{
    assert_true(g_file_set_contents(place->logo, bytes, (gssize) length, NULL));
}

/* Both the loader and the full check refuse it, at the attribute, in these words. */
static void assert_refused(const Place *place, const gchar *words)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Pack) pack = pack_load(place->pack, &error);
    assert_null(pack);
    g_autofree gchar *at = g_strdup_printf("%s:8:48: error: ", place->pack);
    if (!g_str_has_prefix(error->message, at) || strstr(error->message, words) == NULL)
        fail_msg("\"%s\" is not said, but %s", words, error->message);
}

static const guint8 *pixel(const Logo *logo, guint x, guint y)
{
    gsize length = 0;
    const guint8 *pixels = g_bytes_get_data(logo->pixels, &length);
    assert_int_equal(length, (gsize) logo->width * logo->height * 3);
    return pixels + ((gsize) y * logo->width + x) * 3;
}

static void colours_and_logo_are_the_packs(void **state)
{
    const Place *place = *state;
    static const guint8 white[] = {255, 255, 255};
    g_autoptr(GError) error = NULL;
    write_logo(place, place->png, place->length);
    g_autoptr(Pack) pack = pack_load(place->pack, &error);
    assert_null(error);
    assert_int_equal(pack->look->accent, 0x1f5c3a);
    assert_int_equal(pack->look->compliments, 0x7a3e00);
    assert_int_equal(pack->look->rule, 0x1f5c3a);
    assert_int_equal(pack->look->text, LOOK_TEXT);
    assert_string_equal(pack->look->logo_text, "Fernshire County Council");
    assert_true(pack->look->logo_height > 31.1 && pack->look->logo_height < 31.3); /* 11 mm */
    /* As `file` says of the picture; its ground is transparent, its square is the accent. */
    assert_int_equal(pack->look->logo->width, 307);
    assert_int_equal(pack->look->logo->height, 80);
    assert_memory_equal(pixel(pack->look->logo, 86, 2), white, 3);
    assert_memory_equal(pixel(pack->look->logo, 8, 40), ((const guint8[]){0x1f, 0x5c, 0x3a}), 3);
}

/* A form is drawn anew when the logo is another, as when the pack is. */
static void the_hash_is_the_logos_too(void **state)
{
    const Place *place = *state;
    write_logo(place, place->png, place->length);
    g_autoptr(Pack) before = pack_load(place->pack, NULL);
    g_autofree gchar *longer = g_malloc0(place->length + 1); /* a byte after the end is no harm */
    memcpy(longer, place->png, place->length);
    write_logo(place, longer, place->length + 1);
    g_autoptr(Pack) after = pack_load(place->pack, NULL);
    assert_non_null(before);
    assert_non_null(after);
    assert_string_not_equal(before->sha256, after->sha256);
}

static void what_is_no_picture_is_refused(void **state)
{
    const Place *place = *state;
    assert_refused(place, "fernshire.png cannot be read");
    write_logo(place, "", 0);
    assert_refused(place, "no whole PNG");
    write_logo(place, "GIF89a and so on", 16);
    assert_refused(place, "no whole PNG");
    write_logo(place, place->png, place->length / 2);
    assert_refused(place, "no whole PNG");
    g_autofree gchar *large = g_malloc0(300 * 1024);
    memcpy(large, place->png, place->length);
    write_logo(place, large, 300 * 1024);
    assert_refused(place, "larger than 256 kB");
}

/* CRC-32 of ISO/IEC 15948, annex D, so that the size is the only thing wrong. */
static guint32 crc(const guint8 *bytes, gsize length)
{
    guint32 sum = 0xffffffffu;
    for (gsize i = 0; i < length; i++) {
        sum ^= bytes[i];
        for (guint bit = 0; bit < 8; bit++)
            sum = (sum >> 1) ^ ((sum & 1) != 0 ? 0xedb88320u : 0);
    }
    return sum ^ 0xffffffffu;
}

static void set_big_endian(gchar *at, guint32 value)
{
    for (guint i = 0; i < 4; i++)
        at[i] = (gchar) (value >> (24 - 8 * i));
}

/* 40 thousand by 40 thousand pixels would be 4.8 GB. */
static void a_giant_is_refused_by_its_header(void **state)
{
    const Place *place = *state;
    g_autofree gchar *giant = g_memdup2(place->png, place->length);
    set_big_endian(giant + 16, 40000);
    set_big_endian(giant + 20, 40000);
    set_big_endian(giant + 29, crc((const guint8 *) giant + 12, 17));
    write_logo(place, giant, place->length);
    assert_refused(place, "40000 x 40000 pixels");
}

/* Every place where the file may be cut, and bytes that are not what they were: refused or read, no more. */
static void damage_does_no_harm(void **state)
{
    const Place *place = *state;
    for (gsize i = 0; i < place->length; i += 97) {
        g_autofree gchar *bad = g_memdup2(place->png, place->length);
        g_autoptr(GError) error = NULL;
        bad[i] = (gchar) (bad[i] ^ 0x55);
        write_logo(place, bad, place->length);
        g_autoptr(Pack) pack = pack_load(place->pack, &error);
        assert_true((pack == NULL) == (error != NULL));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(colours_and_logo_are_the_packs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_hash_is_the_logos_too, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_picture_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_giant_is_refused_by_its_header, set_up, tear_down),
        cmocka_unit_test_setup_teardown(damage_does_no_harm, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
