#include "worker/pictures.h"

#include "worker/record.h"

#define MAX_NAME     4096u
#define MAX_TEXT     1048576u
#define MAX_CODES    16u
#define MAX_PLACE    1e5 /* pt */
#define MAX_PNG      4194304u
#define RECORD_PAGE  'P'
#define RECORD_FIELD 'F'
#define RECORD_STOP  'S'

PictureField *picture_field_new(guint page, const gchar *name, gboolean box, const Rect *rect)
{
    PictureField *field = g_new0(PictureField, 1);
    field->page = page;
    field->name = g_strdup(name);
    field->box = box;
    field->rect = *rect;
    return field;
}

void picture_field_free(gpointer data)
{
    PictureField *field = data;
    g_free(field->name);
    g_free(field->ink.why);
    g_free(field->text.text);
    g_clear_pointer(&field->png, g_bytes_unref);
    g_free(field);
}

static RecordContent whole(GBytes *bytes)
{
    gsize length = 0;
    const guchar *at = g_bytes_get_data(bytes, &length);
    return (RecordContent){at, at + length, FALSE};
}

static GBytes *ask(GBytes *content, const GArray *pages, const GPtrArray *fields)
{
    GByteArray *out = g_byte_array_new();
    record_put_bytes(out, content);
    record_put_number(out, pages ? MIN(pages->len, PICTURES_MAX_PAGES) : 0);
    for (guint i = 0; pages && i < MIN(pages->len, PICTURES_MAX_PAGES); i++) {
        record_put_number(out, g_array_index(pages, guint, i));
    }
    record_put_number(out, fields ? fields->len : 0);
    for (guint i = 0; fields && i < fields->len; i++) {
        const PictureField *field = g_ptr_array_index(fields, i);
        record_put_number(out, field->page);
        record_put_text(out, field->name, MAX_NAME);
        record_put_number(out, field->box);
        record_put_measure(out, field->rect.x);
        record_put_measure(out, field->rect.y);
        record_put_measure(out, field->rect.width);
        record_put_measure(out, field->rect.height);
    }
    return g_byte_array_free_to_bytes(out);
}

GBytes *pictures_ask_codes(GBytes *content, const GArray *pages)
{
    return ask(content, pages, NULL);
}

GBytes *pictures_ask_fields(GBytes *content, const GPtrArray *fields)
{
    return ask(content, NULL, fields);
}

gboolean pictures_asked(GBytes *request, GBytes **content, GArray **pages, GPtrArray **fields)
{
    RecordContent all = whole(request);
    *content = record_get_bytes(&all, PICTURES_MAX_BYTES);
    *pages = g_array_new(FALSE, FALSE, sizeof(guint));
    *fields = g_ptr_array_new_with_free_func(picture_field_free);
    guint count = record_get_number(&all, PICTURES_MAX_PAGES);
    for (guint i = 0; i < count && !all.bad; i++) {
        guint page = record_get_number(&all, PICTURES_MAX_NUMBER);
        all.bad = all.bad || page == 0;
        g_array_append_val(*pages, page);
    }
    count = record_get_number(&all, PICTURES_MAX_FIELDS);
    for (guint i = 0; i < count && !all.bad; i++) {
        PictureField *field = g_new0(PictureField, 1);
        g_ptr_array_add(*fields, field);
        field->page = record_get_number(&all, PICTURES_MAX_NUMBER);
        field->name = record_get_text(&all, MAX_NAME);
        field->box = (gboolean) record_get_number(&all, TRUE);
        field->rect.x = record_get_measure(&all, MAX_PLACE);
        field->rect.y = record_get_measure(&all, MAX_PLACE);
        field->rect.width = record_get_measure(&all, MAX_PLACE);
        field->rect.height = record_get_measure(&all, MAX_PLACE);
    }
    return *content && !all.bad;
}

GByteArray *pictures_put_codes(const GPtrArray *codes, PicturesStop stop)
{
    GByteArray *out = g_byte_array_new();
    for (guint i = 0; i < codes->len; i++) {
        const GPtrArray *page = g_ptr_array_index(codes, i);
        guint count = MIN(page->len, MAX_CODES);
        guint start = record_begin(out, RECORD_PAGE);
        record_put_number(out, count);
        for (guint j = 0; j < count; j++) {
            record_put_text(out, g_ptr_array_index(page, j), MAX_NAME);
        }
        record_end(out, start);
    }
    guint start = record_begin(out, RECORD_STOP);
    record_put_number(out, stop);
    record_end(out, start);
    return out;
}

static GPtrArray *get_page_codes(RecordContent *content)
{
    GPtrArray *page = g_ptr_array_new_with_free_func(g_free);
    guint count = record_get_number(content, MAX_CODES);
    for (guint i = 0; i < count && !content->bad; i++) {
        gchar *code = record_get_text(content, MAX_NAME);
        if (code) {
            g_ptr_array_add(page, code);
        }
    }
    return page;
}

GPtrArray *pictures_get_codes(GBytes *answer, PicturesStop *stop)
{
    RecordContent all = whole(answer);
    RecordContent content;
    guchar kind = 0;
    gboolean ended = FALSE;
    g_autoptr(GPtrArray) codes = g_ptr_array_new_with_free_func((GDestroyNotify) g_ptr_array_unref);
    while (!ended && record_next(&all, &kind, &content)) {
        if (kind == RECORD_STOP) {
            *stop = record_get_number(&content, PICTURES_N_STOPS - 1);
            ended = TRUE;
        } else {
            g_ptr_array_add(codes, get_page_codes(&content));
        }
        all.bad = all.bad || content.bad || (kind != RECORD_PAGE && kind != RECORD_STOP) ||
                  content.at != content.end || codes->len > PICTURES_MAX_NUMBER;
    }
    return all.bad || !ended || all.at != all.end ? NULL : g_steal_pointer(&codes);
}

GByteArray *pictures_put_fields(const GPtrArray *fields)
{
    GByteArray *out = g_byte_array_new();
    for (guint i = 0; i < fields->len; i++) {
        const PictureField *field = g_ptr_array_index(fields, i);
        guint start = record_begin(out, RECORD_FIELD);
        record_put_number(out, field->registered);
        record_put_measure(out, field->residual);
        record_put_number(out, field->ink.mark);
        record_put_measure(out, field->ink.inside);
        record_put_measure(out, field->ink.faint);
        record_put_measure(out, field->ink.around);
        record_put_measure(out, field->ink.blank);
        record_put_measure(out, field->ink.marked);
        record_put_text(out, field->ink.why, MAX_NAME);
        record_put_text(out, field->text.text, MAX_TEXT);
        record_put_measure(out, field->text.confidence);
        record_put_measure(out, field->text.lowest);
        record_put_number(out, field->text.ink);
        record_put_number(out, field->text.handwritten);
        record_put_bytes(out, field->png);
        record_end(out, start);
    }
    return out;
}

static void get_field(RecordContent *content, PictureField *field)
{
    field->registered = (gboolean) record_get_number(content, TRUE);
    field->residual = record_get_measure(content, MAX_PLACE);
    field->ink.mark = record_get_number(content, MARK_UNCLEAR);
    field->ink.inside = record_get_measure(content, 1);
    field->ink.faint = record_get_measure(content, 1);
    field->ink.around = record_get_measure(content, 1);
    field->ink.blank = record_get_measure(content, 1);
    field->ink.marked = record_get_measure(content, 1);
    field->ink.why = record_get_text(content, MAX_NAME);
    field->text.text = record_get_text(content, MAX_TEXT);
    field->text.confidence = record_get_measure(content, 100);
    field->text.lowest = record_get_measure(content, 100);
    field->text.ink = (gboolean) record_get_number(content, TRUE);
    field->text.handwritten = (gboolean) record_get_number(content, TRUE);
    field->png = record_get_bytes(content, MAX_PNG);
}

gboolean pictures_get_fields(GBytes *answer, GPtrArray *fields)
{
    RecordContent all = whole(answer);
    RecordContent content;
    guchar kind = 0;
    guint count = 0;
    while (count < fields->len && record_next(&all, &kind, &content)) {
        get_field(&content, g_ptr_array_index(fields, count++));
        all.bad = all.bad || content.bad || kind != RECORD_FIELD || content.at != content.end;
    }
    return !all.bad && count == fields->len && all.at == all.end;
}
