#include "pack/pack_parts.h"

#include <string.h>

#include "pack/value.h"
#include "pack/xml_walk.h"

guint part_number(XmlSource *source, const xmlNode *element, const gchar *name)
{
    g_autofree gchar *text = xml_attribute(element, name);
    guint64 number = 0;
    if (text != NULL && !g_ascii_string_to_unsigned(text, 10, 0, 999, &number, NULL))
        xml_source_note(source, element, "%s is a number from 0 to 999", name);
    return (guint) number;
}

guint part_need_number(XmlSource *source, const xmlNode *element, const gchar *name)
{
    g_free(xml_need_attribute(source, element, name));
    return part_number(source, element, name);
}

/* "yes" or "no"; absence is no. */
gboolean part_flag(XmlSource *source, const xmlNode *element, const gchar *name)
{
    g_autofree gchar *text = xml_attribute(element, name);
    if (text != NULL && strcmp(text, "yes") != 0 && strcmp(text, "no") != 0)
        xml_source_note(source, element, "%s is yes or no", name);
    return g_strcmp0(text, "yes") == 0;
}

gchar *part_need_id(XmlSource *source, const xmlNode *element)
{
    gchar *id = xml_need_attribute(source, element, "id");
    if (!value_is_id(id))
        xml_source_note(source, element, "id is small letters, digits and \"-\", beginning with a letter");
    return id;
}

/* A leaf: text, no elements. */
void part_check_leaf(XmlSource *source, const xmlNode *element, const gchar *attributes)
{
    xml_only_attributes(source, element, attributes);
    for (xmlNode *child = xml_first_element(element); child != NULL; child = xml_next_element(child))
        xml_note_unknown(source, child);
}

/* A text that may stand once; a second one is noted. */
void part_take_text(XmlSource *source, const xmlNode *element, const gchar *attributes, gchar **into)
{
    part_check_leaf(source, element, attributes);
    if (*into != NULL)
        xml_source_note(source, element, "<%s> stands twice", xml_name(element));
    g_free(*into);
    *into = xml_text_paragraphs(element);
    if ((*into)[0] == '\0')
        xml_source_note(source, element, "<%s> is empty", xml_name(element));
}

void part_recipient(XmlSource *source, const xmlNode *element, GPtrArray *into)
{
    part_check_leaf(source, element, "role address name");
    g_autofree gchar *role = xml_attribute(element, "role");
    g_autofree gchar *address = xml_attribute(element, "address");
    g_autofree gchar *name = xml_attribute(element, "name");
    if (address != NULL && !value_is_email(address))
        xml_source_note(source, element, "address is no e-mail address");
    g_ptr_array_add(into, recipient_new(role, address, name));
}
