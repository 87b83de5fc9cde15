#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "opened.h"

#include "other_program.h"

gboolean is_element(json_t *kid)
{
    return json_is_string(kid);
}

/* What stands in /K as a list; a single kid may stand there as itself (ISO 32000-1, table 323). */
json_t *kids_of(json_t *element)
{
    json_t *kids = json_object_get(element, "/K");

    return json_is_array(kids) ? json_incref(kids) : json_pack("[O]", kids);
}

/* Every element in reading order, parents first. */
static void walk(json_t *json, const gchar *reference, const gchar *parent, Visit visit, void *data)
{
    json_t *element = object_named(json, reference), *kids = kids_of(element), *kid;
    size_t i;

    visit(json, reference, element, parent, data);
    json_array_foreach(kids, i, kid)
    {
        if (is_element(kid))
            walk(json, json_string_value(kid), reference, visit, data);
    }
    json_decref(kids);
}

static json_t *tree_root(json_t *json)
{
    return object_named(json, text_at(catalogue_of(json), "/StructTreeRoot"));
}

void walk_all(json_t *json, Visit visit, void *data)
{
    const gchar *root = text_at(catalogue_of(json), "/StructTreeRoot");

    walk(json, text_at(tree_root(json), "/K"), root, visit, data);
}

Opened open_form(Document *document)
{
    Opened opened = {0};

    opened.file = write_file(document, &opened.folder);
    opened.json = read_json(opened.file);
    return opened;
}

void opened_finish(Opened *opened)
{
    other_program_tidy(opened->folder);
    json_decref(opened->json);
    g_free(opened->folder);
    g_free(opened->file);
}

/* What the parent tree says of a key: an element's reference or, of a page, an array of them. */
json_t *parent_of(json_t *json, json_int_t key)
{
    json_t *tree = object_named(json, text_at(tree_root(json), "/ParentTree"));
    json_t *numbers = json_object_get(tree, "/Nums");

    for (size_t i = 0; i + 1 < json_array_size(numbers); i += 2)
        if (json_integer_value(json_array_get(numbers, i)) == key)
            return json_array_get(numbers, i + 1);
    fail_msg("the parent tree lacks a key");
    return NULL;
}

json_t *page_at(json_t *json, guint page)
{
    json_t *pages = json_object_get(json, "pages");

    return object_named(json, text_at(json_array_get(pages, page), "object"));
}

/* A stream as qpdf unpacks it, with spaces for its zero bytes. */
gchar *content_of(const gchar *file, const gchar *reference)
{
    g_auto(GStrv) words = g_strsplit(reference, " ", 2);
    g_autofree gchar *option = g_strdup_printf("--json-object=%s", words[0]);
    g_autofree gchar *text =
        RUN("qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", option, file);
    g_autofree gchar *key = g_strconcat("obj:", reference, NULL);
    json_t *json = json_loads(text, 0, NULL);
    json_t *object = json_object_get(json_array_get(json_object_get(json, "qpdf"), 1), key);
    gsize length = 0;
    const gchar *data = text_at(json_object_get(object, "stream"), "data");
    assert_non_null(data);
    g_autofree guchar *bytes = g_base64_decode(data, &length);
    for (gsize i = 0; i < length; i++)
        bytes[i] = bytes[i] != 0 ? bytes[i] : ' ';
    json_decref(json);
    return g_strndup((const gchar *) bytes, length);
}
