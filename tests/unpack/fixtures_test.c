/* Each file of fixtures/mail yields what expected.tsv, written by another
 * program from what it put in, says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "unpack/unpack.h"

#define FOLDER IRO_SOURCE_DIR "/fixtures/mail/"

enum { FILE_NAME, KIND, SENDER, MAILS, LEFT_OUT, BODY, FIRST_LEAF };

static GBytes *load(const gchar *name)
{
    g_autofree gchar *path = g_strconcat(FOLDER, name, NULL);
    gchar *bytes = NULL;
    gsize length = 0;
    assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    return g_bytes_new_take(bytes, length);
}

/* "*path=hash" for what could be a form, "~" for a picture in the text, "-" else. */
static gchar *describe(const UnpackedLeaf *leaf)
{
    g_autofree gchar *hash = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, leaf->content);
    hash[12] = '\0';
    const gchar *flag = leaf->could_form ? "*" : leaf->in_text ? "~" : "-";
    return g_strconcat(flag, leaf->path, "=", hash, NULL);
}

static void check_line(const gchar *line)
{
    static const gchar *const kinds[] = {"leaf", "mail", "archive", "broken", "encrypted", "too-large"};
    g_auto(GStrv) cells = g_strsplit(line, "\t", -1);
    assert_true(g_strv_length(cells) >= FIRST_LEAF);
    print_message("%s\n", cells[FILE_NAME]);
    g_autoptr(GBytes) content = load(cells[FILE_NAME]);
    g_autoptr(Unpacked) unpacked = unpack_bytes(cells[FILE_NAME], content);
    g_autofree gchar *body = g_strcompress(cells[BODY]);
    assert_string_equal(kinds[unpacked->kind], cells[KIND]);
    assert_string_equal(unpacked->sender == NULL ? "" : unpacked->sender, cells[SENDER]);
    assert_int_equal(unpacked->mails, g_ascii_strtoull(cells[MAILS], NULL, 10));
    assert_int_equal(unpacked->left_out, g_ascii_strtoull(cells[LEFT_OUT], NULL, 10));
    assert_string_equal(unpacked->body == NULL ? "" : unpacked->body, body);
    assert_int_equal(unpacked->leaves->len, g_strv_length(cells + FIRST_LEAF));
    for (guint i = 0; i < unpacked->leaves->len; i++) {
        g_autofree gchar *found = describe(unpacked->leaves->pdata[i]);
        assert_string_equal(found, cells[FIRST_LEAF + i]);
    }
}

static void every_fixture_yields_what_went_in(void **state)
{
    (void) state;
    g_autoptr(GBytes) table = load("expected.tsv");
    g_autofree gchar *text = g_strndup(g_bytes_get_data(table, NULL), g_bytes_get_size(table));
    g_auto(GStrv) lines = g_strsplit(g_strchomp(text), "\n", -1);
    assert_true(g_strv_length(lines) >= 30);
    for (gchar **line = lines; *line != NULL; line++) {
        check_line(*line);
    }
}

static void letters_know_their_sender_and_where_they_lie(void **state)
{
    (void) state;
    g_autoptr(GBytes) content = load("forwarded.eml");
    g_autoptr(Unpacked) unpacked = unpack_bytes("forwarded.eml", content);
    assert_int_equal(unpacked->letters->len, 2);
    const UnpackedLetter *outer = unpacked->letters->pdata[0];
    const UnpackedLetter *inner = unpacked->letters->pdata[1];
    const UnpackedLeaf *leaf = unpacked->leaves->pdata[0];
    assert_int_equal(outer->outer, -1);
    assert_int_equal(inner->outer, 0);
    assert_string_equal(inner->sender, "in.ner@example.org");
    assert_string_equal(outer->body, "Please see attached.\n");
    assert_int_equal(leaf->letter, 1);
    assert_true(outer->forms && inner->forms);
}

static void problems_say_what_to_do(void **state)
{
    (void) state;
    g_autoptr(GBytes) content = load("locked.zip");
    g_autoptr(Unpacked) unpacked = unpack_bytes("locked.zip", content);
    assert_int_equal(unpacked->problems->len, 1);
    const UnpackProblem *problem = unpacked->problems->pdata[0];
    assert_int_equal(problem->kind, UNPACK_ENCRYPTED);
    assert_string_equal(problem->path, "locked.zip/one.pdf");
    assert_non_null(strstr(problem->message, "without a password"));
}

int main(void)
{
    unpack_prepare();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fixture_yields_what_went_in),
        cmocka_unit_test(letters_know_their_sender_and_where_they_lie),
        cmocka_unit_test(problems_say_what_to_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
