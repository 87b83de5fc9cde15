/*
 * From the picture of a page to what stands on it: which form it is (QR
 * code), how the page lies in the picture (registration marks), whether a box
 * is marked (ink against the blank form), what is typed (Tesseract). Types of
 * leptonica, zbar and tesseract stay inside this folder and its neighbours.
 */
#pragma once

#include <glib.h>

#include "layout/page.h"
#include "model/reading.h"
#include "scan/limits.h"

typedef struct {
    guint width, height; /* pixels */
    guint8 *grey;        /* width * height, row by row from the top; 255 is white */
} Picture;

/* A corner of the QR code: pt on the form, pixels of the picture. */
typedef struct {
    gdouble form_x, form_y, seen_x, seen_y;
} CodeCorner;

/* How a page of a form lies in a picture. */
typedef struct {
    GPtrArray *codes;    /* of gchar: texts of the QR codes found */
    gboolean registered; /* the marks, or frames of fields, were found and agree */
    gdouble to_pixel[9]; /* projective: (x, y, 1) in pt from the lower left corner to pixels, row by row */
    gdouble residual;    /* pt: how far they lie from where they should */
    gdouble dpi;         /* of the picture, as the marks tell */
    gboolean coded;      /* the form's own code was read: */
    CodeCorner code[4];
} PageFix;

void page_fix_free(PageFix *fix);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PageFix, page_fix_free)

/* The texts of the QR codes (of gchar), without looking how the page lies; never NULL. */
GPtrArray *scan_find_codes(const Picture *picture);

/* Never NULL; without a code or marks they are simply not there. width and
 * height: of the form's pages, pt. */
PageFix *scan_find_page(const Picture *picture, gdouble width, gdouble height);

/* Where a field stands on the blank form, pt. */
typedef struct {
    Rect rect;
    gboolean box; /* a check box; else a text field */
} FieldPlace;

/* Brings a page into register whose code was read but whose marks were not
 * found, or lie more than 1 pt off, by the frames of its fields: three or more,
 * all of the text fields, each within 1 pt of where they say together. Else all
 * stays as it is. */
void scan_settle_page(const Picture *picture, PageFix *fix, const FieldPlace *fields, guint n);

typedef struct {
    Mark mark;      /* MARK_UNCLEAR in the middle band, or when the box's frame was not found in its place */
    gdouble inside; /* share of ink in the box, 0 to 1 */
    gdouble faint;  /* the same, with what is only faintly dark */
    gdouble around; /* share of ink in the ring about it */
    gdouble blank, marked; /* the first two of the limits used: faint below blank is off, inside above
                              marked is on; LIMITS_TEXT names them all */
    gchar *why;            /* of MARK_UNCLEAR, or NULL */
    gboolean firm;         /* of MARK_ON: in strokes without a gap, too dark to leave single dots elsewhere */
    gboolean pale;  /* marked so palely that another mark may hardly be seen: in pieces, dots, faintly */
    gboolean trace; /* of MARK_OFF: what such a pen may have left: dots about it, or the faintest stroke */
    gboolean motes; /* of MARK_UNCLEAR: for nothing but a lone dot in black and white */
} BoxInk;

void box_ink_clear(BoxInk *ink);

/* box: where the check box stands on the blank form, pt. */
void scan_judge_box(const Picture *picture, const PageFix *fix, const Rect *box, BoxInk *ink);

/* All check boxes of one form on that page: what is plain in one tells of the
 * pen, and so what a few dots in another are. inks: n of them. */
void scan_judge_boxes(const Picture *picture, const PageFix *fix, const Rect *boxes, guint n, BoxInk *inks);

typedef struct {
    gchar *text; /* what was read, NFC; "" when the field is empty; NULL when it is not to be trusted */
    gdouble confidence;   /* mean of the words', 0 to 100 */
    gdouble lowest;       /* the worst word's */
    gboolean ink;         /* something stands in the field */
    gboolean handwritten; /* it does not look typed */
} ScanText;

void scan_text_clear(ScanText *text);

/* Holds Tesseract's English data; loading takes some 40 ms. */
typedef struct Scanner Scanner;
Scanner *scanner_new(GError **error);
void scanner_free(Scanner *scanner);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Scanner, scanner_free)

void scan_read_text(Scanner *scanner, const Picture *picture, const PageFix *fix, const Rect *field,
                    ScanText *text);

/* The field's place as a picture, straightened, PNG; NULL when it is not on the page. */
GBytes *scan_cut_out(const Picture *picture, const PageFix *fix, const Rect *field);
