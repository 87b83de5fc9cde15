#include "mail/check.h"

#include <string.h>

#define HEADER_LINES    20000u
#define HEADER_BYTES    ((gsize) 2 * 1024 * 1024)
#define BLOCK_BYTES     ((gsize) 256 * 1024)
#define BOUNDARIES      20000u
#define COLONS          1000u /* in one header: GMime enters a group of addresses by recursion */
#define COMMAS          2000u /* in one header: GMime looks through the addresses known for each new one */
#define LOOKED_AT       ((gsize) 64 * 1024) /* bytes, for the first blank line */
#define FIELD_NAME_MOST 76

/* Headers that mail programs write; of these a note or a log has few. */
static const gchar *const known[] = {"bcc",
                                     "cc",
                                     "content-transfer-encoding",
                                     "content-type",
                                     "date",
                                     "delivered-to",
                                     "dkim-signature",
                                     "from",
                                     "importance",
                                     "in-reply-to",
                                     "message-id",
                                     "mime-version",
                                     "received",
                                     "references",
                                     "reply-to",
                                     "return-path",
                                     "sender",
                                     "subject",
                                     "thread-topic",
                                     "to",
                                     "x-mailer",
                                     "x-unsent",
                                     "x-priority",
                                     "authentication-results",
                                     "arc-seal",
                                     NULL};

typedef struct {
    const guchar *at, *end;
} Lines;

/* The next line without its end; FALSE at the end of the bytes. */
static gboolean next_line(Lines *lines, const guchar **line, gsize *length)
{
    if (lines->at == lines->end) {
        return FALSE;
    }
    const guchar *stop = memchr(lines->at, '\n', (gsize) (lines->end - lines->at));
    *line = lines->at;
    *length = (gsize) ((stop == NULL ? lines->end : stop) - lines->at);
    lines->at = stop == NULL ? lines->end : stop + 1;
    if (*length > 0 && (*line)[*length - 1] == '\r') {
        (*length)--;
    }
    return TRUE;
}

static gboolean is_known(const guchar *line, gsize length)
{
    g_autofree gchar *name = g_ascii_strdown((const gchar *) line, (gssize) length);
    return g_strv_contains(known, g_strchomp(name));
}

/* Length of the field name that the line begins with, 0 when it has none. */
static gsize field_name(const guchar *line, gsize length)
{
    for (gsize i = 0; i < length && i < FIELD_NAME_MOST; i++) {
        if (line[i] == ':') {
            return i;
        }
        if (line[i] < 33 || line[i] > 126) {
            return 0;
        }
    }
    return 0;
}

static gboolean is_multipart(const guchar *line, gsize length)
{
    static const gchar start[] = "content-type: multipart/";
    return length >= sizeof start - 1 &&
           g_ascii_strncasecmp((const gchar *) line, start, sizeof start - 1) == 0;
}

gboolean mail_looks_like(const guchar *bytes, gsize length, gboolean declared)
{
    Lines lines = {bytes, bytes + MIN(length, LOOKED_AT)};
    const guchar *line = NULL;
    gsize size = 0;
    guint found = 0;
    gboolean any = FALSE;
    while (next_line(&lines, &line, &size)) {
        if (size == 0 && any) {
            break;
        }
        gboolean envelope = !any && size > 5 && memcmp(line, "From ", 5) == 0;
        if (size == 0 || envelope || (any && (line[0] == ' ' || line[0] == '\t'))) {
            continue;
        }
        gsize name = field_name(line, size);
        if (name == 0) {
            return found >= (declared ? 1 : 3);
        }
        any = TRUE;
        found += is_known(line, name);
        found += is_multipart(line, size);
    }
    return found >= (declared ? 1 : 2);
}

static gboolean names_a_message(const guchar *line, gsize length)
{
    return g_strstr_len((const gchar *) line, (gssize) length, "essage/") != NULL ||
           g_strstr_len((const gchar *) line, (gssize) length, "ESSAGE/") != NULL;
}

static guint count_of(guchar character, const guchar *line, gsize length)
{
    guint count = 0;
    for (gsize i = 0; i < length; i++) {
        count += line[i] == character;
    }
    return count;
}

typedef struct {
    gsize lines, bytes, block; /* of all headers; bytes of this block of them */
    gsize boundaries;
    guint colons, commas; /* in this header */
} Tally;

static gboolean is_within(const Tally *tally)
{
    return tally->boundaries <= BOUNDARIES && tally->lines <= HEADER_LINES && tally->bytes <= HEADER_BYTES &&
           tally->block <= BLOCK_BYTES && tally->colons <= COLONS && tally->commas <= COMMAS;
}

static void count_header(Tally *tally, const guchar *line, gsize length)
{
    gboolean folded = line[0] == ' ' || line[0] == '\t';
    tally->lines++;
    tally->bytes += length;
    tally->block += length;
    tally->colons = (folded ? tally->colons : 0) + count_of(':', line, length);
    tally->commas = (folded ? tally->commas : 0) + count_of(',', line, length);
}

gboolean mail_is_moderate(const guchar *bytes, gsize length)
{
    Lines lines = {bytes, bytes + length};
    const guchar *line = NULL;
    gsize size = 0;
    Tally tally = {0};
    gboolean in_header = TRUE, another = FALSE; /* a message's header follows its part's */
    while (next_line(&lines, &line, &size)) {
        gboolean boundary = size >= 2 && line[0] == '-' && line[1] == '-';
        if (boundary || (in_header && size == 0)) {
            tally.boundaries += boundary;
            tally.block = 0;
            in_header = boundary || another;
            another = FALSE;
        } else if (in_header) {
            count_header(&tally, line, size);
            another = another || names_a_message(line, size);
        }
        if (!is_within(&tally)) {
            return FALSE;
        }
    }
    return TRUE;
}
