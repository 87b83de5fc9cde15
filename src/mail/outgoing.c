#include "mail/outgoing.h"

#include <gmime/gmime.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeStream, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeMessage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeMultipart, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimePart, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeDataWrapper, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeContentType, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeFormatOptions, g_mime_format_options_free)

#define BOUNDARY_LENGTH 24 /* hexadecimal digits */

static void person_free(MailPerson *person)
{
    g_free(person->name);
    g_free(person->address);
    g_free(person);
}

static void attachment_free(MailAttachment *attachment)
{
    g_free(attachment->file_name);
    g_free(attachment->type);
    g_bytes_unref(attachment->content);
    g_free(attachment);
}

OutgoingMail *outgoing_mail_new(void)
{
    OutgoingMail *mail = g_new0(OutgoingMail, 1);
    mail->to = g_ptr_array_new_with_free_func((GDestroyNotify) person_free);
    mail->copies = g_ptr_array_new_with_free_func((GDestroyNotify) person_free);
    mail->attachments = g_ptr_array_new_with_free_func((GDestroyNotify) attachment_free);
    return mail;
}

void outgoing_mail_free(OutgoingMail *mail)
{
    if (!mail)
        return;
    g_ptr_array_unref(mail->to);
    g_ptr_array_unref(mail->copies);
    g_ptr_array_unref(mail->attachments);
    g_free(mail->subject);
    g_free(mail->text);
    g_free(mail);
}

static gboolean has_address(const GPtrArray *list, const gchar *address)
{
    for (guint i = 0; i < list->len; i++)
        if (g_ascii_strcasecmp(((MailPerson *) g_ptr_array_index(list, i))->address, address) == 0)
            return TRUE;
    return FALSE;
}

/* One line: a control character in a header would begin another header. */
static gchar *one_line(const gchar *text)
{
    gchar *line = g_strdup(text);
    for (gchar *at = line; at && *at; at++)
        if (g_ascii_iscntrl(*at))
            *at = ' ';
    return line;
}

void outgoing_mail_add_person(OutgoingMail *mail, GPtrArray *list, const gchar *name, const gchar *address)
{
    if (has_address(mail->to, address) || has_address(mail->copies, address))
        return;
    MailPerson *person = g_new0(MailPerson, 1);
    person->name = one_line(name);
    person->address = one_line(address);
    g_ptr_array_add(list, person);
}

void outgoing_mail_attach(OutgoingMail *mail, const gchar *file_name, const gchar *type, GBytes *content)
{
    MailAttachment *attachment = g_new0(MailAttachment, 1);
    attachment->file_name = g_strdup(file_name);
    attachment->type = g_strdup(type);
    attachment->content = g_bytes_ref(content);
    g_ptr_array_add(mail->attachments, attachment);
}

static GMimePart *make_part(const gchar *type, GBytes *content, GMimeContentEncoding encoding)
{
    gsize length = 0;
    const gchar *bytes = g_bytes_get_data(content, &length);
    g_autoptr(GMimeContentType) parsed = g_mime_content_type_parse(NULL, type);
    g_autoptr(GMimeStream) stream = g_mime_stream_mem_new_with_buffer(bytes, length);
    g_autoptr(GMimeDataWrapper) wrapper =
        g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);
    GMimePart *part = g_mime_part_new();
    g_mime_object_set_content_type(GMIME_OBJECT(part), parsed);
    g_mime_part_set_content(part, wrapper);
    g_mime_part_set_content_encoding(part, encoding);
    return part;
}

static void add_text(GMimeMultipart *whole, const gchar *text)
{
    g_autoptr(GBytes) content = g_bytes_new_static(text, strlen(text));
    g_autoptr(GMimePart) part =
        make_part("text/plain; charset=utf-8", content, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    g_mime_multipart_add(whole, GMIME_OBJECT(part));
}

static void add_attachment(GMimeMultipart *whole, const MailAttachment *attachment)
{
    g_autoptr(GMimePart) part =
        make_part(attachment->type, attachment->content, GMIME_CONTENT_ENCODING_BASE64);
    g_mime_object_set_disposition(GMIME_OBJECT(part), GMIME_DISPOSITION_ATTACHMENT);
    g_mime_part_set_filename(part, attachment->file_name);
    g_mime_multipart_add(whole, GMIME_OBJECT(part));
}

/* By the content, so that the same mail is the same file. Neither base64 nor
 * quoted-printable can hold "=-", so the boundary stands in no part. */
static gchar *make_boundary(const OutgoingMail *mail)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(sum, (const guchar *) mail->text, (gssize) strlen(mail->text));
    for (guint i = 0; i < mail->attachments->len; i++) {
        const MailAttachment *attachment = g_ptr_array_index(mail->attachments, i);
        gsize length = 0;
        const guchar *bytes = g_bytes_get_data(attachment->content, &length);
        g_checksum_update(sum, bytes, (gssize) length);
    }
    return g_strdup_printf("=-%.*s", BOUNDARY_LENGTH, g_checksum_get_string(sum));
}

static GMimeMultipart *make_parts(const OutgoingMail *mail)
{
    GMimeMultipart *whole = g_mime_multipart_new_with_subtype("mixed");
    g_autofree gchar *boundary = make_boundary(mail);
    g_mime_multipart_set_boundary(whole, boundary);
    add_text(whole, mail->text);
    for (guint i = 0; i < mail->attachments->len; i++)
        add_attachment(whole, g_ptr_array_index(mail->attachments, i));
    return whole;
}

static void put_people(GMimeMessage *message, GMimeAddressType type, const GPtrArray *people)
{
    for (guint i = 0; i < people->len; i++) {
        const MailPerson *person = g_ptr_array_index(people, i);
        g_mime_message_add_mailbox(message, type, person->name, person->address);
    }
}

static GMimeMessage *make_message(const OutgoingMail *mail)
{
    GMimeMessage *message = g_mime_message_new(FALSE);
    GMimeObject *object = GMIME_OBJECT(message);
    g_autofree gchar *subject = one_line(mail->subject);
    g_mime_object_append_header(object, "X-Unsent", "1", NULL);
    put_people(message, GMIME_ADDRESS_TYPE_TO, mail->to);
    put_people(message, GMIME_ADDRESS_TYPE_CC, mail->copies);
    g_mime_message_set_subject(message, subject, "utf-8");
    if (mail->important) {
        g_mime_object_append_header(object, "Importance", "High", NULL);
        g_mime_object_append_header(object, "X-Priority", "1", NULL);
    }
    g_autoptr(GMimeMultipart) parts = make_parts(mail);
    g_mime_message_set_mime_part(message, GMIME_OBJECT(parts));
    return message;
}

GBytes *outgoing_mail_write(const OutgoingMail *mail)
{
    g_mime_init(); /* as often as one likes; none of the charsets that foreign mail needs */
    g_autoptr(GMimeFormatOptions) format = g_mime_format_options_clone(g_mime_format_options_get_default());
    g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS);
    g_autoptr(GMimeMessage) message = make_message(mail);
    gchar *bytes = g_mime_object_to_string(GMIME_OBJECT(message), format);
    return g_bytes_new_take(bytes, strlen(bytes));
}

static void write_people(GString *text, const gchar *label, const GPtrArray *people)
{
    for (guint i = 0; i < people->len; i++) {
        const MailPerson *person = g_ptr_array_index(people, i);
        g_string_append_printf(text, "%s%s%s%s%s", i ? "; " : label, person->name ? person->name : "",
                               person->name ? " <" : "", person->address, person->name ? ">" : "");
    }
    if (people->len > 0)
        g_string_append_c(text, '\n');
}

gchar *outgoing_mail_to_text(const OutgoingMail *mail)
{
    g_autoptr(GString) text = g_string_new(NULL);
    write_people(text, "To: ", mail->to);
    write_people(text, "Cc: ", mail->copies);
    g_autofree gchar *subject = one_line(mail->subject);
    g_string_append_printf(text, "Subject: %s\n", subject);
    if (mail->important)
        g_string_append(text, "Importance: High\n");
    for (guint i = 0; i < mail->attachments->len; i++) {
        const MailAttachment *attachment = g_ptr_array_index(mail->attachments, i);
        g_string_append_printf(text, "%s%s", i ? ", " : "Attach: ", attachment->file_name);
    }
    g_string_append_printf(text, "%s\n%s", mail->attachments->len ? "\n" : "", mail->text);
    return g_string_free(g_steal_pointer(&text), FALSE);
}
