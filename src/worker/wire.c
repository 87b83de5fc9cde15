#include "worker/wire.h"

enum { RECORD_FILE = 'F', RECORD_PAGE = 'P', RECORD_FIELD = 'W', RECORD_END = 'E' };

#define MAX_POINTS 1e6   /* pt */
#define MAX_NAME   4096u /* bytes of a field's name, a state, an identity */

#define ALL_GAPS 255u /* of a byte; what they mean is the caller's to know */

void wire_put_head(guchar bytes[WIRE_HEAD_BYTES], const WireHead *head)
{
    bytes[0] = (guchar) head->status;
    bytes[1] = (guchar) (head->gaps & ALL_GAPS);
    wire_put_length(bytes + 2, head->length);
}

gboolean wire_get_head(const guchar bytes[WIRE_HEAD_BYTES], WireHead *head)
{
    head->status = bytes[0];
    head->gaps = bytes[1];
    head->length = wire_get_length(bytes + 2);
    gboolean known =
        head->status == WORKER_DONE || (head->status >= WORKER_CRASHED && head->status < WORKER_N_STATUSES);
    return known && head->length <= WIRE_MAX_ANSWER && (head->status == WORKER_DONE || head->length == 0);
}

static void put_field(GByteArray *out, const SeenField *field)
{
    guint start = record_begin(out, RECORD_FIELD);
    record_put_text(out, field->name, MAX_NAME);
    record_put_number(out, field->kind);
    record_put_number(out, field->page);
    record_put_measure(out, field->x);
    record_put_measure(out, field->y);
    record_put_measure(out, field->width);
    record_put_measure(out, field->height);
    record_put_number(out, field->flags);
    record_put_number(out, field->field);
    record_put_number(out, field->listed);
    record_put_number(out, field->form);
    record_put_text(out, field->value, SIGHTING_MAX_TEXT);
    record_put_number(out, field->doubtful);
    record_put_text(out, field->state, MAX_NAME);
    record_put_number(out, field->drawn);
    record_put_number(out, field->states->len);
    for (guint i = 0; i < field->states->len; i++) {
        record_put_text(out, g_ptr_array_index(field->states, i), MAX_NAME);
    }
    record_put_number(out, field->alike);
    record_put_text(out, field->shown, SIGHTING_MAX_TEXT);
    record_put_number(out, field->poppler);
    record_put_text(out, field->poppler_text, SIGHTING_MAX_TEXT);
    record_end(out, start);
}

static void put_area(GByteArray *out, const SeenArea *area)
{
    record_put_measure(out, area->left);
    record_put_measure(out, area->bottom);
    record_put_measure(out, area->right);
    record_put_measure(out, area->top);
}

static void put_ink(GByteArray *out, const SeenInk *ink)
{
    record_put_number(out, ink->width);
    record_put_number(out, ink->height);
    record_put_measure(out, ink->scale);
    if (ink->width > 0) {
        gsize length = 0;
        const guchar *bits = g_bytes_get_data(ink->bits, &length);
        g_byte_array_append(out, bits, (guint) length);
    }
}

static void put_page(GByteArray *out, const SeenPage *page)
{
    guint start = record_begin(out, RECORD_PAGE);
    record_put_text(out, page->made, MAX_NAME);
    record_put_number(out, page->made_page);
    record_put_number(out, page->made_pages);
    record_put_measure(out, page->width);
    record_put_measure(out, page->height);
    record_put_measure(out, page->picture);
    record_put_text(out, page->text, SIGHTING_MAX_TEXT);
    record_put_number(out, page->nameless);
    record_put_number(out, page->words->len);
    for (guint i = 0; i < page->words->len; i++) {
        const SeenWord *word = g_ptr_array_index(page->words, i);
        put_area(out, &word->area);
        record_put_text(out, word->text, SIGHTING_MAX_WORD);
    }
    put_ink(out, &page->ink);
    record_put_number(out, page->notes->len);
    for (guint i = 0; i < page->notes->len; i++) {
        const SeenNote *note = g_ptr_array_index(page->notes, i);
        put_area(out, &note->area);
        record_put_text(out, note->text, SIGHTING_MAX_TEXT);
    }
    record_put_number(out, page->remarks);
    record_end(out, start);
}

static void put_file(GByteArray *out, const Sighting *sighting)
{
    guint start = record_begin(out, RECORD_FILE);
    record_put_number(out, sighting->state);
    record_put_number(out, sighting->repaired);
    record_put_number(out, sighting->encrypted);
    record_put_number(out, sighting->need_appearances);
    record_put_number(out, sighting->xfa);
    record_put_number(out, sighting->actions);
    record_put_number(out, sighting->attachments);
    record_put_number(out, sighting->unseen);
    record_put_text(out, sighting->identity, MAX_NAME);
    record_end(out, start);
}

GByteArray *wire_from_sighting(const Sighting *sighting)
{
    GByteArray *out = g_byte_array_new();
    put_file(out, sighting);
    for (guint i = 0; i < sighting->pages->len; i++) {
        put_page(out, g_ptr_array_index(sighting->pages, i));
    }
    for (guint i = 0; i < sighting->fields->len; i++) {
        put_field(out, g_ptr_array_index(sighting->fields, i));
    }
    guint start = record_begin(out, RECORD_END);
    record_put_number(out, sighting->pages->len);
    record_put_number(out, sighting->fields->len);
    record_end(out, start);
    return out;
}

/* --- the receiving side --- */

struct WireReader {
    GByteArray *pending;
    gsize taken; /* bytes of this answer so far */
    Sighting *sighting;
    gboolean begun; /* the file's record has come */
    guint words;    /* of all pages so far */
    WireProgress progress;
};

static void get_file(WireReader *reader, RecordContent *content)
{
    Sighting *sighting = reader->sighting;
    sighting->state = record_get_number(content, SIGHT_N_STATES - 1);
    sighting->repaired = (gboolean) record_get_number(content, TRUE);
    sighting->encrypted = (gboolean) record_get_number(content, TRUE);
    sighting->need_appearances = (gboolean) record_get_number(content, TRUE);
    sighting->xfa = (gboolean) record_get_number(content, TRUE);
    sighting->actions = (gboolean) record_get_number(content, TRUE);
    sighting->attachments = (gboolean) record_get_number(content, TRUE);
    sighting->unseen = (gboolean) record_get_number(content, TRUE);
    sighting->identity = record_get_text(content, MAX_NAME);
    reader->begun = TRUE;
}

static SeenArea get_area(RecordContent *content)
{
    SeenArea area = {0, 0, 0, 0};
    area.left = record_get_measure(content, MAX_POINTS);
    area.bottom = record_get_measure(content, MAX_POINTS);
    area.right = record_get_measure(content, MAX_POINTS);
    area.top = record_get_measure(content, MAX_POINTS);
    return area;
}

static void get_ink(RecordContent *content, SeenInk *ink)
{
    guint width = record_get_number(content, SIGHTING_MAX_SIDE);
    guint height = record_get_number(content, SIGHTING_MAX_SIDE);
    gdouble scale = record_get_measure(content, MAX_POINTS);
    gsize length = (gsize) ((width + 7) / 8) * height;
    if (width == 0 || height == 0 || content->bad) {
        return;
    }
    if (scale <= 0 || (gsize) (content->end - content->at) < length) {
        content->bad = TRUE;
        return;
    }
    *ink = (SeenInk){width, height, scale, g_bytes_new(content->at, length)};
    content->at += length;
}

/* A text that must be there. */
static gchar *get_some_text(RecordContent *content, guint32 most)
{
    gchar *text = record_get_text(content, most);
    content->bad = content->bad || !text;
    return text;
}

static void get_words(WireReader *reader, RecordContent *content, SeenPage *page)
{
    guint words = record_get_number(content, SIGHTING_MAX_WORDS - reader->words);
    reader->words += words;
    for (guint i = 0; i < words && !content->bad; i++) {
        SeenArea area = get_area(content);
        g_ptr_array_add(page->words, seen_word_new(area, get_some_text(content, SIGHTING_MAX_WORD)));
    }
}

static void get_page(WireReader *reader, RecordContent *content)
{
    SeenPage *page = seen_page_new(NULL, 0);
    g_ptr_array_add(reader->sighting->pages, page);
    page->made = record_get_text(content, MAX_NAME);
    page->made_page = record_get_number(content, SIGHTING_MAX_PAGES);
    page->made_pages = record_get_number(content, SIGHTING_MAX_PAGES);
    page->width = record_get_measure(content, MAX_POINTS);
    page->height = record_get_measure(content, MAX_POINTS);
    page->picture = record_get_measure(content, 1);
    page->text = record_get_text(content, SIGHTING_MAX_TEXT);
    page->nameless = (gboolean) record_get_number(content, TRUE);
    get_words(reader, content, page);
    get_ink(content, &page->ink);
    guint notes = record_get_number(content, SIGHTING_MAX_NOTES);
    for (guint i = 0; i < notes && !content->bad; i++) {
        SeenArea area = get_area(content);
        g_ptr_array_add(page->notes, seen_note_new(area, get_some_text(content, SIGHTING_MAX_TEXT)));
    }
    page->remarks = record_get_number(content, G_MAXINT);
    if (reader->sighting->pages->len > SIGHTING_MAX_PAGES) {
        content->bad = TRUE;
    }
}

static void get_field(WireReader *reader, RecordContent *content)
{
    SeenField *field = seen_field_new();
    g_ptr_array_add(reader->sighting->fields, field);
    field->name = record_get_text(content, MAX_NAME);
    field->kind = record_get_number(content, SEEN_N_KINDS - 1);
    field->page = record_get_number(content, reader->sighting->pages->len);
    field->x = record_get_measure(content, MAX_POINTS);
    field->y = record_get_measure(content, MAX_POINTS);
    field->width = record_get_measure(content, MAX_POINTS);
    field->height = record_get_measure(content, MAX_POINTS);
    field->flags = record_get_number(content, G_MAXINT);
    field->field = record_get_number(content, G_MAXINT);
    field->listed = (gboolean) record_get_number(content, TRUE);
    field->form = record_get_number(content, VALUE_N_FORMS - 1);
    field->value = record_get_text(content, SIGHTING_MAX_TEXT);
    field->doubtful = (gboolean) record_get_number(content, TRUE);
    field->state = record_get_text(content, MAX_NAME);
    field->drawn = record_get_number(content, DRAWN_N_KINDS - 1);
    guint states = record_get_number(content, SIGHTING_MAX_STATES);
    for (guint i = 0; i < states && !content->bad; i++) {
        gchar *state = record_get_text(content, MAX_NAME);
        g_ptr_array_add(field->states, state ? state : g_strdup(""));
    }
    field->alike = (gboolean) record_get_number(content, TRUE);
    field->shown = record_get_text(content, SIGHTING_MAX_TEXT);
    field->poppler = record_get_number(content, POPPLER_N_STATES - 1);
    field->poppler_text = record_get_text(content, SIGHTING_MAX_TEXT);
    if (!field->name || reader->sighting->fields->len > SIGHTING_MAX_FIELDS) {
        content->bad = TRUE;
    }
}

static WireProgress get_end(WireReader *reader, RecordContent *content)
{
    guint pages = record_get_number(content, SIGHTING_MAX_PAGES);
    guint fields = record_get_number(content, SIGHTING_MAX_FIELDS);
    gboolean right = pages == reader->sighting->pages->len && fields == reader->sighting->fields->len;
    return right && !content->bad ? WIRE_ENDED : WIRE_BAD;
}

/* One whole record without its length. */
static WireProgress get_record(WireReader *reader, const guchar *bytes, gsize length)
{
    RecordContent content = {bytes + 1, bytes + length, FALSE};
    WireProgress progress = WIRE_MORE;
    if (bytes[0] == RECORD_FILE && !reader->begun) {
        get_file(reader, &content);
    } else if (bytes[0] == RECORD_PAGE && reader->begun && reader->sighting->fields->len == 0) {
        get_page(reader, &content);
    } else if (bytes[0] == RECORD_FIELD && reader->begun) {
        get_field(reader, &content);
    } else if (bytes[0] == RECORD_END && reader->begun) {
        progress = get_end(reader, &content);
    } else {
        return WIRE_BAD;
    }
    return content.bad || content.at != content.end ? WIRE_BAD : progress;
}

WireReader *wire_reader_new(void)
{
    WireReader *reader = g_new0(WireReader, 1);
    reader->pending = g_byte_array_new();
    reader->sighting = sighting_new(SIGHT_BROKEN);
    return reader;
}

void wire_reader_free(WireReader *reader)
{
    if (reader) {
        g_byte_array_unref(reader->pending);
        sighting_free(reader->sighting);
        g_free(reader);
    }
}

WireProgress wire_reader_take(WireReader *reader, const guchar *bytes, gsize length)
{
    reader->taken += length;
    if (reader->progress != WIRE_MORE || reader->taken > WIRE_MAX_ANSWER) {
        return reader->progress = WIRE_BAD; /* nothing may follow END */
    }
    g_byte_array_append(reader->pending, bytes, (guint) length);
    gsize at = 0;
    while (reader->progress == WIRE_MORE && reader->pending->len - at >= WIRE_LENGTH_BYTES) {
        guint32 size = wire_get_length(reader->pending->data + at);
        if (size == 0 || size > WIRE_MAX_ANSWER) {
            return reader->progress = WIRE_BAD;
        }
        if (reader->pending->len - at - WIRE_LENGTH_BYTES < size) {
            break;
        }
        reader->progress = get_record(reader, reader->pending->data + at + WIRE_LENGTH_BYTES, size);
        at += WIRE_LENGTH_BYTES + size;
    }
    if (reader->progress == WIRE_ENDED && at != reader->pending->len) {
        return reader->progress = WIRE_BAD;
    }
    g_byte_array_remove_range(reader->pending, 0, (guint) at);
    return reader->progress;
}

Sighting *wire_reader_steal(WireReader *reader)
{
    return reader->progress == WIRE_ENDED ? g_steal_pointer(&reader->sighting) : NULL;
}
