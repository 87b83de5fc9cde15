#include <string.h>

#include "model/datum.h"
#include "pack/check.h"
#include "pack/placeholder_check.h"
#include "pack/share.h"
#include "pack/template_body.h"
#include "pack/xml_walk.h"

/* The lists that a scope may have, with what their items add. */
static const struct {
    const gchar *name;
    guint scopes;
} LISTS[] = {
    {"facts", DATUM_OF_LIST},  {"sections", DATUM_OF_LIST},  {"stages", DATUM_OF_STAGE},
    {"events", DATUM_OF_LIST}, {"documents", DATUM_OF_LIST},
};
#define LIST_NAMES "facts, sections, stages, events, documents"

static gboolean find_list(const gchar *name, guint *scopes)
{
    for (gsize i = 0; i < G_N_ELEMENTS(LISTS); i++) {
        if (strcmp(LISTS[i].name, name) == 0) {
            *scopes = LISTS[i].scopes;
            return TRUE;
        }
    }
    return FALSE;
}

/* What a template is for says which data it finds. */
static guint scopes_of_purpose(const xmlNode *root)
{
    g_autofree gchar *purpose = xml_attribute(root, "for");
    if (g_strcmp0(purpose, "dispute") == 0)
        return DATUM_OF_DISPUTE | DATUM_OF_STAGE;
    if (g_strcmp0(purpose, "compliment") == 0)
        return DATUM_OF_COMPLIMENT;
    return DATUM_OF_DISPUTE | DATUM_OF_NOTE;
}

/* Built-in styles come with every document; the others are defined here. */
static void check_style(XmlSource *source, const xmlNode *element, const gchar *name)
{
    g_autoptr(Document) built_in = document_new();
    gboolean defined = document_find_style(built_in, name) != NULL;
    const xmlNode *root = xmlDocGetRootElement(source->doc);
    for (const xmlNode *child = xml_first_element(root); child != NULL; child = xml_next_element(child)) {
        g_autofree gchar *other = xml_is(child, "style") ? xml_attribute(child, "name") : NULL;
        defined = defined || g_strcmp0(other, name) == 0;
    }
    if (!defined)
        xml_source_note(source, element, "no style has the name %s; define it with <style name=\"%s\" …/>",
                        name, name);
}

static guint check_control(XmlSource *source, const xmlNode *element, guint scopes)
{
    g_autofree gchar *list = xml_is(element, "each") ? xml_attribute(element, "in") : NULL;
    g_autofree gchar *datum =
        xml_is(element, "when") || xml_is(element, "unless") ? xml_attribute(element, "datum") : NULL;
    guint added = 0;
    if (list != NULL && !find_list(list, &added)) {
        xml_source_note(source, element, "no list has the name %s; allowed are %s", list, LIST_NAMES);
        added = DATUM_OF_LIST | DATUM_OF_STAGE; /* so that one slip is one finding */
    }
    if (datum != NULL && !find_list(datum, &(guint){0}))
        datum_name_check(source, element, datum, scopes);
    return scopes | added;
}

static void check_texts(XmlSource *source, const xmlNode *element, guint scopes)
{
    for (const xmlAttr *attribute = element->properties; attribute != NULL; attribute = attribute->next) {
        g_autofree gchar *value = xml_attribute(element, (const gchar *) attribute->name);
        placeholders_check(source, element, value, scopes, NULL);
        if (strcmp((const gchar *) attribute->name, "style") == 0)
            check_style(source, element, value);
    }
    for (const xmlNode *child = element->children; child != NULL; child = child->next) {
        if (child->type == XML_TEXT_NODE)
            placeholders_check(source, element, (const gchar *) child->content, scopes, NULL);
    }
}

/* A form has each of its fields once: two with one name would be one field. */
static void check_field(XmlSource *source, const xmlNode *element, GHashTable *fields)
{
    gchar *field = xml_attribute(element, "field");
    if (field == NULL)
        return;
    if (g_hash_table_contains(fields, field))
        xml_source_note(source, element, "the field %s stands twice; a field stands once", field);
    g_hash_table_add(fields, field);
}

/* A text that is taken apart into paragraphs cannot keep its bold words. */
static void check_paragraphs(XmlSource *source, const xmlNode *element)
{
    g_autofree gchar *paragraphs = xml_attribute(element, "paragraphs");
    if (g_strcmp0(paragraphs, "yes") == 0 && xml_find_child(element, "strong") != NULL)
        xml_source_note(source, element,
                        "paragraphs=\"yes\" and <strong> do not go together; drop one of them");
}

static void check_element(XmlSource *source, const xmlNode *element, guint scopes, GHashTable *fields)
{
    check_texts(source, element, scopes);
    check_field(source, element, fields);
    check_paragraphs(source, element);
    const guint inner = check_control(source, element, scopes);
    for (const xmlNode *child = xml_first_element(element); child != NULL; child = xml_next_element(child))
        check_element(source, child, inner, fields);
}

/* A style may be changed once; a second time would silently win. */
static void check_style_names(XmlSource *source, const xmlNode *root)
{
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (const xmlNode *child = xml_first_element(root); child != NULL; child = xml_next_element(child)) {
        gchar *name = xml_is(child, "style") ? xml_attribute(child, "name") : NULL;
        if (name == NULL)
            continue;
        if (g_hash_table_contains(names, name))
            xml_source_note(source, child, "the style %s is defined twice", name);
        g_hash_table_add(names, name);
    }
}

void template_check(XmlSource *source, const xmlNode *root)
{
    g_autoptr(GHashTable) fields = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const guint scopes = scopes_of_purpose(root);
    g_autofree gchar *id = xml_attribute(root, "id");
    g_autofree gchar *base = share_base_name(source->file);
    if (id != NULL && strcmp(id, base) != 0)
        xml_source_note(source, root, "the id is %s but the file is %s.xml; they must be the same", id, base);
    check_style_names(source, root);
    for (const xmlNode *child = xml_first_element(root); child != NULL; child = xml_next_element(child)) {
        const gboolean furniture = xml_is(child, "header") || xml_is(child, "footer");
        check_element(source, child, furniture ? scopes | DATUM_OF_PAGE : scopes, fields);
    }
}
