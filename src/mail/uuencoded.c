#include "mail/uuencoded.h"

#include <gmime/gmime.h>
#include <string.h>

#include "parcel/names.h"

/* A file in the text, as offsets. */
typedef struct {
    gsize begin, name, name_end, content, end;
    gboolean whole;
} Block;

/* The start of the line after the one at `at`, at most the length. */
static gsize next_line(const GByteArray *text, gsize at)
{
    const guchar *stop = memchr(text->data + at, '\n', text->len - at);
    return stop == NULL ? text->len : (gsize) (stop - text->data) + 1;
}

/* Without the line's end. */
static gsize line_length(const GByteArray *text, gsize at)
{
    gsize end = next_line(text, at);
    while (end > at && (text->data[end - 1] == '\n' || text->data[end - 1] == '\r')) {
        end--;
    }
    return end - at;
}

static gboolean is_line(const GByteArray *text, gsize at, const gchar *word)
{
    return line_length(text, at) == strlen(word) && memcmp(text->data + at, word, strlen(word)) == 0;
}

/* "begin 644 form.pdf"; sets where the name stands. */
static gboolean is_begin(const GByteArray *text, gsize at, Block *block)
{
    const guchar *line = text->data + at;
    gsize length = line_length(text, at), digits = 6;
    if (length < 11 || memcmp(line, "begin ", 6) != 0) {
        return FALSE;
    }
    while (digits < length && line[digits] >= '0' && line[digits] <= '7') {
        digits++;
    }
    block->begin = at;
    block->name = at + digits + 1;
    block->name_end = at + length;
    block->content = next_line(text, at);
    return digits >= 9 && digits <= 10 && digits + 1 < length && line[digits] == ' ';
}

/* Its first character says how many bytes the line holds, four characters for
 * three; some programs add one more, others drop spaces at the end. */
static gboolean is_data(const GByteArray *text, gsize at)
{
    gsize length = line_length(text, at);
    guint count = length == 0 ? 0 : (text->data[at] - 32u) & 63u;
    for (gsize i = 0; i < length; i++) {
        if (text->data[at + i] < 32 || text->data[at + i] > 96) {
            return FALSE;
        }
    }
    return count > 0 && length <= 2 + (count + 2) / 3 * 4;
}

static gboolean find_block(const GByteArray *text, gsize from, Block *block)
{
    for (gsize at = from; at < text->len; at = next_line(text, at)) {
        if (!is_begin(text, at, block) || block->content >= text->len || !is_data(text, block->content)) {
            continue;
        }
        gsize line = block->content;
        while (line < text->len && !is_line(text, line, "end")) {
            line = next_line(text, line);
        }
        block->whole = line < text->len;
        block->end = block->whole ? next_line(text, line) : line;
        return TRUE;
    }
    return FALSE;
}

static GBytes *decode(const GByteArray *text, const Block *block)
{
    const gsize length = block->end - block->content;
    GMimeEncoding decoder;
    g_mime_encoding_init_decode(&decoder, GMIME_CONTENT_ENCODING_UUENCODE);
    decoder.state |= GMIME_UUDECODE_STATE_BEGIN; /* the line that begins it was read here */
    g_autofree char *out = g_malloc(g_mime_encoding_outlen(&decoder, length));
    gsize decoded = g_mime_encoding_flush(&decoder, (const char *) text->data + block->content, length, out);
    return g_bytes_new(out, decoded);
}

void uuencoded_take(Parcel *parcel, GByteArray *text, Allowance *allowance)
{
    Block block = {0};
    gsize from = 0;
    while (find_block(text, from, &block)) {
        g_autofree gchar *found =
            g_strndup((const gchar *) text->data + block.name, block.name_end - block.name);
        g_autofree gchar *name = name_clean(found);
        g_autoptr(GBytes) content = decode(text, &block);
        if (!block.whole) {
            parcel_add_problem(parcel, PARCEL_BROKEN, name);
            return;
        }
        if (!parcel_may_take(parcel, allowance, name, g_bytes_get_size(content))) {
            return;
        }
        parcel_add(parcel, name, g_steal_pointer(&content), NULL);
        g_byte_array_remove_range(text, (guint) block.begin, (guint) (block.end - block.begin));
        from = block.begin;
    }
}
