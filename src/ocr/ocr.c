#include "ocr/ocr.h"

#include <omp.h>
#include <string.h>
#include <tesseract/capi.h>

#include "model/error.h"

struct Ocr {
    TessBaseAPI *api;
};

static void clear_word(gpointer data)
{
    g_free(((OcrWord *) data)->text);
}

void ocr_page_free(OcrPage *page)
{
    if (page == NULL)
        return;
    g_array_unref(page->words);
    g_array_unref(page->letters);
    g_free(page);
}

OcrPage *ocr_page_new(void)
{
    OcrPage *page = g_new0(OcrPage, 1);

    page->words = g_array_new(FALSE, TRUE, sizeof(OcrWord));
    g_array_set_clear_func(page->words, clear_word);
    page->letters = g_array_new(FALSE, TRUE, sizeof(OcrLetter));
    return page;
}

/* What Tesseract opens late (its log) is opened by a first, empty reading. */
static void warm_up(Ocr *ocr)
{
    guint8 white[64 * 32];

    memset(white, 255, sizeof white);
    g_autoptr(OcrPage) page = ocr_page_new();
    ocr_read(ocr, &(OcrPicture){.grey = white, .width = 64, .height = 32, .dpi = 300, .one_line = TRUE},
             page);
}

Ocr *ocr_new(GError **error)
{
    Ocr *ocr = g_new0(Ocr, 1);

    /* Its threads cost more than they save, and a confined process has none. */
    omp_set_max_active_levels(0);
    ocr->api = TessBaseAPICreate();
    if (TessBaseAPIInit2(ocr->api, NULL, "eng", OEM_LSTM_ONLY) != 0) {
        g_set_error_literal(error, IRO_ERROR, IRO_ERROR_SYSTEM,
                            "Tesseract's English data cannot be loaded: install tesseract-ocr-eng");
        ocr_free(ocr);
        return NULL;
    }
    TessBaseAPISetVariable(ocr->api, "debug_file", "/dev/null");
    /* The picture is dark on light, so that a second look at its negative is in vain. */
    TessBaseAPISetVariable(ocr->api, "tessedit_do_invert", "0");
    /* Letters of one width are not looked for: the network needs no pitch, and that takes long. */
    TessBaseAPISetVariable(ocr->api, "textord_all_prop", "1");
    warm_up(ocr);
    return ocr;
}

void ocr_free(Ocr *ocr)
{
    if (ocr == NULL)
        return;
    TessBaseAPIEnd(ocr->api);
    TessBaseAPIDelete(ocr->api);
    g_free(ocr);
}

static void keep_word(OcrPage *page, const TessResultIterator *at, const OcrPicture *picture)
{
    const TessPageIterator *place = TessResultIteratorGetPageIteratorConst(at);
    char *text = TessResultIteratorGetUTF8Text(at, RIL_WORD);
    OcrWord word = {.line = MAX(page->lines, 1) - 1};

    if (text != NULL && g_utf8_validate(text, -1, NULL) && *g_strstrip(text) != '\0' &&
        TessPageIteratorBoundingBox(place, RIL_WORD, &word.left, &word.top, &word.right, &word.bottom)) {
        word.text = g_strdup(text);
        word.confidence = TessResultIteratorConfidence(at, RIL_WORD);
        word.left += picture->left, word.right += picture->left;
        word.top += picture->top, word.bottom += picture->top;
        g_array_append_val(page->words, word);
    }
    TessDeleteText(text);
}

static void keep_letter(OcrPage *page, const TessResultIterator *at)
{
    const TessPageIterator *place = TessResultIteratorGetPageIteratorConst(at);
    char *text = TessResultIteratorGetUTF8Text(at, RIL_SYMBOL);
    gint left, top, right, bottom;

    if (text != NULL && g_utf8_validate(text, -1, NULL) && *text != '\0' &&
        TessPageIteratorBoundingBox(place, RIL_SYMBOL, &left, &top, &right, &bottom)) {
        OcrLetter letter = {.letter = g_utf8_get_char(text),
                            .width = right - left,
                            .height = bottom - top,
                            .confidence = TessResultIteratorConfidence(at, RIL_SYMBOL)};
        g_array_append_val(page->letters, letter);
    }
    TessDeleteText(text);
}

static void walk(OcrPage *page, TessResultIterator *at, const OcrPicture *picture)
{
    const TessPageIterator *place = TessResultIteratorGetPageIteratorConst(at);

    do {
        if (TessPageIteratorIsAtBeginningOf(place, RIL_TEXTLINE))
            page->lines++;
        if (TessPageIteratorIsAtBeginningOf(place, RIL_WORD))
            keep_word(page, at, picture);
        keep_letter(page, at);
    } while (TessResultIteratorNext(at, RIL_SYMBOL));
}

void ocr_read(Ocr *ocr, const OcrPicture *picture, OcrPage *page)
{
    int width = (int) picture->width, height = (int) picture->height;

    TessBaseAPISetPageSegMode(ocr->api, picture->one_line ? PSM_SINGLE_LINE : PSM_SINGLE_BLOCK);
    TessBaseAPISetImage(ocr->api, picture->grey, width, height, 1, width);
    TessBaseAPISetSourceResolution(ocr->api, (int) picture->dpi);
    if (TessBaseAPIRecognize(ocr->api, NULL) == 0) {
        TessResultIterator *at = TessBaseAPIGetIterator(ocr->api);
        if (at != NULL) {
            walk(page, at, picture);
            TessResultIteratorDelete(at);
        }
    }
    TessBaseAPIClear(ocr->api);
}
