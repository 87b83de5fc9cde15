/*
 * The structure tree (ISO 32000-1, 14.7; ISO 14289-1): what each thing on the
 * pages is, in reading order, for those who have a page read to them. The
 * title is H1, headings are H2 and H3 and open sections; facts are a table
 * whose rows have a header; items are a list, quotes a block quote; a field
 * stands in the paragraph of its label; rows of cells are a table; the code and a chart are figures; frames,
 * rules, header, footer and registration marks are artifacts.
 */
#pragma once

#include "layout/page.h"

typedef struct Element Element;

typedef enum { KID_ELEMENT, KID_CONTENT, KID_FIELD } KidKind;

typedef struct {
    KidKind kind;
    Element *element; /* KID_ELEMENT */
    guint page;       /* content, field: from 0 */
    guint number;     /* content: marked content on the page; field: index of the placement */
} Kid;

struct Element {
    const gchar *type; /* "P" */
    Element *parent;   /* NULL: the Document */
    GArray *kids;      /* of Kid, in reading order */
    gchar *entries;    /* attributes and alternate text in PDF's notation, or NULL */
};

/* How an item is marked in its page's content (14.6). */
typedef struct {
    const gchar *tag;      /* "P", "Artifact"; NULL: the item draws nothing */
    const gchar *artifact; /* of an artifact: its properties, else NULL */
    guint number;          /* marked content: its number on the page (MCID) */
} Mark;

typedef struct {
    GArray *marks;      /* of Mark, one for each item */
    GPtrArray *holders; /* of Element: which holds the marked content of each number */
} PageMarks;

typedef struct {
    Element *document;
    GPtrArray *elements; /* of Element, all of them, parents first */
    GPtrArray *pages;    /* of PageMarks */
} Structure;

/* With `code` FALSE no code is drawn, so that there is no figure of it. */
Structure *structure_new(const Document *document, const Layout *layout, gboolean code);
void structure_free(Structure *structure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Structure, structure_free)
