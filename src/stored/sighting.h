/*
 * What was seen in one returned file: what it stores (stored/) and what it
 * shows (shown/), as plain data without a judgement. The worker fills it in
 * and sends it; read/ judges it.
 */
#pragma once

#include <glib.h>

/* Bounds that both sides keep to. */
#define SIGHTING_MAX_BYTES  10485760u /* 10 MiB: of a file */
#define SIGHTING_MAX_PAGES  200
#define SIGHTING_MAX_FIELDS 2000
#define SIGHTING_MAX_STATES 16       /* appearance states of one box */
#define SIGHTING_MAX_TEXT   4194304u /* 4 MiB: bytes of one text */
#define SIGHTING_MAX_WORDS  20000    /* of all pages */
#define SIGHTING_MAX_WORD   1024u    /* bytes */
#define SIGHTING_MAX_NOTES  500      /* of one page */
#define SIGHTING_MAX_DRAWN  6        /* pages whose ink is looked at */
#define SIGHTING_MAX_SIDE   2400     /* pixels of such a page, each way */
#define SIGHTING_PICTURED   0.5      /* share of a page under pictures from which on it is a scan */

typedef enum {
    SIGHT_READ,
    SIGHT_NOT_PDF,   /* no PDF at all, or an empty file */
    SIGHT_ENCRYPTED, /* needs a password */
    SIGHT_CUT_SHORT, /* its end is missing */
    SIGHT_BROKEN,    /* cannot be opened */
    SIGHT_TOO_LARGE, /* too many pages or fields */
    SIGHT_N_STATES
} SightState;

typedef enum { SEEN_TEXT, SEEN_CHECK, SEEN_OTHER, SEEN_N_KINDS } SeenKind;

/* How a field's /V is written (ISO 32000-2, 7.9.2). */
typedef enum {
    VALUE_ABSENT,
    VALUE_NAME,
    VALUE_PDFDOC,
    VALUE_UTF16BE,
    VALUE_UTF16LE,
    VALUE_UTF8,     /* with a byte order mark */
    VALUE_RAW_UTF8, /* without one */
    VALUE_RICH,     /* taken from /RV, since there is no /V */
    VALUE_OTHER,    /* an object that is no text */
    VALUE_N_FORMS
} ValueForm;

typedef enum {
    DRAWN_NOTHING, /* no appearance of its own: a viewer draws the value */
    DRAWN_ONE,     /* one picture, whatever the state */
    DRAWN_STATES,  /* a picture for each state */
    DRAWN_N_KINDS
} DrawnKind;

typedef enum { POPPLER_NOT_SEEN, POPPLER_OFF, POPPLER_ON, POPPLER_N_STATES } PopplerState;

/* One widget, with what it inherits from the field that it belongs to. */
typedef struct {
    gchar *name; /* full, parts joined by "." */
    SeenKind kind;
    guint page;            /* from 1; 0: on no page */
    gdouble x, y;          /* lower left corner, pt, from the crop box */
    gdouble width, height; /* pt */
    guint flags;           /* /Ff */
    guint field;           /* number of the object that holds the value; equal for widgets of one field */
    gboolean listed;       /* reached from /AcroForm /Fields */
    ValueForm form;        /* of value */
    gchar *value;          /* UTF-8 as stored, or NULL */
    gboolean doubtful;     /* a character of value could not be told */
    gchar *state;          /* /AS, or NULL */
    DrawnKind drawn;
    GPtrArray *states;    /* of gchar: keys of /AP /N */
    gboolean alike;       /* the states' pictures do not differ */
    gchar *shown;         /* words of the picture, or NULL when there is none or it cannot be read */
    PopplerState poppler; /* of a check box */
    gchar *poppler_text;  /* of a text field, or NULL */
} SeenField;

/* Places on a page: pt from the lower left corner of the page as it is seen,
 * that is, turned as it asks for. */
typedef struct {
    gdouble left, bottom, right, top;
} SeenArea;

typedef struct {
    SeenArea area;
    gchar *text; /* UTF-8, without white space */
} SeenWord;

/* What is dark on a page, a bit for each pixel, row by row from the top, each
 * row from a byte of its own on, the highest bit leftmost. */
typedef struct {
    guint width, height; /* pixels; 0 when the page was not drawn */
    gdouble scale;       /* pixels to a pt */
    GBytes *bits;
} SeenInk;

/* Text that was typed over a page: FreeText annotations. */
typedef struct {
    SeenArea area;
    gchar *text; /* UTF-8 */
} SeenNote;

typedef struct {
    gchar *made;                 /* identity of the form, when the page is as it was made; else NULL */
    guint made_page, made_pages; /* "page 1 of 2", when made */
    gdouble width, height;       /* pt, as it is seen; 0 when it was not shown */
    gdouble picture;             /* share of it that pictures cover, 0 to 1 */
    gchar *text;                 /* what stands on it, UTF-8; NULL when it is as it was made */
    gboolean nameless;           /* a font of it does not say which letters its signs are */
    GPtrArray *words;            /* of SeenWord: the text's, with their places */
    SeenInk ink;                 /* of a page with text that is not as it was made, where answers may stand */
    GPtrArray *notes;            /* of SeenNote */
    guint remarks;               /* comments, stamps, ink and text laid over the page */
} SeenPage;

typedef struct {
    SightState state;
    gboolean repaired;         /* it was damaged and mended by guessing */
    gboolean encrypted;        /* opens without a password all the same */
    gboolean need_appearances; /* viewers draw all fields anew */
    gboolean xfa;
    gboolean actions;
    gboolean attachments;
    gboolean unseen;   /* it could be read, but not shown */
    gchar *identity;   /* /IroForm of the information dictionary, or NULL */
    GPtrArray *pages;  /* of SeenPage */
    GPtrArray *fields; /* of SeenField */
} Sighting;

Sighting *sighting_new(SightState state);
void sighting_free(Sighting *sighting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sighting, sighting_free)

SeenField *seen_field_new(void);
void seen_field_free(SeenField *field);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SeenField, seen_field_free)

SeenPage *seen_page_new(gchar *text, guint remarks); /* takes text */
void seen_page_free(SeenPage *page);

SeenWord *seen_word_new(SeenArea area, gchar *text); /* takes text */
void seen_word_free(SeenWord *word);
SeenNote *seen_note_new(SeenArea area, gchar *text); /* takes text */
void seen_note_free(SeenNote *note);

/* The same characters but for white space, which pictures tell badly. */
gboolean sighting_same_text(const gchar *one, const gchar *other);
