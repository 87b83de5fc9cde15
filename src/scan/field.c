#include <math.h>
#include <string.h>

#include "codes/codes.h"
#include "ocr/ocr.h"
#include "scan/blobs.h"
#include "scan/frame.h"
#include "scan/paragraphs.h"
#include "scan/patch.h"
#include "scan/scan.h"
#include "scan/text_lines.h"

#define COARSE           1.5  /* samples for a pt, to find frame and ink */
#define MARGIN           9.0  /* pt about the frame */
#define CLEAR            2.0  /* pt from the frame's line */
#define NEIGHBOURS       24.0 /* pt: larger than any letter */
#define INK              0.16 /* darker is ink */
#define SPECK            1.5  /* pt^2: less is dust */
#define LEAST_INK        4.0  /* pt^2: less than a letter */
#define LETTER           2.5  /* pt: a letter or stroke is at least so long */
#define DPI              200  /* of what Tesseract sees: finer takes longer and is read no better */
#define FINE             (DPI / 72.0)
#define ROOM             6.0  /* pt of paper about the text, which Tesseract wants */
#define TYPED_SPREAD     0.13 /* of the sizes of one letter: more is no type */
#define TYPED_CONFIDENCE 60   /* less is no type, or nothing that could be read */
#define PLAIN_CONFIDENCE 88   /* more is type, whatever the sizes: no hand is read so well */
#define ENOUGH           6    /* letters, to tell by their sizes */

struct Scanner {
    Ocr *ocr;
};

Scanner *scanner_new(GError **error)
{
    g_autoptr(Ocr) ocr = ocr_new(error);

    if (ocr == NULL)
        return NULL;
    codes_load_converters();
    Scanner *scanner = g_new0(Scanner, 1);
    scanner->ocr = g_steal_pointer(&ocr);
    return scanner;
}

void scanner_free(Scanner *scanner)
{
    if (scanner == NULL)
        return;
    ocr_free(scanner->ocr);
    g_free(scanner);
}

void scan_text_clear(ScanText *text)
{
    g_free(text->text);
    *text = (ScanText){0};
}

/* Where there is ink within the frame, pt; FALSE when there is none. */
static gboolean find_ink(const Patch *patch, const FrameFound *frame, Rect *where)
{
    gsize n = (gsize) patch->width * patch->height;
    g_autofree guint8 *dark = g_malloc0(n);
    gdouble limit = MAX(INK, 5 * patch->noise), area = 0;
    gint clear = (gint) ceil(CLEAR * patch->scale);
    guint left = G_MAXUINT, right = 0, top = G_MAXUINT, bottom = 0;

    for (gint y = frame->top + clear; y <= frame->bottom - clear; y++)
        for (gint x = frame->left + clear; x <= frame->right - clear; x++)
            dark[(gsize) y * patch->width + (gsize) x] =
                patch->dark[(gsize) y * patch->width + (gsize) x] > limit;
    g_autoptr(GArray) blobs =
        blobs_find(dark, patch->width, patch->height, (guint) ceil(SPECK * patch->scale * patch->scale));
    for (guint i = 0; i < blobs->len; i++) {
        const Blob *blob = &g_array_index(blobs, Blob, i);
        if (MAX(blob->right - blob->left, blob->bottom - blob->top) + 1 < LETTER * patch->scale)
            continue;
        area += blob->area;
        left = MIN(left, blob->left), right = MAX(right, blob->right);
        top = MIN(top, blob->top), bottom = MAX(bottom, blob->bottom);
    }
    if (area < LEAST_INK * patch->scale * patch->scale)
        return FALSE;
    *where = (Rect){patch->place.x + left / patch->scale,
                    patch->place.y + patch->place.height - (bottom + 1) / patch->scale,
                    (right + 1 - left) / patch->scale, (bottom + 1 - top) / patch->scale};
    return TRUE;
}

/* Black on white, whatever the paper and the print. */
static void make_plain(Patch *patch)
{
    gdouble black = MAX(0.85 * patch->blackest, 0.2), white = MIN(MAX(0.06, 2 * patch->noise), black / 3);

    for (gsize i = 0; i < (gsize) patch->width * patch->height; i++)
        patch->grey[i] = (guint8) (255 - 255 * CLAMP((patch->dark[i] - white) / (black - white), 0, 1));
}

/* White all round: what lies there is frame. */
static void wipe_outside(Patch *patch, const Rect *kept)
{
    for (guint y = 0; y < patch->height; y++)
        for (guint x = 0; x < patch->width; x++) {
            gdouble px = patch->place.x + (x + 0.5) / patch->scale;
            gdouble py = patch->place.y + patch->place.height - (y + 0.5) / patch->scale;
            if (px < kept->x || px > kept->x + kept->width || py < kept->y || py > kept->y + kept->height)
                patch->grey[(gsize) y * patch->width + x] = 255;
        }
}

/* The same letter has one size in type, and many in a hand: mean relative
 * spread of height within each letter; -1 when there are too few. */
static gdouble measure_spread(const OcrPage *page)
{
    gdouble sum = 0;
    guint counted = 0;

    for (guint i = 0; i < page->letters->len; i++) {
        const OcrLetter *letter = &g_array_index(page->letters, OcrLetter, i);
        gdouble heights = 0;
        guint n = 0;
        for (guint k = 0; k < page->letters->len; k++)
            if (g_array_index(page->letters, OcrLetter, k).letter == letter->letter) {
                heights += g_array_index(page->letters, OcrLetter, k).height;
                n++;
            }
        if (n < 2 || !g_unichar_isalnum(letter->letter))
            continue;
        sum += fabs(letter->height - heights / n) / MAX(heights / n, 1);
        counted++;
    }
    return counted >= ENOUGH ? sum / counted : -1;
}

static void judge(const OcrPage *page, gdouble width, ScanText *text)
{
    text->lowest = page->words->len > 0 ? 100 : 0;
    gdouble weight = 0;
    for (guint i = 0; i < page->words->len; i++) {
        const OcrWord *word = &g_array_index(page->words, OcrWord, i);
        glong letters = g_utf8_strlen(word->text, -1);
        text->confidence += word->confidence * letters;
        weight += letters;
        text->lowest = MIN(text->lowest, word->confidence);
    }
    if (weight > 0)
        text->confidence /= weight;
    text->handwritten = text->confidence < TYPED_CONFIDENCE ||
                        (text->confidence < PLAIN_CONFIDENCE && measure_spread(page) > TYPED_SPREAD);
    if (!text->handwritten)
        text->text = paragraphs_join(page, width);
}

static void read_ink(Scanner *scanner, const Picture *picture, const PageFix *fix, const Rect *ink,
                     const Rect *field, ScanText *text)
{
    Rect place = {ink->x - ROOM, ink->y - ROOM, ink->width + 2 * ROOM, ink->height + 2 * ROOM};
    Rect kept = {ink->x - 1, ink->y - 1, ink->width + 2, ink->height + 2};
    g_autoptr(Patch) patch = patch_cut(picture, fix, &place, ink, FINE);

    if (patch == NULL)
        return;
    patch_judge_neighbourhood(patch, NEIGHBOURS);
    make_plain(patch);
    wipe_outside(patch, &kept);
    g_autoptr(GArray) lines = text_lines_cut(patch, ROOM);
    g_autoptr(OcrPage) page = ocr_page_new();
    for (guint i = 0; i < lines->len; i++) {
        const TextLine *line = &g_array_index(lines, TextLine, i);
        OcrPicture seen = {.grey = line->grey,
                           .width = line->width,
                           .height = line->height,
                           .dpi = DPI,
                           .left = line->left,
                           .top = line->top,
                           .one_line = line->single};
        ocr_read(scanner->ocr, &seen, page);
    }
    judge(page, (field->x + field->width - place.x) * FINE, text);
}

void scan_read_text(Scanner *scanner, const Picture *picture, const PageFix *fix, const Rect *field,
                    ScanText *text)
{
    static const FrameLimits limits = {.reach = 5, .shrink = 2, .stretch = 2, .least = 0.5};
    Rect frame = frame_of_text(field);
    Rect around = {frame.x - MARGIN, frame.y - MARGIN, frame.width + 2 * MARGIN, frame.height + 2 * MARGIN};
    FrameFound found;
    Rect ink;

    *text = (ScanText){.ink = TRUE}; /* until it is known to be blank */
    if (!fix->registered)
        return;
    g_autoptr(Patch) patch = patch_cut(picture, fix, &around, field, COARSE);
    if (patch == NULL)
        return;
    patch_judge_neighbourhood(patch, NEIGHBOURS);
    if (!frame_find(patch, &frame, &limits, &found))
        return;
    text->ink = find_ink(patch, &found, &ink);
    if (text->ink) {
        read_ink(scanner, picture, fix, &ink, field, text);
    } else {
        text->text = g_strdup("");
        text->confidence = text->lowest = 100;
    }
}
