/*
 * A document set on pages: what is drawn where, and where each field stands.
 * The one header that the writer of PDF and the reader of returned forms
 * share. Coordinates are PDF's: points from the lower left corner.
 */
#pragma once

#include <glib.h>

#include "document/document.h"

typedef struct {
    gdouble x, y;          /* lower left corner, pt */
    gdouble width, height; /* pt */
} Rect;

typedef enum { FACE_REGULAR, FACE_BOLD, FACE_N } Face;

typedef enum { FIELD_TEXT, FIELD_TEXT_LINES, FIELD_CHECK, FIELD_HIDDEN } FieldKind;

typedef struct {
    gchar *name; /* "stage-1.response" */
    FieldKind kind;
    guint page; /* from 1 */
    Rect rect;
    gchar *tooltip;
    gchar *value; /* of a hidden field, else NULL */
} Placement;

typedef enum { ITEM_TEXT, ITEM_RECT, ITEM_CODE, ITEM_LOGO, ITEM_FIELD } ItemKind;

#define COLOUR_NONE    0xffffffffu
#define ITEM_FURNITURE G_MAXUINT /* block of an item that belongs to no block */

typedef struct {
    ItemKind kind;
    guint block;    /* index of the block that it shows, or ITEM_FURNITURE */
    gboolean label; /* text: a label rather than the block's own text */
    gboolean mark;  /* text: a drawn mark, which the block's own text says in words */
    gdouble x, y;   /* text: start of the baseline */
    Face face;      /* text */
    gdouble size;   /* text, pt */
    gchar *text;    /* text, UTF-8; a character that the face lacks is shown as U+FFFD */
    Rect rect;      /* rect, code, logo */
    guint32 fill;   /* rect: 0xrrggbb or COLOUR_NONE; text: its colour */
    guint32 stroke; /* rect: 0xrrggbb or COLOUR_NONE */
    gdouble line;   /* rect: width of the stroke, pt */
    guint field;    /* field: index of the placement */
} Item;

typedef struct {
    GPtrArray *items; /* of Item, in reading order */
} Page;

typedef struct {
    gdouble width, height; /* pt, of every page */
    GPtrArray *pages;      /* of Page */
    GPtrArray *placements; /* of Placement */
    GArray *missing;       /* of gunichar: characters that no font has, each once */
} Layout;

void layout_free(Layout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Layout, layout_free)

/*
 * Sets the document on pages. Long blocks flow over pages; nothing is
 * clipped. A character that no font has is shown as U+FFFD and listed in
 * `missing`. hidden_field and hidden_value (both may be NULL) place an
 * invisible read-only field on the page of the last box or choice. A document
 * with a measure that is no number, or that no page can be set with, gives a
 * layout without pages, which pdf_write refuses.
 */
Layout *layout_document(const Document *document, const gchar *hidden_field, const gchar *hidden_value);

/* "stage-1.response 2 51.00 300.00 493.20 240.00 lines": name, page, x, y,
 * width, height (pt) and kind (text, lines, check, hidden), one placement a
 * line, as it is kept with the event of issue; the caller frees. */
gchar *layout_placements_to_text(const Layout *layout);
GPtrArray *layout_placements_from_text(const gchar *text); /* of Placement; NULL when malformed */
