#include "desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "../folder.h"
#include "flow/issue.h"
#include "flow/opening.h"

static Session *open_session(const gchar *folder, const gchar *today)
{
    g_autofree gchar *url = g_build_filename(folder, "disputes.db", NULL);
    g_autoptr(GError) failure = NULL;
    SessionOptions options = {.store = url, .mode = STORE_WRITE, .today = day_from_iso(today)};
    Session *session = session_open(&options, &failure);
    assert_null(failure);
    return session;
}

int desk_set_up(void **state)
{
    Desk *desk = g_new0(Desk, 1);
    g_setenv("IRO_SHARE", IRO_SOURCE_DIR, TRUE);
    g_setenv("IRO_USER", "admin", TRUE);
    desk->folder = g_dir_make_tmp("iro-desk-XXXXXX", NULL);
    desk->session = open_session(desk->folder, "2026-11-23");
    assert_true(store_begin(desk->session->store, NULL));
    desk->reference =
        open_dispute(desk->session, IRO_SOURCE_DIR "/fixtures/disputes/nottingham-minimal.xml", NULL);
    assert_non_null(desk->reference);
    assert_true(store_commit(desk->session->store, NULL));
    *state = desk;
    return 0;
}

int desk_tear_down(void **state)
{
    Desk *desk = *state;
    session_close(desk->session);
    folder_remove(desk->folder);
    g_free(desk->folder);
    g_free(desk->reference);
    g_free(desk);
    return 0;
}

void desk_on_day(Desk *desk, const gchar *today)
{
    session_close(desk->session);
    desk->session = open_session(desk->folder, today);
}

void desk_issue(Desk *desk)
{
    assert_true(store_begin(desk->session->store, NULL));
    g_autoptr(IssuedForm) form = issue_stage_form(desk->session, desk->reference, 0, NULL);
    assert_non_null(form);
    assert_true(store_commit(desk->session->store, NULL));
}

Reading *desk_answered(const gchar *reference, guint stage, Mark resolved, Mark proceed,
                       const gchar *response)
{
    Reading *reading = reading_new("returned.pdf");
    reading->form = READING_STAGE;
    reading->source = SOURCE_FIELDS;
    reading->reference = g_strdup(reference);
    reading->stage = stage;
    reading->issue = 1;
    reading->response = g_strdup(response);
    reading->resolved = resolved;
    reading->proceed = proceed;
    reading_judge_boxes(reading);
    return reading;
}

GPtrArray *desk_take_in(Desk *desk, Reading *reading)
{
    g_autofree gchar *bytes = g_strdup_printf("file %u", ++desk->files);
    g_autoptr(GBytes) content = g_bytes_new(bytes, strlen(bytes));
    g_autofree gchar *sha256 = store_keep_file(desk->session->store, content, NULL);
    GPtrArray *readings = g_ptr_array_new_with_free_func((GDestroyNotify) reading_free);
    g_ptr_array_add(readings, reading);
    assert_true(store_begin(desk->session->store, NULL));
    GPtrArray *intakes = intake_record(desk->session, sha256, readings, NULL);
    assert_non_null(intakes);
    assert_int_equal(intakes->len, 1);
    assert_true(store_commit(desk->session->store, NULL));
    g_autoptr(GBytes) kept = store_kept_file(desk->session->store, sha256, NULL);
    assert_true(g_bytes_equal(kept, content));
    return intakes;
}
