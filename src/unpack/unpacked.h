/*
 * What was found in a returned file, in plain structs. Apart from unpack.h, so
 * that who only receives it over a pipe links none of the libraries that open
 * mails and archives.
 */
#pragma once

#include <glib.h>

typedef enum {
    UNPACK_LEAF,      /* no container: a PDF, a picture, anything unknown; its one leaf is itself */
    UNPACK_MAIL,      /* .eml, .msg, winmail.dat */
    UNPACK_ARCHIVE,   /* .zip */
    UNPACK_BROKEN,    /* begins as a container and cannot be opened */
    UNPACK_ENCRYPTED, /* a container whose content is all encrypted */
    UNPACK_TOO_LARGE, /* a container, of which nothing could be taken within the bounds */
    UNPACK_ELSEWHERE, /* of problems only: a link to a file came, not the file */
} UnpackKind;

typedef struct {
    gchar *path; /* "mail.eml/Re form.eml/Dispute form.pdf": where it was found; may name people */
    GBytes *content;
    gint letter;         /* index in `letters` of the mail that holds it, or -1 */
    gboolean in_text;    /* a small picture within a mail's text, as in signatures: no form */
    gboolean could_form; /* a PDF or a picture that is not in_text */
} UnpackedLeaf;

/* One mail of the input. */
typedef struct {
    gchar *path;
    gchar *sender;  /* address, lower case, or NULL */
    gchar *subject; /* one line, or NULL; may name people */
    gchar *body;    /* plain text, earlier mails quoted in it included; NULL when none was written */
    gint outer;     /* index of the mail that it lies in, or -1 */
    gboolean forms; /* a leaf in it or in a mail inside it could be a form */
} UnpackedLetter;

typedef struct {
    UnpackKind kind; /* UNPACK_BROKEN, _ENCRYPTED, _TOO_LARGE or _ELSEWHERE */
    gchar *path;     /* what it is about; may name people */
    gchar *message;  /* says what is wrong and what to do, without names */
} UnpackProblem;

typedef struct {
    UnpackKind kind;
    GPtrArray *leaves;   /* of UnpackedLeaf, in order */
    GPtrArray *letters;  /* of UnpackedLetter, outermost first */
    guint mails;         /* how many letters */
    gchar *sender;       /* of the first letter that has one, or NULL */
    gchar *body;         /* of the first letter with one, when no leaf could be a form; else NULL */
    gboolean left_out;   /* something is not among the leaves, and named in `problems` */
    GPtrArray *problems; /* of UnpackProblem */
} Unpacked;

/* With nothing in it. The arrays free what they hold. */
Unpacked *unpacked_new(void);

void unpacked_free(Unpacked *unpacked);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Unpacked, unpacked_free)
