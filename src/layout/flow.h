/*
 * The place where setting has got to: page, height, space still owed. Blocks
 * are set through it (setting.h); it opens pages as they fill up, and can go
 * back to an earlier place when blocks that belong together were torn apart.
 */
#pragma once

#include <glib.h>

#include "document/document.h"
#include "layout/letters.h"
#include "layout/page.h"

typedef struct {
    const Document *document;
    Layout *layout;
    Page *page;                       /* that is being set */
    gdouble left, right, top, bottom; /* of the area for blocks, pt */
    gdouble beside_right;             /* right end of lines beside the code, pt */
    gdouble beside_bottom;            /* where the code and its caption end, pt */

    gdouble spaces;  /* between blocks, as a share of what the styles say */
    gdouble y;       /* top of what is set next, pt */
    gdouble owed;    /* space before it, pt */
    gboolean fresh;  /* nothing is on the page yet */
    BlockKind last;  /* kind of the last block on the page, unless fresh */
    gdouble bar_end; /* lower end of the bar of a quote just set, pt; 0: none */
} Flow;

typedef struct {
    Flow flow;
    guint pages, items, placements;
} FlowPlace;

#define FLOW_GUTTER 18.0 /* between columns, pt */

/* A paragraph's style and place. */
typedef struct {
    guint block; /* index, or ITEM_FURNITURE */
    const Style *style;
    gdouble left, right; /* pt */
    gboolean label;
    gboolean beside;    /* its lines may stand beside the code */
    gboolean bar;       /* a bar in the accent colour at the area's left, down its lines */
    const GArray *mark; /* letters of a mark before the first line, or NULL */
    gdouble mark_left;  /* pt */
} Setting;

const Block *flow_block(const Document *document, guint index);
const Style *flow_label_style(const Document *document);

Layout *flow_new_layout(const Document *document);
void placement_free(gpointer placement);
guint flow_page_number(const Flow *flow); /* from 1 */
void flow_open_page(Flow *flow);

FlowPlace flow_remember(const Flow *flow);
void flow_go_back(Flow *flow, const FlowPlace *place);

/* Moves down to where a block with this space before it starts. */
void flow_start(Flow *flow, gdouble before);
/* Opens a page unless the height (pt) fits under what is set, or the page is fresh. */
void flow_need(Flow *flow, gdouble height);
/* Moves below the code, for what needs the full width. */
void flow_clear_code(Flow *flow);
void flow_end(Flow *flow, BlockKind kind, gdouble after);

gdouble style_line_height(const Style *style);

/* Sets the letters as lines, over as many pages as they take, at least two
 * lines of a paragraph on either side of a page's end. */
void flow_set(Flow *flow, const GArray *letters, const Setting *setting);

/* One line of letters with its top at y. */
void flow_set_line(Flow *flow, const GArray *letters, Line line, const Setting *setting, gdouble y);

/* At no place yet, in the colour of text; owned by the page. */
Item *flow_add_text(Flow *flow, guint block, Face face, gdouble size, const gchar *text);
void flow_add_rect(Flow *flow, guint block, Rect rect, guint32 fill, guint32 stroke, gdouble line);
void flow_add_field(Flow *flow, guint block, FieldKind kind, Rect rect);
