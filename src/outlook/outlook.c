#include "outlook/outlook.h"

#include <gsf/gsf.h>
#include <string.h>

#include "outlook/compound.h"
#include "outlook/properties.h"
#include "parcel/html.h"
#include "parcel/names.h"
#include "parcel/text.h"

/* MS-OXPROPS */
#define ID_SUBJECT            0x0037
#define ID_SENT_AS_TYPE       0x0064
#define ID_SENT_AS_ADDRESS    0x0065
#define ID_TRANSPORT_HEADERS  0x007d
#define ID_SENDER_TYPE        0x0c1e
#define ID_SENDER_ADDRESS     0x0c1f
#define ID_BODY               0x1000
#define ID_RTF                0x1009
#define ID_HTML               0x1013
#define ID_DISPLAY_NAME       0x3001
#define ID_ATTACH_DATA        0x3701
#define ID_ATTACH_SHORT_NAME  0x3704
#define ID_ATTACH_METHOD      0x3705
#define ID_ATTACH_LONG_NAME   0x3707
#define ID_ATTACH_MIME        0x370e
#define ID_ATTACH_CONTENT_ID  0x3712
#define ID_INTERNET_CODE_PAGE 0x3fde
#define ID_MESSAGE_CODE_PAGE  0x3ffd
#define ID_SENDER_SMTP        0x5d01
#define ID_SENT_AS_SMTP       0x5d02

#define TABLE_AT_TOP        32u /* bytes before the property table's entries */
#define TABLE_INSIDE        24u
#define TABLE_OF_ATTACHMENT 8u

#define HTML_MOST ((gsize) 2 * 1024 * 1024)
#define RTF_MOST  ((gsize) 2 * 1024 * 1024)                 /* packed */
#define FILE_MOST (PARCEL_LEAF_MOST + PARCEL_LEAF_MOST / 2) /* a mail that is attached may be larger */

/* MS-OXCMSG 2.2.2.9 */
enum {
    BY_VALUE = 1,
    BY_REFERENCE = 2,
    BY_REFERENCE_ONLY = 4,
    EMBEDDED_MESSAGE = 5,
    OLE_OBJECT = 6,
    BY_WEB = 7
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC(GsfInput, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GsfInfile, g_object_unref)

static Parcel *open_message(GsfInfile *storage, gsize header, Allowance *allowance);

/* libgsf names the streams of a damaged file on stderr: names are not for logs. */
static void say_nothing(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data)
{
    (void) domain, (void) level, (void) message, (void) data;
}

static void silence_libgsf(void)
{
    static const gchar *const domains[] = {"libgsf:msole", "libgsf",
                                           NULL}; /* NULL: it also uses GLib's default */
    const GLogLevelFlags levels = G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING | G_LOG_LEVEL_MESSAGE;
    for (gsize i = 0; i < G_N_ELEMENTS(domains); i++) {
        g_log_set_handler(domains[i], levels, say_nothing, NULL);
    }
}

void outlook_prepare(void)
{
    static gsize done = 0;
    if (g_once_init_enter(&done)) {
        text_prepare();
        gsf_init();
        silence_libgsf();
        g_once_init_leave(&done, 1);
    }
}

/* The From line of the headers that came with the mail. */
static gchar *sender_in_headers(GsfInfile *storage, guint code_page)
{
    g_autofree gchar *headers = property_text(storage, ID_TRANSPORT_HEADERS, code_page);
    g_auto(GStrv) lines = g_strsplit(headers == NULL ? "" : headers, "\n", 500);
    for (gchar **line = lines; *line != NULL; line++) {
        if (g_ascii_strncasecmp(*line, "From:", 5) == 0) {
            gboolean folded = line[1] != NULL && (line[1][0] == ' ' || line[1][0] == '\t');
            g_autofree gchar *whole = g_strconcat(*line + 5, folded ? line[1] : NULL, NULL);
            return address_clean(whole);
        }
    }
    return NULL;
}

static gchar *address_if_smtp(GsfInfile *storage, guint16 type_id, guint16 address_id, guint code_page)
{
    g_autofree gchar *type = property_text(storage, type_id, code_page);
    g_autofree gchar *address = property_text(storage, address_id, code_page);
    return type == NULL || g_ascii_strcasecmp(type, "SMTP") == 0 ? address_clean(address) : NULL;
}

static gchar *find_sender(GsfInfile *storage, guint code_page)
{
    static const guint16 smtp[] = {ID_SENDER_SMTP, ID_SENT_AS_SMTP};
    for (gsize i = 0; i < G_N_ELEMENTS(smtp); i++) {
        g_autofree gchar *address = property_text(storage, smtp[i], code_page);
        gchar *clean = address_clean(address);
        if (clean != NULL) {
            return clean;
        }
    }
    gchar *found = address_if_smtp(storage, ID_SENDER_TYPE, ID_SENDER_ADDRESS, code_page);
    if (found == NULL) {
        found = address_if_smtp(storage, ID_SENT_AS_TYPE, ID_SENT_AS_ADDRESS, code_page);
    }
    return found != NULL ? found : sender_in_headers(storage, code_page);
}

/* The HTML body as text with its tags, or NULL. */
static gchar *html_source(GsfInfile *storage, gsize header, guint32 code_page)
{
    g_autoptr(GBytes) html = property_bytes(storage, ID_HTML, TYPE_BINARY, HTML_MOST, NULL);
    if (html == NULL) {
        return property_text(storage, ID_HTML, code_page);
    }
    gsize length = 0;
    const void *bytes = g_bytes_get_data(html, &length);
    guint32 known = property_number(storage, header, ID_INTERNET_CODE_PAGE, 0);
    g_autofree gchar *charset = known == 0 ? html_find_charset(bytes, length) : NULL;
    return charset != NULL ? text_from_bytes(bytes, length, charset)
                           : text_from_code_page(bytes, length, known);
}

static gchar *attachment_name(GsfInfile *storage, guint code_page)
{
    static const guint16 ids[] = {ID_ATTACH_LONG_NAME, ID_DISPLAY_NAME, ID_ATTACH_SHORT_NAME};
    for (gsize i = 0; i < G_N_ELEMENTS(ids); i++) {
        g_autofree gchar *name = property_text(storage, ids[i], code_page);
        gchar *clean = name_clean(name);
        if (clean != NULL) {
            return clean;
        }
    }
    return NULL;
}

static void add_message(Parcel *parcel, GsfInfile *storage, const gchar *name, Allowance *allowance)
{
    g_autoptr(GsfInfile) inside = property_storage(storage, ID_ATTACH_DATA);
    if (inside == NULL) {
        parcel_add_problem(parcel, PARCEL_BROKEN, name);
        return;
    }
    if (parcel_may_take(parcel, allowance, name, 0) && parcel_enter(parcel, allowance, name)) {
        Parcel *opened = open_message(inside, TABLE_INSIDE, allowance);
        parcel_leave(allowance);
        g_autofree gchar *shown = g_strconcat(name != NULL              ? name
                                              : opened->subject != NULL ? opened->subject
                                                                        : "mail",
                                              ".msg", NULL);
        parcel_add(parcel, shown, NULL, opened)->is_mail = TRUE;
    }
}

static void add_file(Parcel *parcel, GsfInfile *storage, const gchar *name, const gchar *html,
                     Allowance *allowance)
{
    gsize claimed = 0;
    gsize most = MIN(FILE_MOST, allowance->bytes);
    g_autoptr(GBytes) content = property_bytes(storage, ID_ATTACH_DATA, TYPE_BINARY, most, &claimed);
    g_autofree gchar *mime = property_text(storage, ID_ATTACH_MIME, 0);
    if (content == NULL) {
        parcel_add_problem(parcel, claimed > most ? PARCEL_TOO_LARGE : PARCEL_BROKEN, name);
        return;
    }
    gboolean rights = name != NULL && g_ascii_strcasecmp(name, "message.rpmsg") == 0;
    if (rights || g_strcmp0(mime, "application/x-microsoft-rpmsg-message") == 0) {
        parcel_add_problem(parcel, PARCEL_ENCRYPTED, name);
        return;
    }
    if (parcel_may_take(parcel, allowance, name, g_bytes_get_size(content))) {
        ParcelItem *item = parcel_add(parcel, name, g_steal_pointer(&content), NULL);
        g_autofree gchar *id = property_text(storage, ID_ATTACH_CONTENT_ID, 0);
        g_autofree gchar *link = g_strconcat("cid:", id, NULL);
        item->in_text = id != NULL && html != NULL && strstr(html, link) != NULL;
        item->is_mail =
            mime != NULL && (g_str_has_prefix(mime, "multipart/") || g_str_equal(mime, "message/rfc822"));
    }
}

static void add_attachment(Parcel *parcel, GsfInfile *storage, guint code_page, const gchar *html,
                           Allowance *allowance)
{
    g_autofree gchar *name = attachment_name(storage, code_page);
    switch (property_number(storage, TABLE_OF_ATTACHMENT, ID_ATTACH_METHOD, BY_VALUE)) {
    case EMBEDDED_MESSAGE:
        add_message(parcel, storage, name, allowance);
        break;
    case BY_REFERENCE:
    case BY_REFERENCE_ONLY:
    case BY_WEB:
        parcel_add_problem(parcel, PARCEL_ELSEWHERE, name);
        break;
    case OLE_OBJECT: /* something drawn in the text, in its program's own storage */
        parcel_add_problem(parcel, PARCEL_BROKEN, name);
        break;
    default:
        add_file(parcel, storage, name, html, allowance);
    }
}

static void add_attachments(Parcel *parcel, GsfInfile *storage, guint code_page, const gchar *html,
                            Allowance *allowance)
{
    int count = gsf_infile_num_children(storage);
    for (int i = 0; i < count; i++) {
        const char *name = gsf_infile_name_by_index(storage, i);
        if (name == NULL || !g_str_has_prefix(name, "__attach_version1.0_#")) {
            continue;
        }
        if (allowance->parts == 0) {
            parcel_add_problem(parcel, PARCEL_TOO_LARGE, NULL);
            return;
        }
        g_autoptr(GsfInput) child = gsf_infile_child_by_index(storage, i);
        if (child == NULL || !GSF_IS_INFILE(child) || gsf_infile_num_children(GSF_INFILE(child)) < 0) {
            parcel_add_problem(parcel, PARCEL_BROKEN, NULL);
        } else {
            add_attachment(parcel, GSF_INFILE(child), code_page, html, allowance);
        }
    }
}

/* Of mails that were written as rich text, when it is all that there is. */
static void add_rich_text(Parcel *parcel, GsfInfile *storage)
{
    gsize claimed = 0, length = 0;
    g_autoptr(GBytes) rtf = property_bytes(storage, ID_RTF, TYPE_BINARY, RTF_MOST, &claimed);
    const guchar *bytes = rtf != NULL ? g_bytes_get_data(rtf, &length) : NULL;
    if (length > 0) {
        parcel_add_rich_text(parcel, bytes, length);
    } else if (claimed > 0) {
        parcel_add_problem(parcel, claimed > RTF_MOST ? PARCEL_TOO_LARGE : PARCEL_BROKEN, NULL);
    }
}

static void add_texts(Parcel *parcel, GsfInfile *storage, const gchar *html, guint code_page)
{
    gsize length = 0;
    g_autofree gchar *body = property_text(storage, ID_BODY, code_page);
    parcel_add_text(parcel, body);
    if (parcel->text == NULL && html != NULL) {
        g_autofree gchar *text = html_to_text(html);
        parcel_add_text(parcel, text);
    }
    if (parcel->text == NULL && html == NULL) {
        add_rich_text(parcel, storage);
    }
    GBytes *whole = property_bytes(storage, ID_BODY, TYPE_STRING, 0, &length); /* its length alone counts */
    g_clear_pointer(&whole, g_bytes_unref);
    if (body == NULL && length > 0) {
        parcel_add_problem(parcel, PARCEL_TOO_LARGE, NULL);
    }
}

static Parcel *open_message(GsfInfile *storage, gsize header, Allowance *allowance)
{
    Parcel *parcel = parcel_new();
    guint32 code_page = property_number(storage, header, ID_MESSAGE_CODE_PAGE, 1252);
    g_autofree gchar *subject = property_text(storage, ID_SUBJECT, code_page);
    g_autofree gchar *html = html_source(storage, header, code_page);
    parcel->sender = find_sender(storage, code_page);
    parcel->subject = name_clean(subject);
    add_texts(parcel, storage, html, code_page);
    add_attachments(parcel, storage, code_page, html, allowance);
    return parcel;
}

/* A .msg has its property table at the top; Word and Excel files have not. */
static gboolean is_message(GsfInfile *root)
{
    g_autoptr(GsfInput) table = gsf_infile_child_by_name(root, "__properties_version1.0");
    return table != NULL;
}

OutlookSort outlook_open(const guchar *bytes, gsize length, Allowance *allowance, Parcel **parcel)
{
    *parcel = NULL;
    if (!compound_is_moderate(bytes, length)) {
        return OUTLOOK_UNREADABLE;
    }
    g_autoptr(GsfInput) input = gsf_input_memory_new(bytes, (gsf_off_t) length, FALSE);
    g_autoptr(GsfInfile) root = input == NULL ? NULL : gsf_infile_msole_new(input, NULL);
    if (root == NULL) {
        return OUTLOOK_UNREADABLE;
    }
    if (!is_message(root)) {
        return OUTLOOK_OTHER;
    }
    *parcel = open_message(root, TABLE_AT_TOP, allowance);
    return OUTLOOK_MESSAGE;
}
