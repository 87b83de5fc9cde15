/* Inputs made to hurt: every one ends in time, within the bounds, named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <archive.h>
#include <archive_entry.h>
#include <cmocka.h>

#include "unpack/unpack.h"

#define FOLDER       IRO_SOURCE_DIR "/fixtures/mail/"
#define SECONDS_MOST 10 /* for one input; generous, for sanitizers on a busy machine */
#define HEAD         "From: a@example.org\nSubject: a\nMIME-Version: 1.0\n"

static void check_bounds(const Unpacked *unpacked)
{
    gsize all = 0;
    assert_true(unpacked->leaves->len <= 64);
    for (guint i = 0; i < unpacked->leaves->len; i++) {
        const UnpackedLeaf *leaf = unpacked->leaves->pdata[i];
        gsize size = g_bytes_get_size(leaf->content);
        assert_true(size <= 10u * 1024 * 1024);
        assert_true(g_utf8_validate(leaf->path, -1, NULL));
        all += size;
    }
    assert_true(all <= 32u * 1024 * 1024);
    assert_int_equal(unpacked->left_out, unpacked->problems->len > 0);
    assert_true(unpacked->body == NULL || g_utf8_validate(unpacked->body, -1, NULL));
    assert_true(unpacked->sender == NULL || g_utf8_validate(unpacked->sender, -1, NULL));
}

static Unpacked *try(const gchar *name, const void *bytes, gsize length)
{
    g_autoptr(GBytes) content = g_bytes_new(bytes, length);
    clock_t start = clock(); /* of the processor: other work on the machine does not count */
    Unpacked *unpacked = unpack_bytes(name, content);
    assert_true(clock() - start < SECONDS_MOST * CLOCKS_PER_SEC);
    check_bounds(unpacked);
    return unpacked;
}

static gboolean names(const Unpacked *unpacked, UnpackKind kind)
{
    for (guint i = 0; i < unpacked->problems->len; i++) {
        const UnpackProblem *problem = unpacked->problems->pdata[i];
        if (problem->kind == kind) {
            return TRUE;
        }
    }
    return FALSE;
}

static GString *repeat(const gchar *start, const gchar *unit, guint count, const gchar *end)
{
    GString *text = g_string_new(start);
    for (guint i = 0; i < count; i++) {
        g_string_append(text, unit);
    }
    return g_string_append(text, end);
}

static void too_much_is_too_large(GString *text)
{
    g_autoptr(Unpacked) unpacked = try("x.eml", text->str, text->len);
    assert_true(names(unpacked, UNPACK_TOO_LARGE));
    g_string_free(text, TRUE);
}

static void mail_in_mail_without_end(void **state)
{
    (void) state;
    too_much_is_too_large(repeat("", HEAD "Content-Type: message/rfc822\n\n", 1000, HEAD "\nend\n"));
}

static void multipart_in_multipart_without_end(void **state)
{
    (void) state;
    GString *text = g_string_new(HEAD);
    for (guint i = 0; i < 3000; i++) {
        g_string_append_printf(text, "Content-Type: multipart/mixed; boundary=b%u\n\n--b%u\n", i, i);
    }
    g_autoptr(Unpacked) unpacked = try("x.eml", text->str, text->len);
    assert_true(names(unpacked, UNPACK_BROKEN));
    g_string_free(text, TRUE);
}

static void parts_and_headers_without_end(void **state)
{
    (void) state;
    const gchar *mixed = HEAD "Content-Type: multipart/mixed; boundary=b\n\n";
    too_much_is_too_large(repeat(mixed, "--b\nContent-Type: application/pdf\n\n%PDF\n", 10000, "--b--\n"));
    too_much_is_too_large(repeat(mixed, "--b\n\n\n", 1000000, "--b--\n"));
    too_much_is_too_large(repeat(HEAD, "X: y\n", 1000000, "\nend\n"));
    too_much_is_too_large(repeat(HEAD "X: ", " y\n", 1000000, "\nend\n"));
}

static void headers_that_invite_long_work(void **state)
{
    (void) state;
    static const gchar *const units[] = {
        "(",  "<", ":",       ",", "a:", "\"",  "\\",        "=?utf-8?Q?", "=?utf-8?B?=?=",
        "a@", "[", ";a*0*=b", ";", "a,", "@a,", "=?x?q?a?= "};
    static const gchar *const fields[] = {"From: ", "Content-Type: text/plain; ",
                                          "Subject: ", "Content-Disposition: attachment; filename*0*=a",
                                          "Content-ID: "};
    for (gsize f = 0; f < G_N_ELEMENTS(fields); f++) {
        for (gsize u = 0; u < G_N_ELEMENTS(units); u++) {
            g_autofree gchar *start = g_strconcat(HEAD, fields[f], NULL);
            GString *text = repeat(start, units[u], (guint) (200000 / strlen(units[u])), "\n\nend\n");
            g_autoptr(Unpacked) unpacked = try("x.eml", text->str, text->len);
            assert_int_equal(unpacked->mails, 1);
            assert_true(strpbrk(units[u], ":,") == NULL || names(unpacked, UNPACK_TOO_LARGE));
            g_string_free(text, TRUE);
        }
    }
}

static void texts_that_invite_long_work(void **state)
{
    (void) state;
    static const gchar *const units[] = {
        "<script>",         "<!--",    "<a \"",   "</",   "&",      "<", "<br>", "e\xcc\x81\xcc\xa3",
        "\xcc\x81\xcc\xa3", "&#x301;", "<title>", "\xff", "<pre>\n"};
    for (gsize u = 0; u < G_N_ELEMENTS(units); u++) {
        GString *text = repeat(HEAD "Content-Type: text/html; charset=utf-8\n\nA ", units[u],
                               (guint) (1900000 / strlen(units[u])), "\n");
        g_autoptr(Unpacked) unpacked = try("x.eml", text->str, text->len);
        assert_int_equal(unpacked->mails, 1);
        assert_true(unpacked->body != NULL && unpacked->body[0] == 'A');
        g_string_free(text, TRUE);
    }
}

/* A zip of `count` files of `size` bytes, each a copy of `content` repeated. */
static GBytes *zip_of(const void *content, gsize length, gsize size, guint count)
{
    gsize room = 40u * 1024 * 1024, used = 0;
    g_autofree guchar *memory = g_malloc(room);
    struct archive *writer = archive_write_new();
    assert_int_equal(archive_write_set_format_zip(writer), ARCHIVE_OK);
    assert_int_equal(archive_write_open_memory(writer, memory, room, &used), ARCHIVE_OK);
    for (guint i = 0; i < count; i++) {
        struct archive_entry *entry = archive_entry_new();
        g_autofree gchar *name = g_strdup_printf("%u.bin", i);
        archive_entry_set_pathname(entry, name);
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_size(entry, (la_int64_t) size);
        assert_int_equal(archive_write_header(writer, entry), ARCHIVE_OK);
        for (gsize at = 0; at < size; at += length) {
            archive_write_data(writer, content, MIN(length, size - at));
        }
        archive_entry_free(entry);
    }
    archive_write_free(writer);
    return g_bytes_new(memory, used);
}

static void bombs(void **state)
{
    (void) state;
    g_autofree guchar *zeroes = g_malloc0(1024 * 1024);
    g_autoptr(GBytes) large = zip_of(zeroes, 1024 * 1024, 50u * 1024 * 1024, 1);
    g_autoptr(Unpacked) one = try("x.zip", g_bytes_get_data(large, NULL), g_bytes_get_size(large));
    assert_int_equal(one->kind, UNPACK_TOO_LARGE);
    g_autoptr(GBytes) wide = zip_of(zeroes, 1024 * 1024, 1024 * 1024, 500);
    g_autoptr(Unpacked) many = try("x.zip", g_bytes_get_data(wide, NULL), g_bytes_get_size(wide));
    assert_true(names(many, UNPACK_TOO_LARGE));
    GBytes *nested = g_bytes_ref(large);
    for (guint i = 0; i < 12; i++) {
        GBytes *inner = nested;
        nested = zip_of(g_bytes_get_data(inner, NULL), g_bytes_get_size(inner), g_bytes_get_size(inner), 4);
        g_bytes_unref(inner);
        if (g_bytes_get_size(nested) > 8u * 1024 * 1024) {
            break;
        }
    }
    g_autoptr(Unpacked) deep = try("x.zip", g_bytes_get_data(nested, NULL), g_bytes_get_size(nested));
    assert_int_equal(deep->kind, UNPACK_TOO_LARGE);
    g_bytes_unref(nested);
}

static guchar *load(const gchar *name, gsize *length)
{
    g_autofree gchar *path = g_strconcat(FOLDER, name, NULL);
    gchar *bytes = NULL;
    assert_true(g_file_get_contents(path, &bytes, length, NULL));
    return (guchar *) bytes;
}

static const gchar *const seeds[] = {
    "inside.msg", "html.msg",         "inside_winmail.dat", "signature.eml",
    "two.zip",    "forwarded.eml",    "mail_inside.zip",    "winmail_inside.eml",
    "rich.msg",   "rich_winmail.dat", "uuencoded.eml"};

static void every_truncation(void **state)
{
    (void) state;
    for (gsize s = 0; s < G_N_ELEMENTS(seeds); s++) {
        gsize length = 0;
        g_autofree guchar *bytes = load(seeds[s], &length);
        for (gsize cut = 0; cut<length; cut += cut> 2048 ? 13 : 1) {
            g_autoptr(Unpacked) unpacked = try(seeds[s], bytes, cut);
            assert_non_null(unpacked);
        }
    }
}

static void flipped_bytes(void **state)
{
    (void) state;
    g_autoptr(GRand) random = g_rand_new_with_seed(3);
    for (gsize s = 0; s < G_N_ELEMENTS(seeds); s++) {
        gsize length = 0;
        g_autofree guchar *bytes = load(seeds[s], &length);
        for (guint round = 0; round < 1500; round++) {
            g_autofree guchar *changed = g_memdup2(bytes, length);
            for (gint i = g_rand_int_range(random, 1, 6); i > 0; i--) {
                static const guchar values[] = {0, 1, 0x7f, 0x80, 0xfe, 0xff};
                gint at = g_rand_int_range(random, 0, (gint32) length);
                changed[at] = i % 2 ? values[g_rand_int_range(random, 0, 6)] : (guchar) g_rand_int(random);
            }
            g_autoptr(Unpacked) unpacked = try(seeds[s], changed, length);
            assert_non_null(unpacked);
        }
    }
}

static void put_number(guchar *at, guint32 number)
{
    for (guint i = 0; i < 4; i++) {
        at[i] = (guchar) (number >> 8 * i);
    }
}

/* The header of a stored entry, in the file itself or in the directory at its end
 * (APPNOTE.TXT 4.3.7 and 4.3.12); ZEROES is the CRC-32 of 64 kB of zeroes, by Python's zlib. */
#define KERNEL 65536u
#define ZEROES 0xd7978eebu

static void add_entry(GByteArray *zip, gboolean in_directory, guint number)
{
    static const guchar local[] = "PK\3\4\24\0\0\0\0\0\0\0\0\0";
    static const guchar central[] = "PK\1\2\24\0\24\0\0\0\0\0\0\0\0\0";
    guchar rest[30] = {0};
    g_autofree gchar *name = g_strdup_printf("%05u.pdf", number);
    put_number(rest, ZEROES);
    put_number(rest + 4, KERNEL);
    put_number(rest + 8, KERNEL);
    put_number(rest + 12, (guint32) strlen(name));
    g_byte_array_append(zip, in_directory ? central : local, in_directory ? 16 : 14);
    g_byte_array_append(zip, rest, in_directory ? 30 : 16);
    g_byte_array_append(zip, (const guchar *) name, (guint) strlen(name));
}

/* Two thousand entries of the directory that are all the same bytes: 128 MB out of
 * a quarter of one. */
static void entries_that_overlap(void **state)
{
    (void) state;
    const guint count = 2000;
    guchar end[22] = "PK\5\6";
    g_autofree guchar *zeroes = g_malloc0(KERNEL);
    g_autoptr(GByteArray) zip = g_byte_array_new();
    add_entry(zip, FALSE, 0);
    g_byte_array_append(zip, zeroes, KERNEL);
    guint directory = zip->len;
    for (guint i = 0; i < count; i++) {
        add_entry(zip, TRUE, i);
    }
    put_number(end + 8, count | count << 16);
    put_number(end + 12, zip->len - directory);
    put_number(end + 16, directory);
    g_byte_array_append(zip, end, sizeof end);
    g_autoptr(Unpacked) unpacked = try("x.zip", zip->data, zip->len);
    assert_int_equal(unpacked->kind, UNPACK_ARCHIVE);
    assert_int_equal(unpacked->leaves->len, 1); /* libarchive takes each place once */
    assert_int_equal(g_bytes_get_size(((const UnpackedLeaf *) unpacked->leaves->pdata[0])->content), KERNEL);
}

/* Every entry of the allocation table, and every link of the directory, made
 * to point at each of a few places, itself among them. */
static void loops_in_a_compound_file(void **state)
{
    (void) state;
    gsize length = 0;
    g_autofree guchar *bytes = load("inside.msg", &length);
    const gsize table = length - 512; /* the fixture's only sector of it, the last */
    for (gsize entry = 0; entry < 128; entry++) {
        for (guint32 target = 0; target < 4; target++) {
            g_autofree guchar *changed = g_memdup2(bytes, length);
            put_number(changed + table + entry * 4, target == 3 ? (guint32) entry : target);
            g_autoptr(Unpacked) unpacked = try("x.msg", changed, length);
            assert_non_null(unpacked);
        }
    }
    for (gsize at = 512; at + 128 <= length; at += 128) {
        for (gsize field = 0x44; field <= 0x78; field += 4) { /* links, start and size of an entry */
            g_autofree guchar *changed = g_memdup2(bytes, length);
            put_number(changed + at + field, field == 0x78 ? 0x7fffffff : (guint32) (at / 128 % 8));
            g_autoptr(Unpacked) unpacked = try("x.msg", changed, length);
            assert_non_null(unpacked);
        }
    }
}

static void rubbish_in_base64_is_a_leaf(void **state)
{
    (void) state;
    static const gchar text[] = HEAD "Content-Type: application/pdf; name=a.pdf\n"
                                     "Content-Transfer-Encoding: base64\n\n!!!! \x80\xff ==== %%%%\nJVBERg\n";
    g_autoptr(Unpacked) unpacked = try("x.eml", text, sizeof text - 1);
    assert_int_equal(unpacked->kind, UNPACK_MAIL);
    assert_int_equal(unpacked->leaves->len, 1);
}

static void nothing_is_a_leaf(void **state)
{
    (void) state;
    g_autoptr(Unpacked) unpacked = try(NULL, "", 0);
    assert_int_equal(unpacked->kind, UNPACK_LEAF);
    const UnpackedLeaf *leaf = unpacked->leaves->pdata[0];
    assert_string_equal(leaf->path, "file");
}

int main(void)
{
    unpack_prepare();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mail_in_mail_without_end),
        cmocka_unit_test(multipart_in_multipart_without_end),
        cmocka_unit_test(parts_and_headers_without_end),
        cmocka_unit_test(headers_that_invite_long_work),
        cmocka_unit_test(texts_that_invite_long_work),
        cmocka_unit_test(bombs),
        cmocka_unit_test(every_truncation),
        cmocka_unit_test(flipped_bytes),
        cmocka_unit_test(entries_that_overlap),
        cmocka_unit_test(loops_in_a_compound_file),
        cmocka_unit_test(rubbish_in_base64_is_a_leaf),
        cmocka_unit_test(nothing_is_a_leaf),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
