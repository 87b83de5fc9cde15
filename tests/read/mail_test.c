/*
 * Mails and archives: their leaves are read as files of their own, an answer
 * in the mail's own words goes to a person.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "read/own_words.h"
#include "read/reader.h"

#define FORM  IRO_SOURCE_DIR "/fixtures/returned/filled-pdfium.pdf"
#define BLANK IRO_SOURCE_DIR "/fixtures/returned/blank.pdf"

static GBytes *mail_about(const gchar *subject, const gchar *text, const gchar *attachment)
{
    GString *mail = g_string_new("From: Mo Tester <Mo.Tester@example.org>\r\nTo: iro@example.org\r\n");
    g_string_append_printf(mail,
                           "Subject: %s\r\nMIME-Version: 1.0\r\n"
                           "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
                           "Content-Type: text/plain; charset=utf-8\r\n\r\n",
                           subject);
    g_string_append_printf(mail, "%s\r\n--b", text);
    if (attachment) {
        gchar *bytes = NULL;
        gsize length = 0;
        assert_true(g_file_get_contents(attachment, &bytes, &length, NULL));
        g_autofree gchar *coded = g_base64_encode((const guchar *) bytes, length);
        g_string_append_printf(mail,
                               "\r\nContent-Type: application/pdf; name=\"Form.pdf\"\r\n"
                               "Content-Disposition: attachment; filename=\"Form.pdf\"\r\n"
                               "Content-Transfer-Encoding: base64\r\n\r\n%s\r\n--b",
                               coded);
        g_free(bytes);
    }
    g_string_append(mail, "--\r\n");
    return g_string_free_to_bytes(mail);
}

static GPtrArray *read_mail_about(const gchar *subject, const gchar *text, const gchar *attachment)
{
    g_autoptr(Reader) reader = reader_start(NULL, NULL);
    g_autoptr(GBytes) mail = mail_about(subject, text, attachment);
    assert_non_null(reader);
    GPtrArray *readings = reader_read(reader, "in/mail.eml", mail, NULL);
    assert_non_null(readings);
    return readings;
}

static GPtrArray *read_mail(const gchar *text, const gchar *attachment)
{
    return read_mail_about("form", text, attachment);
}

static void a_form_in_a_mail_reads_like_the_form(void **state)
{
    (void) state;
    gchar *bytes = NULL;
    gsize length = 0;
    assert_true(g_file_get_contents(FORM, &bytes, &length, NULL));
    g_autoptr(GBytes) form = g_bytes_new_take(bytes, length);
    g_autoptr(Reader) reader = reader_start(NULL, NULL);
    g_autoptr(GPtrArray) alone = reader_read(reader, "Form.pdf", form, NULL);
    g_autoptr(GPtrArray) mailed = read_mail("Please find it attached.", FORM);
    assert_int_equal(alone->len, 1);
    assert_int_equal(mailed->len, 1);
    const Reading *one = g_ptr_array_index(alone, 0);
    const Reading *other = g_ptr_array_index(mailed, 0);
    assert_string_equal(other->file, "in/mail.eml/Form.pdf");
    assert_string_equal(other->reference, one->reference);
    assert_string_equal(other->response, one->response);
    assert_int_equal(other->outcome, one->outcome);
    assert_int_equal(other->certain, one->certain);
    assert_string_equal(facts_get(other->evidence, "mail.sender"), "mo.tester@example.org");
}

static void an_answer_in_the_mail_goes_to_a_person(void **state)
{
    (void) state;
    g_autoptr(GPtrArray) readings = read_mail("About NCC-2026-0001-K: I agree to all of it.", NULL);
    assert_int_equal(readings->len, 1);
    const Reading *reading = g_ptr_array_index(readings, 0);
    assert_int_equal(reading->form, READING_STAGE);
    assert_string_equal(reading->reference, "NCC-2026-0001-K");
    assert_non_null(strstr(reading->response, "I agree to all of it."));
    assert_false(reading->certain);
    assert_true(reading_has_problem(reading, PROBLEM_RESPONSE_UNREAD));
    assert_int_equal(reading->outcome, OUTCOME_NONE);
}

static void the_subject_may_name_the_dispute(void **state)
{
    (void) state;
    g_autoptr(GPtrArray) readings =
        read_mail_about("RE: NCC-2026-0001-K, stage 2", "I agree to all of it.", NULL);
    assert_int_equal(readings->len, 1);
    const Reading *reading = g_ptr_array_index(readings, 0);
    assert_string_equal(reading->reference, "NCC-2026-0001-K");
    assert_int_equal(reading->stage, 2);
    assert_non_null(strstr(reading->response, "I agree to all of it."));
    assert_false(reading->certain);
}

static void named_twice_is_one_dispute(void **state)
{
    (void) state;
    g_autoptr(GPtrArray) readings =
        read_mail_about("NCC-2026-0001-K", "About NCC-2026-0001-K: I agree to all of it.", NULL);
    assert_int_equal(readings->len, 1);
}

/* A text file beside the form is no problem, and not forgotten. */
static void other_attachments_are_counted(void **state)
{
    (void) state;
    g_autoptr(GPtrArray) alone = read_mail("See attached.", FORM);
    g_autoptr(GPtrArray) beside =
        read_mail("See attached.\r\n--b\r\nContent-Type: application/octet-stream\r\n"
                  "Content-Disposition: attachment; filename=\"notes.bin\"\r\n\r\nabc",
                  FORM);
    assert_int_equal(alone->len, 1);
    assert_int_equal(beside->len, 1);
    const Reading *one = g_ptr_array_index(alone, 0);
    const Reading *other = g_ptr_array_index(beside, 0);
    assert_null(facts_get(one->evidence, "mail.others"));
    assert_string_equal(facts_get(other->evidence, "mail.others"), "1");
    assert_int_equal(other->certain, one->certain);
}

static void a_wrong_reference_is_none(void **state)
{
    (void) state;
    g_autoptr(GPtrArray) readings = read_mail("About NCC-2026-0001-L: I agree to all of it.", NULL);
    assert_int_equal(readings->len, 1);
    const Reading *reading = g_ptr_array_index(readings, 0);
    assert_int_equal(reading->form, READING_NO_FORM);
    assert_true(reading_has_problem(reading, PROBLEM_NOT_A_FORM));
    assert_non_null(strstr(facts_get(reading->evidence, "mail.body"), "I agree to all of it."));
}

static void words_beside_a_form_are_kept(void **state)
{
    (void) state;
    g_autoptr(GPtrArray) readings =
        read_mail("I disagree with point two.\r\n\r\n> Please answer by Friday.", FORM);
    assert_int_equal(readings->len, 1);
    const Reading *reading = g_ptr_array_index(readings, 0);
    assert_string_equal(facts_get(reading->evidence, "mail.body"), "I disagree with point two.");
    assert_null(strstr(reading->response, "point two"));
    assert_false(reading_has_problem(reading, PROBLEM_RESPONSE_UNREAD));
}

static void a_quoted_mail_is_not_the_senders_words(void **state)
{
    (void) state;
    g_autoptr(GPtrArray) readings = read_mail("> Please answer by Friday.", FORM);
    const Reading *reading = g_ptr_array_index(readings, 0);
    assert_null(facts_get(reading->evidence, "mail.body"));
}

static void the_answer_beside_a_blank_form_goes_to_a_person(void **state)
{
    (void) state;
    g_autoptr(GPtrArray) readings = read_mail("We will visit on Monday.", BLANK);
    assert_int_equal(readings->len, 1);
    const Reading *reading = g_ptr_array_index(readings, 0);
    assert_string_equal(reading->response, "We will visit on Monday.");
    assert_string_equal(facts_get(reading->evidence, "response.from"), "mail");
    assert_true(reading_has_problem(reading, PROBLEM_BLANK_RETURN));
    assert_true(reading_has_problem(reading, PROBLEM_RESPONSE_UNREAD));
    assert_false(reading->certain);
    assert_int_equal(reading->outcome, OUTCOME_NONE);
}

/* As Outlook, Gmail and Apple's Mail quote. */
static void own_words_end_where_another_mail_begins(void **state)
{
    (void) state;
    static const struct {
        const gchar *body, *words;
    } cases[] = {
        {"Yes.\n\nFrom: Jo\nSent: Monday\nTo: Mo\nSubject: form\n\nIs it?", "Yes."},
        {"Yes.\n\n-----Original Message-----\nFrom: Jo\n", "Yes."},
        {"Yes.\n\n---------- Forwarded message ---------\nFrom: Jo\n", "Yes."},
        {"Yes.\n\nOn Mon, 23 Nov 2026 at 09:00, Jo <jo@example.org> wrote:\n> Is it?\n", "Yes."},
        {"Yes.\n\nOn Mon, 23 Nov 2026 at 09:00, Jo\n<jo@example.org> wrote:\n> Is it?\n", "Yes."},
        {"> Is it?\nYes.\n> And now?\nNo.\n", "Yes.\nNo."},
        {"Yes.\n-- \nMo Tester\n", "Yes."},
        {"From: the team: yes.\nOn Monday we will.\n", "From: the team: yes.\nOn Monday we will."},
        {"On Monday we go.\nShe wrote: no.\n--- and that is all\n",
         "On Monday we go.\nShe wrote: no.\n--- and that is all"},
        {"-- \nMo Tester\n", NULL},
        {" \n\n", NULL},
        {NULL, NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree gchar *words = own_words(cases[i].body);
        assert_int_equal(words != NULL, cases[i].words != NULL);
        if (words) {
            assert_string_equal(words, cases[i].words);
        }
    }
}

int main(void)
{
    g_setenv("IRO_WORKER", IRO_BINARY_DIR "/iro-worker", TRUE);
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_form_in_a_mail_reads_like_the_form),
                                       cmocka_unit_test(an_answer_in_the_mail_goes_to_a_person),
                                       cmocka_unit_test(the_subject_may_name_the_dispute),
                                       cmocka_unit_test(named_twice_is_one_dispute),
                                       cmocka_unit_test(other_attachments_are_counted),
                                       cmocka_unit_test(a_wrong_reference_is_none),
                                       cmocka_unit_test(words_beside_a_form_are_kept),
                                       cmocka_unit_test(a_quoted_mail_is_not_the_senders_words),
                                       cmocka_unit_test(the_answer_beside_a_blank_form_goes_to_a_person),
                                       cmocka_unit_test(own_words_end_where_another_mail_begins)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
