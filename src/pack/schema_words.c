#include "pack/schema_words.h"

#include <libxml/xmlregexp.h>
#include <string.h>

#include "pack/nearest.h"
#include "pack/xml_walk.h"

/* After a question a sentence begins. */
#define ALLOWED(hint) ((hint)[0] != '\0' ? "Allowed" : "allowed")

/* An element or attribute that may stand in a place. */
typedef struct {
    const xmlNode *pattern;
    gchar *name;
    gboolean required;
    gboolean many;
} Part;

/* What an element may hold. */
typedef struct {
    GPtrArray *attributes; /* of Part */
    GPtrArray *elements;   /* of Part */
    gboolean text;
} Shape;

typedef struct {
    XmlSource *source;
    const xmlNode *grammar;
} Explaining;

static void part_free(gpointer data)
{
    Part *part = data;
    g_free(part->name);
    g_free(part);
}

static gboolean is_pattern(const xmlNode *node, const gchar *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp(xml_name(node), name) == 0;
}

static const xmlNode *find_define(const xmlNode *grammar, const gchar *name)
{
    for (xmlNode *child = xml_first_element(grammar); child != NULL; child = xml_next_element(child)) {
        g_autofree gchar *defined = is_pattern(child, "define") ? xml_attribute(child, "name") : NULL;
        if (g_strcmp0(defined, name) == 0)
            return child;
    }
    return NULL;
}

static Part *find_part(const GPtrArray *parts, const gchar *name)
{
    for (guint i = 0; i < parts->len; i++) {
        Part *part = g_ptr_array_index(parts, i);
        if (strcmp(part->name, name) == 0)
            return part;
    }
    return NULL;
}

static void add_part(GPtrArray *parts, const xmlNode *pattern, gboolean required, gboolean many)
{
    g_autofree gchar *name = xml_attribute(pattern, "name");
    if (name == NULL || find_part(parts, name) != NULL)
        return;
    Part *part = g_new0(Part, 1);
    part->pattern = pattern;
    part->name = g_steal_pointer(&name);
    part->required = required;
    part->many = many;
    g_ptr_array_add(parts, part);
}

static void collect(const Explaining *explaining, const xmlNode *parent, gboolean required, gboolean many,
                    Shape *shape)
{
    for (xmlNode *child = xml_first_element(parent); child != NULL; child = xml_next_element(child)) {
        g_autofree gchar *name = xml_attribute(child, "name");
        if (is_pattern(child, "element")) {
            add_part(shape->elements, child, required, many);
        } else if (is_pattern(child, "attribute")) {
            add_part(shape->attributes, child, required, many);
        } else if (is_pattern(child, "ref") && name != NULL) {
            collect(explaining, find_define(explaining->grammar, name), required, many, shape);
        } else {
            const gboolean free = is_pattern(child, "optional") || is_pattern(child, "choice");
            const gboolean any = is_pattern(child, "zeroOrMore");
            const gboolean repeated = any || is_pattern(child, "oneOrMore");
            shape->text = shape->text || is_pattern(child, "text") || is_pattern(child, "mixed") ||
                          is_pattern(child, "data");
            collect(explaining, child, required && !free && !any, many || repeated, shape);
        }
    }
}

/* TRUE when the value is one that the data pattern describes. */
static gboolean matches_data(const xmlNode *data, const gchar *value)
{
    for (xmlNode *param = xml_first_element(data); param != NULL; param = xml_next_element(param)) {
        g_autofree gchar *name = xml_attribute(param, "name");
        g_autofree gchar *text = xml_text_line(param);
        if (g_strcmp0(name, "minLength") == 0 && value[0] == '\0')
            return FALSE;
        if (g_strcmp0(name, "pattern") != 0)
            continue;
        xmlRegexp *pattern = xmlRegexpCompile((const xmlChar *) text);
        const gboolean matches = pattern == NULL || xmlRegexpExec(pattern, (const xmlChar *) value) == 1;
        xmlRegFreeRegexp(pattern);
        if (!matches)
            return FALSE;
    }
    return TRUE;
}

static void add_words(GString *words, const gchar *more)
{
    g_string_append_printf(words, "%s%s", words->len > 0 ? ", " : "", more);
}

/* Whether the pattern of an attribute or of an element's text takes the value;
 * puts into words what it takes. TRUE when it says nothing about it. */
static gboolean matches(const Explaining *explaining, const xmlNode *pattern, const gchar *value,
                        GString *words)
{
    gboolean any = FALSE, found = FALSE;
    for (xmlNode *child = xml_first_element(pattern); child != NULL; child = xml_next_element(child)) {
        if (is_pattern(child, "value")) {
            g_autofree gchar *allowed = xml_text_line(child);
            add_words(words, allowed);
            found = found || strcmp(allowed, value) == 0;
        } else if (is_pattern(child, "data")) {
            xmlChar *say = xmlGetNsProp(child, (const xmlChar *) "words", (const xmlChar *) "urn:iro:say");
            add_words(words, say != NULL ? (const gchar *) say : "a text");
            xmlFree(say);
            found = found || matches_data(child, value);
        } else if (is_pattern(child, "choice")) {
            found = matches(explaining, child, value, words) || found;
        } else if (is_pattern(child, "ref")) {
            g_autofree gchar *name = xml_attribute(child, "name");
            const xmlNode *define = find_define(explaining->grammar, name);
            found = (define != NULL && matches(explaining, define, value, words)) || found;
        } else {
            continue;
        }
        any = TRUE;
    }
    return found || !any;
}

static gchar *names_of(const GPtrArray *parts, gboolean elements)
{
    if (parts->len == 0)
        return g_strdup("none");
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < parts->len; i++) {
        const Part *part = g_ptr_array_index(parts, i);
        g_string_append_printf(names, elements ? "%s<%s>" : "%s%s", i > 0 ? ", " : "", part->name);
    }
    return g_strdup(names->str);
}

/* "did you mean <question>? " */
static gchar *hint_of(const GPtrArray *parts, const gchar *name, gboolean elements)
{
    Nearest nearest = NEAREST_TO(name);
    for (guint i = 0; i < parts->len; i++)
        nearest_offer(&nearest, ((const Part *) parts->pdata[i])->name);
    return nearest_hint(&nearest, elements ? "<" : "", elements ? ">" : "");
}

/* The same for a value out of a few words; descriptions of values are no words to mean. */
static gchar *value_hint(const gchar *words, const gchar *value)
{
    g_auto(GStrv) allowed = g_strsplit(words, ", ", -1);
    Nearest nearest = NEAREST_TO(value);
    for (gchar **word = allowed; *word != NULL; word++) {
        if (strchr(*word, ' ') == NULL)
            nearest_offer(&nearest, *word);
    }
    return nearest_hint(&nearest, "", "");
}

static void explain_unknown_attribute(const Explaining *explaining, const xmlNode *element, const gchar *name,
                                      const Shape *shape)
{
    g_autofree gchar *names = names_of(shape->attributes, FALSE);
    g_autofree gchar *hint = hint_of(shape->attributes, name, FALSE);
    xml_source_note_attribute(explaining->source, element, name, "<%s> has no attribute %s; %s%s: %s",
                              xml_name(element), name, hint, ALLOWED(hint), names);
}

static void explain_attributes(const Explaining *explaining, const xmlNode *element, const Shape *shape)
{
    for (const xmlAttr *attribute = element->properties; attribute != NULL; attribute = attribute->next) {
        const gchar *name = (const gchar *) attribute->name;
        const Part *part = find_part(shape->attributes, name);
        if (part == NULL || attribute->ns != NULL) {
            explain_unknown_attribute(explaining, element, name, shape);
            continue;
        }
        g_autofree gchar *value = xml_attribute(element, name);
        g_autoptr(GString) words = g_string_new(NULL);
        if (matches(explaining, part->pattern, value, words))
            continue;
        g_autofree gchar *hint = value_hint(words->str, value);
        xml_source_note_attribute(explaining->source, element, name,
                                  "the attribute %s of <%s> is not right; %s%s: %s", name, xml_name(element),
                                  hint, ALLOWED(hint), words->str);
    }
    for (guint i = 0; i < shape->attributes->len; i++) {
        const Part *part = g_ptr_array_index(shape->attributes, i);
        if (!part->required || xmlHasProp((xmlNode *) element, (const xmlChar *) part->name) != NULL)
            continue;
        g_autoptr(GString) words = g_string_new(NULL);
        matches(explaining, part->pattern, "", words);
        xml_source_note(explaining->source, element, "<%s> needs the attribute %s%s%s", xml_name(element),
                        part->name, words->len > 0 ? ": " : "", words->str);
    }
}

static guint count_children(const xmlNode *element, const gchar *name, const xmlNode *until)
{
    guint count = 0;
    for (const xmlNode *child = xml_first_element(element); child != NULL; child = xml_next_element(child)) {
        count += xml_is(child, name) ? 1 : 0;
        if (child == until)
            break;
    }
    return count;
}

static void explain_text(const Explaining *explaining, const xmlNode *element, const xmlNode *pattern,
                         const Shape *shape)
{
    gboolean present = FALSE;
    for (xmlNode *child = element->children; child != NULL; child = child->next)
        present = present || (child->type == XML_TEXT_NODE && !xmlIsBlankNode(child));
    if (present && !shape->text) {
        g_autofree gchar *names = names_of(shape->elements, TRUE);
        xml_source_note(explaining->source, element, "<%s> holds no text of its own; allowed in it: %s",
                        xml_name(element), names);
        return;
    }
    g_autofree gchar *text = xml_text_line(element);
    g_autoptr(GString) words = g_string_new(NULL);
    if (!matches(explaining, pattern, text, words))
        xml_source_note(explaining->source, element, "the text of <%s> is not right; allowed: %s",
                        xml_name(element), words->str);
}

static void explain_unknown_element(const Explaining *explaining, const xmlNode *child,
                                    const xmlNode *element, const Shape *shape)
{
    if (shape->elements->len == 0) {
        xml_source_note(explaining->source, child, "<%s> is not allowed in <%s>, which holds text alone; %s",
                        xml_name(child), xml_name(element), "delete its tags and keep the words");
        return;
    }
    g_autofree gchar *names = names_of(shape->elements, TRUE);
    g_autofree gchar *hint = hint_of(shape->elements, xml_name(child), TRUE);
    xml_source_note(explaining->source, child, "<%s> is not allowed in <%s>; %s%s: %s", xml_name(child),
                    xml_name(element), hint, ALLOWED(hint), names);
}

static void explain_element(const Explaining *explaining, const xmlNode *element, const xmlNode *pattern);

static void explain_children(const Explaining *explaining, const xmlNode *element, const Shape *shape)
{
    for (xmlNode *child = xml_first_element(element); child != NULL; child = xml_next_element(child)) {
        const Part *part = child->ns == NULL ? find_part(shape->elements, xml_name(child)) : NULL;
        if (part == NULL) {
            explain_unknown_element(explaining, child, element, shape);
            continue;
        }
        if (!part->many && count_children(element, part->name, child) > 1)
            xml_source_note(explaining->source, child, "<%s> stands more than once in <%s>; once is allowed",
                            part->name, xml_name(element));
        explain_element(explaining, child, part->pattern);
    }
    for (guint i = 0; i < shape->elements->len; i++) {
        const Part *part = g_ptr_array_index(shape->elements, i);
        if (part->required && count_children(element, part->name, NULL) == 0)
            xml_source_note(explaining->source, element, "<%s> needs <%s>", xml_name(element), part->name);
    }
}

static Shape shape_of(const Explaining *explaining, const xmlNode *pattern)
{
    Shape shape = {.attributes = g_ptr_array_new_with_free_func(part_free),
                   .elements = g_ptr_array_new_with_free_func(part_free)};
    collect(explaining, pattern, TRUE, FALSE, &shape);
    return shape;
}

static void shape_clear(Shape *shape)
{
    g_ptr_array_unref(shape->attributes);
    g_ptr_array_unref(shape->elements);
}

static void explain_element(const Explaining *explaining, const xmlNode *element, const xmlNode *pattern)
{
    Shape shape = shape_of(explaining, pattern);
    explain_attributes(explaining, element, &shape);
    explain_text(explaining, element, pattern, &shape);
    explain_children(explaining, element, &shape);
    shape_clear(&shape);
}

void schema_words_explain(XmlSource *source, const xmlNode *root, const xmlNode *grammar)
{
    const Explaining explaining = {.source = source, .grammar = grammar};
    const xmlNode *start = NULL;
    for (xmlNode *child = xml_first_element(grammar); child != NULL; child = xml_next_element(child)) {
        if (is_pattern(child, "start"))
            start = child;
    }
    Shape shape = shape_of(&explaining, start);
    const Part *part = find_part(shape.elements, xml_name(root));
    if (part != NULL)
        explain_element(&explaining, root, part->pattern);
    shape_clear(&shape);
}
