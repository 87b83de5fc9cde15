/*
 * A document as a list of blocks: what is said, in which role, in reading
 * order, before anything has a place on a page. Made from a template
 * (template.h); set on pages by layout/, or written as plain text.
 */
#pragma once

#include <glib.h>

#include "model/look.h"

typedef enum {
    BLOCK_TITLE,
    BLOCK_HEADING,    /* level 1 or 2 */
    BLOCK_TEXT,       /* a paragraph */
    BLOCK_QUOTE,      /* somebody's own words, set apart */
    BLOCK_ITEM,       /* of a list */
    BLOCK_FACT,       /* label and value */
    BLOCK_RULE,       /* a line under a title, in the colour for it */
    BLOCK_GAP,        /* empty space */
    BLOCK_PAGE_BREAK, /* what follows starts a page */
    BLOCK_BOX,        /* a large text field to answer in */
    BLOCK_CHOICE,     /* a check box with its label */
    BLOCK_ENTRY,      /* a one-line text field with its label */
    BLOCK_CELL,       /* of a row of a table: the cells of a row follow each other */
    BLOCK_CHART,      /* bars, with the same in words as its text */
    BLOCK_TICK,       /* a box as somebody left it, with words that say so too */
} BlockKind;

typedef struct {
    gchar *text;
    gboolean strong;
} Span;

/* Lying bars: for each label as many as there are series. */
typedef struct {
    GPtrArray *labels; /* of gchar */
    GPtrArray *series; /* of gchar: their names */
    GArray *colours;   /* of guint32, one for each series */
    GArray *values;    /* of guint: those of the first label, then of the next */
} BlockChart;

typedef struct {
    BlockKind kind;
    guint level;      /* of a heading */
    gchar *style;     /* name of a Style, or NULL: the kind's own */
    GPtrArray *spans; /* of Span */
    gchar *label;     /* of a fact or entry */
    gchar *field;     /* name of the form field, or NULL */
    gchar *tooltip;   /* the field's description, in words that stand alone */
    gdouble size;     /* box: lines of text; gap: pt; entry: share of the width, 0 to 1 */
    gboolean ticked;  /* of a tick */
    guint keep;       /* blocks in a row with the same number, not 0, stay on one page */
    guint columns;    /* fact: columns of the grid it belongs to, 1 or 2; cell: cells of its row */
    guint cell; /* which of the row's cells, from 0; level 1: of the row of headings; size: share of the width
                 */
    BlockChart *chart;
} Block;

typedef struct {
    gchar *name;  /* "title", "text", "quote", "label", "footer", … */
    gdouble size; /* pt */
    gboolean bold;
    guint32 colour;  /* 0xrrggbb */
    gdouble leading; /* line height as a multiple of size */
    gdouble before;  /* pt */
    gdouble after;   /* pt */
    gdouble indent;  /* pt */
    gboolean keep_with_next;
    gboolean panel; /* on a panel of the fill colour, with a bar at its left */
} Style;

/* In a template's style only: the pack's colours; a Document has none of these. */
#define COLOUR_ACCENT 0xff000000u
#define COLOUR_TEXT   LOOK_TEXT /* is taken for the pack's text colour */
#define COLOUR_LATE   0x942514u
#define COLOUR_MUTED  LOOK_MUTED

typedef struct {
    gdouble width, height;            /* pt */
    gdouble top, right, bottom, left; /* margins, pt */
    gdouble code;                     /* side of the QR code at the top right, pt; 0: none */
    gboolean marks;                   /* registration marks in the corners */
} PageSetup;

/* Page furniture; {page} and {pages} are still open in the texts. */
typedef struct {
    gchar *left;
    gchar *centre;
    gchar *right;
} PageLine;

typedef struct {
    gchar *title;    /* for the metadata */
    gchar *language; /* "en-GB" */
    guint32 accent;  /* 0xrrggbb */
    guint32 rule;    /* 0xrrggbb, of BLOCK_RULE */
    guint32 fill;    /* 0xrrggbb, of panels */
    PageSetup page;
    PageLine header;
    PageLine footer;
    gchar *code_caption; /* under the QR code, or NULL */
    Logo *logo;          /* at the top left of each page, or NULL */
    gchar *logo_text;    /* what the logo shows */
    gdouble logo_height; /* pt */
    GPtrArray *styles;   /* of Style */
    GPtrArray *blocks;   /* of Block */
} Document;

/* An A4 page and every built-in style, ready to be changed. */
Document *document_new(void);
void document_free(Document *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Document, document_free)

Block *block_new(BlockKind kind);
void block_free(Block *block);
BlockChart *block_add_chart(Block *block); /* an empty one, owned by the block */
void block_add_span(Block *block, const gchar *text, gboolean strong);
gchar *block_text(const Block *block); /* all spans joined; the caller frees */

Style *style_new(const gchar *name);
void style_free(Style *style);
const Style *document_find_style(const Document *document, const gchar *name);

/*
 * The built-in styles, which every document has: "title", "heading",
 * "subheading", "text", "quote", "item", "label" (of facts and entries),
 * "value" (of facts), "cell" and "late" (of tables), "choice", "header", "footer", "caption" (of the code).
 * What a block of that kind is set in: its own style, or the kind's; never
 * NULL.
 */
const Style *document_block_style(const Document *document, const Block *block);

/*
 * Plain text ready to paste: a paragraph a line, headings in capitals with an
 * empty line before, facts as "Label: value", quotes and items led by a mark.
 * No field, no furniture. The caller frees.
 */
gchar *document_to_text(const Document *document);

/*
 * One HTML page that is well-formed XML too: headings, lists, quotations and
 * facts as what they are, the page's header and footer once, a few lines of
 * style of its own, nothing loaded from elsewhere. No field. The caller frees.
 */
gchar *document_to_html(const Document *document);
