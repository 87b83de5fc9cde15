#include "pdfout/attachment.h"

#include "pdfout/deflate.h"
#include "pdfout/syntax.h"

/* A name as PDF writes it, in which "/" is "#2F". */
static void append_name(GString *out, const gchar *name)
{
    g_string_append_c(out, '/');
    for (; *name != '\0'; name++) {
        if (g_ascii_isalnum(*name) || *name == '-' || *name == '.')
            g_string_append_c(out, *name);
        else
            g_string_append_printf(out, "#%02X", (guint) (guint8) *name);
    }
}

static HaruObject *add_file(Haru *haru, const PdfAttachment *attachment, const gchar *date)
{
    gsize length = 0;
    const guint8 *bytes = g_bytes_get_data(attachment->bytes, &length);
    g_autoptr(GByteArray) deflated = deflate_bytes(bytes, length, DEFLATE_BEST);
    GString *entries = g_string_new("/Type/EmbeddedFile/Filter/FlateDecode/Subtype");

    append_name(entries, attachment->type);
    g_string_append_printf(entries, "/Params<</Size %" G_GSIZE_FORMAT, length);
    if (date != NULL) {
        g_string_append(entries, "/ModDate");
        syntax_text(entries, date);
    }
    g_string_append(entries, ">>");
    return haru_add_stream(haru, entries, g_byte_array_free_to_bytes(g_steal_pointer(&deflated)));
}

void attachment_add(Haru *haru, const PdfAttachment *attachment, const gchar *date, GChecksum *sum)
{
    guint file = haru_number(add_file(haru, attachment, date));
    GString *entries = g_string_new("/Type/Filespec/AFRelationship/Data/F");

    syntax_text(entries, attachment->name);
    g_string_append(entries, "/UF");
    syntax_text(entries, attachment->name);
    g_string_append(entries, "/Desc");
    syntax_text(entries, attachment->description);
    g_string_append_printf(entries, "/EF<</F %u 0 R/UF %u 0 R>>", file, file);
    haru_set_attachment(haru, haru_add(haru, entries), attachment->name);
    g_checksum_update(sum, g_bytes_get_data(attachment->bytes, NULL),
                      (gssize) g_bytes_get_size(attachment->bytes));
}
