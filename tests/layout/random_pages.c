#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "random_pages.h"

#include "layout/font.h"
#include "sample.h"

#define HAIR 0.02 /* pt: rounding */

gchar *random_text(GRand *random, guint words)
{
    static const gchar *const some[] = {"a",        "review",   "visit,",       "school", "placement-plan",
                                        "ŵyl",      "jaźń",     "and/or",       "£5",     "the",
                                        "child's",  "Contact.", "2026-11-20",   "Nguyễn", "مرحبا",
                                        "你好世界", "🙂",     "\u1eb9\u0308", "שלום"};
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < words; i++) {
        if (i > 0)
            g_string_append_c(text, ' ');
        if (g_rand_int_range(random, 0, 60) == 0)
            for (gint n = g_rand_int_range(random, 30, 200); n > 0; n--)
                g_string_append_c(text, (gchar) g_rand_int_range(random, 'a', 'z' + 1));
        else
            g_string_append(text, some[g_rand_int_range(random, 0, G_N_ELEMENTS(some))]);
    }
    return g_string_free(text, FALSE);
}

/* A form of random blocks with all furniture. */
Document *random_document(GRand *random)
{
    static const BlockKind kinds[] = {BLOCK_HEADING, BLOCK_TEXT, BLOCK_QUOTE, BLOCK_ITEM, BLOCK_FACT,
                                      BLOCK_FACT,    BLOCK_TICK, BLOCK_GAP,   BLOCK_RULE};
    Document *document = sample_form(&(SampleForm){0, 1, NULL});

    g_ptr_array_set_size(document->blocks, 2);
    Style *panel = style_new("panel");
    panel->panel = TRUE;
    g_ptr_array_add(document->styles, panel);
    if (g_rand_boolean(random)) {
        static const guint8 pixels[6] = {0};
        document->logo = logo_new(2, 1, g_bytes_new_static(pixels, sizeof pixels));
        document->logo_height = g_rand_int_range(random, 14, 57);
    }
    for (guint i = 0; i < 40; i++) {
        BlockKind kind = kinds[g_rand_int_range(random, 0, G_N_ELEMENTS(kinds))];
        gboolean bare = kind == BLOCK_GAP || kind == BLOCK_RULE;
        gint most = kind == BLOCK_TEXT || kind == BLOCK_QUOTE ? 220 : 12;
        g_autofree gchar *text = bare ? NULL : random_text(random, (guint) g_rand_int_range(random, 1, most));
        Block *block = sample_add(document, kind, text);
        block->size = kind == BLOCK_GAP ? 12 : 0;
        block->columns = 2;
        block->ticked = i % 2 == 0;
        block->level = 1;
        block->label = kind == BLOCK_FACT ? g_strdup("Label") : NULL;
        block->style = kind == BLOCK_TEXT && i % 3 == 0 ? g_strdup("panel") : NULL;
    }
    return document;
}

const Item *item_at(const Page *page, guint index)
{
    return g_ptr_array_index(page->items, index);
}

/* A text's rectangle from the baseline to the height of a capital. */
static Rect ink_of(const Item *item)
{
    if (item->kind != ITEM_TEXT)
        return item->rect;
    const Font *font = font_of_face(item->face);
    return (Rect){item->x, item->y, font_measure(font, item->text, item->size),
                  font->cap_height * item->size / 1000};
}

static gboolean overlap(Rect a, Rect b)
{
    return a.x + a.width > b.x + HAIR && b.x + b.width > a.x + HAIR && a.y + a.height > b.y + HAIR &&
           b.y + b.height > a.y + HAIR;
}

void assert_page_is_clear(const Document *document, const Page *page)
{
    const PageSetup *setup = &document->page;

    for (guint i = 0; i < page->items->len; i++) {
        const Item *item = item_at(page, i);
        Rect ink = ink_of(item);
        if (item->kind == ITEM_RECT)
            continue; /* frames stand round fields, marks in the margins */
        assert_true(ink.x >= setup->left - HAIR);
        assert_true(ink.x + ink.width <= setup->width - setup->right + HAIR);
        assert_true(ink.y >= setup->bottom - HAIR);
        assert_true(ink.y + ink.height <= setup->height - setup->top + HAIR);
        for (guint j = 0; j < i; j++)
            if (item_at(page, j)->kind != ITEM_RECT)
                assert_false(overlap(ink, ink_of(item_at(page, j))));
    }
}

/* Different baselines of a block's own text on a page. */
guint lines_on_page(const Page *page, guint block)
{
    guint lines = 0;
    gdouble last = -1;

    for (guint i = 0; i < page->items->len; i++) {
        const Item *item = item_at(page, i);
        if (item->kind == ITEM_TEXT && item->block == block && !item->label && fabs(item->y - last) > HAIR) {
            lines++;
            last = item->y;
        }
    }
    return lines;
}
