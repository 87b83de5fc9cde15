#include "read/laid_over.h"

#include <string.h>

#include "layout/wording.h"
#include "read/page_fit.h"

#define EMPTY_INK 0.01 /* share of a box: less is nobody's mark */
#define BOX_FRAME 0.2  /* of a box's side: what its own border may cover */
#define FRAME     3.0  /* pt: of a text field's border */
#define LETTERS   128  /* only those of ASCII are drawn alike by every program */

static const SeenPage *page_of(const SeenField *widget, const Sighting *sighting)
{
    return widget->page > 0 && widget->page <= sighting->pages->len
               ? g_ptr_array_index(sighting->pages, widget->page - 1)
               : NULL;
}

/* Fields are placed on the page as it lies in the file, words and ink as it is
 * seen; a form lies upright in both. */
gboolean laid_over_is_possible(const SeenField *widget, const Sighting *sighting)
{
    const SeenPage *page = page_of(widget, sighting);
    return page && !page->made && page->height > page->width;
}

static SeenArea inside(const SeenField *widget, gdouble by)
{
    return (SeenArea){widget->x + by, widget->y + by, widget->x + widget->width - by,
                      widget->y + widget->height - by};
}

gboolean laid_over_box(const SeenField *widget, const Sighting *sighting)
{
    if (!laid_over_is_possible(widget, sighting)) {
        return FALSE;
    }
    SeenArea area = inside(widget, BOX_FRAME * widget->width);
    return page_ink_share(page_of(widget, sighting), &area) > EMPTY_INK;
}

static gint higher_first(gconstpointer one, gconstpointer other)
{
    const SeenNote *a = *(const SeenNote *const *) one;
    const SeenNote *b = *(const SeenNote *const *) other;
    return a->area.top > b->area.top ? -1 : a->area.top < b->area.top ? 1 : 0;
}

gchar *laid_over_notes(const SeenPage *page, const SeenArea *area)
{
    g_autoptr(GPtrArray) over = g_ptr_array_new();
    for (guint i = 0; i < page->notes->len; i++) {
        const SeenNote *note = g_ptr_array_index(page->notes, i);
        gdouble x = (note->area.left + note->area.right) / 2;
        gdouble y = (note->area.bottom + note->area.top) / 2;
        if (x >= area->left && x <= area->right && y >= area->bottom && y <= area->top) {
            g_ptr_array_add(over, g_ptr_array_index(page->notes, i));
        }
    }
    if (over->len == 0) {
        return NULL;
    }
    g_ptr_array_sort(over, higher_first);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < over->len; i++) {
        const SeenNote *note = g_ptr_array_index(over, i);
        g_string_append_printf(text, "%s%s", i > 0 ? "\n" : "", note->text);
    }
    return g_string_free(text, FALSE);
}

static void count_letters(const gchar *text, gint sign, gint counts[LETTERS])
{
    g_autofree gchar *apart = g_utf8_normalize(text, -1, G_NORMALIZE_NFKD);
    g_autofree gchar *letters = wording_letters(apart ? apart : "");
    for (const gchar *at = letters ? letters : ""; *at; at++) {
        if ((guchar) *at < LETTERS) {
            counts[(guchar) *at] += sign;
        }
    }
}

gboolean laid_over_text(const SeenField *widget, const Sighting *sighting)
{
    gint counts[LETTERS] = {0};
    gboolean words = FALSE;
    const gchar *value = widget->value ? widget->value : "";
    if (!laid_over_is_possible(widget, sighting)) {
        return FALSE;
    }
    const SeenPage *page = page_of(widget, sighting);
    for (guint i = 0; i < page->words->len; i++) {
        const SeenWord *word = g_ptr_array_index(page->words, i);
        gdouble x = (word->area.left + word->area.right) / 2 - widget->x;
        gdouble y = (word->area.bottom + word->area.top) / 2 - widget->y;
        if (x > 0 && x < widget->width && y > 0 && y < widget->height) {
            count_letters(word->text, -1, counts);
            words = TRUE;
        }
    }
    if (!words) {
        SeenArea area = inside(widget, FRAME);
        return value[strspn(value, " \t\r\n")] == '\0' && page_ink_share(page, &area) > 0;
    }
    count_letters(value, 1, counts);
    for (guint i = 0; i < LETTERS; i++) {
        if (counts[i] < 0) {
            return TRUE;
        }
    }
    return FALSE;
}
