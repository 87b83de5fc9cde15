/*
 * Letters in a grey picture of typed text, by Tesseract.
 */
#pragma once

#include <glib.h>

typedef struct {
    gchar *text;                   /* UTF-8, as read */
    gdouble confidence;            /* 0 to 100 */
    gint left, top, right, bottom; /* pixels */
    guint line;                    /* counted from 0 */
} OcrWord;

typedef struct {
    gunichar letter;
    gint width, height; /* pixels */
    gdouble confidence; /* 0 to 100 */
} OcrLetter;

typedef struct {
    GArray *words;   /* of OcrWord, in reading order */
    GArray *letters; /* of OcrLetter */
    guint lines;
} OcrPage;

OcrPage *ocr_page_new(void);
void ocr_page_free(OcrPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OcrPage, ocr_page_free)

/* Holds the English data, some 40 ms to load. Recognition opens no file and
 * starts no thread. */
typedef struct Ocr Ocr;
Ocr *ocr_new(GError **error);
void ocr_free(Ocr *ocr);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Ocr, ocr_free)

typedef struct {
    const guint8 *grey; /* width * height, row by row from the top; 255 is white */
    guint width, height, dpi;
    gint left, top;    /* of the page: where the picture lies, pixels */
    gboolean one_line; /* it holds a single line */
} OcrPicture;

/* Adds what the picture says to the page, below what is there. */
void ocr_read(Ocr *ocr, const OcrPicture *picture, OcrPage *page);
