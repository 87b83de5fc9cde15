/*
 * Text ready to be broken into lines: one record a character, each with its
 * face, its width and whether a line may end after it.
 */
#pragma once

#include <glib.h>

#include "document/document.h"
#include "layout/page.h"

typedef struct {
    gunichar code;
    guint16 advance;   /* thousandths of the em */
    guint8 face;       /* Face */
    guint space : 1;   /* vanishes at a line's end */
    guint newline : 1; /* ends the line here */
    guint may_end : 1; /* a line may end after it */
} Letter;

/* A stretch of letters set as one line; `end` leaves out the spaces at its
 * end, `next` is where the following line starts. */
typedef struct {
    guint start, end, next;
} Line;

/*
 * The text as NFC, tabs as spaces, other control and format characters left
 * out. What the face lacks has the width of U+FFFD, which will be shown for it,
 * and is added to `missing` (of gunichar) unless it is there already. The caller unrefs the array of Letter.
 */
GArray *letters_from_block(const Block *block, gboolean bold, GArray *missing);
GArray *letters_from_text(const gchar *text, gboolean bold, GArray *missing);

/* The line that starts at `start`: as many letters as fit into the width (pt),
 * always at least one. A word wider than the line is broken by force. */
Line line_break(const GArray *letters, guint start, gdouble size, gdouble width);

/* How many lines the whole text takes in one width; 0 for an empty text. */
guint line_count(const GArray *letters, gdouble size, gdouble width);
