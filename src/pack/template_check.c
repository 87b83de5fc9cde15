#include <string.h>

#include "model/datum.h"
#include "pack/check.h"
#include "pack/nearest.h"
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
    if (g_strcmp0(purpose, "mail") == 0)
        return DATUM_OF_DISPUTE | DATUM_OF_STAGE | DATUM_OF_MAIL;
    if (g_strcmp0(purpose, "compliment-mail") == 0)
        return DATUM_OF_COMPLIMENT | DATUM_OF_MAIL;
    if (g_strcmp0(purpose, "note") == 0)
        return DATUM_OF_DISPUTE | DATUM_OF_NOTE;
    return DATUM_OF_DISPUTE | DATUM_OF_STAGE | DATUM_OF_COMPLIMENT | DATUM_OF_NOTE |
           DATUM_OF_MAIL; /* one slip, one finding */
}

/* Built-in styles come with every document; the others are defined here. */
static void check_style(XmlSource *source, const xmlNode *element, const gchar *name)
{
    g_autoptr(Document) built_in = document_new();
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    Nearest nearest = NEAREST_TO(name);
    for (guint i = 0; i < built_in->styles->len; i++)
        g_ptr_array_add(names, g_strdup(((const Style *) built_in->styles->pdata[i])->name));
    const xmlNode *root = xmlDocGetRootElement(source->doc);
    for (const xmlNode *child = xml_first_element(root); child != NULL; child = xml_next_element(child)) {
        gchar *other = xml_is(child, "style") ? xml_attribute(child, "name") : NULL;
        if (other != NULL)
            g_ptr_array_add(names, other);
    }
    for (guint i = 0; i < names->len; i++)
        nearest_offer(&nearest, g_ptr_array_index(names, i));
    if (nearest.best != NULL && strcmp(nearest.best, name) == 0)
        return;
    g_autofree gchar *hint = nearest_hint(&nearest, "", "");
    xml_source_note_attribute(source, element, "style",
                              "no style has the name %s; %s%sefine it with <style name=\"%s\" …/>", name,
                              hint, hint[0] != '\0' ? "Or d" : "d", name);
}

static guint check_control(XmlSource *source, const xmlNode *element, guint scopes)
{
    g_autofree gchar *list = xml_is(element, "each") ? xml_attribute(element, "in") : NULL;
    g_autofree gchar *datum =
        xml_is(element, "when") || xml_is(element, "unless") ? xml_attribute(element, "datum") : NULL;
    guint added = 0;
    if (list != NULL && !find_list(list, &added)) {
        check_unknown(source, element, "in", "list has the name", list, LIST_NAMES);
        added = DATUM_OF_LIST | DATUM_OF_STAGE; /* so that one slip is one finding */
    }
    if (datum != NULL && !find_list(datum, &(guint){0}))
        datum_name_check(source, element, "datum", datum, scopes);
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

/* Which element each field of a form stands in, as the reader of returned forms knows it. */
static const struct {
    const gchar *field;
    const gchar *element;
    const gchar *what;
    gboolean of_compliment; /* a compliment's form has it too */
} FIELDS[] = {
    {"response", "box", "the large field of the answer", TRUE},
    {"resolved", "choice", "a check box", FALSE},
    {"proceed", "choice", "a check box", FALSE},
    {"responder", "entry", "a field of one line", TRUE},
    {"date", "entry", "a field of one line", TRUE},
};

static void check_field_kind(XmlSource *source, const xmlNode *element, const gchar *field)
{
    for (gsize i = 0; i < G_N_ELEMENTS(FIELDS); i++) {
        if (strcmp(FIELDS[i].field, field) == 0 && !xml_is(element, FIELDS[i].element))
            xml_source_note_attribute(source, element, "field",
                                      "the field %s is %s; write <%s field=\"%s\"> in place of <%s>", field,
                                      FIELDS[i].what, FIELDS[i].element, field, xml_name(element));
    }
}

/* A form has each of its fields once: two with one name would be one field. */
static void check_field(XmlSource *source, const xmlNode *element, GHashTable *fields)
{
    gchar *field = xml_attribute(element, "field");
    if (field == NULL)
        return;
    if (g_hash_table_contains(fields, field))
        xml_source_note_attribute(source, element, "field", "the field %s stands twice; a field stands once",
                                  field);
    check_field_kind(source, element, field);
    g_hash_table_add(fields, field);
}

/* What `iro form` and `iro compliment` make must have all that is read when it comes back. */
static void check_fields_there(XmlSource *source, const xmlNode *root, const gchar *id, GHashTable *fields)
{
    const xmlNode *body = xml_find_child(root, "body");
    const gboolean compliment = strcmp(id, "compliment") == 0;
    if (body == NULL || (!compliment && strcmp(id, "form") != 0))
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(FIELDS); i++) {
        if ((!compliment || FIELDS[i].of_compliment) && !g_hash_table_contains(fields, FIELDS[i].field))
            xml_source_note(source, body, "the form has no field %s; add <%s field=\"%s\" …>",
                            FIELDS[i].field, FIELDS[i].element, FIELDS[i].field);
    }
}

/* A text that is taken apart into paragraphs cannot keep its bold words. */
static void check_paragraphs(XmlSource *source, const xmlNode *element)
{
    g_autofree gchar *paragraphs = xml_attribute(element, "paragraphs");
    if (g_strcmp0(paragraphs, "yes") == 0 && xml_find_child(element, "strong") != NULL)
        xml_source_note_attribute(source, element, "paragraphs",
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
            xml_source_note_attribute(source, child, "name",
                                      "the style %s is defined twice; make one of the two", name);
        g_hash_table_add(names, name);
    }
}

/* The title of an e-mail is its subject, which names no person. */
static guint scopes_of_part(const xmlNode *part, guint scopes)
{
    if (xml_is(part, "header") || xml_is(part, "footer"))
        return scopes | DATUM_OF_PAGE;
    if (xml_is(part, "metadata") && (scopes & DATUM_OF_MAIL))
        return DATUM_OF_SUBJECT;
    return scopes;
}

void template_check(XmlSource *source, const xmlNode *root)
{
    g_autoptr(GHashTable) fields = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const guint scopes = scopes_of_purpose(root);
    g_autofree gchar *id = xml_attribute(root, "id");
    g_autofree gchar *base = share_base_name(source->file);
    if (id != NULL && strcmp(id, base) != 0)
        xml_source_note_attribute(source, root, "id",
                                  "the id is %s but the file is %s.xml; they must be the same", id, base);
    check_style_names(source, root);
    for (const xmlNode *child = xml_first_element(root); child != NULL; child = xml_next_element(child)) {
        check_element(source, child, scopes_of_part(child, scopes), fields);
    }
    if (id != NULL)
        check_fields_there(source, root, id, fields);
    template_advise(source, root);
}
