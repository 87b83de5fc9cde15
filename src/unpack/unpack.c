#include "unpack/unpack.h"

#include <string.h>

#include "archive/archive.h"
#include "mail/check.h"
#include "mail/mail.h"
#include "outlook/outlook.h"
#include "parcel/names.h"
#include "tnef/tnef.h"
#include "unpack/picture.h"

#define LEVELS       8u
#define PARTS        64u
#define LEAVES_MOST  ((gsize) 32 * 1024 * 1024) /* bytes */
#define DECODED_MOST ((gsize) 64 * 1024 * 1024) /* bytes */
#define PDF_WITHIN   1024u                      /* bytes, ISO 32000-1, annex H.3 */
#define LOGO_MOST    600u                       /* pixels on the shorter side; a page at 75 dpi has more */
#define LOGO_BYTES   ((gsize) 32 * 1024)        /* where the size in pixels is not known */

typedef enum { SORT_LEAF, SORT_MAIL, SORT_OUTLOOK, SORT_TNEF, SORT_ZIP } Sort;

/* Where something was found. */
typedef struct {
    const gchar *path;
    gint letter;      /* or -1 */
    gboolean is_mail; /* declared one */
    gboolean in_text;
    gboolean in_mime; /* directly in a mail as it travels */
} Place;

typedef struct {
    Unpacked *unpacked;
    Allowance allowance;
    gsize leaf_bytes; /* taken so far */
} Unpacking;

static void open_bytes(Unpacking *unpacking, GBytes *content, const Place *place);

void unpack_prepare(void)
{
    mail_prepare();
    archive_prepare();
    outlook_prepare();
}

static void add_problem(Unpacking *unpacking, ParcelTrouble trouble, const gchar *path)
{
    static const struct {
        UnpackKind kind;
        const gchar *message;
    } says[] = {
        [PARCEL_BROKEN] = {UNPACK_BROKEN, "damaged or incomplete: ask for it to be sent again"},
        [PARCEL_ENCRYPTED] = {UNPACK_ENCRYPTED, "encrypted: ask for it without a password or protection"},
        [PARCEL_TOO_LARGE] = {UNPACK_TOO_LARGE, "too large, too deep or of too many parts: open it by hand"},
        [PARCEL_ELSEWHERE] = {UNPACK_ELSEWHERE, "only a link to a file: ask for the file itself"},
    };
    UnpackProblem *problem = g_new0(UnpackProblem, 1);
    problem->kind = says[trouble].kind;
    problem->path = g_strdup(path);
    problem->message = g_strdup(says[trouble].message);
    g_ptr_array_add(unpacking->unpacked->problems, problem);
}

static gboolean begins_with(const guchar *bytes, gsize length, const gchar *magic, gsize size)
{
    return length >= size && memcmp(bytes, magic, size) == 0;
}

#define BEGINS(magic) begins_with(bytes, length, (magic), sizeof(magic) - 1)

static Sort sort_of(const guchar *bytes, gsize length, const Place *place)
{
    if (BEGINS("%PDF")) {
        return SORT_LEAF;
    }
    if (BEGINS("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) {
        return SORT_OUTLOOK;
    }
    if (BEGINS("PK\x03\x04") || BEGINS("PK\x05\x06") || BEGINS("PK00PK\x03\x04")) {
        return SORT_ZIP;
    }
    if (BEGINS("\x78\x9f\x3e\x22")) {
        return SORT_TNEF;
    }
    g_autofree gchar *name = g_ascii_strdown(place->path, -1);
    gboolean declared = place->is_mail || g_str_has_suffix(name, ".eml");
    return mail_looks_like(bytes, length, declared) ? SORT_MAIL : SORT_LEAF;
}

static gboolean is_pdf(const guchar *bytes, gsize length)
{
    return length >= 4 &&
           g_strstr_len((const gchar *) bytes, (gssize) MIN(length, PDF_WITHIN), "%PDF") != NULL;
}

/* A photograph of a form that a telephone puts in the text is no logo. */
static gboolean is_logo_sized(const guchar *bytes, gsize length)
{
    guint width = 0, height = 0;
    return picture_size(bytes, length, &width, &height) ? MIN(width, height) < LOGO_MOST
                                                        : length < LOGO_BYTES;
}

static void mark_forms(Unpacking *unpacking, gint letter)
{
    while (letter >= 0) {
        UnpackedLetter *holder = unpacking->unpacked->letters->pdata[letter];
        holder->forms = TRUE;
        letter = holder->outer;
    }
}

static void take_leaf(Unpacking *unpacking, GBytes *content, const Place *place)
{
    gsize length = 0;
    const guchar *bytes = g_bytes_get_data(content, &length);
    if (length > PARCEL_LEAF_MOST || unpacking->leaf_bytes + length > LEAVES_MOST) {
        add_problem(unpacking, PARCEL_TOO_LARGE, place->path);
        return;
    }
    unpacking->leaf_bytes += length;
    UnpackedLeaf *leaf = g_new0(UnpackedLeaf, 1);
    leaf->path = g_strdup(place->path);
    leaf->content = g_bytes_ref(content);
    leaf->letter = place->letter;
    leaf->in_text = place->in_text && is_logo_sized(bytes, length);
    leaf->could_form = is_pdf(bytes, length) || (picture_is(bytes, length) && !leaf->in_text);
    g_ptr_array_add(unpacking->unpacked->leaves, leaf);
    if (leaf->could_form) {
        mark_forms(unpacking, leaf->letter);
    }
}

static gint add_letter(Unpacking *unpacking, Parcel *parcel, const Place *place)
{
    UnpackedLetter *letter = g_new0(UnpackedLetter, 1);
    letter->path = g_strdup(place->path);
    letter->sender = g_steal_pointer(&parcel->sender);
    letter->subject = g_steal_pointer(&parcel->subject);
    letter->body = g_steal_pointer(&parcel->text);
    letter->outer = place->letter;
    g_ptr_array_add(unpacking->unpacked->letters, letter);
    return (gint) unpacking->unpacked->letters->len - 1;
}

/* winmail.dat is how Outlook sends the rest of the mail that it lies in. */
static gint complete_letter(Unpacking *unpacking, Parcel *parcel, const Place *place)
{
    UnpackedLetter *letter = unpacking->unpacked->letters->pdata[place->letter];
    if (letter->body == NULL) {
        letter->body = g_steal_pointer(&parcel->text);
    }
    return place->letter;
}

static void open_parcel(Unpacking *unpacking, Parcel *parcel, const Place *place, Sort sort)
{
    gint letter = place->letter;
    if (sort == SORT_TNEF && place->in_mime) {
        letter = complete_letter(unpacking, parcel, place);
    } else if (sort != SORT_ZIP) {
        letter = add_letter(unpacking, parcel, place);
    }
    for (guint i = 0; i < parcel->problems->len; i++) {
        const ParcelProblem *problem = parcel->problems->pdata[i];
        g_autofree gchar *path = problem->name == NULL ? g_strdup(place->path)
                                                       : g_strconcat(place->path, "/", problem->name, NULL);
        add_problem(unpacking, problem->trouble, path);
    }
    for (guint i = 0; i < parcel->items->len; i++) {
        ParcelItem *item = parcel->items->pdata[i];
        g_autofree gchar *path = g_strconcat(place->path, "/", item->name, NULL);
        const Place inner = {path, letter, item->is_mail, item->in_text, sort == SORT_MAIL};
        if (item->inside != NULL) {
            open_parcel(unpacking, item->inside, &inner, sort);
        } else {
            open_bytes(unpacking, item->content, &inner);
            g_clear_pointer(&item->content, g_bytes_unref); /* of containers, only what is in them is kept */
        }
    }
}

/* The parcel that the bytes are; NULL: *sort is SORT_LEAF when they are no
 * container after all, else they are broken. */
static Parcel *open_with(Unpacking *unpacking, const guchar *bytes, gsize length, Sort *sort)
{
    Parcel *parcel = NULL;
    switch (*sort) {
    case SORT_MAIL:
        return mail_open(bytes, length, &unpacking->allowance);
    case SORT_TNEF:
        return tnef_open(bytes, length, &unpacking->allowance);
    case SORT_OUTLOOK:
        if (outlook_open(bytes, length, &unpacking->allowance, &parcel) == OUTLOOK_OTHER) {
            *sort = SORT_LEAF;
        }
        return parcel;
    case SORT_ZIP:
        if (archive_open(bytes, length, &unpacking->allowance, &parcel) == ARCHIVE_IS_DOCUMENT) {
            *sort = SORT_LEAF;
        }
        return parcel;
    case SORT_LEAF:
        break;
    }
    return NULL;
}

static UnpackKind kind_of(Sort sort)
{
    return sort == SORT_LEAF ? UNPACK_LEAF : sort == SORT_ZIP ? UNPACK_ARCHIVE : UNPACK_MAIL;
}

static void open_bytes(Unpacking *unpacking, GBytes *content, const Place *place)
{
    gsize length = 0;
    const guchar *bytes = g_bytes_get_data(content, &length);
    Sort sort = length == 0 ? SORT_LEAF : sort_of(bytes, length, place);
    g_autoptr(Parcel) parcel = NULL;
    guint levels = unpacking->allowance.depth;
    gboolean outermost = levels == LEVELS;
    if (sort != SORT_LEAF && levels == 0) {
        add_problem(unpacking, PARCEL_TOO_LARGE, place->path);
        return;
    }
    unpacking->allowance.depth -= sort != SORT_LEAF;
    if (sort != SORT_LEAF) {
        parcel = open_with(unpacking, bytes, length, &sort);
    }
    if (outermost) {
        unpacking->unpacked->kind = kind_of(sort);
    }
    if (parcel != NULL) {
        open_parcel(unpacking, parcel, place, sort);
    } else if (sort == SORT_LEAF) {
        take_leaf(unpacking, content, place);
    } else {
        add_problem(unpacking, PARCEL_BROKEN, place->path);
    }
    unpacking->allowance.depth = levels;
}

static gboolean has_problem(const Unpacked *unpacked, UnpackKind kind)
{
    for (guint i = 0; i < unpacked->problems->len; i++) {
        const UnpackProblem *problem = unpacked->problems->pdata[i];
        if (problem->kind == kind) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Of an input that gave nothing, why not. A protected mail has a text of its
 * own, which says only that it is protected. */
static UnpackKind final_kind(const Unpacked *unpacked, gboolean forms, gboolean text)
{
    if (!forms && has_problem(unpacked, UNPACK_ENCRYPTED)) {
        return UNPACK_ENCRYPTED;
    }
    if (unpacked->leaves->len > 0 || text) {
        return unpacked->kind;
    }
    if (has_problem(unpacked, UNPACK_TOO_LARGE)) {
        return UNPACK_TOO_LARGE;
    }
    return has_problem(unpacked, UNPACK_BROKEN) ? UNPACK_BROKEN : unpacked->kind;
}

static void sum_up(Unpacked *unpacked)
{
    gboolean forms = FALSE;
    const gchar *body = NULL;
    for (guint i = 0; i < unpacked->leaves->len; i++) {
        const UnpackedLeaf *leaf = unpacked->leaves->pdata[i];
        forms = forms || leaf->could_form;
    }
    for (guint i = 0; i < unpacked->letters->len; i++) {
        const UnpackedLetter *letter = unpacked->letters->pdata[i];
        body = body == NULL ? letter->body : body;
        if (unpacked->sender == NULL) {
            unpacked->sender = g_strdup(letter->sender);
        }
    }
    unpacked->kind = final_kind(unpacked, forms, body != NULL);
    unpacked->body = forms ? NULL : g_strdup(body);
    unpacked->mails = unpacked->letters->len;
    unpacked->left_out = unpacked->problems->len > 0;
}

Unpacked *unpack_bytes(const gchar *name, GBytes *content)
{
    Unpacked *unpacked = unpacked_new();
    g_autofree gchar *path = name_clean(name);
    Unpacking unpacking = {unpacked, {LEVELS, PARTS, DECODED_MOST}, 0};
    const Place place = {path == NULL ? "file" : path, -1, FALSE, FALSE, FALSE};
    open_bytes(&unpacking, content, &place);
    sum_up(unpacked);
    return unpacked;
}
