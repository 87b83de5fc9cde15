#include "pack/check.h"

#include "pack/xml_walk.h"

XmlKind check_kind(const XmlSource *source)
{
    const xmlNode *root = source->doc != NULL ? xmlDocGetRootElement(source->doc) : NULL;
    if (root == NULL)
        return XML_UNKNOWN;
    if (xml_is(root, "pack"))
        return XML_PACK;
    if (xml_is(root, "template"))
        return XML_TEMPLATE;
    if (xml_is(root, "dispute"))
        return XML_DISPUTE;
    return xml_is(root, "compliment") ? XML_COMPLIMENT : XML_UNKNOWN;
}

/* Everything that is wrong, as findings of the source. */
static XmlKind check_all(XmlSource *source)
{
    const XmlKind kind = check_kind(source);
    const xmlNode *root = source->doc != NULL ? xmlDocGetRootElement(source->doc) : NULL;
    if (kind != XML_UNKNOWN)
        schema_check(source, kind);
    if (kind == XML_PACK)
        pack_check(source, root);
    else if (kind == XML_TEMPLATE)
        template_check(source, root);
    else if (kind == XML_DISPUTE || kind == XML_COMPLIMENT)
        record_check(source, root);
    else if (root != NULL)
        xml_source_note(source, root,
                        "<%s> is no file of ours; the root is <pack>, <template>, <dispute> or <compliment>",
                        xml_name(root));
    xml_source_sort(source);
    return kind;
}

gboolean check_failed(XmlSource *source, GError **error)
{
    if (source->findings->len == 0)
        return FALSE;
    g_autoptr(GPtrArray) noted = g_steal_pointer(&source->findings);
    source->findings = g_ptr_array_new_with_free_func((GDestroyNotify) finding_free);
    if (source->doc != NULL)
        check_all(source);
    if (source->findings->len > 0)
        return findings_to_error(source->findings, error);
    return findings_to_error(noted, error);
}

GPtrArray *xml_check(const gchar *file, XmlKind *kind, GError **error)
{
    g_autoptr(XmlSource) source = xml_source_open(file, error);
    if (source == NULL)
        return NULL;
    const XmlKind found = check_all(source);
    if (kind != NULL)
        *kind = found;
    return g_ptr_array_ref(source->findings);
}
