#include "pack/placeholder_check.h"

#include "model/datum.h"
#include "pack/nearest.h"

typedef struct {
    XmlSource *source;
    const xmlNode *element;
    guint scopes;
    const Pack *pack;
} Looking;

/* A pack's own roles give data of their own: {tm.name}, {tm.email}. */
static void offer_roles(Nearest *nearest, const Pack *pack, GPtrArray *names)
{
    for (guint i = 0; pack != NULL && i < pack->roles->len; i++) {
        const Role *role = g_ptr_array_index(pack->roles, i);
        g_ptr_array_add(names, g_strconcat(role->id, ".name", NULL));
        g_ptr_array_add(names, g_strconcat(role->id, ".email", NULL));
    }
    for (guint i = 0; i < names->len; i++)
        nearest_offer(nearest, g_ptr_array_index(names, i));
}

/* Marks stand round a name in a text, none round that of a <when>. */
static gchar *unknown_words(const Looking *looking, const gchar *name, gboolean braces)
{
    g_autoptr(GPtrArray) roles = g_ptr_array_new_with_free_func(g_free);
    Nearest nearest = NEAREST_TO(name);
    for (const Datum *datum = datum_all(); datum->name != NULL; datum++) {
        if ((datum->scopes & looking->scopes) != 0)
            nearest_offer(&nearest, datum->name);
    }
    offer_roles(&nearest, looking->pack, roles);
    g_autofree gchar *hint = nearest_hint(&nearest, braces ? "{" : "", braces ? "}" : "");
    return g_strdup_printf(
        "%s%s%s is no datum that is known here; %s%s", braces ? "{" : "", name, braces ? "}" : "", hint,
        nearest.best != NULL ? "All are listed in doc/templates.md" : "all are listed in doc/templates.md");
}

static void look_at(const gchar *name, gsize offset, gpointer data)
{
    const Looking *looking = data;
    (void) offset;
    if (datum_is_known(name, looking->scopes, looking->pack))
        return;
    g_autofree gchar *words = unknown_words(looking, name, TRUE);
    g_autofree gchar *written = g_strdup_printf("{%s}", name);
    xml_source_note_words(looking->source, looking->element, written, "%s", words);
}

void placeholders_check(XmlSource *source, const xmlNode *element, const gchar *text, guint scopes,
                        const Pack *pack)
{
    Looking looking = {.source = source, .element = element, .scopes = scopes, .pack = pack};
    gsize bad = 0;
    if (text == NULL || datum_each_placeholder(text, look_at, &looking, &bad))
        return;
    /* A few letters are enough to find it again; a line end may stand after them in the file. */
    g_autofree gchar *start = g_utf8_substring(text + bad, 0, MIN(3, g_utf8_strlen(text + bad, -1)));
    xml_source_note_words(source, element, g_strchomp(start),
                          "a placeholder is malformed; write {name} with small letters, digits, \".\" and "
                          "\"-\", or {{ for a brace");
}

void datum_name_check(XmlSource *source, const xmlNode *element, const gchar *attribute, const gchar *name,
                      guint scopes)
{
    const Looking looking = {.source = source, .element = element, .scopes = scopes};
    if (datum_is_known(name, scopes, NULL))
        return;
    g_autofree gchar *words = unknown_words(&looking, name, FALSE);
    xml_source_note_attribute(source, element, attribute, "%s", words);
}
