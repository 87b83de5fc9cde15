#include "pack/xml_source.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>
#include <sys/stat.h>

#include "model/error.h"
#include "pack/findings.h"

#define MOST_ATTRIBUTES 100

/* Where the parser stands, in bytes of our text. */
static gsize parser_offset(const xmlParserCtxt *parser, const XmlSource *source)
{
    const xmlParserInput *input = parser->input;
    if (input == NULL)
        return 0;
    return MIN(source->start + input->consumed + (gsize) (input->cur - input->base), source->length);
}

/*
 * The parser reports an element when it stands at the end of the start tag,
 * and libxml2's tree keeps only the line. No attribute's value can hold a "<",
 * so the nearest one before is the element's own.
 */
static void start_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                          int namespaces_count, const xmlChar **namespaces, int attributes_count,
                          int defaulted_count, const xmlChar **attributes)
{
    xmlParserCtxt *parser = context;
    const XmlSource *source = parser->_private;
    gsize offset = parser_offset(parser, source);
    while (offset > 0 && (offset == source->length || source->text[offset] != '<'))
        offset--;
    if (attributes_count > MOST_ATTRIBUTES) { /* libxml2 would take minutes to add them */
        findings_note(parser->_private, offset,
                      g_strdup_printf("an element has more than %d attributes", MOST_ATTRIBUTES));
        xmlStopParser(parser);
        return;
    }
    xmlSAX2StartElementNs(context, name, prefix, uri, namespaces_count, namespaces, attributes_count,
                          defaulted_count, attributes);
    if (parser->node != NULL)
        parser->node->_private = GSIZE_TO_POINTER(offset);
}

/* Never reached, because find_doctype looks first; here in case it is fooled. */
static void refuse_subset(void *context, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
    xmlParserCtxt *parser = context;
    (void) name, (void) external, (void) system;
    findings_note(parser->_private, parser_offset(parser, parser->_private),
                  g_strdup("a DOCTYPE is not allowed; delete it"));
    xmlStopParser(parser);
}

static gchar *parser_error_words(const xmlError *error)
{
    switch (error->code) {
    case XML_ERR_TAG_NAME_MISMATCH:
        return g_strdup_printf("<%s> ends here, but <%s> of line %d is still open",
                               error->str2 != NULL ? error->str2 : "", error->str1 != NULL ? error->str1 : "",
                               error->int1);
    case XML_ERR_TAG_NOT_FINISHED:
    case XML_ERR_DOCUMENT_END:
        return g_strdup("the file ends, or goes on, where it should not: close every element, have one root");
    case XML_ERR_DOCUMENT_EMPTY:
        return g_strdup("no XML here: the file must begin with \"<\"");
    case XML_ERR_UNDECLARED_ENTITY:
        return g_strdup_printf(
            "&%s; is not known; allowed are &amp; &lt; &gt; &quot; &apos; and the character itself",
            error->str1 != NULL ? error->str1 : "");
    case XML_ERR_NAME_REQUIRED:
    case XML_ERR_ENTITYREF_SEMICOL_MISSING:
        return g_strdup("\"&\" or \"<\" stands alone; write &amp; or &lt;");
    case XML_ERR_ATTRIBUTE_NOT_STARTED:
        return g_strdup("the value of an attribute stands in quotation marks, such as days=\"5\"");
    case XML_ERR_ATTRIBUTE_REDEFINED:
        return g_strdup_printf("the attribute %s stands twice; delete one of them",
                               error->str1 != NULL ? error->str1 : "");
    default:
        break;
    }
    if (error->message != NULL && strstr(error->message, "Excessive depth") != NULL)
        return g_strdup_printf("elements are nested too deeply; allowed are %u levels", xmlParserMaxDepth);
    g_autofree gchar *message = g_strdup(error->message != NULL ? error->message : "unknown");
    return g_strdup_printf("not well-formed XML: %s", g_strstrip(message));
}

/* The parser stands behind what it complains of; people look for where that begins. */
static gsize complaint_offset(const XmlSource *source, const xmlError *error, gsize offset)
{
    const gchar *begins = "";
    if (error->code == XML_ERR_TAG_NAME_MISMATCH || error->code == XML_ERR_ATTRIBUTE_REDEFINED)
        begins = "<";
    else if (error->code == XML_ERR_UNDECLARED_ENTITY || error->code == XML_ERR_ENTITYREF_SEMICOL_MISSING)
        begins = "&";
    else if (error->code == XML_ERR_NAME_REQUIRED)
        begins = "&<";
    gsize at = MIN(offset, source->length - 1);
    while (at > 0 && strchr(begins, source->text[at]) == NULL)
        at--;
    if (begins[0] == '\0' || at == 0)
        return offset;
    if (error->code == XML_ERR_ATTRIBUTE_REDEFINED && error->str1 != NULL)
        return findings_find_attribute(source, at, error->str1, 2);
    return at;
}

/* Only the first: what follows a broken place is mostly its echo. */
static void parser_error(void *context, xmlErrorPtr error)
{
    xmlParserCtxt *parser = context;
    XmlSource *source = parser->_private;
    if (source->findings->len == 0 && error->level >= XML_ERR_ERROR)
        findings_note(source, complaint_offset(source, error, parser_offset(parser, source)),
                      parser_error_words(error));
}

/* Offset of the DOCTYPE, looking past comments and processing instructions;
 * -1 when there is none. It can stand nowhere but before the root. */
static gssize find_doctype(const gchar *text)
{
    const gchar *at = text;
    for (;;) {
        while (*at != '\0' && *at != '<')
            at++;
        const gchar *end = NULL;
        if (g_str_has_prefix(at, "<!DOCTYPE"))
            return at - text;
        if (g_str_has_prefix(at, "<!--"))
            end = strstr(at, "-->");
        else if (g_str_has_prefix(at, "<?"))
            end = strstr(at, "?>");
        if (end == NULL)
            return -1;
        at = end;
    }
}

static void parse(XmlSource *source)
{
    xmlParserCtxt *parser = xmlNewParserCtxt();
    parser->_private = source;
    parser->sax->startElementNs = start_element;
    parser->sax->internalSubset = refuse_subset;
    parser->sax->serror = parser_error;
    source->doc =
        xmlCtxtReadMemory(parser, source->text + source->start, (int) (source->length - source->start), NULL,
                          "UTF-8", XML_PARSE_NONET | XML_PARSE_NOCDATA);
    xmlFreeParserCtxt(parser);
    if (source->doc == NULL && source->findings->len == 0)
        xml_source_note(source, NULL, "not well-formed XML");
    if (source->findings->len > 0)
        g_clear_pointer(&source->doc, xmlFreeDoc);
}

/* A byte more than the limit is enough to know that it is too large. */
static gboolean read_file(XmlSource *source, GError **error)
{
    GStatBuf status;
    FILE *file = NULL;
    const gboolean found = g_stat(source->file, &status) == 0;
    if (found && S_ISREG(status.st_mode))
        file = g_fopen(source->file, "rbe");
    else if (found) /* opening a pipe would wait for ever */
        errno = S_ISDIR(status.st_mode) ? EISDIR : EINVAL;
    if (file == NULL) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%s: cannot be read: %s", source->file,
                    g_strerror(errno));
        return FALSE;
    }
    const gsize most = MIN((gsize) status.st_size, XML_SOURCE_LIMIT) + 1;
    source->text = g_malloc(most + 1);
    source->length = fread(source->text, 1, most, file);
    source->text[source->length] = '\0';
    const gboolean failed = ferror(file) != 0;
    fclose(file);
    if (failed) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%s: cannot be read to its end", source->file);
        return FALSE;
    }
    source->start = g_str_has_prefix(source->text, "\xef\xbb\xbf") ? 3 : 0;
    return TRUE;
}

XmlSource *xml_source_open(const gchar *file, GError **error)
{
    XmlSource *source = g_new0(XmlSource, 1);
    source->file = g_strdup(file);
    source->findings = g_ptr_array_new_with_free_func((GDestroyNotify) finding_free);
    if (!read_file(source, error)) {
        xml_source_free(source);
        return NULL;
    }
    const gchar *bad = NULL;
    gssize doctype = -1;
    if (source->length > XML_SOURCE_LIMIT)
        xml_source_note(source, NULL, "the file is larger than 1 MiB");
    else if (!g_utf8_validate(source->text, (gssize) source->length, &bad))
        findings_note(source, (gsize) (bad - source->text),
                      g_strdup("not UTF-8 text; save the file as UTF-8"));
    else if ((doctype = find_doctype(source->text)) >= 0)
        findings_note(source, (gsize) doctype, g_strdup("a DOCTYPE is not allowed; delete it"));
    else
        parse(source);
    return source;
}

void xml_source_free(XmlSource *source)
{
    if (source == NULL)
        return;
    g_free(source->file);
    g_free(source->text);
    g_clear_pointer(&source->doc, xmlFreeDoc);
    g_ptr_array_unref(source->findings);
    g_free(source);
}
