/*
 * The embedded fonts as PDF objects. Words are shown in one-byte codes where they
 * have every letter (WinAnsiEncoding), as nearly all have; else by glyph number
 * (Identity-H), which takes twice the room. What is typed into fields is set by the viewer in
 * one-byte codes with more letters (layout/typing_code.h). All are over one font file for each
 * face.
 */
#pragma once

#include "layout/page.h"
#include "pdfout/haru.h"

typedef enum { FONT_BYTES, FONT_GLYPHS, FONT_N_KINDS } FontKind;

typedef struct {
    HaruObject *fonts[FONT_N_KINDS][FACE_N]; /* NULL when nothing is set in it */
    HaruObject *resources;                   /* a Font dictionary of those that there are */
    HaruObject *typing;                      /* for fields; NULL when nothing can be typed */
    HaruObject *byte_map;                    /* what WinAnsi's bytes mean, in whatever face; NULL so far */
} PdfFonts;

#define PDF_MANY_PAGES 5 /* a document of so many must be kept small; a shorter one be written soon */

#define TYPING_FONT "NotoSans" /* its name in the form's resources */

/* Words beside each other that are shown in one way, with the spaces after them. */
typedef struct {
    const gchar *text; /* length bytes of it */
    gsize length;
    FontKind kind;
    gboolean lacking; /* each has a letter that the face lacks, shown as U+FFFD */
} FontRun;

/* The words from *at on, which moves behind them; FALSE at the end. */
gboolean fonts_next_run(const gchar **at, Face face, FontRun *run);

/* "/T0": the font's name in the resources. */
void fonts_append_name(GString *out, FontKind kind, Face face);

/* subset: only what the layout shows, so that nothing can be typed; else the
 * regular face has all that can be typed, and only the other is cut down to
 * what is shown. */
void fonts_add(Haru *haru, const Layout *layout, gboolean subset, PdfFonts *fonts);
