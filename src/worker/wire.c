#include "worker/wire.h"

#include <math.h>
#include <string.h>

/*
 * A record: its length (4 bytes, little-endian, without itself), its kind
 * (1 byte), its content. Numbers are 4 bytes, lengths in pt 8 bytes, texts
 * their length and their bytes, or NO_TEXT alone.
 */
enum { RECORD_FILE = 'F', RECORD_PAGE = 'P', RECORD_FIELD = 'W', RECORD_END = 'E' };

#define NO_TEXT  G_MAXUINT32
#define MAX_NAME 4096u /* bytes of a field's name, a state, an identity */

void wire_put_length(guchar bytes[WIRE_LENGTH_BYTES], guint32 length)
{
    for (guint i = 0; i < WIRE_LENGTH_BYTES; i++) {
        bytes[i] = (guchar) (length >> (8 * i));
    }
}

guint32 wire_get_length(const guchar bytes[WIRE_LENGTH_BYTES])
{
    guint32 length = 0;
    for (guint i = 0; i < WIRE_LENGTH_BYTES; i++) {
        length |= (guint32) bytes[i] << (8 * i);
    }
    return length;
}

static void put_number(GByteArray *out, guint32 number)
{
    guchar bytes[WIRE_LENGTH_BYTES];
    wire_put_length(bytes, number);
    g_byte_array_append(out, bytes, sizeof(bytes));
}

static void put_points(GByteArray *out, gdouble points)
{
    g_byte_array_append(out, (const guchar *) &points, sizeof(points));
}

/* Cuts at a character's border what no form of ours can hold. */
static void put_text(GByteArray *out, const gchar *text, gsize most)
{
    if (!text) {
        put_number(out, NO_TEXT);
        return;
    }
    gsize length = strlen(text);
    if (length > most) {
        length = (gsize) (g_utf8_find_prev_char(text, text + most) - text);
    }
    put_number(out, (guint32) length);
    g_byte_array_append(out, (const guchar *) text, (guint) length);
}

static guint begin_record(GByteArray *out, guchar kind)
{
    guint start = out->len;
    put_number(out, 0);
    g_byte_array_append(out, &kind, 1);
    return start;
}

static void end_record(GByteArray *out, guint start)
{
    wire_put_length(out->data + start, out->len - start - WIRE_LENGTH_BYTES);
}

static void put_field(GByteArray *out, const SeenField *field)
{
    guint start = begin_record(out, RECORD_FIELD);
    put_text(out, field->name, MAX_NAME);
    put_number(out, field->kind);
    put_number(out, field->page);
    put_points(out, field->x);
    put_points(out, field->y);
    put_points(out, field->width);
    put_points(out, field->height);
    put_number(out, field->flags);
    put_number(out, field->field);
    put_number(out, field->listed);
    put_number(out, field->form);
    put_text(out, field->value, SIGHTING_MAX_TEXT);
    put_number(out, field->doubtful);
    put_text(out, field->state, MAX_NAME);
    put_number(out, field->drawn);
    put_number(out, field->states->len);
    for (guint i = 0; i < field->states->len; i++) {
        put_text(out, g_ptr_array_index(field->states, i), MAX_NAME);
    }
    put_number(out, field->alike);
    put_text(out, field->shown, SIGHTING_MAX_TEXT);
    put_number(out, field->poppler);
    put_text(out, field->poppler_text, SIGHTING_MAX_TEXT);
    end_record(out, start);
}

static void put_area(GByteArray *out, const SeenArea *area)
{
    put_points(out, area->left);
    put_points(out, area->bottom);
    put_points(out, area->right);
    put_points(out, area->top);
}

static void put_ink(GByteArray *out, const SeenInk *ink)
{
    put_number(out, ink->width);
    put_number(out, ink->height);
    put_points(out, ink->scale);
    if (ink->width > 0) {
        gsize length = 0;
        const guchar *bits = g_bytes_get_data(ink->bits, &length);
        g_byte_array_append(out, bits, (guint) length);
    }
}

static void put_page(GByteArray *out, const SeenPage *page)
{
    guint start = begin_record(out, RECORD_PAGE);
    put_text(out, page->made, MAX_NAME);
    put_number(out, page->made_page);
    put_number(out, page->made_pages);
    put_points(out, page->width);
    put_points(out, page->height);
    put_text(out, page->text, SIGHTING_MAX_TEXT);
    put_number(out, page->words->len);
    for (guint i = 0; i < page->words->len; i++) {
        const SeenWord *word = g_ptr_array_index(page->words, i);
        put_area(out, &word->area);
        put_text(out, word->text, SIGHTING_MAX_WORD);
    }
    put_ink(out, &page->ink);
    put_number(out, page->notes->len);
    for (guint i = 0; i < page->notes->len; i++) {
        const SeenNote *note = g_ptr_array_index(page->notes, i);
        put_area(out, &note->area);
        put_text(out, note->text, SIGHTING_MAX_TEXT);
    }
    put_number(out, page->remarks);
    end_record(out, start);
}

static void put_file(GByteArray *out, const Sighting *sighting)
{
    guint start = begin_record(out, RECORD_FILE);
    put_number(out, sighting->state);
    put_number(out, sighting->repaired);
    put_number(out, sighting->encrypted);
    put_number(out, sighting->need_appearances);
    put_number(out, sighting->xfa);
    put_number(out, sighting->actions);
    put_number(out, sighting->attachments);
    put_number(out, sighting->unseen);
    put_text(out, sighting->identity, MAX_NAME);
    end_record(out, start);
}

GByteArray *wire_from_sighting(const Sighting *sighting)
{
    GByteArray *out = g_byte_array_new();
    put_file(out, sighting);
    for (guint i = 0; i < sighting->pages->len; i++) {
        const SeenPage *page = g_ptr_array_index(sighting->pages, i);
        put_page(out, page);
    }
    for (guint i = 0; i < sighting->fields->len; i++) {
        put_field(out, g_ptr_array_index(sighting->fields, i));
    }
    guint start = begin_record(out, RECORD_END);
    put_number(out, sighting->pages->len);
    put_number(out, sighting->fields->len);
    end_record(out, start);
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

/* A record's content being read; `bad` once it broke a rule. */
typedef struct {
    const guchar *at;
    const guchar *end;
    gboolean bad;
} Content;

static guint32 get_number(Content *content, guint32 most)
{
    if (content->end - content->at < WIRE_LENGTH_BYTES) {
        content->bad = TRUE;
        return 0;
    }
    guint32 number = wire_get_length(content->at);
    content->at += WIRE_LENGTH_BYTES;
    if (number > most) {
        content->bad = TRUE;
        return 0;
    }
    return number;
}

static gdouble get_points(Content *content)
{
    gdouble points = 0;
    if (content->end - content->at < (gssize) sizeof(points)) {
        content->bad = TRUE;
        return 0;
    }
    memcpy(&points, content->at, sizeof(points));
    content->at += sizeof(points);
    if (!isfinite(points) || fabs(points) > 1e6) {
        content->bad = TRUE;
        return 0;
    }
    return points;
}

static gchar *get_text(Content *content, guint32 most)
{
    guint32 length = get_number(content, NO_TEXT);
    if (content->bad || length == NO_TEXT) {
        return NULL;
    }
    if (length > most || (gsize) (content->end - content->at) < length ||
        !g_utf8_validate_len((const gchar *) content->at, length, NULL)) {
        content->bad = TRUE;
        return NULL;
    }
    gchar *text = g_strndup((const gchar *) content->at, length);
    content->at += length;
    return text;
}

static void get_file(WireReader *reader, Content *content)
{
    Sighting *sighting = reader->sighting;
    sighting->state = get_number(content, SIGHT_N_STATES - 1);
    sighting->repaired = (gboolean) get_number(content, TRUE);
    sighting->encrypted = (gboolean) get_number(content, TRUE);
    sighting->need_appearances = (gboolean) get_number(content, TRUE);
    sighting->xfa = (gboolean) get_number(content, TRUE);
    sighting->actions = (gboolean) get_number(content, TRUE);
    sighting->attachments = (gboolean) get_number(content, TRUE);
    sighting->unseen = (gboolean) get_number(content, TRUE);
    sighting->identity = get_text(content, MAX_NAME);
    reader->begun = TRUE;
}

static SeenArea get_area(Content *content)
{
    SeenArea area = {0, 0, 0, 0};
    area.left = get_points(content);
    area.bottom = get_points(content);
    area.right = get_points(content);
    area.top = get_points(content);
    return area;
}

static void get_ink(Content *content, SeenInk *ink)
{
    guint width = get_number(content, SIGHTING_MAX_SIDE);
    guint height = get_number(content, SIGHTING_MAX_SIDE);
    gdouble scale = get_points(content);
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
static gchar *get_some_text(Content *content, guint32 most)
{
    gchar *text = get_text(content, most);
    content->bad = content->bad || !text;
    return text;
}

static void get_words(WireReader *reader, Content *content, SeenPage *page)
{
    guint words = get_number(content, SIGHTING_MAX_WORDS - reader->words);
    reader->words += words;
    for (guint i = 0; i < words && !content->bad; i++) {
        SeenArea area = get_area(content);
        g_ptr_array_add(page->words, seen_word_new(area, get_some_text(content, SIGHTING_MAX_WORD)));
    }
}

static void get_page(WireReader *reader, Content *content)
{
    SeenPage *page = seen_page_new(NULL, 0);
    g_ptr_array_add(reader->sighting->pages, page);
    page->made = get_text(content, MAX_NAME);
    page->made_page = get_number(content, SIGHTING_MAX_PAGES);
    page->made_pages = get_number(content, SIGHTING_MAX_PAGES);
    page->width = get_points(content);
    page->height = get_points(content);
    page->text = get_text(content, SIGHTING_MAX_TEXT);
    get_words(reader, content, page);
    get_ink(content, &page->ink);
    guint notes = get_number(content, SIGHTING_MAX_NOTES);
    for (guint i = 0; i < notes && !content->bad; i++) {
        SeenArea area = get_area(content);
        g_ptr_array_add(page->notes, seen_note_new(area, get_some_text(content, SIGHTING_MAX_TEXT)));
    }
    page->remarks = get_number(content, G_MAXINT);
    if (reader->sighting->pages->len > SIGHTING_MAX_PAGES) {
        content->bad = TRUE;
    }
}

static void get_field(WireReader *reader, Content *content)
{
    SeenField *field = seen_field_new();
    g_ptr_array_add(reader->sighting->fields, field);
    field->name = get_text(content, MAX_NAME);
    field->kind = get_number(content, SEEN_N_KINDS - 1);
    field->page = get_number(content, reader->sighting->pages->len);
    field->x = get_points(content);
    field->y = get_points(content);
    field->width = get_points(content);
    field->height = get_points(content);
    field->flags = get_number(content, G_MAXINT);
    field->field = get_number(content, G_MAXINT);
    field->listed = (gboolean) get_number(content, TRUE);
    field->form = get_number(content, VALUE_N_FORMS - 1);
    field->value = get_text(content, SIGHTING_MAX_TEXT);
    field->doubtful = (gboolean) get_number(content, TRUE);
    field->state = get_text(content, MAX_NAME);
    field->drawn = get_number(content, DRAWN_N_KINDS - 1);
    guint states = get_number(content, SIGHTING_MAX_STATES);
    for (guint i = 0; i < states && !content->bad; i++) {
        gchar *state = get_text(content, MAX_NAME);
        g_ptr_array_add(field->states, state ? state : g_strdup(""));
    }
    field->alike = (gboolean) get_number(content, TRUE);
    field->shown = get_text(content, SIGHTING_MAX_TEXT);
    field->poppler = get_number(content, POPPLER_N_STATES - 1);
    field->poppler_text = get_text(content, SIGHTING_MAX_TEXT);
    if (!field->name || reader->sighting->fields->len > SIGHTING_MAX_FIELDS) {
        content->bad = TRUE;
    }
}

static WireProgress get_end(WireReader *reader, Content *content)
{
    guint pages = get_number(content, SIGHTING_MAX_PAGES);
    guint fields = get_number(content, SIGHTING_MAX_FIELDS);
    gboolean right = pages == reader->sighting->pages->len && fields == reader->sighting->fields->len;
    return right && !content->bad ? WIRE_ENDED : WIRE_BAD;
}

/* One whole record without its length. */
static WireProgress get_record(WireReader *reader, const guchar *bytes, gsize length)
{
    Content content = {bytes + 1, bytes + length, FALSE};
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
