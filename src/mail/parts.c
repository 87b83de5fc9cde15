#include "mail/parts.h"

#include <string.h>

#include "mail/uuencoded.h"
#include "parcel/html.h"
#include "parcel/names.h"
#include "parcel/text.h"

#define TEXT_MOST ((gsize) 2 * 1024 * 1024) /* bytes of a text decoded */

typedef struct {
    Parcel *parcel;
    Allowance *allowance;
    GPtrArray *pictures; /* of gchar: content ids, by index of item; NULL where there is none */
    GString *html;       /* source of all HTML texts, for what it shows */
} Sorter;

static void sort_object(Sorter *sorter, GMimeObject *object, gboolean with_text);

static gboolean is_type(GMimeObject *object, const char *type, const char *subtype)
{
    GMimeContentType *found = g_mime_object_get_content_type(object);
    return found != NULL && g_mime_content_type_is_type(found, type, subtype);
}

/* The name that the part is sent under, or NULL. */
static const char *name_of(GMimeObject *object)
{
    if (GMIME_IS_PART(object)) {
        return g_mime_part_get_filename(GMIME_PART(object));
    }
    const char *name = g_mime_object_get_content_disposition_parameter(object, "filename");
    return name != NULL ? name : g_mime_object_get_content_type_parameter(object, "name");
}

/* The decoded content, never NULL. Decoding does not make it longer. */
static GByteArray *decode(GMimePart *part)
{
    GByteArray *bytes = g_byte_array_new();
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    if (content != NULL) {
        GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(bytes);
        g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
        g_mime_data_wrapper_write_to_stream(content, stream);
        g_object_unref(stream);
    }
    return bytes;
}

static gboolean is_encrypted(GMimeObject *object)
{
    if (is_type(object, "multipart", "encrypted") ||
        is_type(object, "application", "x-microsoft-rpmsg-message")) {
        return TRUE;
    }
    const char *name = name_of(object);
    if (name != NULL && g_ascii_strcasecmp(name, "message.rpmsg") == 0) {
        return TRUE;
    }
    const char *kind = g_mime_object_get_content_type_parameter(object, "smime-type");
    return (is_type(object, "application", "pkcs7-mime") || is_type(object, "application", "x-pkcs7-mime")) &&
           kind != NULL && g_ascii_strcasecmp(kind, "enveloped-data") == 0;
}

static void add_attachment(Sorter *sorter, GMimePart *part, GByteArray *bytes)
{
    GMimeObject *object = GMIME_OBJECT(part);
    const char *name = name_of(object);
    if (!parcel_may_take(sorter->parcel, sorter->allowance, name, bytes->len)) {
        g_byte_array_unref(bytes);
        return;
    }
    ParcelItem *item = parcel_add(sorter->parcel, name, g_byte_array_free_to_bytes(bytes), NULL);
    item->is_mail = is_type(object, "message", "rfc822") || is_type(object, "message", "global");
    g_ptr_array_set_size(sorter->pictures, (gint) sorter->parcel->items->len);
    if (is_type(object, "image", "*")) {
        sorter->pictures->pdata[sorter->parcel->items->len - 1] =
            g_strdup(g_mime_object_get_content_id(object));
    }
}

static gchar *plain_text(GMimePart *part, const GByteArray *bytes)
{
    const char *charset = g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), "charset");
    return text_from_bytes(bytes->data, MIN(bytes->len, TEXT_MOST), charset);
}

static gchar *html_source(GMimePart *part, const GByteArray *bytes)
{
    const char *charset = g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), "charset");
    g_autofree gchar *inner = charset == NULL ? html_find_charset(bytes->data, bytes->len) : NULL;
    return text_from_bytes(bytes->data, MIN(bytes->len, TEXT_MOST), charset != NULL ? charset : inner);
}

/* Text that was written, and no attachment: no name, no wish to be saved, no
 * bytes that text has not. */
static gboolean is_writing(GMimePart *part, const GByteArray *bytes)
{
    GMimeObject *object = GMIME_OBJECT(part);
    const char *disposition = g_mime_object_get_disposition(object);
    gboolean attached = disposition != NULL && g_ascii_strcasecmp(disposition, "attachment") == 0;
    gboolean text = is_type(object, "text", "plain") || is_type(object, "text", "html");
    return text && !attached && name_of(object) == NULL &&
           !(bytes->len > 4 && memcmp(bytes->data, "%PDF", 4) == 0);
}

static void add_writing(Sorter *sorter, GMimePart *part, const GByteArray *bytes, gboolean with_text)
{
    if (bytes->len > TEXT_MOST) {
        parcel_add_problem(sorter->parcel, PARCEL_TOO_LARGE, NULL);
    }
    if (is_type(GMIME_OBJECT(part), "text", "html")) {
        g_autofree gchar *source = html_source(part, bytes);
        g_autofree gchar *text = with_text ? html_to_text(source) : NULL;
        g_string_append(sorter->html, source);
        parcel_add_text(sorter->parcel, text);
    } else if (with_text) {
        g_autofree gchar *text = plain_text(part, bytes);
        parcel_add_text(sorter->parcel, text);
    }
}

static void sort_part(Sorter *sorter, GMimePart *part, gboolean with_text)
{
    if (sorter->allowance->parts == 0) {
        parcel_add_problem(sorter->parcel, PARCEL_TOO_LARGE, NULL);
        return;
    }
    g_autoptr(GByteArray) bytes = decode(part);
    if (is_writing(part, bytes)) {
        sorter->allowance->parts--;
        if (with_text && is_type(GMIME_OBJECT(part), "text", "plain")) {
            uuencoded_take(sorter->parcel, bytes, sorter->allowance);
            g_ptr_array_set_size(sorter->pictures, (gint) sorter->parcel->items->len);
        }
        add_writing(sorter, part, bytes, with_text);
    } else {
        add_attachment(sorter, part, g_steal_pointer(&bytes));
    }
}

static void sort_message(Sorter *sorter, GMimeMessagePart *part)
{
    GMimeMessage *message = g_mime_message_part_get_message(part);
    g_autofree gchar *name = name_clean(name_of(GMIME_OBJECT(part)));
    if (message == NULL) {
        parcel_add_problem(sorter->parcel, PARCEL_BROKEN, name);
        return;
    }
    if (name == NULL) {
        const char *subject = g_mime_message_get_subject(message);
        name = g_strconcat(subject == NULL ? "mail" : subject, ".eml", NULL);
    }
    if (parcel_may_take(sorter->parcel, sorter->allowance, name, 0) &&
        parcel_enter(sorter->parcel, sorter->allowance, name)) {
        Parcel *inside = mail_from_message(message, sorter->allowance);
        parcel_leave(sorter->allowance);
        parcel_add(sorter->parcel, name, NULL, inside)->is_mail = TRUE;
    }
}

/* Whether the alternative offers plain text that is not blank. */
static gboolean has_plain_text(GMimeMultipart *multipart)
{
    for (int i = 0; i < g_mime_multipart_get_count(multipart); i++) {
        GMimeObject *child = g_mime_multipart_get_part(multipart, i);
        if (GMIME_IS_PART(child) && is_type(child, "text", "plain")) {
            g_autoptr(GByteArray) bytes = decode(GMIME_PART(child));
            g_autofree gchar *text = plain_text(GMIME_PART(child), bytes);
            if (*g_strstrip(text) != '\0') {
                return TRUE;
            }
        }
    }
    return FALSE;
}

static gboolean is_signature(GMimeObject *object)
{
    return is_type(object, "application", "pkcs7-signature") ||
           is_type(object, "application", "x-pkcs7-signature") ||
           is_type(object, "application", "pgp-signature");
}

static void sort_multipart(Sorter *sorter, GMimeMultipart *multipart, gboolean with_text)
{
    int count = g_mime_multipart_get_count(multipart);
    if (!multipart->write_end_boundary) {
        parcel_add_problem(sorter->parcel, PARCEL_BROKEN, NULL); /* the end did not come */
    }
    gboolean alternative = is_type(GMIME_OBJECT(multipart), "multipart", "alternative");
    gboolean plain = alternative && has_plain_text(multipart);
    for (int i = 0; i < count && sorter->allowance->parts > 0; i++) {
        GMimeObject *child = g_mime_multipart_get_part(multipart, i);
        if (!(GMIME_IS_MULTIPART_SIGNED(multipart) && is_signature(child))) {
            sort_object(sorter, child, with_text && (!plain || is_type(child, "text", "plain")));
        }
        if (sorter->allowance->parts == 0 && i + 1 < count) {
            parcel_add_problem(sorter->parcel, PARCEL_TOO_LARGE, NULL);
        }
    }
}

static void sort_object(Sorter *sorter, GMimeObject *object, gboolean with_text)
{
    if (is_encrypted(object)) {
        parcel_add_problem(sorter->parcel, PARCEL_ENCRYPTED, name_of(object));
    } else if (GMIME_IS_MULTIPART(object)) {
        sort_multipart(sorter, GMIME_MULTIPART(object), with_text);
    } else if (GMIME_IS_MESSAGE_PART(object)) {
        sort_message(sorter, GMIME_MESSAGE_PART(object));
    } else if (is_type(object, "message", "external-body") || is_type(object, "message", "partial")) {
        parcel_add_problem(sorter->parcel, PARCEL_ELSEWHERE, name_of(object));
    } else if (GMIME_IS_PART(object)) {
        sort_part(sorter, GMIME_PART(object), with_text);
    }
}

/* RFC 2392: <img src="cid:ID">, ID perhaps with "@" as "%40". */
static gboolean shows(const GString *html, const gchar *id)
{
    g_autofree gchar *link = g_strconcat("cid:", id, NULL);
    g_autofree gchar *escaped = g_uri_escape_string(id, "!$&'()*+,;=:/", FALSE);
    g_autofree gchar *second = g_strconcat("cid:", escaped, NULL);
    return strstr(html->str, link) != NULL || strstr(html->str, second) != NULL;
}

void parts_sort(Parcel *parcel, GMimeMessage *message, Allowance *allowance)
{
    Sorter sorter = {parcel, allowance, g_ptr_array_new_with_free_func(g_free), g_string_new(NULL)};
    GMimeObject *root = g_mime_message_get_mime_part(message);
    if (root != NULL) {
        sort_object(&sorter, root, TRUE);
    }
    for (guint i = 0; i < sorter.pictures->len; i++) {
        ParcelItem *item = parcel->items->pdata[i];
        item->in_text = sorter.pictures->pdata[i] != NULL && shows(sorter.html, sorter.pictures->pdata[i]);
    }
    g_ptr_array_unref(sorter.pictures);
    g_string_free(sorter.html, TRUE);
}
