#include <string.h>

#include "model/error.h"
#include "pack/check.h"
#include "pack/share.h"
#include "pack/value.h"
#include "pack/xml_walk.h"

/* Looked up among the packs first: a pack's name is no path, and what is not
 * there shall be answered with what is. */
static Pack *find_pack(XmlSource *source, const xmlNode *root, const gchar *id)
{
    g_auto(GStrv) packs = pack_list(NULL);
    if (packs == NULL || !g_strv_contains((const gchar *const *) packs, id)) {
        g_autofree gchar *known = packs != NULL ? g_strjoinv(", ", packs) : g_strdup("none");
        xml_source_note(source, root, "no form pack has the id %s; known are: %s", id, known);
        return NULL;
    }
    Pack *pack = pack_load(id, NULL);
    if (pack == NULL)
        xml_source_note(source, root, "the form pack %s has mistakes itself; run `iro check` on it", id);
    return pack;
}

static gchar *role_names(const Pack *pack)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < pack->roles->len; i++) {
        const Role *role = g_ptr_array_index(pack->roles, i);
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", role->id);
    }
    return g_strdup(names->str);
}

static gchar *theme_names(const Pack *pack)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < pack->themes->len; i++) {
        const Theme *theme = g_ptr_array_index(pack->themes, i);
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", theme->id);
    }
    return g_strdup(names->str);
}

static void check_people(XmlSource *source, const xmlNode *root, const Pack *pack)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (xmlNode *child = xml_first_element(root); child != NULL; child = xml_next_element(child)) {
        gchar *role = xml_is(child, "person") ? xml_attribute(child, "role") : NULL;
        if (role == NULL)
            continue;
        if (pack_find_role(pack, role) == NULL) {
            g_autofree gchar *names = role_names(pack);
            xml_source_note(source, child, "no role of %s has the id %s; allowed are %s", pack->id, role,
                            names);
        }
        if (g_hash_table_contains(seen, role))
            xml_source_note(source, child, "the role %s has two persons; one is allowed", role);
        g_hash_table_add(seen, role);
    }
}

static gboolean has_person(const xmlNode *root, const gchar *role)
{
    for (xmlNode *child = xml_first_element(root); child != NULL; child = xml_next_element(child)) {
        g_autofree gchar *of = xml_is(child, "person") ? xml_attribute(child, "role") : NULL;
        if (g_strcmp0(of, role) == 0)
            return TRUE;
    }
    return FALSE;
}

/* Whoever answers first must be known, or the first form can go to nobody. */
static void check_first_stage(XmlSource *source, const xmlNode *root, const Pack *pack)
{
    const Stage *first = pack_find_stage(pack, 1);
    if (first == NULL || first->role == NULL || has_person(root, first->role))
        return;
    const Role *role = pack_find_role(pack, first->role);
    xml_source_note(source, root,
                    "the %s is missing, who answers at stage 1; add <person role=\"%s\" name=\"…\" "
                    "email=\"…\"/>",
                    role->name, role->id);
}

static void check_theme(XmlSource *source, const xmlNode *element, const Pack *pack)
{
    g_autofree gchar *theme = xml_attribute(element, "theme");
    if (theme == NULL || pack_find_theme(pack, theme) != NULL)
        return;
    g_autofree gchar *names = theme_names(pack);
    xml_source_note(source, element, "no theme of %s has the id %s; allowed are %s", pack->id, theme, names);
}

static Day check_day(XmlSource *source, const xmlNode *element, const gchar *name)
{
    g_autofree gchar *text = element != NULL ? xml_attribute(element, name) : NULL;
    if (text == NULL)
        return DAY_NONE;
    const Day day = day_from_iso(text);
    if (day == DAY_NONE && g_regex_match_simple("^\\d{4}-\\d{2}-\\d{2}$", text, 0, 0))
        xml_source_note(source, element, "%s: there is no such day in the years 1900 to 2199", name);
    return day;
}

static void check_text_present(XmlSource *source, const xmlNode *root)
{
    static const gchar *const TEXTS[] = {"concerns", "action", "praise"};
    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        const xmlNode *element = xml_find_child(root, TEXTS[i]);
        g_autofree gchar *text = element != NULL ? xml_text_line(element) : g_strdup("present");
        if (text[0] == '\0')
            xml_source_note(source, element, "<%s> is empty; it has to say something", TEXTS[i]);
    }
}

void record_check(XmlSource *source, const xmlNode *root)
{
    const xmlNode *child = xml_find_child(root, "child");
    const xmlNode *concern = xml_find_child(root, "concern");
    const Day born = check_day(source, child, "born");
    const Day concerned = check_day(source, concern, "date");
    check_day(source, root, "date");
    if (born != DAY_NONE && concerned != DAY_NONE && born > concerned)
        xml_source_note(source, child, "born after the date of concern; one of the two days is wrong");
    check_text_present(source, root);
    g_autofree gchar *id = xml_attribute(root, "pack");
    g_autoptr(Pack) pack = id != NULL ? find_pack(source, root, id) : NULL;
    if (pack == NULL)
        return;
    check_people(source, root, pack);
    check_theme(source, concern != NULL ? concern : root, pack);
    if (xml_is(root, "dispute"))
        check_first_stage(source, root, pack);
    else if (pack->compliment == NULL)
        xml_source_note(source, root, "%s has no compliments form", pack->id);
}
