#include "layout/furniture.h"

#include "layout/font.h"

#define MILLIMETRE (72.0 / 25.4) /* pt */

#define HEADER_GAP  8.0  /* below the header, pt */
#define LOGO_GAP    10.0 /* between the logo and the header beside it, pt */
#define FOOTER_GAP  14.0 /* above the footer, pt */
#define LINE_GAP    12.0 /* between the parts of a header or footer, pt */
#define CAPTION_GAP 2.0  /* between the code and its caption, pt */
#define CODE_LEFT   14.0 /* between the code and text beside it, pt */
#define CODE_BELOW  8.0  /* between the caption and text below it, pt */

#define MARK_EDGE  (10 * MILLIMETRE) /* from the paper's edge: printers reach that far */
#define MARK_SIDE  (3 * MILLIMETRE)
#define CORNER_ARM (6 * MILLIMETRE) /* of the L at the top left, which tells which way up */

/* Parts of a header or footer with their page numbers filled in. */
typedef struct {
    gchar *part[3];   /* left, centre, right; "" when absent */
    gdouble width[3]; /* pt */
    const Style *style;
} Parts;

static gchar *fill_in(const gchar *text, guint page, guint pages)
{
    GString *filled = g_string_new(text != NULL ? text : "");
    g_autofree gchar *number = g_strdup_printf("%u", page), *total = g_strdup_printf("%u", pages);

    g_string_replace(filled, "{page}", number, 0);
    g_string_replace(filled, "{pages}", total, 0);
    return g_string_free(filled, FALSE);
}

static void parts_init(Parts *parts, const PageLine *line, const Style *style, guint page, guint pages)
{
    const gchar *texts[] = {line->left, line->centre, line->right};

    parts->style = style;
    for (guint i = 0; i < 3; i++) {
        parts->part[i] = fill_in(texts[i], page, pages);
        parts->width[i] =
            font_measure(font_of_face(style->bold ? FACE_BOLD : FACE_REGULAR), parts->part[i], style->size);
    }
}

static void parts_finish(Parts *parts)
{
    for (guint i = 0; i < 3; i++)
        g_free(parts->part[i]);
}

static gboolean parts_fit(const Parts *parts, gdouble width)
{
    gdouble sum = 0;

    for (guint i = 0; i < 3; i++)
        if (parts->width[i] > 0)
            sum += parts->width[i] + (sum > 0 ? LINE_GAP : 0);
    return sum <= width;
}

/* Sets a part as lines that wrap; returns the height. Nothing is set on a NULL page. */
static gdouble set_part(Flow *flow, const Parts *parts, guint i, gdouble left, gdouble right, gdouble top)
{
    g_autoptr(GArray) letters = letters_from_text(parts->part[i], parts->style->bold, flow->layout->missing);
    Setting setting = {.block = ITEM_FURNITURE, .style = parts->style, .left = left};
    gdouble y = top;

    for (guint at = 0; at < letters->len;) {
        Line line = line_break(letters, at, parts->style->size, right - left);
        if (flow->page != NULL)
            flow_set_line(flow, letters, line, &setting, y);
        y -= style_line_height(parts->style);
        at = line.next;
    }
    return top - y;
}

static gdouble set_row(Flow *flow, const Parts *parts, gdouble left, gdouble right, gdouble top)
{
    gdouble height = 0, slack = 0.01;
    gdouble after_left = left + (parts->width[0] > 0 ? parts->width[0] + LINE_GAP : 0);
    gdouble before_right = right - (parts->width[2] > 0 ? parts->width[2] + LINE_GAP : 0) - parts->width[1];
    gdouble centre = (left + right - parts->width[1]) / 2;
    if (centre < after_left || centre > before_right)
        centre = (after_left + before_right) / 2; /* in the middle of what is free */
    gdouble at[] = {left, centre, right - parts->width[2]};

    for (guint i = 0; i < 3; i++) {
        gdouble part = set_part(flow, parts, i, at[i], at[i] + parts->width[i] + slack, top);
        height = MAX(height, part);
    }
    return height;
}

/* In one row when the parts fit beside each other; else the left one on lines
 * of its own and the others in a row below it. */
static gdouble set_parts(Flow *flow, const Parts *parts, gdouble left, gdouble right, gdouble top)
{
    Parts below = {
        {(gchar *) "", parts->part[1], parts->part[2]}, {0, parts->width[1], parts->width[2]}, parts->style};

    if (parts_fit(parts, right - left))
        return set_row(flow, parts, left, right, top);
    gdouble height = set_part(flow, parts, 0, left, right, top);
    if (!parts_fit(&below, right - left)) {
        for (guint i = 1; i < 3; i++)
            height += set_part(flow, parts, i, left, right, top - height);
        return height;
    }
    gdouble line = set_part(flow, parts, 1, left, right, top - height);
    gdouble end = set_part(flow, parts, 2, right - parts->width[2], right + 0.01, top - height);
    return height + MAX(line, end);
}

static gdouble set_page_line(Flow *flow, const PageLine *line, const gchar *style, gdouble left,
                             gdouble right, gdouble top, guint page, guint pages)
{
    Parts parts;

    parts_init(&parts, line, document_find_style(flow->document, style), page, pages);
    gdouble height = set_parts(flow, &parts, left, right, top);
    parts_finish(&parts);
    return height;
}

static const Style *caption_style(const Flow *flow)
{
    return document_find_style(flow->document, "caption");
}

static gdouble caption_width(const Flow *flow)
{
    const Style *style = caption_style(flow);
    const gchar *caption = flow->document->code_caption;

    return font_measure(font_of_face(style->bold ? FACE_BOLD : FACE_REGULAR), caption != NULL ? caption : "",
                        style->size);
}

static gdouble logo_width(const Document *document)
{
    const Logo *logo = document->logo;

    return logo != NULL ? document->logo_height * logo->width / logo->height : 0;
}

/* The header beside the logo, half way down it; returns the height of both. Nothing is set on a NULL page. */
static gdouble set_header(Flow *flow, gdouble top, guint page, guint pages)
{
    const Document *document = flow->document;
    const PageLine *line = &document->header;
    gdouble logo = document->logo != NULL ? document->logo_height : 0;
    gdouble left = flow->left + (logo > 0 ? logo_width(document) + LOGO_GAP : 0);
    Page *shown = flow->page;

    flow->page = NULL;
    gdouble text = set_page_line(flow, line, "header", left, flow->beside_right, top, page, pages);
    flow->page = shown;
    if (shown != NULL)
        set_page_line(flow, line, "header", left, flow->beside_right, top - MAX(0, logo - text) / 2, page,
                      pages);
    return MAX(logo, text);
}

static void add_logo(Flow *flow, gdouble top)
{
    const Document *document = flow->document;
    Item *item = g_new0(Item, 1);

    item->kind = ITEM_LOGO;
    item->block = ITEM_FURNITURE;
    item->rect = (Rect){flow->left, top - document->logo_height, logo_width(document), document->logo_height};
    item->fill = item->stroke = COLOUR_NONE;
    g_ptr_array_add(flow->page->items, item);
}

void furniture_reserve(Flow *flow)
{
    const PageSetup *page = &flow->document->page;
    gdouble top = page->height - page->top;

    flow->page = NULL;
    flow->left = page->left;
    flow->right = flow->beside_right = page->width - page->right;
    flow->beside_bottom = page->height;
    if (page->code > 0) {
        gboolean caption = flow->document->code_caption != NULL;
        flow->beside_right = flow->right - MAX(page->code, caption_width(flow)) - CODE_LEFT;
        flow->beside_bottom = top - page->code - CODE_BELOW -
                              (caption ? CAPTION_GAP + style_line_height(caption_style(flow)) : 0);
    }
    gdouble header = set_header(flow, top, 88, 88);
    gdouble footer =
        set_page_line(flow, &flow->document->footer, "footer", flow->left, flow->right, 0, 88, 88);
    flow->top = top - (header > 0 ? header + HEADER_GAP : 0);
    flow->bottom = page->bottom + (footer > 0 ? footer + FOOTER_GAP : 0);
}

static void add_code(Flow *flow)
{
    const PageSetup *page = &flow->document->page;
    gdouble top = page->height - page->top;
    Item *item = g_new0(Item, 1);

    item->kind = ITEM_CODE;
    item->block = ITEM_FURNITURE;
    item->rect = (Rect){flow->right - page->code, top - page->code, page->code, page->code};
    item->fill = COLOUR_TEXT;
    item->stroke = COLOUR_NONE;
    g_ptr_array_add(flow->page->items, item);
    if (flow->document->code_caption == NULL)
        return;

    const Style *style = caption_style(flow);
    g_autoptr(GArray) letters =
        letters_from_text(flow->document->code_caption, style->bold, flow->layout->missing);
    Setting setting = {
        .block = ITEM_FURNITURE, .style = style, .left = MAX(flow->left, flow->right - caption_width(flow))};
    flow_set_line(flow, letters, (Line){0, letters->len, letters->len}, &setting,
                  top - page->code - CAPTION_GAP);
}

/* Squares in three corners and an L at the top left, so that a scan which lies
 * on its head or side can be set right. */
static void add_marks(Flow *flow)
{
    gdouble right = flow->layout->width - MARK_EDGE, top = flow->layout->height - MARK_EDGE;
    const Rect marks[] = {
        {MARK_EDGE, top - MARK_SIDE, CORNER_ARM, MARK_SIDE},
        {MARK_EDGE, top - CORNER_ARM, MARK_SIDE, CORNER_ARM - MARK_SIDE},
        {right - MARK_SIDE, top - MARK_SIDE, MARK_SIDE, MARK_SIDE},
        {MARK_EDGE, MARK_EDGE, MARK_SIDE, MARK_SIDE},
        {right - MARK_SIDE, MARK_EDGE, MARK_SIDE, MARK_SIDE},
    };

    for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
        flow_add_rect(flow, ITEM_FURNITURE, marks[i], COLOUR_TEXT, COLOUR_NONE, 0);
}

void furniture_add(Flow *flow)
{
    const Document *document = flow->document;
    guint pages = flow->layout->pages->len;
    gdouble top = document->page.height - document->page.top;

    for (guint i = 0; i < pages; i++) {
        flow->page = g_ptr_array_index(flow->layout->pages, i);
        if (document->logo != NULL)
            add_logo(flow, top);
        set_header(flow, top, i + 1, pages);
        set_page_line(flow, &document->footer, "footer", flow->left, flow->right, flow->bottom - FOOTER_GAP,
                      i + 1, pages);
        if (document->page.code > 0)
            add_code(flow);
        if (document->page.marks)
            add_marks(flow);
    }
}
