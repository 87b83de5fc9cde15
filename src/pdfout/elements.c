#include "pdfout/elements.h"

#include "pdfout/syntax.h"

typedef struct {
    Haru *haru;
    const Structure *structure;
    const GPtrArray *pages, *widgets;
    GHashTable *objects; /* Element to its HaruObject */
} Writer;

guint elements_field_key(const Structure *structure, guint placement)
{
    return structure->pages->len + placement;
}

static guint object_number(const Writer *writer, const Element *element)
{
    return haru_number(g_hash_table_lookup(writer->objects, element));
}

static guint page_number(const Writer *writer, guint page)
{
    return haru_number(g_ptr_array_index(writer->pages, page));
}

/* The page of the first content, which the other kids need not name again. */
static guint first_page(const Element *element)
{
    for (guint i = 0; i < element->kids->len; i++) {
        const Kid *kid = &g_array_index(element->kids, Kid, i);
        if (kid->kind != KID_ELEMENT)
            return kid->page;
    }
    return G_MAXUINT;
}

static void append_kid(GString *entries, const Writer *writer, const Kid *kid, guint page)
{
    switch (kid->kind) {
    case KID_ELEMENT:
        syntax_reference(entries, object_number(writer, kid->element));
        break;
    case KID_CONTENT:
        if (kid->page == page) {
            syntax_whole(entries, kid->number);
            break;
        }
        g_string_append(entries, "<</Type/MCR/Pg ");
        syntax_reference(entries, page_number(writer, kid->page));
        g_string_append_printf(entries, "/MCID %u>>", kid->number);
        break;
    case KID_FIELD:
        g_string_append(entries, "<</Type/OBJR/Obj ");
        syntax_reference(entries, haru_number(g_ptr_array_index(writer->widgets, kid->number)));
        g_string_append(entries, ">>");
        break;
    }
}

/* Without printf, which would take as long as all the rest of a form's page. */
static void fill_element(const Writer *writer, const Element *element, guint root)
{
    GString *entries = g_string_sized_new(64);
    guint page = first_page(element);

    g_string_append(entries, "/S/");
    g_string_append(entries, element->type);
    g_string_append(entries, "/P ");
    syntax_reference(entries, element->parent != NULL ? object_number(writer, element->parent) : root);
    if (element->entries != NULL)
        g_string_append(entries, element->entries);
    if (page != G_MAXUINT) {
        g_string_append(entries, "/Pg ");
        syntax_reference(entries, page_number(writer, page));
    }
    g_string_append(entries, element->kids->len == 1 ? "/K " : "/K[");
    for (guint i = 0; i < element->kids->len; i++) {
        if (i > 0)
            g_string_append_c(entries, ' ');
        append_kid(entries, writer, &g_array_index(element->kids, Kid, i), page);
    }
    if (element->kids->len != 1)
        g_string_append_c(entries, ']');
    haru_fill(g_hash_table_lookup(writer->objects, element), entries);
}

static void append_content(GString *numbers, const Writer *writer)
{
    for (guint i = 0; i < writer->structure->pages->len; i++) {
        const PageMarks *page = g_ptr_array_index(writer->structure->pages, i);
        syntax_whole(numbers, i);
        g_string_append_c(numbers, '[');
        for (guint j = 0; j < page->holders->len; j++) {
            syntax_reference(numbers, object_number(writer, g_ptr_array_index(page->holders, j)));
            g_string_append_c(numbers, ' ');
        }
        g_string_append_c(numbers, ']');
    }
}

/* Fields stand in the tree in the order of the placements. */
static void append_fields(GString *numbers, const Writer *writer)
{
    for (guint i = 0; i < writer->structure->elements->len; i++) {
        const Element *element = g_ptr_array_index(writer->structure->elements, i);
        for (guint j = 0; j < element->kids->len; j++) {
            const Kid *kid = &g_array_index(element->kids, Kid, j);
            if (kid->kind == KID_FIELD)
                g_string_append_printf(numbers, "%u %u 0 R ",
                                       elements_field_key(writer->structure, kid->number),
                                       object_number(writer, element));
        }
    }
}

void elements_add(Haru *haru, const Structure *structure, const GPtrArray *pages, const GPtrArray *widgets)
{
    g_autoptr(GHashTable) objects = g_hash_table_new(NULL, NULL);
    Writer writer = {haru, structure, pages, widgets, objects};
    HaruObject *root = haru_reserve(haru);
    GString *numbers = g_string_new("/Nums[");
    GString *entries = g_string_new("/Type/StructTreeRoot");

    for (guint i = 0; i < structure->elements->len; i++) {
        HaruObject *object = haru_reserve(haru);
        haru_put_last(object);
        g_hash_table_insert(objects, g_ptr_array_index(structure->elements, i), object);
    }
    for (guint i = 0; i < structure->elements->len; i++)
        fill_element(&writer, g_ptr_array_index(structure->elements, i), haru_number(root));
    append_content(numbers, &writer);
    append_fields(numbers, &writer);
    g_string_append_c(numbers, ']');
    HaruObject *parents = haru_add(haru, numbers);
    haru_put_last(parents);
    g_string_append_printf(entries, "/K %u 0 R/ParentTree %u 0 R/ParentTreeNextKey %u",
                           object_number(&writer, structure->document), haru_number(parents),
                           elements_field_key(structure, widgets->len));
    haru_fill(root, entries);
    haru_set_structure(haru, root);
}
