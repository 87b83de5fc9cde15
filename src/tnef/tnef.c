#include "tnef/tnef.h"

#include <stdio.h> /* ytnef.h needs it */
#include <string.h>
#include <ytnef.h>

#include "parcel/html.h"
#include "parcel/names.h"
#include "parcel/text.h"
#include "tnef/envelope.h"

#define ATTACHMENTS_MOST 1000u
#define GUID             16u /* bytes before what an object property holds */
#define TEXT_MOST        ((gsize) 2 * 1024 * 1024)

/* Property types, MS-OXCDATA 2.11.1. */
enum { TYPE_OBJECT = 0x0d, TYPE_STRING8 = 0x1e, TYPE_STRING = 0x1f, TYPE_BINARY = 0x102 };

/* MS-OXPROPS */
enum {
    ID_SUBJECT = 0x0037,
    ID_SENDER_TYPE = 0x0c1e,
    ID_SENDER_ADDRESS = 0x0c1f,
    ID_BODY = 0x1000,
    ID_RTF = 0x1009,
    ID_HTML = 0x1013,
    ID_DISPLAY_NAME = 0x3001,
    ID_ATTACH_DATA = 0x3701,
    ID_ATTACH_SHORT_NAME = 0x3704,
    ID_ATTACH_LONG_NAME = 0x3707,
    ID_ATTACH_CONTENT_ID = 0x3712,
    ID_SENDER_SMTP = 0x5d01,
};

typedef struct {
    TNEFStruct tnef;
    guint code_page;
    gchar *html; /* source, or NULL */
} Winmail;

static const variableLength *find(MAPIProps *properties, guint type, guint id)
{
    const variableLength *found = MAPIFindProperty(properties, PROP_TAG(type, id));
    return found == MAPI_UNDEFINED || found->data == NULL || found->size <= 0 ? NULL : found;
}

/* libytnef keeps text with a NUL at its end, and turns UTF-16 into UTF-8. */
static gchar *text_of(const variableLength *value, guint code_page)
{
    const guchar *end = memchr(value->data, '\0', (gsize) value->size);
    gsize length = end == NULL ? (gsize) value->size : (gsize) (end - value->data);
    gchar *text = text_from_code_page(value->data, MIN(length, TEXT_MOST), code_page);
    if (*text == '\0') {
        g_clear_pointer(&text, g_free);
    }
    return text;
}

static gchar *find_text(const Winmail *winmail, MAPIProps *properties, guint id)
{
    const variableLength *wide = find(properties, TYPE_STRING, id);
    const variableLength *value = wide != NULL ? wide : find(properties, TYPE_STRING8, id);
    return value == NULL ? NULL : text_of(value, wide != NULL ? 65001 : winmail->code_page);
}

static gchar *find_sender(Winmail *winmail)
{
    g_autofree gchar *smtp = find_text(winmail, &winmail->tnef.MapiProperties, ID_SENDER_SMTP);
    gchar *clean = address_clean(smtp);
    if (clean == NULL) {
        g_autofree gchar *type = find_text(winmail, &winmail->tnef.MapiProperties, ID_SENDER_TYPE);
        g_autofree gchar *address = find_text(winmail, &winmail->tnef.MapiProperties, ID_SENDER_ADDRESS);
        clean = type == NULL || g_ascii_strcasecmp(type, "SMTP") == 0 ? address_clean(address) : NULL;
    }
    return clean;
}

static void read_texts(Parcel *parcel, Winmail *winmail)
{
    TNEFStruct *tnef = &winmail->tnef;
    const variableLength *html = find(&tnef->MapiProperties, TYPE_BINARY, ID_HTML);
    g_autofree gchar *body = find_text(winmail, &tnef->MapiProperties, ID_BODY);
    if (body == NULL && tnef->body.data != NULL && tnef->body.size > 0) {
        body = text_of(&tnef->body, winmail->code_page);
    }
    parcel_add_text(parcel, body);
    if (html != NULL) {
        g_autofree gchar *charset = html_find_charset(html->data, (gsize) html->size);
        winmail->html = text_from_bytes(html->data, MIN((gsize) html->size, TEXT_MOST), charset);
        g_autofree gchar *text = parcel->text == NULL ? html_to_text(winmail->html) : NULL;
        parcel_add_text(parcel, text);
    }
    const variableLength *rtf = find(&tnef->MapiProperties, TYPE_BINARY, ID_RTF);
    if (parcel->text == NULL && html == NULL && rtf != NULL) {
        parcel_add_rich_text(parcel, rtf->data, (gsize) rtf->size);
    }
    g_autofree gchar *subject = find_text(winmail, &tnef->MapiProperties, ID_SUBJECT);
    if (subject == NULL && tnef->subject.data != NULL && tnef->subject.size > 0) {
        subject = text_of(&tnef->subject, winmail->code_page);
    }
    parcel->subject = name_clean(subject);
}

static gchar *attachment_name(const Winmail *winmail, Attachment *attachment)
{
    static const guint ids[] = {ID_ATTACH_LONG_NAME, ID_DISPLAY_NAME, ID_ATTACH_SHORT_NAME};
    for (gsize i = 0; i < G_N_ELEMENTS(ids); i++) {
        g_autofree gchar *name = find_text(winmail, &attachment->MAPI, ids[i]);
        gchar *clean = name_clean(name);
        if (clean != NULL) {
            return clean;
        }
    }
    if (attachment->Title.data == NULL || attachment->Title.size <= 0) {
        return NULL;
    }
    g_autofree gchar *title = text_of(&attachment->Title, winmail->code_page);
    return name_clean(title);
}

static void add_attachment(Parcel *parcel, const Winmail *winmail, Attachment *attachment,
                           Allowance *allowance)
{
    g_autofree gchar *name = attachment_name(winmail, attachment);
    const variableLength *object = find(&attachment->MAPI, TYPE_OBJECT, ID_ATTACH_DATA);
    const variableLength *binary = find(&attachment->MAPI, TYPE_BINARY, ID_ATTACH_DATA);
    const guchar *data = attachment->FileData.data;
    gsize size = attachment->FileData.size > 0 ? (gsize) attachment->FileData.size : 0;
    if (object != NULL && (gsize) object->size > GUID) {
        data = object->data + GUID;
        size = (gsize) object->size - GUID;
    } else if (size == 0 && binary != NULL) {
        data = binary->data;
        size = (gsize) binary->size;
    }
    if (data == NULL || size == 0) {
        parcel_add_problem(parcel, PARCEL_ELSEWHERE, name);
        return;
    }
    if (parcel_may_take(parcel, allowance, name, size)) {
        ParcelItem *item = parcel_add(parcel, name, g_bytes_new(data, size), NULL);
        g_autofree gchar *id = find_text(winmail, &attachment->MAPI, ID_ATTACH_CONTENT_ID);
        g_autofree gchar *link = g_strconcat("cid:", id, NULL);
        item->in_text = id != NULL && winmail->html != NULL && strstr(winmail->html, link) != NULL;
    }
}

static guint code_page_of(const TNEFStruct *tnef)
{
    const guchar *page = tnef->CodePage.data;
    return page == NULL || tnef->CodePage.size < 2 ? 1252 : page[0] | (guint) page[1] << 8;
}

Parcel *tnef_open(const guchar *bytes, gsize length, Allowance *allowance)
{
    TnefEnvelope envelope;
    if (!envelope_read(bytes, length, &envelope)) {
        return NULL;
    }
    Parcel *parcel = parcel_new();
    if (envelope.attachments > ATTACHMENTS_MOST) {
        parcel_add_problem(parcel, PARCEL_TOO_LARGE, NULL);
        return parcel;
    }
    Winmail winmail = {.html = NULL};
    TNEFInitialize(&winmail.tnef);
    int result =
        TNEFParseMemory((BYTE *) bytes, (long) envelope.whole, &winmail.tnef); /* does not write there */
    if (result != 0 || !envelope.complete) {
        parcel_add_problem(parcel, PARCEL_BROKEN, NULL);
    }
    winmail.code_page = code_page_of(&winmail.tnef);
    parcel->sender = find_sender(&winmail);
    read_texts(parcel, &winmail);
    for (Attachment *at = winmail.tnef.starting_attach.next; at != NULL; at = at->next) {
        add_attachment(parcel, &winmail, at, allowance);
    }
    g_free(winmail.html);
    TNEFFree(&winmail.tnef);
    return parcel;
}
