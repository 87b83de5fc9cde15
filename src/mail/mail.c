#include "mail/mail.h"

#include <gmime/gmime.h>
#include <string.h>

#include "mail/check.h"
#include "mail/parts.h"
#include "parcel/names.h"
#include "parcel/text.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeStream, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeParser, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeMessage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeParserOptions, g_mime_parser_options_free)

/* One of everything, so that types and tables are there. */
static void warm_up(void)
{
    static const gchar tiny[] =
        "From: =?windows-1252?Q?A=92?= <a@example.org>\nSubject: =?iso-8859-1?Q?=E9?= =?iso-8859-15?Q?=E9?=\n"
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\na\n--b\n"
        "Content-Type: application/pdf; name*=utf-8''%C3%A9.pdf\nContent-Transfer-Encoding: "
        "base64\n\nYQ==\n--b\n"
        "Content-Type: message/rfc822\n\nSubject: b\n\nb\n--b--\n";
    Allowance allowance = {2, 8, sizeof tiny};
    parcel_free(mail_open((const guchar *) tiny, sizeof tiny - 1, &allowance));
}

void mail_prepare(void)
{
    static gsize done = 0;
    if (g_once_init_enter(&done)) {
        text_prepare();
        g_mime_init();
        warm_up();
        g_once_init_leave(&done, 1);
    }
}

static gchar *first_address(InternetAddressList *list)
{
    int count = list == NULL ? 0 : internet_address_list_length(list);
    for (int i = 0; i < count; i++) {
        InternetAddress *address = internet_address_list_get_address(list, i);
        if (INTERNET_ADDRESS_IS_MAILBOX(address)) {
            gchar *clean =
                address_clean(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address)));
            if (clean != NULL) {
                return clean;
            }
        }
    }
    return NULL;
}

Parcel *mail_from_message(GMimeMessage *message, Allowance *allowance)
{
    Parcel *parcel = parcel_new();
    parcel->sender = first_address(g_mime_message_get_from(message));
    if (parcel->sender == NULL) {
        parcel->sender = first_address(g_mime_message_get_sender(message));
    }
    parcel->subject = name_clean(g_mime_message_get_subject(message));
    parts_sort(parcel, message, allowance);
    return parcel;
}

static GMimeMessage *parse(const guchar *bytes, gsize length)
{
    g_autoptr(GMimeStream) stream = g_mime_stream_mem_new_with_buffer((const char *) bytes, length);
    g_autoptr(GMimeParser) parser = g_mime_parser_new_with_stream(stream);
    g_autoptr(GMimeParserOptions) options = g_mime_parser_options_new();
    const char *fallback[] = {"utf-8", "windows-1252", NULL};
    g_mime_parser_options_set_fallback_charsets(options, fallback);
    if (length > 5 && memcmp(bytes, "From ", 5) == 0) {
        g_mime_parser_set_format(parser, GMIME_FORMAT_MBOX);
        g_mime_parser_set_respect_content_length(parser, FALSE);
    }
    return g_mime_parser_construct_message(parser, options);
}

Parcel *mail_open(const guchar *bytes, gsize length, Allowance *allowance)
{
    if (!mail_is_moderate(bytes, length)) {
        Parcel *parcel = parcel_new();
        parcel_add_problem(parcel, PARCEL_TOO_LARGE, NULL);
        return parcel;
    }
    g_autoptr(GMimeMessage) message = parse(bytes, length);
    return message == NULL ? NULL : mail_from_message(message, allowance);
}
