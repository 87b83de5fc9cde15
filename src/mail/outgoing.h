/*
 * A mail that is not sent yet, written as a file that Outlook and other
 * programs open ready to send: RFC 5322 and MIME with `X-Unsent: 1`, and
 * without From, Date and Message-ID, which the program that sends it adds.
 */
#pragma once

#include <glib.h>

typedef struct {
    gchar *name; /* may be NULL */
    gchar *address;
} MailPerson;

typedef struct {
    gchar *file_name; /* ASCII or UTF-8, no folder */
    gchar *type;      /* "application/pdf", "text/calendar; method=PUBLISH" */
    GBytes *content;
} MailAttachment;

typedef struct {
    gchar *subject;
    gchar *text;            /* lines end with \n */
    gboolean important;     /* `Importance: High` and `X-Priority: 1` */
    GPtrArray *to;          /* of MailPerson; may be empty: the sender adds whom */
    GPtrArray *copies;      /* of MailPerson */
    GPtrArray *attachments; /* of MailAttachment */
} OutgoingMail;

OutgoingMail *outgoing_mail_new(void);
void outgoing_mail_free(OutgoingMail *mail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OutgoingMail, outgoing_mail_free)

/* Adds to one of the two lists, once for each address in either of them. */
void outgoing_mail_add_person(OutgoingMail *mail, GPtrArray *list, const gchar *name, const gchar *address);
void outgoing_mail_attach(OutgoingMail *mail, const gchar *file_name, const gchar *type, GBytes *content);

/* The file's bytes, lines ended by CR LF; the same mail gives the same bytes. */
GBytes *outgoing_mail_write(const OutgoingMail *mail);

/* The same for people whose program does not open such files: whom it goes to,
 * the subject, what to attach, and the text. UTF-8 with \n; the caller frees. */
gchar *outgoing_mail_to_text(const OutgoingMail *mail);
