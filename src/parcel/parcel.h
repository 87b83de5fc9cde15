/*
 * What a mail or an archive holds. The openers (mail/, outlook/, tnef/,
 * archive/) fill it, unpack/ goes through it. Foreign text in it is clean:
 * UTF-8, NFC, no control characters.
 */
#pragma once

#include <glib.h>

#define PARCEL_LEAF_MOST ((gsize) 10 * 1024 * 1024) /* bytes of one attachment */

typedef enum {
    PARCEL_BROKEN,
    PARCEL_ENCRYPTED,
    PARCEL_TOO_LARGE,
    PARCEL_ELSEWHERE, /* only a link to it came */
} ParcelTrouble;

/* What may still be opened. Shared by all levels of one input, so that a bomb
 * of many small parts is bounded like a large one. */
typedef struct {
    guint depth; /* levels below this one */
    guint parts;
    gsize bytes; /* decoded, containers included */
} Allowance;

typedef struct Parcel Parcel;

typedef struct {
    gchar *name;      /* never NULL, see names.h */
    GBytes *content;  /* NULL when `inside` is set */
    Parcel *inside;   /* a mail in this one that the same library opened, or NULL */
    gboolean is_mail; /* declared a mail by what holds it */
    gboolean in_text; /* shown within the text of the mail, as signatures' pictures are */
} ParcelItem;

typedef struct {
    ParcelTrouble trouble;
    gchar *name; /* of the item, or NULL: the parcel itself */
} ParcelProblem;

struct Parcel {
    gchar *sender;       /* address, lower case, or NULL */
    gchar *subject;      /* or NULL */
    gchar *text;         /* what was written, or NULL when nothing was */
    GPtrArray *items;    /* of ParcelItem */
    GPtrArray *problems; /* of ParcelProblem */
};

Parcel *parcel_new(void);
void parcel_free(Parcel *parcel);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Parcel, parcel_free)

/* Notes it once for each name. */
void parcel_add_problem(Parcel *parcel, ParcelTrouble trouble, const gchar *name);

/* Whether one more part of `size` bytes may be taken; takes it from the
 * allowance, or notes PARCEL_TOO_LARGE. */
gboolean parcel_may_take(Parcel *parcel, Allowance *allowance, const gchar *name, gsize size);

/* Whether something inside may be opened; undo with parcel_leave. */
gboolean parcel_enter(Parcel *parcel, Allowance *allowance, const gchar *name);
void parcel_leave(Allowance *allowance);

/* name: as found, may be NULL or hostile; content and inside become the
 * parcel's. Returns the item, which is the parcel's. */
ParcelItem *parcel_add(Parcel *parcel, const gchar *name, GBytes *content, Parcel *inside);

/* Adds to the text, a blank line between; blank text is passed over. */
void parcel_add_text(Parcel *parcel, const gchar *text);

/* Likewise, of packed rich text; what cannot be unpacked is noted. */
void parcel_add_rich_text(Parcel *parcel, const guchar *bytes, gsize length);
