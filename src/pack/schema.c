#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <string.h>

#include "pack/check.h"
#include "pack/schema_words.h"
#include "pack/xml_walk.h"

static const gchar *const SCHEMAS[] = {
    [XML_PACK] = "forms/pack.rng",
    [XML_TEMPLATE] = "templates/template.rng",
    [XML_DISPUTE] = "forms/dispute.rng",
    [XML_COMPLIMENT] = "forms/compliment.rng",
};

/* libxml2 would print to stderr; a library prints nothing. */
static void ignore_error(void *data, xmlErrorPtr error)
{
    (void) data, (void) error;
}

/* The place of libxml2's first complaint, for a mistake that we have no words for. */
static void keep_first_node(void *data, xmlErrorPtr error)
{
    const xmlNode **first = data;
    const xmlNode *node = error->node;
    if (*first == NULL && node != NULL && node->type == XML_ELEMENT_NODE)
        *first = node;
}

static gboolean is_valid(xmlRelaxNG *schema, xmlDoc *doc, const xmlNode **complaint)
{
    xmlRelaxNGValidCtxt *validator = xmlRelaxNGNewValidCtxt(schema);
    xmlRelaxNGSetValidStructuredErrors(validator, keep_first_node, (void *) complaint);
    const gboolean valid = xmlRelaxNGValidateDoc(validator, doc) == 0;
    xmlRelaxNGFreeValidCtxt(validator);
    return valid;
}

static xmlDoc *read_schema(const gchar *path)
{
    xmlParserCtxt *parser = xmlNewParserCtxt();
    parser->sax->serror = ignore_error;
    xmlDoc *doc = xmlCtxtReadFile(parser, path, NULL, XML_PARSE_NONET);
    xmlFreeParserCtxt(parser);
    return doc;
}

static xmlRelaxNG *compile_schema(xmlDoc *doc)
{
    xmlRelaxNGParserCtxt *compiler = xmlRelaxNGNewDocParserCtxt(doc);
    if (compiler == NULL)
        return NULL;
    xmlRelaxNGSetParserStructuredErrors(compiler, ignore_error, NULL);
    xmlRelaxNG *schema = xmlRelaxNGParse(compiler);
    xmlRelaxNGFreeParserCtxt(compiler);
    return schema;
}

static void explain(XmlSource *source, const xmlNode *root, const xmlDoc *grammar, const xmlNode *complaint)
{
    const guint before = source->findings->len;
    schema_words_explain(source, root, xmlDocGetRootElement(grammar));
    if (source->findings->len > before)
        return;
    const xmlNode *place = complaint != NULL ? complaint : root;
    xml_source_note(source, place, "<%s> or what is in it does not stand as the schema allows",
                    xml_name(place));
}

void schema_check(XmlSource *source, XmlKind kind)
{
    const xmlNode *root = xmlDocGetRootElement(source->doc);
    g_autofree gchar *path = g_build_filename(share_folder(), SCHEMAS[kind], NULL);
    xmlDoc *grammar = read_schema(path);
    xmlRelaxNG *schema = grammar != NULL ? compile_schema(grammar) : NULL;
    const xmlNode *complaint = NULL;
    if (schema == NULL)
        xml_source_note(source, NULL, "the schema %s is missing or broken; install it or set IRO_SHARE",
                        path);
    else if (!is_valid(schema, source->doc, &complaint))
        explain(source, root, grammar, complaint);
    xmlRelaxNGFree(schema);
    if (grammar != NULL)
        xmlFreeDoc(grammar);
}
