#include "pdfout/structure.h"

#include "pdfout/syntax.h"

/* Properties of artifacts (ISO 32000-1, 14.8.2.2.2). */
#define LAYOUT "<</Type/Layout>>"
#define PAPER  "<</Type/Page>>" /* production aids */
#define HEADER "<</Type/Pagination/Subtype/Header>>"
#define FOOTER "<</Type/Pagination/Subtype/Footer>>"

#define DEEPEST 3 /* H3 */

/* Where a block's label and its own text belong. */
typedef struct {
    Element *label, *text;
} Place;

typedef struct {
    const Document *document;
    const Layout *layout;
    Structure *structure;
    Element *sections[DEEPEST + 1]; /* by the level of their heading, from 2 */
    guint level;                    /* of the last heading */
    Element *run;                   /* Table, L or BlockQuote that the last block belongs to */
    Element *row;                   /* TR that the last cell belongs to */
    GArray *places;                 /* of Place, by block */
} Builder;

static void element_free(gpointer data)
{
    Element *element = data;

    g_array_unref(element->kids);
    g_free(element->entries);
    g_free(element);
}

static void page_marks_free(gpointer data)
{
    PageMarks *page = data;

    g_array_unref(page->marks);
    g_ptr_array_unref(page->holders);
    g_free(page);
}

void structure_free(Structure *structure)
{
    if (structure == NULL)
        return;
    g_ptr_array_unref(structure->elements);
    g_ptr_array_unref(structure->pages);
    g_free(structure);
}

static Element *new_element(Structure *structure, Element *parent, const gchar *type, const gchar *entries)
{
    Element *element = g_new0(Element, 1);

    element->type = type;
    element->parent = parent;
    element->kids = g_array_new(FALSE, FALSE, sizeof(Kid));
    element->entries = g_strdup(entries);
    g_ptr_array_add(structure->elements, element);
    return element;
}

static Element *add_element(Builder *builder, Element *parent, const gchar *type, const gchar *entries)
{
    Element *element = new_element(builder->structure, parent, type, entries);
    Kid kid = {.kind = KID_ELEMENT, .element = element};

    g_array_append_val(parent->kids, kid);
    return element;
}

static Element *section(const Builder *builder)
{
    for (guint level = DEEPEST; level > 1; level--)
        if (builder->sections[level] != NULL)
            return builder->sections[level];
    return builder->structure->document;
}

static const Block *block_at(const Builder *builder, guint index)
{
    return g_ptr_array_index(builder->document->blocks, index);
}

/* The kind of the nearest block before (step -1) or after (step 1) that is no mere space. */
static gboolean neighbour_is(const Builder *builder, guint index, gint step, BlockKind kind)
{
    for (gint64 at = (gint64) index + step; at >= 0 && at < builder->document->blocks->len; at += step) {
        BlockKind found = block_at(builder, (guint) at)->kind;
        if (found != BLOCK_GAP)
            return found == kind;
    }
    return FALSE;
}

/* The element that blocks of one kind in a row share. */
static Element *run_of(Builder *builder, guint index, const gchar *type, const gchar *entries)
{
    if (builder->run == NULL || builder->run->type != type ||
        !neighbour_is(builder, index, -1, block_at(builder, index)->kind))
        builder->run = add_element(builder, section(builder), type, entries);
    return builder->run;
}

/* No level is left out, whatever the template does (ISO 14289-1, 7.4.2). */
static Element *open_heading(Builder *builder, guint wanted)
{
    static const gchar *const types[] = {"H1", "H2", "H3"};
    guint level = MIN(MIN(wanted, builder->level + 1), DEEPEST);

    for (guint i = level; i <= DEEPEST; i++)
        builder->sections[i] = NULL;
    builder->run = NULL;
    if (level > 1)
        builder->sections[level] = add_element(builder, section(builder), "Sect", NULL);
    builder->level = level;
    return add_element(builder, section(builder), types[level - 1], NULL);
}

static Place open_fact(Builder *builder, guint index)
{
    Place place;

    /* A table of one row would be more words than fact. */
    if (!neighbour_is(builder, index, -1, BLOCK_FACT) && !neighbour_is(builder, index, 1, BLOCK_FACT)) {
        place.label = place.text = add_element(builder, section(builder), "P", NULL);
        return place;
    }
    Element *row = add_element(builder, run_of(builder, index, "Table", NULL), "TR", NULL);
    place.label = add_element(builder, row, "TH", "/A<</O/Table/Scope/Row>>");
    place.text = add_element(builder, row, "TD", NULL);
    return place;
}

static Place open_item(Builder *builder, guint index)
{
    Element *list = run_of(builder, index, "L", "/A<</O/List/ListNumbering/Disc>>");
    Element *item = add_element(builder, list, "LI", NULL);
    Element *label = add_element(builder, item, "Lbl", NULL);

    return (Place){label, add_element(builder, item, "LBody", NULL)};
}

/* The first cell of a row opens it; the heads of rows and columns say of what they are. */
static Place open_cell(Builder *builder, guint index)
{
    const Block *block = block_at(builder, index);
    Element *table = run_of(builder, index, "Table", NULL);
    const gchar *scope = NULL;

    if (block->cell == 0 || builder->row == NULL)
        builder->row = add_element(builder, table, "TR", NULL);
    if (block->level == 1)
        scope = "/A<</O/Table/Scope/Column>>";
    else if (block->cell == 0)
        scope = "/A<</O/Table/Scope/Row>>";
    Element *cell = add_element(builder, builder->row, scope != NULL ? "TH" : "TD", scope);
    return (Place){cell, cell};
}

/* The chart's first item is as large as the chart. */
static Element *chart_figure(Builder *builder, const Item *item)
{
    const Block *block = block_at(builder, item->block);
    g_autofree gchar *words = block_text(block);
    g_autoptr(GString) entries = g_string_new("/Alt ");

    syntax_text(entries, words);
    g_string_append(entries, "/A<</O/Layout/Placement/Block/BBox");
    syntax_rect(entries, item->rect);
    g_string_append(entries, ">>");
    return add_element(builder, section(builder), "Figure", entries->str);
}

static Place open_block(Builder *builder, guint index)
{
    const Block *block = block_at(builder, index);
    Element *element = NULL;

    switch (block->kind) {
    case BLOCK_TITLE:
        element = open_heading(builder, 1);
        break;
    case BLOCK_HEADING:
        element = open_heading(builder, MAX(block->level, 1) + 1);
        break;
    case BLOCK_FACT:
        return open_fact(builder, index);
    case BLOCK_ITEM:
        return open_item(builder, index);
    case BLOCK_CELL:
        return open_cell(builder, index);
    case BLOCK_CHART: /* see mark_chart */
        element = section(builder);
        break;
    case BLOCK_QUOTE:
        element = add_element(builder, run_of(builder, index, "BlockQuote", NULL), "P", NULL);
        break;
    case BLOCK_TEXT:
    case BLOCK_CHOICE:
    case BLOCK_ENTRY:
    case BLOCK_TICK:
        element = add_element(builder, section(builder), "P", NULL);
        break;
    case BLOCK_RULE: /* an artifact, so that nothing comes to stand here */
    case BLOCK_GAP:
    case BLOCK_PAGE_BREAK:
    case BLOCK_BOX: /* its field stands alone */
        element = section(builder);
        break;
    }
    return (Place){element, element};
}

static const Place *place_of(Builder *builder, guint index)
{
    Place *place = &g_array_index(builder->places, Place, index);

    if (place->text == NULL)
        *place = open_block(builder, index);
    return place;
}

/* Marked content of `holder`: the item goes on with what the one before it began, or begins anew. */
static void mark_content(Builder *builder, guint page, Element *holder)
{
    PageMarks *marks = g_ptr_array_index(builder->structure->pages, page);
    Mark mark = {holder->type, NULL, marks->holders->len};

    if (marks->marks->len > 0 && marks->holders->len > 0) {
        const Mark *last = &g_array_index(marks->marks, Mark, marks->marks->len - 1);
        if (last->tag != NULL && last->artifact == NULL &&
            g_ptr_array_index(marks->holders, last->number) == holder)
            mark.number = last->number;
    }
    if (mark.number == marks->holders->len) {
        Kid kid = {.kind = KID_CONTENT, .page = page, .number = mark.number};
        g_array_append_val(holder->kids, kid);
        g_ptr_array_add(marks->holders, holder);
    }
    g_array_append_val(marks->marks, mark);
}

static void mark_artifact(Builder *builder, guint page, const gchar *properties)
{
    PageMarks *marks = g_ptr_array_index(builder->structure->pages, page);
    Mark mark = {"Artifact", properties, 0};

    g_array_append_val(marks->marks, mark);
}

static void mark_nothing(Builder *builder, guint page)
{
    PageMarks *marks = g_ptr_array_index(builder->structure->pages, page);
    Mark mark = {NULL, NULL, 0};

    g_array_append_val(marks->marks, mark);
}

/* The first page's code, after the title. Those of the other pages are as much
 * part of the furniture as the page's number: whoever has the form read aloud
 * need not meet a code on each. */
static Element *code_figure(Builder *builder, Rect rect)
{
    const gchar *caption = builder->document->code_caption;
    g_autofree gchar *alternate = caption != NULL ? g_strdup_printf("QR code of form %s, page 1", caption)
                                                  : g_strdup("QR code, page 1");
    g_autoptr(GString) entries = g_string_new("/Alt ");
    Element *document = builder->structure->document;
    const Block *first = builder->document->blocks->len > 0 ? block_at(builder, 0) : NULL;

    syntax_text(entries, alternate);
    g_string_append(entries, "/A<</O/Layout/Placement/Block/BBox");
    syntax_rect(entries, rect);
    g_string_append(entries, ">>");
    Kid kid = {.kind = KID_ELEMENT,
               .element = new_element(builder->structure, document, "Figure", entries->str)};
    gboolean titled = first != NULL && first->kind == BLOCK_TITLE && document->kids->len > 0;
    guint before = (titled ? 1 : 0) + (builder->document->logo != NULL ? 1 : 0); /* the logo is first */
    g_array_insert_val(document->kids, MIN(before, document->kids->len), kid);
    return kid.element;
}

/* The first page's logo, before all else; those of the other pages are furniture. */
static Element *logo_figure(Builder *builder, Rect rect)
{
    const gchar *words = builder->document->logo_text;
    g_autoptr(GString) entries = g_string_new("/Alt ");

    syntax_text(entries, words != NULL ? words : "Logo");
    g_string_append(entries, "/A<</O/Layout/Placement/Block/BBox");
    syntax_rect(entries, rect);
    g_string_append(entries, ">>");
    Element *document = builder->structure->document;
    Kid kid = {.kind = KID_ELEMENT,
               .element = new_element(builder->structure, document, "Figure", entries->str)};
    g_array_insert_val(document->kids, 0, kid);
    return kid.element;
}

static void place_field(Builder *builder, guint page, const Item *item)
{
    Kid kid = {.kind = KID_FIELD, .page = page, .number = item->field};
    Element *form = add_element(builder, place_of(builder, item->block)->text, "Form", NULL);

    g_array_append_val(form->kids, kid);
    mark_nothing(builder, page);
}

static void mark_furniture(Builder *builder, guint page, const Item *item, gboolean code)
{
    gdouble height = item->kind == ITEM_TEXT ? item->y : item->rect.y;

    if (item->kind == ITEM_CODE && code && page == 0)
        mark_content(builder, page, code_figure(builder, item->rect));
    else if (item->kind == ITEM_LOGO && page == 0)
        mark_content(builder, page, logo_figure(builder, item->rect));
    else if (item->kind == ITEM_CODE && !code)
        mark_nothing(builder, page);
    else if (item->kind == ITEM_RECT)
        mark_artifact(builder, page, PAPER);
    else
        mark_artifact(builder, page, height > builder->layout->height / 2 ? HEADER : FOOTER);
}

/* All of a chart is one figure. */
static void mark_chart(Builder *builder, guint page, const Item *item)
{
    Place *place = &g_array_index(builder->places, Place, item->block);

    if (place->text == NULL)
        place->text = place->label = chart_figure(builder, item);
    mark_content(builder, page, place->text);
}

static void mark_item(Builder *builder, guint page, const Item *item, gboolean code)
{
    if (item->block == ITEM_FURNITURE) {
        mark_furniture(builder, page, item, code);
        return;
    }
    if (block_at(builder, item->block)->kind == BLOCK_CHART) {
        mark_chart(builder, page, item);
        return;
    }
    const Place *place = place_of(builder, item->block);
    if (item->kind == ITEM_TEXT && !item->mark)
        mark_content(builder, page, item->label ? place->label : place->text);
    else if (item->kind == ITEM_FIELD)
        place_field(builder, page, item);
    else
        mark_artifact(builder, page, LAYOUT);
}

Structure *structure_new(const Document *document, const Layout *layout, gboolean code)
{
    Structure *structure = g_new0(Structure, 1);
    g_autoptr(GArray) places = g_array_new(FALSE, TRUE, sizeof(Place));
    Builder builder = {.document = document, .layout = layout, .structure = structure, .places = places};

    g_array_set_size(places, document->blocks->len);
    structure->elements = g_ptr_array_new_with_free_func(element_free);
    structure->pages = g_ptr_array_new_with_free_func(page_marks_free);
    structure->document = new_element(structure, NULL, "Document", NULL);
    for (guint i = 0; i < layout->pages->len; i++) {
        const Page *page = g_ptr_array_index(layout->pages, i);
        PageMarks *marks = g_new0(PageMarks, 1);
        marks->marks = g_array_sized_new(FALSE, FALSE, sizeof(Mark), page->items->len);
        marks->holders = g_ptr_array_new();
        g_ptr_array_add(structure->pages, marks);
        for (guint j = 0; j < page->items->len; j++)
            mark_item(&builder, i, g_ptr_array_index(page->items, j), code);
    }
    return structure;
}
