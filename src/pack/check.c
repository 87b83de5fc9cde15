#include "pack/check.h"

#include "pack/nearest.h"
#include "pack/xml_walk.h"

void check_unknown(XmlSource *source, const xmlNode *element, const gchar *attribute, const gchar *what,
                   const gchar *value, const gchar *names)
{
    g_auto(GStrv) known = g_strsplit(names, ", ", -1);
    Nearest nearest = NEAREST_TO(value);
    for (gchar **name = known; *name != NULL; name++)
        nearest_offer(&nearest, *name);
    g_autofree gchar *hint = nearest_hint(&nearest, "", "");
    xml_source_note_attribute(source, element, attribute, "no %s %s; %s%s: %s", what, value, hint,
                              hint[0] != '\0' ? "Allowed" : "allowed", names[0] != '\0' ? names : "none");
}

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
        xml_source_note(
            source, root,
            "<%s> is no file of ours; the root is <pack>, <template>, <dispute> or <compliment>%s",
            xml_name(root), root->ns != NULL ? ", without a namespace (xmlns)" : "");
    xml_source_sort(source);
    return kind;
}

gboolean check_failed(XmlSource *source, GError **error)
{
    if (!findings_have_error(source->findings))
        return FALSE;
    g_autoptr(GPtrArray) noted = g_steal_pointer(&source->findings);
    source->findings = g_ptr_array_new_with_free_func((GDestroyNotify) finding_free);
    if (source->doc != NULL)
        check_all(source);
    return findings_to_error(source->findings, error) || findings_to_error(noted, error);
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
