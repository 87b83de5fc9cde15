#include "pdfout/pdfout.h"

#include <math.h>

#include "model/error.h"
#include "pdfout/content.h"
#include "pdfout/elements.h"
#include "pdfout/fields.h"
#include "pdfout/fonts.h"
#include "pdfout/haru.h"
#include "pdfout/metadata.h"
#include "pdfout/picture.h"
#include "pdfout/syntax.h"
#include "qr/qr.h"

#define PAGE_NUMBER "{page}"   /* in the code's text */
#define PAGE_MARK   "IRO_Page" /* what a page says of itself, for stored/page_mark */

static gboolean rect_is_sound(Rect rect)
{
    return isfinite(rect.x) && isfinite(rect.y) && isfinite(rect.width) && isfinite(rect.height);
}

static gboolean item_is_sound(const Item *item)
{
    return isfinite(item->x) && isfinite(item->y) && isfinite(item->size) && isfinite(item->line) &&
           rect_is_sound(item->rect);
}

/* libharu writes garbage for what is no number, so that nothing may reach it. */
static gboolean layout_is_sound(const Layout *layout)
{
    if (!isfinite(layout->width) || !isfinite(layout->height) || layout->pages->len == 0)
        return FALSE;
    for (guint i = 0; i < layout->pages->len; i++) {
        const Page *page = g_ptr_array_index(layout->pages, i);
        for (guint j = 0; j < page->items->len; j++)
            if (!item_is_sound(g_ptr_array_index(page->items, j)))
                return FALSE;
    }
    for (guint i = 0; i < layout->placements->len; i++) {
        const Placement *placement = g_ptr_array_index(layout->placements, i);
        if (!rect_is_sound(placement->rect) || placement->page < 1 || placement->page > layout->pages->len ||
            placement->name == NULL)
            return FALSE;
    }
    return TRUE;
}

static QrCode *code_of_page(const PdfOptions *options, guint page, GError **error)
{
    GString *text = g_string_new(options->code_text);
    g_autofree gchar *number = g_strdup_printf("%u", page);

    g_string_replace(text, PAGE_NUMBER, number, 0);
    QrCode *code = qr_encode(text->str);
    g_string_free(text, TRUE);
    if (code == NULL)
        g_set_error(error, IRO_ERROR, IRO_ERROR_SYSTEM,
                    "the form's code is too long for a QR code: shorten it");
    return code;
}

/* Which form's page this is and a digest of its content, so that a reader need
 * not gather the printed text of a page that came back as it went out. */
static void mark_page(Haru *haru, HaruObject *page, const gchar *identity, const GString *content,
                      guint number, guint pages)
{
    GString *entries = g_string_new("/Id ");
    g_autofree gchar *digest =
        g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *) content->str, content->len);

    syntax_text(entries, identity);
    g_string_append_printf(entries, " /Page %u /Pages %u /Hash (%s)\n", number, pages, digest);
    haru_mark_page(haru, page, PAGE_MARK, entries);
}

/* Adds the pages in order; returns them as objects, NULL on failure. */
static GPtrArray *add_pages(Haru *haru, const Document *document, const Layout *layout,
                            const PdfOptions *options, const PdfFonts *fonts, const Structure *structure,
                            GChecksum *sum, GError **error)
{
    g_autoptr(GPtrArray) pages = g_ptr_array_new();
    gboolean small = options->archive || layout->pages->len >= PDF_MANY_PAGES;
    DeflateLevel level = small ? DEFLATE_BEST : DEFLATE_FAST;

    HaruObject *logo = picture_add(haru, document->logo);
    for (guint i = 0; i < layout->pages->len; i++) {
        g_autoptr(QrCode) code = NULL;
        if (options->code_text != NULL && (code = code_of_page(options, i + 1, error)) == NULL)
            return NULL;
        const PageMarks *marks = g_ptr_array_index(structure->pages, i);
        g_autoptr(GString) content = content_of_page(g_ptr_array_index(layout->pages, i), code, marks->marks);
        g_checksum_update(sum, (const guchar *) content->str, (gssize) content->len);
        HaruObject *page =
            haru_add_page(haru, layout->width, layout->height, fonts->resources, content, i, level);
        haru_page_picture(haru, page, logo);
        if (options->identity != NULL)
            mark_page(haru, page, options->identity, content, i + 1, layout->pages->len);
        g_ptr_array_add(pages, page);
    }
    return g_steal_pointer(&pages);
}

static FileForm file_form(const Layout *layout, const PdfOptions *options)
{
    if (options->archive)
        return FILE_TOGETHER;
    return layout->pages->len >= PDF_MANY_PAGES ? FILE_HYBRID : FILE_PLAIN;
}

GBytes *pdf_write(const Document *document, const Layout *layout, const PdfOptions *options, GError **error)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_MD5);
    PdfFonts fonts;
    gulong code = 0;

    if (!layout_is_sound(layout)) {
        g_set_error(
            error, IRO_ERROR, IRO_ERROR_SYSTEM,
            "the document's measures are not numbers that a page can have: check the template's sizes");
        return NULL;
    }
    g_autoptr(Haru) haru = haru_new();
    if (haru == NULL) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_SYSTEM, "libharu could not be started: is memory short?");
        return NULL;
    }
    fonts_add(haru, layout, options->archive && layout->placements->len == 0, &fonts);
    g_autoptr(Structure) structure = structure_new(document, layout, options->code_text != NULL);
    g_autoptr(GPtrArray) pages = add_pages(haru, document, layout, options, &fonts, structure, sum, error);
    if (pages == NULL)
        return NULL;
    g_autoptr(GPtrArray) widgets = fields_add(haru, layout, pages, &fonts, structure);
    metadata_add(haru, document, options, sum);
    elements_add(haru, structure, pages, widgets);
    GBytes *pdf = haru_save(haru, file_form(layout, options), &code);
    if (pdf == NULL)
        g_set_error(error, IRO_ERROR, IRO_ERROR_SYSTEM,
                    "the PDF could not be written: libharu's error 0x%04lx", code);
    return pdf;
}
